"""The providers' snippets as they stand in a page."""

from __future__ import annotations

import shutil

import pytest
from plan_changes import with_own_ids

from microsites.build.portfolio import read_portfolio
from microsites.errors import UserError
from microsites.measurement.snippets import snippets
from microsites.resources import tags_directory
from portfolios import EditablePortfolio


class TestSnippets:
    def test_one_id(self, portfolio: EditablePortfolio) -> None:
        source = read_portfolio(portfolio.root)
        html = str(snippets(source.portfolio, source.portfolio.site("berry"), "production", source.tags, str).head)
        loader = '<script async src="https://www.googletagmanager.com/gtag/js?id=G-TEST000000"></script>'
        assert html.count(loader) == 1
        assert html.count('gtag("config","G-TEST000000");') == 1
        order = ["gtag/js?id=", 'gtag("consent","default"', 'gtag("set","linker"', 'gtag("js",', 'gtag("config",']
        assert sorted(order, key=html.index) == order
        assert 'gtag("set","linker",{domains:["berry.example.jp", "move.example.jp"]});' in html

    def test_two_ids_load_once(self, portfolio: EditablePortfolio) -> None:
        source = with_own_ids(portfolio, "both")
        html = str(snippets(source.portfolio, source.portfolio.site("move"), "preview", source.tags, str).head)
        assert html.count("gtag/js?id=") == 1
        assert html.count("G-MOVEP") == 1
        assert 'gtag("config","G-PREVIEW000");gtag("config","G-MOVEP");' in html

    def test_local_has_none(self, portfolio: EditablePortfolio) -> None:
        source = read_portfolio(portfolio.root)
        assert snippets(source.portfolio, source.portfolio.site("berry"), "local", source.tags, str).head == ""

    @pytest.mark.parametrize("template", ["{{ nothing }}", "{{ ids + 1 }}", "{{ ids[9] }}", "{% include 'x' %}"])
    def test_template_that_cannot_be_rendered(self, portfolio: EditablePortfolio, template: str) -> None:
        own = portfolio.root / "tags" / "providers" / "ga4"
        shutil.copytree(tags_directory() / "providers" / "ga4", own)
        (own / "head.html").write_text(template, "utf-8")
        source = read_portfolio(portfolio.root)
        with pytest.raises(UserError, match=r"^providers/ga4/head\.html: cannot be rendered: .+ \[CFG020\]"):
            snippets(source.portfolio, source.portfolio.site("berry"), "production", source.tags, str)

    @pytest.mark.parametrize("name", ["head.html", "body.html", "adapter.js"])
    def test_file_that_is_not_utf8(self, portfolio: EditablePortfolio, name: str) -> None:
        own = portfolio.root / "tags" / "providers" / "ga4"
        shutil.copytree(tags_directory() / "providers" / "ga4", own)
        (own / name).write_bytes("計測".encode("cp932"))
        with pytest.raises(UserError, match=f"{name} is not UTF-8"):
            read_portfolio(portfolio.root)

    def test_option_in_hosts_that_is_no_address(self, portfolio: EditablePortfolio) -> None:
        own = portfolio.root / "tags" / "providers" / "matomo"
        shutil.copytree(tags_directory() / "providers" / "matomo", own)
        text = (own / "provider.yml").read_text("utf-8")
        (own / "provider.yml").write_text(text.replace("kind: url", "kind: text", 1), "utf-8")
        with pytest.raises(UserError, match=r"option 'server' stands in 'hosts' and is no address \[CFG020\]"):
            read_portfolio(portfolio.root)
