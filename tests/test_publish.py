"""``microsites publish``: what is refused, what is done in which order, and what a host cannot do is said."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from microsites.manifest import digest_of
from microsites.record import RECORD, Record, read_record, record_file
from portfolios import SITE, EditablePortfolio, snapshot
from publications import called, edit, publish, stub

# What is refused


def test_another_environment(built_moved: EditablePortfolio, dist: Path) -> None:
    result = publish(built_moved, dist, "rsync", "--env", "preview", "--to", "/nowhere/{site}")
    assert result.exit_code == 2
    assert f"{dist}/berry: was built for production, not for preview [BLD072]" in result.output
    assert "microsites build --env preview --check" in result.output


@pytest.mark.parametrize("change", ["edited", "added", "deleted", "link"])
def test_altered_after_the_build(built_moved: EditablePortfolio, dist: Path, change: str) -> None:
    page = dist / "berry" / "bus" / "index.html"
    if change == "edited":
        page.write_text(page.read_text("utf-8") + " ", "utf-8")
    elif change == "added":
        (dist / "berry" / "new.html").write_text("", "utf-8")
    elif change == "deleted":
        page.unlink()
    else:
        text = page.read_bytes()
        page.rename(dist / "elsewhere")
        page.symlink_to(dist / "elsewhere")
        assert page.read_bytes() == text
    result = publish(built_moved, dist, "rsync", "--to", "/nowhere/{site}")
    assert result.exit_code == 2
    assert "[BLD073]" in result.output
    assert "move" not in result.output.replace("moved", "")


def test_overtaken_by_the_clock(built_moved: EditablePortfolio, dist: Path) -> None:
    result = publish(built_moved, dist, "rsync", "--to", "/nowhere/{site}", at="2027-01-01T00:00")
    assert result.exit_code == 2
    assert f"{dist}/berry: the site changed at 2027-01-01 00:00, after it was built [BLD074]" in result.output
    edit(dist, "berry", true_until=None)
    result = publish(built_moved, dist, "rsync", "--to", "/nowhere/{site}")
    assert result.exit_code == 2
    assert f"{dist}/berry: does not say until when the build is true [BLD074]" in result.output


def test_what_the_check_finds(built_moved: EditablePortfolio, dist: Path, calls: Path) -> None:
    log = stub(calls, "rsync")
    goals = json.loads((dist / ".manifest" / "berry.json").read_text("utf-8"))["pages"]
    goals[0]["path"] = "lost/index.html"
    edit(dist, "berry", pages=goals)
    result = publish(built_moved, dist, "rsync", "--to", "/nowhere/{site}")
    assert result.exit_code == 1
    assert "LNK005" in result.output
    assert "Nothing was published: the check found what must be put right first." in result.output
    # It looked at what was published before, and sent nothing.
    assert {call[0] for call in called(log)} == {"--ignore-missing-args"}


def test_nobody_says_where(built_moved: EditablePortfolio, dist: Path) -> None:
    result = publish(built_moved, dist, "netlify")
    assert result.exit_code == 2
    assert "berry/site.yml: nobody says where site 'berry' goes [BLD075]" in result.output
    assert "write 'publish: {netlify: {to: …}}' into site.yml" in result.output


@pytest.mark.parametrize(
    ("target", "to", "words"),
    [
        ("rsync", "--rsh=sh", "starts with '-'"),
        ("rsync", "/www/{name}", "holds 'name' in braces, which stands for nothing"),
        ("s3", "http://bucket/", "it is not written as this target needs it"),
        ("cloudflare", "a b", "it is not written as this target needs it"),
        ("rclone", ":sftp,host=x,pass=secret:/www", "is no remote"),
    ],
)
def test_destination_that_is_none(
    built_moved: EditablePortfolio, dist: Path, calls: Path, target: str, to: str, words: str
) -> None:
    stub(calls, target)
    for tool in ("aws", "wrangler"):
        stub(calls, tool)
    result = publish(built_moved, dist, target, "--site", "berry", "--to", to)
    assert result.exit_code == 2
    assert words in result.output
    assert "[BLD075]" in result.output


def test_two_sites_at_one_place(built_moved: EditablePortfolio, dist: Path, calls: Path) -> None:
    stub(calls, "rsync")
    result = publish(built_moved, dist, "rsync", "--to", "/www")
    assert result.exit_code == 2
    assert "'/www' is the destination of site 'berry', and 'move' goes there too [BLD079]" in result.output


def test_program_that_is_missing(built_moved: EditablePortfolio, dist: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    result = publish(built_moved, dist, "rsync", "--to", "/www/{site}")
    assert result.exit_code == 2
    assert "rsync: is not installed: target rsync works with it [BLD077]" in result.output


def test_folder_without_sites(built_moved: EditablePortfolio, tmp_path: Path) -> None:
    result = publish(built_moved, tmp_path, "rsync", "--to", "/www/{site}")
    assert result.exit_code == 2
    assert "is no folder that a portfolio was built into [BLD082]" in result.output


# rsync


needs_rsync = pytest.mark.skipif(shutil.which("rsync") is None, reason="rsync is not installed")


@needs_rsync
def test_rsync_brings_the_tree_and_deletes_only_what_it_once_brought(
    built_minimal: EditablePortfolio, dist: Path, tmp_path: Path
) -> None:
    before = shutil.copytree(built_minimal.dist, tmp_path / "before")
    www = tmp_path / "www"
    (www / "about").mkdir(parents=True)
    (www / "about" / "theirs.txt").write_text("somebody else's", "utf-8")
    assert publish(built_minimal, before, "rsync", "--site", "berry", "--to", str(www)).exit_code == 0
    assert (www / RECORD).is_file()
    # The next build has no page about the town.
    shutil.rmtree(dist / "berry" / "about")
    pages = json.loads((dist / ".manifest" / "berry.json").read_text("utf-8"))["pages"]
    gone = [page for page in pages if page["id"] != "about"]
    edit(
        dist,
        "berry",
        pages=gone,
        digest=digest_of(dist / "berry"),
        checks={"fail_on": "error", "severity": {"LNK001": "off"}},
    )
    result = publish(built_minimal, dist, "rsync", "--site", "berry", "--to", str(www))
    assert result.exit_code == 0, result.output
    # What lay there is known from the destination's own record.
    assert 'the address "about/" was there before, and nothing leads on from it' in result.output
    assert (www / "about" / "theirs.txt").read_text("utf-8") == "somebody else's"
    (www / "about" / "theirs.txt").unlink()
    (www / RECORD).unlink()
    assert snapshot(www) == snapshot(dist / "berry")
    record = read_record(record_file(dist, "production", "berry"))
    assert record is not None
    assert set(record.files) == set(snapshot(dist / "berry"))


@needs_rsync
def test_destination_of_another_site_is_left_alone(built_moved: EditablePortfolio, dist: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    assert publish(built_moved, dist, "rsync", "--site", "berry", "--to", str(www)).exit_code == 0
    there = snapshot(www)
    result = publish(built_moved, dist, "rsync", "--site", "move", "--to", str(www))
    assert result.exit_code == 2
    assert "there lies site 'berry' for production [BLD079]" in result.output
    assert snapshot(www) == there


def test_apache_gets_its_file_beside_the_pages(built_moved: EditablePortfolio, dist: Path) -> None:
    edit(dist, "berry", publish={"rsync": {"to": "host:/www/{site}", "server": "apache"}})
    result = publish(built_moved, dist, "rsync", "--site", "berry", "--dry-run")
    assert result.exit_code == 0, result.output
    text = (dist / ".publish/rsync/berry/tree/.htaccess").read_text("utf-8")
    assert 'RewriteRule "^access/?(?:index\\.html)?$" https://berry.example.jp/bus/ [R=301,L]' in text
    assert "ErrorDocument 404 /404.html" in text
    assert "frame-ancestors 'self'\"" in text
    assert not list(dist.glob(".publish/rsync/*.conf"))


def test_dry_run_prepares_and_prints_and_sends_nothing(built_moved: EditablePortfolio, dist: Path, calls: Path) -> None:
    log = stub(calls, "rsync")
    result = publish(built_moved, dist, "rsync", "--to", "deploy@www.example.jp:/srv/www/{site}/", "--dry-run")
    assert result.exit_code == 0, result.output
    # It looked at what lies there, and that is all.
    assert [call[0] for call in called(log)] == ["--ignore-missing-args"] * 2
    assert not (dist / ".published").exists()
    assert "berry  https://berry.example.jp/ → deploy@www.example.jp:/srv/www/berry/" in result.output
    assert f"-- {dist}/.publish/rsync/berry/tree/ deploy@www.example.jp:/srv/www/berry/" in result.output
    assert "Nothing was sent." in result.output
    assert snapshot(dist / ".publish/rsync/berry/tree") == snapshot(dist / "berry")
    assert 'alias "/srv/www/berry/"' in (dist / ".publish/rsync/berry.example.jp.conf").read_text("utf-8")


def test_program_that_fails_says_so(built_moved: EditablePortfolio, dist: Path, calls: Path) -> None:
    stub(calls, "rsync", ends=12)
    result = publish(built_moved, dist, "rsync", "--to", "/www/{site}")
    assert result.exit_code == 2
    assert "cannot look at the destination (exit code 12)" in result.output
    assert not (dist / ".published").exists()


# The others, with stubs


def test_s3_says_per_object_what_browsers_keep(built_moved: EditablePortfolio, dist: Path, calls: Path) -> None:
    log = stub(calls, "aws", fetched="cp s3://", said="fatal error: (404) when calling HeadObject", code=1)
    result = publish(built_moved, dist, "s3", "--site", "berry", "--to", "s3://hanamori-{site}/{environment}")
    assert result.exit_code == 0, result.output
    to = "s3://hanamori-berry/production/"
    commands = [call[:2] + [word for word in call if word.startswith(("public", "/", "s3:"))] for call in called(log)]
    work = dist.absolute() / ".publish/s3/berry"
    kept, asked = "public, max-age=31536000, immutable", "public, max-age=0, must-revalidate"
    assert commands == [
        ["s3", "cp", f"{to}{RECORD}", f"{work}/fetched/{RECORD}"],
        ["s3", "cp", f"{work}/records/begin/{RECORD}", f"{to}{RECORD}"],
        ["s3", "sync", f"{work}/passes/1-hashed/", to, kept],
        ["s3", "sync", f"{work}/passes/2-files/", to, asked],
        ["s3", "sync", f"{work}/passes/3-new-pages/", to, asked],
        ["s3", "cp", f"{work}/tree/Old/way.html", f"{to}Old/way.html", "/bus/", asked],
        ["s3", "cp", f"{work}/tree/access/index.html", f"{to}access/index.html", "/bus/", asked],
        ["s3", "sync", f"{work}/passes/4-pages/", to, asked],
        ["s3", "cp", f"{work}/records/end/{RECORD}", f"{to}{RECORD}"],
    ]
    policy = json.loads((work / "cloudfront-headers.json").read_text("utf-8"))
    assert policy["SecurityHeadersConfig"]["StrictTransportSecurity"]["AccessControlMaxAgeSec"] == 31_536_000
    assert "S3 sends no security headers" in result.output


DELETES = """#!/bin/sh
# A stub that stands in for aws: the destination knows a file more, and its service answers a deletion with errors.
case "$*" in
  *"cp s3://"*) for into; do case "$into" in */.microsites.json) cat "{record}" > "$into";; esac; done;;
  *delete-objects*) echo '{answer}';;
