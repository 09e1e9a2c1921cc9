"""Measurement on pages without a manifest, behind tag managers, and of providers that a portfolio brings along."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from microsites.check.reporters import REPORTERS
from microsites.check.runner import Report, check_directory
from microsites.check.third_parties import host_of, is_declared
from microsites.errors import UserError
from microsites.i18n.catalogue import ENGLISH
from microsites.measurement.provider_reader import providers_with
from microsites.measurement.third_parties import ThirdParties
from microsites.resources import tags_directory

PROVIDERS = providers_with(None)
RULES = Path(__file__).parents[2] / "rules"
GA4 = (("ga4", "G-ABCD123456"),)
LOADER = '<script async src="https://www.googletagmanager.com/gtag/js?id=G-ABCD123456"></script>'
SHIM = "window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}"
CONFIG = "gtag('js',new Date());gtag('config','G-ABCD123456');"
GTM = '<script async src="https://www.googletagmanager.com/gtm.js?id=GTM-ABC1234"></script>'


def foreign(root: Path, head: str, body: str = "") -> Path:
    html = f'<!doctype html><html lang="ja"><head><title>題</title><meta name="viewport" content="width=device-width"><meta name="description" content="いちご狩りの料金と予約の説明">{head}</head>'
    (root / "index.html").write_text(f"{html}<body><h1>題</h1>{body}</body></html>", "utf-8")
    return root


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (f"{LOADER}<script>{SHIM}{CONFIG}</script>", []),
        (f"{LOADER}<script>{SHIM}gtag('config','G-ABCD123456');gtag('js',new Date())</script>", ["TAG012"]),
        (f"{LOADER}<script>{SHIM}{CONFIG}gtag('config','UA-1234567-1')</script>", ["TAG010"]),
        (f"{LOADER}<script>{SHIM}gtag('js',new Date());gtag('config','G-ABCD123456',{{debug_mode:0}})</script>", ["TAG011"]),
        (f"{LOADER}<script>{SHIM}{CONFIG}gtag('consent','default',{{}})</script>", ["CNS002"]),
        (f"{LOADER}<script>{SHIM}{CONFIG}gtag('event','電話')</script>", ["EVT009"]),
        (f"{LOADER}<script>{SHIM}{CONFIG}gtag('event','form_end',{{mail:'a@example.jp'}})</script>", ["EVT014"]),
        (f"{LOADER}<script>{SHIM}{CONFIG}gtag('event','x',{{_y:'1'}})</script>", ["EVT010"]),
        (f"{LOADER.replace('ABCD', 'WXYZ')}<script>{SHIM}{CONFIG}</script>", ["TAG006"]),
        (f'{LOADER}<script>{SHIM}{CONFIG}</script><link rel="stylesheet" href="//cdn.example.org/a.css">', ["TAG009"]),
        (f"<script type='text/plain'>{SHIM}{CONFIG}</script>{LOADER}", []),
        (GTM, ["TAG013"]),
        ("", ["TAG001"]),
    ],
)  # fmt: skip
def test_pages_of_others(tmp_path: Path, head: str, expected: list[str]) -> None:
    assert codes(check_directory(foreign(tmp_path, head), providers=PROVIDERS, expect=GA4)) == expected


def test_a_campaign_within_a_page_of_others(tmp_path: Path) -> None:
    root = foreign(tmp_path, f"{LOADER}<script>{SHIM}{CONFIG}</script>", '<a href="?utm_source=top">x</a>')
    assert codes(check_directory(root, providers=PROVIDERS, expect=GA4)) == ["UTM001"]


def test_unknown_is_neither_instrumented_nor_missing(tmp_path: Path) -> None:
    report = check_directory(foreign(tmp_path, GTM), providers=PROVIDERS, expect=GA4)
    pages = json.loads(REPORTERS["json"].render(report, ENGLISH))["summary"]["sites"][0]["pages"]
    assert pages == {"instrumented": 0, "missing": 0, "unknown": 1, "expected": 1}
    assert "pages 0/1 instrumented, 1 unknown (behind a tag manager)" in REPORTERS["text"].render(report, ENGLISH)


def edited(tmp_path: Path, fixture: str, **changes: object) -> Path:
    root = Path(shutil.copytree(RULES / fixture, tmp_path / "dist"))
    file = root / ".manifest/site.json"
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), **changes}), "utf-8")
    return root


def test_what_a_known_container_holds_counts(tmp_path: Path) -> None:
    root = edited(tmp_path, "TAG013/pass")
    assert [str(site.pages) for site in check_directory(root, providers=PROVIDERS).sites] == ["1/1"]


def test_what_a_known_container_does_not_hold_is_missing(tmp_path: Path) -> None:
    root = edited(tmp_path, "TAG013/pass", containers=[{"id": "GTM-SITE01", "file": "gtm/x.json", "ids": []}])
    assert codes(check_directory(root, providers=PROVIDERS)) == ["TAG001"]


def own_provider(**changes: object) -> dict[str, object]:
    data = PROVIDERS["clarity"].model_dump(mode="json", exclude_defaults=True)
    signatures = [{"part": "script_src", "role": "loader", "pattern": r"//tag\.example\.org/(?P<id>c-\d+)\.js"}]
    return {**data, "name": "nurture", "title": "Nurture", "settings": [], "hosts": {"script": ["https://tag.example.org"]}, "network": [], "signatures": signatures,
            "id_pattern": r"^c-\d+$", "id_example": "c-1", **changes}  # fmt: skip


@pytest.mark.parametrize(("identifier", "expected"), [("c-1", []), ("c-2", ["TAG003"])])
def test_a_provider_of_the_portfolios_own_needs_no_folder(tmp_path: Path, identifier: str, expected: list[str]) -> None:
    providers = [{"provider": "ga4", "ids": ["G-SITE000001"]}, {"provider": "nurture", "ids": ["c-1"]}]
    root = edited(tmp_path, "TAG006/pass", providers=providers, own_providers=[own_provider()])
    file = root / "site/index.html"
    tag = f'<script src="https://tag.example.org/{identifier}.js"></script></head>'
    file.write_text(file.read_text("utf-8").replace("</head>", tag), "utf-8")
    assert codes(check_directory(root, providers=PROVIDERS)) == expected


def test_a_damaged_provider_of_the_portfolios_own_is_named(tmp_path: Path) -> None:
    root = edited(tmp_path, "TAG006/pass", own_providers=[own_provider(signatures=[])])
    with pytest.raises(UserError, match=r"own_providers\.signatures"):
        check_directory(root, providers=PROVIDERS)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://a.example.org/x", "a.example.org"),
        ("//A.example.org:443/x", "a.example.org"),
        (" HTTP:\\\\a.example.org\n", "a.example.org"),
        ("https://a.example.org:8443/", "a.example.org:8443"),
        ("/x//y", ""),
        ("data:text/plain,//a.example.org", ""),
        ("https://[", ""),
        ("https://a:b/", ""),
    ],
)
def test_host_of_an_address(address: str, host: str) -> None:
    assert host_of(address) == host


def test_declared_hosts() -> None:
    sources = ("https://*.example.org", "https://stats.example.jp")
    assert is_declared("a.b.example.org", sources)
    assert is_declared("stats.example.jp", sources)
    assert not is_declared("example.org.example.com", sources)
    assert not is_declared("x.stats.example.jp", sources)


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("fonts.gstatic.com", "Google Fonts"),
        ("cdn.karte.io", "KARTE"),
        ("line.me", "LINE Corporation"),
        ("s.yimg.jp", "Yahoo! JAPAN Ads"),
        ("connect.facebook.net:8443", "Facebook"),
        ("www.city.example.jp", None),
        ("com", None),
    ],
)
def test_who_runs_a_host(host: str, name: str | None) -> None:
    assert ThirdParties.read().name(host) == name


def test_third_parties_say_where_they_come_from() -> None:
    text = (tags_directory() / "third_parties.json").read_text("utf-8")
    data = json.loads(text)
    assert data["source"].startswith("npm third-party-web ")
    assert (data["license"], data["notice"].splitlines()[0]) == ("MIT", "The MIT License (MIT)")
    assert len(text.encode()) < 150_000
