"""The providers' snippets as they stand in a page."""

from __future__ import annotations

from plan_changes import with_own_ids

from microsites.build.portfolio import read_portfolio
from microsites.measurement.snippets import snippets
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