esac
"""


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            '[{"Key": "old.html", "Code": "AccessDenied", "Message": "Access Denied"}]',
            '(1 failed, the first with {"Key": "old.html", "Code": "AccessDenied", "Message": "Access Denied"}) [BLD078]',
        ),
        ("what is this", "(1 failed, the first with what is this) [BLD078]"),
        ("null", None),
        ("", None),
    ],
)
def test_deletion_that_s3_refuses_is_no_success(
    built_moved: EditablePortfolio, dist: Path, calls: Path, answer: str, said: str | None
) -> None:
    record = calls / "record"
    there = Record(site="berry", environment="production", url="u", at="a", files=("old.html",))
    record.write_text(there.model_dump_json(), "utf-8")
    (calls / "aws").write_text(DELETES.replace("{record}", str(record)).replace("{answer}", answer), "utf-8")
    (calls / "aws").chmod(0o755)
    edit(dist, "berry", checks={"fail_on": "error", "severity": {"LNK014": "off"}})
    result = publish(built_moved, dist, "s3", "--site", "berry", "--to", "s3://hanamori")
    assert result.exit_code == (0 if said is None else 2), result.output
    assert said is None or said in result.output
    # What lies there is known still: the next publication deletes it.
    ended = "note what lies there now" in result.output
    assert ended is (said is None)


def test_s3_says_where_a_site_below_a_key_lies(built_moved: EditablePortfolio, dist: Path, calls: Path) -> None:
    stub(calls, "aws", fetched="cp s3://", said="(404)", code=1)
    below = publish(built_moved, dist, "s3", "--site", "berry", "--to", "s3://hanamori/promo/{site}", "--dry-run")
    assert "folders, and promo/berry/404.html as the one for errors" in below.output
    assert "must serve /promo/berry/ at /" in below.output
    alone = publish(built_moved, dist, "s3", "--site", "berry", "--to", "s3://hanamori", "--dry-run")
    assert "folders, and 404.html as the one for errors" in alone.output
    assert "must serve" not in alone.output


def test_program_is_started_by_its_whole_path(
    built_moved: EditablePortfolio, dist: Path, calls: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows, npm's programs are found with an ending that nobody writes (wrangler.cmd)."""
    log = stub(calls, "wrangler")
    (calls / "wrangler").rename(calls / "wrangler.cmd")
    monkeypatch.setattr(shutil, "which", lambda name: str(calls / f"{name}.cmd"))
    result = publish(built_moved, dist, "cloudflare", "--site", "berry", "--to", "hanamori-{site}")
    assert result.exit_code == 0, result.output
    assert called(log)[0][:2] == ["pages", "deploy"]


