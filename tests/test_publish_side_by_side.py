"""Several sites of one host: nobody's files, headers or server configuration are lost to another's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from microsites.manifest import digest_of
from portfolios import ACCESS, EditablePortfolio
from publications import called, edit, publish, stub

HOST = "https://www.example.jp"


@pytest.fixture
def neighbours(built_moved: EditablePortfolio, dist: Path) -> Path:
    """Both sites below one host, ready for rsync."""
    off = {"fail_on": "error", "severity": dict.fromkeys(("LAW003", "LNK001", "SEO009"), "off")}
    for name, path in (("berry", "/"), ("move", "/move/")):
        edit(dist, name, url=f"{HOST}{path}", publish={"rsync": {"to": f"host:/www/{name}"}}, checks=off)
    return dist


def test_publishing_one_site_keeps_the_others_in_the_servers_file(
    built_moved: EditablePortfolio, neighbours: Path, calls: Path
) -> None:
    stub(calls, "rsync")
    result = publish(built_moved, neighbours, "rsync", "--site", "berry")
    assert result.exit_code == 0, result.output
    text = (neighbours / ".publish/rsync/www.example.jp.conf").read_text("utf-8")
    assert 'location /move/ {\n        alias "/www/move/";' in text
    assert 'location / {\n        alias "/www/berry/";' in text
    # A destination that is given for all of them is that of the others too; one for a single site is not.
    publish(built_moved, neighbours, "rsync", "--site", "berry", "--to", "host:/other/{site}")
    text = (neighbours / ".publish/rsync/www.example.jp.conf").read_text("utf-8")
    assert ('alias "/other/berry/"' in text, 'alias "/other/move/"' in text) == (True, True)
    publish(built_moved, neighbours, "rsync", "--site", "berry", "--to", "host:/alone")
    text = (neighbours / ".publish/rsync/www.example.jp.conf").read_text("utf-8")
    assert ('alias "/alone/"' in text, 'alias "/www/move/"' in text) == (True, True)


@pytest.mark.parametrize(
    "other",
    [
        {"publish": {"rsync": {"to": "host:/www/move", "server": "apache"}}},
        {"publish": {}},
        {"environment": "preview"},
        {"url": "https://www.example.jp:8443/move/"},
    ],
    ids=["another server", "another target", "another environment", "another port"],
)
def test_what_is_no_neighbour_stays_out_of_it(
    built_moved: EditablePortfolio, neighbours: Path, calls: Path, other: dict[str, object]
) -> None:
    stub(calls, "rsync")
    edit(neighbours, "move", **other)
    result = publish(built_moved, neighbours, "rsync", "--site", "berry", "--dry-run")
    assert result.exit_code == 0, result.output
    assert "/move" not in (neighbours / ".publish/rsync/www.example.jp.conf").read_text("utf-8")


def test_each_port_has_its_own_file(built_moved: EditablePortfolio, neighbours: Path, calls: Path) -> None:
    stub(calls, "rsync")
    edit(neighbours, "move", url=f"{HOST}:8443/move/")
    result = publish(built_moved, neighbours, "rsync", "--dry-run")
    assert result.exit_code == 0, result.output
    folder = neighbours / ".publish/rsync"
    files = {file.name: file.read_text("utf-8") for file in folder.glob("*.conf")}
    assert sorted(files) == ["www.example.jp-8443.conf", "www.example.jp.conf"]
    assert "$microsites_cache_www_example_jp_8443 {" in files["www.example.jp-8443.conf"]


def test_different_certificates_of_one_host(built_moved: EditablePortfolio, neighbours: Path, calls: Path) -> None:
    stub(calls, "rsync")
    edit(neighbours, "move", publish={"rsync": {"to": "host:/www/move", "certificates": "/etc/keys"}})
    result = publish(built_moved, neighbours, "rsync", "--site", "berry")
    assert result.exit_code == 2
    assert "sites 'berry' and 'move' lie on one host and name different certificates [BLD079]" in result.output


def test_host_that_is_only_half_secure(built_moved: EditablePortfolio, neighbours: Path, calls: Path) -> None:
    stub(calls, "rsync")
    edit(neighbours, "move", url="http://www.example.jp/move/")
    result = publish(built_moved, neighbours, "rsync", "--site", "berry", "--dry-run")
    assert result.exit_code == 2
    assert "sites 'berry' and 'move' lie on one host, one with https and one without [BLD079]" in result.output


@pytest.mark.parametrize("target", ["rsync", "cloudflare", "github-pages"])
def test_page_at_the_address_of_another_site(
    built_moved: EditablePortfolio, neighbours: Path, calls: Path, tmp_path: Path, target: str
) -> None:
    for name in ("rsync", "wrangler"):
        stub(calls, name)
    (neighbours / "berry" / "move").mkdir()
    (neighbours / "berry" / "move" / "index.html").write_text("about moving", "utf-8")
    edit(neighbours, "berry", digest=digest_of(neighbours / "berry"))
    to = () if target == "rsync" else ("--to", str(tmp_path / "_site") if target == "github-pages" else "project")
    result = publish(built_moved, neighbours, target, *to)
    assert result.exit_code == 2
    said = "move/index.html of site 'berry' lies at the address of site 'move', https://www.example.jp/move/ [BLD079]"
    assert f"berry/site.yml: {said}" in result.output


def test_what_the_clock_changed_on_one_site_stops_that_site(
    built_moved: EditablePortfolio, neighbours: Path, calls: Path
) -> None:
    stub(calls, "rsync")
    edit(neighbours, "move", true_until="2026-11-22T12:30+09:00")
    # Whatever the last build of some site noted for schedulers says nothing of another.
    note = neighbours / ".next-change.json"
    note.write_text(json.dumps({"at": "2027-01-01T00:00+09:00"}), "utf-8")
    result = publish(built_moved, neighbours, "rsync", "--site", "move")
    assert result.exit_code == 2
    assert f"{neighbours}/move: the site changed at 2026-11-22 12:30, after it was built [BLD074]" in result.output
    assert publish(built_moved, neighbours, "rsync", "--site", "berry").exit_code == 0


def test_each_site_says_until_when_it_is_true(portfolio: EditablePortfolio) -> None:
    assert not portfolio.build(at="2026-11-22T12:00").problems
    # One site alone, later: what the other is true until is still that of its own build.
    assert not portfolio.build("move", at="2027-02-01T12:00").problems
    found = {
        name: json.loads((portfolio.dist / ".manifest" / f"{name}.json").read_text("utf-8"))["true_until"]
        for name in ("berry", "move")
    }
    assert found == {"berry": "2027-01-01T00:00+09:00", "move": "2028-01-01T00:00+09:00"}
    result = publish(portfolio, portfolio.dist, "rsync", "--site", "berry", "--to", "h:/www", at="2027-02-01T12:00")
    assert "[BLD074]" in result.output


def test_page_at_the_address_of_another_site_is_not_even_built(portfolio: EditablePortfolio) -> None:
    for site, path in (("berry", "/"), ("move", "/access/")):
        text = portfolio.text(f"{site}/site.yml")
        portfolio.write(f"{site}/site.yml", text.replace(f"https://{site}.example.jp/", f"{HOST}{path}"))
    result = portfolio.build_command()
    assert result.exit_code == 2
    said = "lies at the address of site 'move', https://www.example.jp/access/ [BLD079]"
    assert f"{ACCESS}:1:1: {said}" in result.output, result.output
    assert not (portfolio.dist / "berry").exists()


def test_cloudflare_hears_of_the_outer_site_first(
    built_moved: EditablePortfolio, neighbours: Path, calls: Path
) -> None:
    log = stub(calls, "wrangler")
    edit(neighbours, "berry", url=f"{HOST}/move/berry/")
    edit(neighbours, "move", url=f"{HOST}/move/")
    result = publish(built_moved, neighbours, "cloudflare", "--to", "project")
    assert result.exit_code == 0, result.output
    tree = Path(called(log)[0][2])
    assert (tree / "move/berry/index.html").is_file()
    headers = (tree / "_headers").read_text("utf-8")
    assert headers.index("/move/*") < headers.index("/move/berry/*\n  ! Content-Security-Policy\n")


def test_netlify_cannot_take_headers_back(built_moved: EditablePortfolio, neighbours: Path, calls: Path) -> None:
    log = stub(calls, "netlify")
    result = publish(built_moved, neighbours, "netlify", "--to", "project")
    assert result.exit_code == 2
    assert "site 'move' lies below site 'berry', whose headers would be sent with its pages too" in result.output
    assert "[BLD079]" in result.output
    assert not log.exists()
