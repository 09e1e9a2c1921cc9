"""What each host is told in its own form: paths below a prefix, limits, values that no configuration may take as its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from microsites.check.manifests import read_manifest
from microsites.cli.publish import TARGETS as NAMED
from microsites.content.publishing import ArtifactDestination, Publish, ServerDestination
from microsites.errors import UserError
from microsites.manifest import Manifest, digest_of
from microsites.publish.address import address_of
from microsites.publish.apache import htaccess
from microsites.publish.headers import hashed_folders, is_hashed, security_headers
from microsites.publish.nginx import Served, nginx_conf
from microsites.publish.passes import passes
from microsites.publish.placing import place
from microsites.publish.redirects import redirects_of
from microsites.publish.release import Deployment, Placement, ReadySite
from microsites.publish.rule_files import CLOUDFLARE, NETLIFY, headers_file, redirects_file
from microsites.publish.targets import TARGETS, github_pages
from microsites.record import Record

MANIFEST = Path(__file__).parents[2] / "rules/LNK014/pass/.manifest/site.json"
FILES = ("index.html", "404.html", "farms/index.html", "orchards/index.html", "theme/site.0123456789.css")


def site(tmp_path: Path, url: str = "https://www.example.jp/promo/", **changes: object) -> ReadySite:
    """A site below a prefix, with one old address; its files lie in ``tmp_path``."""
    manifest = read_manifest(MANIFEST).model_copy(update={"url": url, "policy": "default-src 'none'", **changes})
    for file in FILES:
        (tmp_path / "site" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / file).write_text(file, "utf-8")
    address = address_of(url, "site")
    manifest = manifest.model_copy(update={"digest": digest_of(tmp_path / "site")})
    destination = ServerDestination(to="/srv/site")
    return ReadySite("site", manifest, address, destination, "/srv/site", tmp_path / "site", FILES)


def with_many_aliases(manifest: Manifest, count: int) -> dict[str, object]:
    page = next(page for page in manifest.pages if page.aliases)
    (alias,) = page.aliases
    many = tuple(alias.model_copy(update={"address": f"old-{n}/", "path": f"old-{n}/index.html"}) for n in range(count))
    return {"pages": (page.model_copy(update={"aliases": many}),)}


# Addresses and headers


@pytest.mark.parametrize(
    ("url", "origin", "prefix"),
    [
        ("https://www.example.jp/", "https://www.example.jp", "/"),
        ("https://WWW.example.jp:8443/a/b.c/", "https://www.example.jp:8443", "/a/b.c/"),
        ("http://日本語.jp/", "http://xn--wgv71a119e.jp", "/"),
    ],
)
def test_address_in_its_parts(url: str, origin: str, prefix: str) -> None:
    address = address_of(url, "site")
    assert (address.origin, address.prefix) == (origin, prefix)


@pytest.mark.parametrize(
    "url",
    [
        "https://a;b/",
        "https://a/$x/",
        'https://a/"/',
        "https://a/b;/",
        "https://a/../",
        "https://u@a/",
        "https://a/%0a/",
    ],
)
def test_address_that_no_configuration_may_hold(url: str) -> None:
    with pytest.raises(UserError, match="BLD076"):
        address_of(url, "site")


@pytest.mark.parametrize(
    ("path", "hashed"),
    [
        ("media/taiko.d3a4cfe6-1250.jpg", True),
        ("theme/site.25afbb6aad.css", True),
        ("assets/stylesheets/main.57a0d79d.min.css", True),
        ("assets/documents/report.20260401.pdf", False),
        ("media/plain.jpg", False),
        ("x/media/taiko.d3a4cfe6-1250.jpg", False),
        ("search/index/pagefind.js", False),
    ],
)
def test_only_names_that_a_build_makes_are_kept_for_good(path: str, hashed: bool) -> None:
    assert is_hashed(path) is hashed


def test_folders_in_which_everything_is_kept() -> None:
    files = ("media/a.01234567-1.jpg", "media/b/c.01234567.jpg", "theme/a.0123456789.css", "theme/plain.css", "x.html")
    assert hashed_folders(files) == ("media/",)


def test_promise_of_https_follows_the_settings(tmp_path: Path) -> None:
    def hsts(**changes: object) -> str | None:
        url = str(changes.pop("url", "https://www.example.jp/"))
        return dict(security_headers(site(tmp_path, url, **changes))).get("Strict-Transport-Security")

    assert hsts() == "max-age=31536000"
    assert hsts(publish=Publish(hsts_days=1)) == "max-age=86400"
    assert hsts(publish=Publish(hsts_days=0)) is None
    assert hsts(url="http://www.example.jp/") is None


def test_promise_for_a_whole_host_is_not_made_below_somebody_elses_start_page(tmp_path: Path) -> None:
    below = "https://www.example.jp/promo/"
    assert "Strict-Transport-Security" not in dict(security_headers(site(tmp_path, below)))
    written = site(tmp_path, below, publish=Publish(hsts_days=30))
    assert dict(security_headers(written))["Strict-Transport-Security"] == "max-age=2592000"


def test_what_search_engines_may_not_list_says_so_in_its_header(tmp_path: Path) -> None:
    assert dict(security_headers(site(tmp_path, listed=False)))["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in dict(security_headers(site(tmp_path, listed=True)))


# Passes


def test_order_of_files() -> None:
    before = Record(site="s", environment="production", url="u", at="a", files=("index.html", "old.html", "a/b.pdf"))
    files = ("index.html", "new/index.html", "feed.xml", "a/b.pdf", "theme/site.0123456789.css")
    found = passes(files, before)
    assert found.hashed == ("theme/site.0123456789.css",)
    assert found.files == ("a/b.pdf",)
    assert found.new_pages == ("new/index.html",)
    assert found.pages == ("feed.xml", "index.html")
    assert found.gone == ("old.html",)
    assert passes(files, None).gone == ()


# nginx and Apache


def test_redirects_below_a_prefix(tmp_path: Path) -> None:
    assert redirects_of(site(tmp_path)) == (("/promo/orchards/", "/promo/farms/", "orchards/index.html"),)


def test_nginx_serves_several_sites_of_one_host(tmp_path: Path) -> None:
    one, other = site(tmp_path), site(tmp_path, "https://www.example.jp/other/")
    text = nginx_conf("www.example.jp", [Served(one, "/srv/one", None), Served(other, "/srv/other/", None)])
    assert text.count("server_name www.example.jp;") == 2
    assert '    location /promo/ {\n        alias "/srv/one/";' in text
    assert '    location /other/ {\n        alias "/srv/other/";' in text
    assert "error_page 404 /other/404.html;" in text
    redirect = 'location = "/promo/orchards" { return 301 https://www.example.jp/promo/farms/$is_args$args; }'
    assert redirect in text


def test_nginx_answers_for_what_lies_beside_the_sites(tmp_path: Path) -> None:
    below = nginx_conf("www.example.jp", [Served(site(tmp_path), "/srv/one", None)])
    assert (
        '    location = "/promo" { return 301 https://www.example.jp/promo/$is_args$args; }\n'
        "    location /promo/ {" in below
    )
    assert below.count("    location / {\n        return 404;\n    }") == 1
    root = nginx_conf("www.example.jp", [Served(site(tmp_path, "https://www.example.jp/"), "/srv/one", None)])
    assert "return 404;\n    }\n}" not in root
    assert 'location = "' not in root.replace('location = "/orchards', "")
    for text in (below, root):
        assert "    include mime.types;\n    types {\n        text/calendar ics;\n    }\n" in text


@pytest.mark.parametrize("value", ["a$host", "a\nb", "a\x7fb"])
def test_value_that_nginx_would_read_as_its_own(tmp_path: Path, value: str) -> None:
    with pytest.raises(UserError, match="BLD076"):
        nginx_conf("h", [Served(site(tmp_path, policy=value), "/srv", None)])


def test_quotes_are_escaped_for_nginx_and_apache(tmp_path: Path) -> None:
    quoted = site(tmp_path, policy='img-src "x\\" 50%')
    assert '"img-src \\"x\\\\\\" 50%" always;' in nginx_conf("h", [Served(quoted, "/srv", None)])
    assert 'Content-Security-Policy "img-src \\"x\\\\\\" 50%%"' in htaccess(quoted)


# _headers and _redirects


def test_policy_that_is_too_long_for_a_line_is_said(tmp_path: Path) -> None:
    long = site(tmp_path, policy="script-src " + " ".join(f"'sha256-{n:043}='" for n in range(60)))
    found = headers_file([long], CLOUDFLARE)
    assert "  Content-Security-Policy: frame-ancestors 'self'\n" in found.text
    assert max(map(len, found.text.splitlines())) <= 2_000
    assert [note.values["limit"] for note in found.notes] == [2_000]
    assert headers_file([long], NETLIFY).notes == ()


def test_site_below_another_takes_back_what_the_other_says(tmp_path: Path) -> None:
    outer = site(tmp_path, "https://www.example.jp/", listed=False)
    inner = site(tmp_path, policy="default-src 'self'", listed=True)
    found = headers_file([inner, outer], CLOUDFLARE)
    root, promo, *_kept = found.text.split("\n\n")
    assert root.startswith("/*\n  Content-Security-Policy: default-src 'none'\n")
    assert "\n  ! " not in root
    assert promo.splitlines()[:8] == [
        "/promo/*",
        "  ! Content-Security-Policy",
        "  ! X-Content-Type-Options",
        "  ! Referrer-Policy",
        "  ! Permissions-Policy",
        "  ! Strict-Transport-Security",
        "  ! X-Robots-Tag",
        "  Content-Security-Policy: default-src 'self'",
    ]
    assert "X-Robots-Tag:" not in promo
    elsewhere = headers_file([site(tmp_path, "https://www.example.jp/other/"), inner], CLOUDFLARE)
    assert "  ! " not in elsewhere.text


def test_what_makes_pages_safe_is_not_what_the_limit_cuts_off(tmp_path: Path) -> None:
    sites = [site(tmp_path, f"https://www.example.jp/s{number}/") for number in range(60)]
    found = headers_file(sites, CLOUDFLARE)
    assert found.text.count("\n  Content-Security-Policy: ") == 60
    assert found.text.count("\n  Cache-Control: ") == 40
    assert [str(note) for note in found.notes] == ["the host reads 100 rules of headers; the last ones are left out"]


def test_redirects_beyond_the_limit_are_counted(tmp_path: Path) -> None:
    changes = with_many_aliases(read_manifest(MANIFEST), 1_005)
    found = redirects_file([site(tmp_path, **changes)], CLOUDFLARE, "301", own_not_found=True)
    assert found.text.count("\n") == 2_000
    assert [str(note) for note in found.notes] == [
        "10 redirects are more than the host reads; the pages at the old addresses do it"
    ]


def test_not_found_of_a_site_below_a_prefix(tmp_path: Path) -> None:
    found = redirects_file([site(tmp_path)], NETLIFY, "301!", own_not_found=False)
    assert found.text.splitlines() == [
        "/promo/orchards/ /promo/farms/ 301!",
        "/promo/orchards /promo/farms/ 301!",
        "/promo/* /promo/404.html 404",
    ]


# GitHub Pages


@pytest.mark.parametrize(
    ("urls", "files", "shared"),
    [
        (["https://town.github.io/promo/"], {"index.html"}, True),
        (
            ["https://town.github.io/promo/a/", "https://town.github.io/promo/b/"],
            {"a/index.html", "b/index.html"},
            True,
        ),
        (["https://promo.example.jp/"], {"index.html", "CNAME"}, False),
        (["https://promo.example.jp/a/"], {"a/index.html", "CNAME"}, False),
    ],
)
def test_sites_lie_where_their_addresses_say(tmp_path: Path, urls: list[str], files: set[str], shared: bool) -> None:
    folder = tmp_path / "_site"
    to = ArtifactDestination(to=str(folder))
    sites = tuple(replace(site(tmp_path, url), destination=to, to=to.to, name=f"s{n}") for n, url in enumerate(urls))
    plan = github_pages.plan(Deployment("s", to.to, sites, "production", tmp_path / "work"))
    (step,) = plan.steps
    assert isinstance(step, Placement)
    assert not folder.exists()
    place(step)
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files <= found
    assert ("CNAME" in found) is not shared
    assert any("share one origin" in note for note in plan.notes) is shared
    assert any("no site lies at the root" in note for note in plan.notes) is ("index.html" not in files)


def test_two_hosts_are_no_one_deployment(tmp_path: Path) -> None:
    sites = (site(tmp_path), site(tmp_path, "https://other.example.jp/"))
    with pytest.raises(UserError, match="BLD079"):
        github_pages.plan(Deployment("s", str(tmp_path / "_site"), sites, "production", tmp_path))


def test_command_names_every_target() -> None:
    assert tuple(TARGETS) == NAMED
