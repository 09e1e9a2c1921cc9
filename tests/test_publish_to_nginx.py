"""Published with rsync and served by a real nginx under its own name, with the configuration that was written for it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest

from portfolios import EditablePortfolio
from publications import edit, publish
from served_by_nginx import NGINX, WITHOUT_NGINX, Server, certificate, serving

pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(NGINX is None, reason=WITHOUT_NGINX),
    pytest.mark.skipif(shutil.which("rsync") is None, reason="rsync is not installed"),
]

BERRY = "https://berry.example.jp"


@pytest.fixture(scope="module")
def published(
    built_moved: EditablePortfolio, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, Path]]:
    """The sites as rsync left them in a folder, and nginx before it."""
    folder = tmp_path_factory.mktemp("nginx")
    dist = shutil.copytree(built_moved.dist, folder / "dist")
    (folder / "www").mkdir()
    to = f"{folder}/www/{{site}}/"
    result = built_moved.command("publish", "rsync", "--dist", str(dist), "--to", to, "--at", "2026-11-22T13:00")
    assert result.exit_code == 0, result.output
    written = sorted((dist / ".publish" / "rsync").glob("*.conf"))
    assert [file.name for file in written] == ["berry.example.jp.conf", "move.example.jp.conf"]
    keys = certificate(folder / "keys")
    for file in written:
        text = file.read_text("utf-8").replace(f"/etc/letsencrypt/live/{file.stem}", str(keys))
        file.write_text(text, "utf-8")
    with serving(folder / "nginx", written) as server:
        yield server, dist


def test_every_page_answers_with_its_headers(published: tuple[Server, Path], built_moved: EditablePortfolio) -> None:
    server, dist = published
    for path in ("", "about/", "bus/", "news/open/"):
        answer = server.get(f"{BERRY}/{path}")
        assert answer.status == 200
        assert answer.text == (dist / "berry" / path / "index.html").read_text("utf-8")
        assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate"
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-")
        assert policy.endswith("; frame-ancestors 'self'")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "strict-origin-when-cross-origin"
        assert "geolocation=()" in answer.headers["permissions-policy"]
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert answer.headers["server"] == "nginx"


def test_files_named_by_their_content_are_kept_and_others_are_not(published: tuple[Server, Path]) -> None:
    server, dist = published
    files = [path.relative_to(dist / "berry").as_posix() for path in (dist / "berry").rglob("*") if path.is_file()]
    hashed = [file for file in files if file.startswith(("media/", "theme/"))]
    others = [
        file for file in files if file not in hashed and not file.endswith("index.html") and file != "Old/way.html"
    ]
    assert len(hashed) >= 5
    assert "assets/guide.pdf" in others
    kept = {file: server.get(f"{BERRY}/{file}").headers["cache-control"] for file in [*hashed, *others]}
    assert kept == {
        **dict.fromkeys(hashed, "public, max-age=31536000, immutable"),
        **dict.fromkeys(others, "public, max-age=0, must-revalidate"),
    }


@pytest.mark.parametrize(
    ("asked", "target"),
    [
        ("/access/", "/bus/"),
        ("/access", "/bus/"),
        ("/Old/way.html", "/bus/"),
        ("/access/?utm_source=qr&utm_medium=qr", "/bus/?utm_source=qr&utm_medium=qr"),
        ("/bus/index.html", "/bus/"),
        ("/index.html?a=1", "/?a=1"),
        ("/bus", "/bus/"),
    ],
)
def test_other_addresses_are_moved_for_good(published: tuple[Server, Path], asked: str, target: str) -> None:
    answer = published[0].get(BERRY + asked)
    assert answer.status == 301
    assert urljoin(BERRY + asked, answer.headers["location"]) == BERRY + target


def test_calendars_are_calendars(published: tuple[Server, Path]) -> None:
    server, dist = published
    (dist.parent / "www" / "berry" / "feed.ics").write_text("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "utf-8")
    assert server.get(f"{BERRY}/feed.ics").headers["content-type"] == "text/calendar"
    assert server.get(f"{BERRY}/assets/guide.pdf").headers["content-type"] == "application/pdf"


def test_http_leads_to_the_same_address_with_https(published: tuple[Server, Path]) -> None:
    answer = published[0].get("http://berry.example.jp/bus/?a=1")
    assert (answer.status, answer.headers["location"]) == (301, f"{BERRY}/bus/?a=1")


@pytest.mark.parametrize(
    "path", ["/nowhere/", "/nowhere.html", "/media/", "/theme/", "/.microsites.json", "/.git/config"]
)
def test_what_is_not_there_answers_so_and_lists_nothing(published: tuple[Server, Path], path: str) -> None:
    server, dist = published
    answer = server.get(BERRY + path)
    assert answer.status == 404
    assert "Index of" not in answer.text
    if not path.startswith("/."):
        assert answer.text == (dist / "berry" / "404.html").read_text("utf-8")
        assert answer.headers["content-security-policy"].endswith("frame-ancestors 'self'")


def test_each_host_serves_its_own_site(published: tuple[Server, Path]) -> None:
    server, dist = published
    assert server.get("https://move.example.jp/").text == (dist / "move" / "index.html").read_text("utf-8")
    assert server.get("https://move.example.jp/bus/").status == 404


def test_sites_below_one_host(built_moved: EditablePortfolio, dist: Path, tmp_path: Path) -> None:
    off = {"fail_on": "error", "severity": dict.fromkeys(("LAW003", "LNK001", "SEO009"), "off")}
    for name in ("berry", "move"):
        edit(dist, name, url=f"https://www.example.jp/{name}/", checks=off)
    result = publish(built_moved, dist, "rsync", "--to", f"{tmp_path}/www-{{site}}")
    assert result.exit_code == 0, result.output
    conf = dist / ".publish" / "rsync" / "www.example.jp.conf"
    keys = certificate(tmp_path / "keys")
    conf.write_text(conf.read_text("utf-8").replace("/etc/letsencrypt/live/www.example.jp", str(keys)), "utf-8")
    with serving(tmp_path / "nginx", [conf]) as server:
        for name in ("berry", "move"):
            page = server.get(f"https://www.example.jp/{name}/")
            assert page.text == (dist / name / "index.html").read_text("utf-8")
            # The promise of https would bind the whole host, of which these sites are a part.
            assert "strict-transport-security" not in page.headers
            moved = server.get(f"https://www.example.jp/{name}?utm_source=qr")
            assert (moved.status, moved.headers["location"]) == (
                301,
                f"https://www.example.jp/{name}/?utm_source=qr",
            )
        for path in ("", "other/", "berries"):
            answer = server.get(f"https://www.example.jp/{path}")
            assert answer.status == 404
            assert "Welcome" not in answer.text
