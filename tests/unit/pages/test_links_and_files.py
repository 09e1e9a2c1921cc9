"""Addresses as a page prints them, and the files that every site carries."""

from __future__ import annotations

from urllib.parse import quote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from microsites.content.fields import Reference
from microsites.content.references import PageTarget, split_page, split_site
from microsites.pages.links import LinkContext, PageLinks, RootLinks, relative
from microsites.pages.structured_data.breadcrumb import breadcrumb
from microsites.pages.structured_data.script import json_ld
from microsites.pages.views import Crumb
from microsites.pages.well_known import robots, sitemap

SEGMENT = st.from_regex(r"[a-z0-9]{1,3}([-_][a-z0-9]{1,2})?", fullmatch=True)
ADDRESS = st.lists(SEGMENT, max_size=4).map(lambda parts: "".join(f"{part}/" for part in parts))
FILE = st.builds(
    lambda folder, name: f"{folder}{name}", ADDRESS, st.sampled_from(["a.pdf", "畑 1.jpg", "a%b#c?.txt", "x:y.css"])
)
FRAGMENT = st.sampled_from(["", "#bus", "#a-b"])
BASE = "https://berry.example.jp/"


@given(ADDRESS, ADDRESS, FRAGMENT)
@example("", "", "")
@example("a/", "a/", "")
@example("a/", "a/", "#bus")
@example("a/b/", "a/", "")
@example("a/", "a/b/", "#bus")
@example("ab/", "a/", "")
def test_relative_link_to_a_page_leads_there(page: str, target: str, fragment: str) -> None:
    link = relative(target, page, fragment.removeprefix("#"))
    assert urljoin(BASE + page, link) == BASE + target + fragment
    assert not urlsplit(link).scheme
    assert link


@given(
    ADDRESS,
    ADDRESS.flatmap(lambda folder: st.sampled_from(["a.pdf", "畑 1.jpg", "a%b?.txt", "x:y.css"]).map(folder.__add__)),
)
def test_relative_link_to_a_file_leads_there(page: str, file: str) -> None:
    assert urljoin(BASE + page, relative(file, page)) == BASE + quote(file)


CONTEXT = LinkContext("berry", {"move": "https://move.example.jp/", "poc": None})


@pytest.mark.parametrize(
    ("page", "reference", "href"),
    [
        ("", {"page": "access#bus"}, "access/#bus"),
        ("", {"page": "index"}, "./"),
        ("access/", {"page": "index"}, "../"),
        ("access/", {"page": "access#bus"}, "#bus"),
        ("access/", {"page": "#bus"}, "../#bus"),
        ("farms/aoki/", {"page": "farms/index"}, "../"),
        ("farms/aoki/", {"page": "farms/suisha/"}, "../suisha/"),
        ("farms/aoki/", {"asset": "畑 1.pdf"}, "../../assets/%E7%95%91%201.pdf"),
        ("", {"asset": "a/b.pdf"}, "assets/a/b.pdf"),
        ("farms/", {"site": "move/housing#rent"}, "https://move.example.jp/housing/#rent"),
        ("farms/", {"site": "move"}, "https://move.example.jp/"),
        ("farms/aoki/", {"site": "poc/call"}, "../../../poc/call/"),
        ("", {"site": "poc"}, "../poc/"),
        ("farms/", {"site": "berry/access"}, "../access/"),
        ("", {"url": "tel:000-000-0000"}, "tel:000-000-0000"),
    ],
)
def test_reference_as_href(page: str, reference: dict[str, str], href: str) -> None:
    assert PageLinks(CONTEXT, page).href(Reference.model_validate(reference)) == href


@pytest.mark.parametrize("base", ["/", "/berries/"])
@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ({"page": "access#bus"}, "access/#bus"),
        ({"page": "index"}, ""),
        ({"page": "#top"}, "#top"),
        ({"asset": "a.pdf"}, "assets/a.pdf"),
        ({"site": "berry/access"}, "access/"),
    ],
)
def test_not_found_page_links_from_the_root(base: str, reference: dict[str, str], path: str) -> None:
    links = RootLinks(CONTEXT, "", base)
    assert links.href(Reference.model_validate(reference)) == base + path
    for anywhere in ("", "a/", "a/b/c"):
        home = f"https://host.example.jp{base}"
        assert urljoin(home + anywhere, links.href(Reference.model_validate(reference))) == home + path


def test_not_found_page_links_to_sisters_and_others_absolutely() -> None:
    links = RootLinks(CONTEXT, "", "/")
    assert links.href(Reference(site="move/a")) == "https://move.example.jp/a/"
    assert links.href(Reference(url="https://a.example.jp/")) == "https://a.example.jp/"
    assert links.to_path("theme/site.css") == "/theme/site.css"
    assert links.to_page("access") == "/access/"


@pytest.mark.parametrize(
    ("written", "page", "fragment"),
    [
        ("access", "access", ""),
        ("access/#bus", "access", "bus"),
        ("/farms/index#a", "farms", "a"),
        ("", "index", ""),
        ("#a", "index", "a"),
        ("index", "index", ""),
    ],
)
def test_split_page(written: str, page: str, fragment: str) -> None:
    assert split_page(written) == PageTarget(page, fragment)
    assert split_site(f"move/{written}") == ("move", PageTarget(page, fragment))


@given(st.recursive(st.text(), lambda inner: st.dictionaries(st.text(), inner) | st.lists(inner)))
@example("</script><script>alert(1)</script>")
@example("<!--<script>")
@example("]]>")
def test_structured_data_cannot_leave_its_element(value: object) -> None:
    import json

    html = str(json_ld(({"value": value},)))
    soup = BeautifulSoup(html, "html.parser")
    assert [element.name for element in soup.find_all(True)] == ["script"]
    text = soup.script.string if soup.script else None
    assert text is not None
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == {"@context": "https://schema.org", "value": value}


def test_breadcrumb_counts_from_one() -> None:
    data = breadcrumb((Crumb("ホーム", "../"), Crumb("行き方", None)), (BASE, f"{BASE}access/"))
    assert data["@type"] == "BreadcrumbList"
    assert [(item["position"], item["name"], item["item"]) for item in data["itemListElement"]] == [
        (1, "ホーム", BASE),
        (2, "行き方", f"{BASE}access/"),
    ]


def test_sitemap_lists_every_page_once_and_escapes() -> None:
    text = sitemap("https://a.example.jp/x&y/", ["farms/", "", "access/"])
    assert [loc.text for loc in ET.fromstring(text).findall(".//{*}loc")] == [
        "https://a.example.jp/x&y/",
        "https://a.example.jp/x&y/access/",
        "https://a.example.jp/x&y/farms/",
    ]
    assert "x&amp;y" in text


def test_robots_lets_crawlers_see_the_noindex() -> None:
    assert robots(BASE, indexable=True) == f"User-agent: *\nAllow: /\nSitemap: {BASE}sitemap.xml\n"
    assert robots(BASE, indexable=False) == "User-agent: *\nAllow: /\n"
    assert robots(None, indexable=False) == "User-agent: *\nAllow: /\n"