def test_one_publication_at_a_time(built_moved: EditablePortfolio, dist: Path, calls: Path) -> None:
    stub(calls, "rsync")
    (dist / ".publish").mkdir()
    lock = FileLock(dist / ".publish" / ".lock")
    with lock:
        result = publish(built_moved, dist, "rsync", "--site", "berry", "--to", "host:/www")
        assert result.exit_code == 2
        assert "another publication is under way [BLD078]" in result.output
    # One that ended gives the folder back, in this very process.
    assert publish(built_moved, dist, "rsync", "--site", "berry", "--to", "host:/www").exit_code == 0
    with lock.acquire(timeout=0):
        pass


def test_cloudflare_reads_headers_and_redirects_in_its_files(
    built_moved: EditablePortfolio, dist: Path, calls: Path
) -> None:
    log = stub(calls, "wrangler")
    result = publish(built_moved, dist, "cloudflare", "--site", "berry", "--to", "hanamori-{site}")
    assert result.exit_code == 0, result.output
    tree = dist.absolute() / ".publish/cloudflare/berry/tree"
    assert called(log) == [
        ["pages", "deploy", str(tree), "--project-name", "hanamori-berry", "--branch", "main", "--commit-dirty=true"]
    ]
    assert (tree / "_redirects").read_text("utf-8") == (
        "/access/ /bus/ 301\n/access /bus/ 301\n/Old/way.html /bus/ 301\n"
    )
    headers = (tree / "_headers").read_text("utf-8")
    assert headers.startswith("/*\n  Content-Security-Policy: default-src 'none'")
    assert "\n  X-Content-Type-Options: nosniff\n" in headers
    assert headers.endswith(
        "/media/*\n  Cache-Control: public, max-age=31536000, immutable\n\n"
        "/theme/*\n  Cache-Control: public, max-age=31536000, immutable\n"
    )
    assert "hanamori-berry.pages.dev serves the same pages" in result.output


