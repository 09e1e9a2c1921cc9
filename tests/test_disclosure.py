"""The page that says what is sent to whom, as it is built: complete, dated, linked from everywhere, and true."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from microsites.check.runner import check_directory
from microsites.manifest import Manifest
from microsites.measurement.provider_reader import providers_with
from portfolios import PORTFOLIO, SITE, EditablePortfolio

PAGE = "external-transmission/index.html"
GTM = "GTM-TEST000"

OWN = {
    "provider.yml": """\
name: kaiyu
title: 回遊計測
documentation: https://kaiyu.example.com/docs
category: analytics
id_pattern: ^K-[0-9]{8}$
id_example: K-00000001
options:
  - {name: server, definition: 送り先, kind: url, required: true}
hosts:
  script: ["{server}"]
  connect: ["{server}"]
signatures:
  - {part: script_src, role: loader, pattern: '/kaiyu\\.js\\?id=(?P<id>K-[0-9]{8})'}
disclosure:
  recipient: "{municipality}"
  service: 回遊計測
  sent: [閲覧したページのアドレス]
  purpose: "{municipality}の回遊を知るため"
  recipient_purpose: 集計のため
""",
    "head.html": '<script{{ gate }} src="{{ options.server }}kaiyu.js?id={{ ids[0] | urlencode }}"></script>\n',
    "adapter.js": "microsites.providers.kaiyu = () => {};\n",
}


def page(portfolio: EditablePortfolio, site: str = "berry", path: str = PAGE) -> BeautifulSoup:
    return BeautifulSoup((portfolio.dist / site / path).read_bytes(), "html.parser")


def told(soup: BeautifulSoup) -> dict[str, str]:
    """Provider → all that is said of it, without line breaks."""
    return {
        str(block["data-disclosed"]): "".join(block.get_text().split()) for block in soup.select("[data-disclosed]")
    }


def manifest(portfolio: EditablePortfolio, site: str = "berry") -> Manifest:
    return Manifest.model_validate_json((portfolio.dist / f".manifest/{site}.json").read_bytes())


def with_own_provider(portfolio: EditablePortfolio) -> None:
    for name, text in OWN.items():
        portfolio.write(f"tags/providers/kaiyu/{name}", text)
    ids = "    ids: {ga4: G-TEST000000}"
    options = '\n    options: {kaiyu: {server: "https://kaiyu.example.com/"}}'
    portfolio.replace(PORTFOLIO, ids, f"    ids: {{ga4: G-TEST000000, kaiyu: K-12345678}}{options}")


def with_tag_manager(portfolio: EditablePortfolio) -> None:
    portfolio.replace(PORTFOLIO, "{ga4: G-TEST000000}", f"{{gtm: {GTM}}}")


def test_every_page_links_to_it(built_minimal: EditablePortfolio) -> None:
    for site in ("berry", "move"):
        for path in (built_minimal.dist / site).rglob("*.html"):
            soup = BeautifulSoup(path.read_bytes(), "html.parser")
            links = [a for a in soup.select("footer a") if a.get_text() == "外部送信に関する公表事項"]
            assert len(links) == 1, path
            assert str(links[0]["href"]).endswith(("external-transmission/", "./")), path


def test_it_says_all_that_the_registry_knows(built_minimal: EditablePortfolio) -> None:
    ga4 = providers_with(None)["ga4"].disclosure
    soup = page(built_minimal)
    text = told(soup)["ga4"]
    for said in (ga4.recipient, ga4.service, *ga4.sent, ga4.purpose, ga4.recipient_purpose):
        assert "".join(said.split()) in text
    for cookie in ga4.cookies:
        assert cookie.name in text
    assert {ga4.policy, ga4.opt_out} <= {a["href"] for a in soup.select("[data-disclosed] a")}
    assert "utm_source" in {code.get_text() for code in soup.select("code")}
    assert "義務" not in soup.get_text()


def test_it_is_a_page_like_any_other(built_minimal: EditablePortfolio) -> None:
    known = manifest(built_minimal)
    assert known.disclosure == PAGE
    assert PAGE in {each.path for each in known.pages}
    assert "external-transmission/" in (built_minimal.dist / "berry/sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize(
    ("environment", "words"),
    [("local", "ここからは何も送信していません"), ("preview", "公開前に確認するためのサイト")],
)
def test_it_says_which_tree_it_is(portfolio: EditablePortfolio, environment: str, words: str) -> None:
    portfolio.build(environment="local" if environment == "local" else "preview")
    soup = page(portfolio)
    assert words in soup.get_text()
    assert list(told(soup)) == ["ga4"]


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("disclose", "ページを開いたときから送信します。"),
        ("opt_out", "いつでも止められます"),
        ("basic", "同意をいただいた場合に限って送信します"),
        ("advanced", "Cookieを使わずに送信します"),
    ],
)
def test_it_says_when_sending_begins(portfolio: EditablePortfolio, mode: str, words: str) -> None:
    portfolio.replace(PORTFOLIO, "tags: tags", f"tags: tags\nmeasuring: {{consent: {{analytics: {mode}}}}}")
    portfolio.build("berry")
    soup = page(portfolio)
    assert words in told(soup)["ga4"]
    assert bool(soup.select("#settings [data-consent-control]")) is (mode != "disclose")


def test_municipality_says_its_own_purpose(portfolio: EditablePortfolio) -> None:
    with_own_provider(portfolio)
    purposes = "measuring: {purposes: {ga4: '{municipality}の観光計画を見直すため'}}"
    portfolio.replace(PORTFOLIO, "tags: tags", f"tags: tags\n{purposes}")
    assert not portfolio.build("berry").problems
    blocks = told(page(portfolio))
    assert "試験市の観光計画を見直すため" in blocks["ga4"]
    assert "送信先試験市" in blocks["kaiyu"]
    assert "試験市の回遊を知るため" in blocks["kaiyu"]


def test_own_providers_need_no_folder_to_be_checked(portfolio: EditablePortfolio) -> None:
    with_own_provider(portfolio)
    assert not portfolio.build().problems
    (own,) = manifest(portfolio).own_providers
    assert own["name"] == "kaiyu"
    policy = manifest(portfolio).policy or ""
    assert "https://kaiyu.example.com" in policy
    assert "{server}" not in policy
    report = check_directory(portfolio.dist, providers=providers_with(None))
    assert [f"{f.code} {f.message}" for f in report.findings if f.code.startswith(("TAG", "LAW", "SEC"))] == []
    broken = portfolio.dist / "berry/access/index.html"
    broken.write_text(broken.read_text("utf-8").replace("kaiyu.js", "x.js"), "utf-8")
    assert "TAG001" in {f.code for f in check_directory(portfolio.dist, providers=providers_with(None)).findings}


def test_tag_manager_without_export_is_unknown(portfolio: EditablePortfolio) -> None:
    with_tag_manager(portfolio)
    assert not portfolio.build("berry").problems
    assert "確かめることはできません" in told(page(portfolio))["gtm"]
    assert manifest(portfolio).policy == "base-uri 'none'; object-src 'none'; frame-ancestors 'self'"


def test_file_at_its_address_is_refused(portfolio: EditablePortfolio) -> None:
    portfolio.write("berry/pages/external-transmission.yml", portfolio.text("berry/pages/access.yml"))
    result = portfolio.build_command()
    assert result.exit_code == 2
    assert "berry/pages/external-transmission.yml:1:1: has the address of a page that is generated" in result.output


def test_editors_may_link_to_it(portfolio: EditablePortfolio) -> None:
    link = "  - {label: 計測について, page: external-transmission}"
    portfolio.replace(SITE, "navigation:", f"footer:\n{link}\nnavigation:")
    assert not portfolio.build("berry").problems
    hrefs = [a["href"] for a in page(portfolio, path="index.html").select("footer a") if isinstance(a, Tag)]
    assert hrefs.count("external-transmission/") == 1


def test_site_for_staff_has_none(built_portfolio: Path) -> None:
    known = json.loads((built_portfolio / ".manifest/handbook.json").read_bytes())
    assert known["disclosure"] is None
    assert not (built_portfolio / "handbook" / PAGE).exists()