def test_netlify_puts_redirects_before_the_pages_that_lie_there(
    built_moved: EditablePortfolio, dist: Path, calls: Path
) -> None:
    log = stub(calls, "netlify")
    result = publish(built_moved, dist, "netlify", "--site", "berry", "--to", "hanamori-{site}")
    assert result.exit_code == 0, result.output
    tree = dist.absolute() / ".publish/netlify/berry/tree"
    assert called(log) == [["deploy", "--dir", str(tree), "--site", "hanamori-berry", "--no-build", "--prod"]]
    assert "/access/ /bus/ 301!\n" in (tree / "_redirects").read_text("utf-8")


def test_github_pages_gets_a_folder_and_says_what_it_cannot(
    built_moved: EditablePortfolio, dist: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "_site"
    result = publish(built_moved, dist, "github-pages", "--site", "berry", "--to", str(folder))
    assert result.exit_code == 0, result.output
    assert (folder / "CNAME").read_text("utf-8") == "berry.example.jp\n"
    assert (folder / ".nojekyll").read_bytes() == b""
    published = {name: digest for name, digest in snapshot(folder).items() if name[0] != "." and name != "CNAME"}
    assert published == snapshot(dist / "berry")
    assert "GitHub Pages sends no headers of one's own" in result.output
    # Again into the same folder, but never into somebody else's.
    assert publish(built_moved, dist, "github-pages", "--site", "berry", "--to", str(folder)).exit_code == 0
    other = tmp_path / "theirs"
    other.mkdir()
    (other / "a").touch()
    result = publish(built_moved, dist, "github-pages", "--site", "berry", "--to", str(other))
    assert result.exit_code == 2
    assert "holds files that microsites did not write: a [BLD081]" in result.output


def test_settings_come_from_site_and_portfolio(portfolio: EditablePortfolio) -> None:
    portfolio.write(
        "portfolio.yml", portfolio.text("portfolio.yml") + "publish:\n  hsts_days: 0\n  rsync: {to: 'h:/{site}'}\n"
    )
    portfolio.write(SITE, portfolio.text(SITE) + "publish:\n  rsync: {to: 'h:/own', server: apache}\n")
    assert not portfolio.build().problems
    for site, to, server in (("berry", "h:/own", "apache"), ("move", "h:/{site}", "nginx")):
        found = json.loads((portfolio.dist / ".manifest" / f"{site}.json").read_text("utf-8"))["publish"]
        assert (found["rsync"]["to"], found["rsync"]["server"], found["hsts_days"]) == (to, server, 0)
