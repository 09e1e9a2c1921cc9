"""Everything that editors get wrong ends in a message with file and line, exit code 2, and nothing written."""

from __future__ import annotations

import io
import os
import re
import shutil
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PIL import Image

from portfolios import ABOUT, ACCESS, AT, HOME, NEWS, PLAN, PORTFOLIO, SITE, EditablePortfolio, snapshot

Change = Callable[[EditablePortfolio], None]


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that goes wrong."""

    name: str
    change: Change
    file: str
    needle: str | None
    """What stands at the place that the message names; None if the whole file is meant."""
    says: str


def swap(file: str, old: str, new: str) -> Change:
    return lambda portfolio: portfolio.replace(file, old, new)


def write(file: str, content: str | bytes) -> Change:
    return lambda portfolio: portfolio.write(file, content)


def large(portfolio: EditablePortfolio) -> None:
    with portfolio.path(HOME).open("ab") as file:
        file.truncate(50_000_000)


def other_encoding(portfolio: EditablePortfolio) -> None:
    portfolio.write(ACCESS, portfolio.text(ACCESS).encode("cp932"))


def linked_out(portfolio: EditablePortfolio) -> None:
    portfolio.path("berry/assets/guide.pdf").unlink()
    portfolio.path("berry/assets/guide.pdf").symlink_to("/etc/hostname")


def without_goals(portfolio: EditablePortfolio) -> None:
    text = portfolio.text("move/site.yml")
    portfolio.write("move/site.yml", text[: text.index("goals:")] + "goals: []\n")
    portfolio.replace("move/pages/index.yml", "goal: guide", "event: guide_download")


def without_sites(portfolio: EditablePortfolio) -> None:
    shutil.rmtree(portfolio.path("berry"))
    shutil.rmtree(portfolio.path("move"))
    portfolio.replace(PORTFOLIO, "sites: [berry, move]\n", "")


CASES = (
    Case(
        "malformed YAML",
        swap(HOME, "title: いちごの試験市", "title: [いちご"),
        HOME,
        "[いちご",
        "is not valid YAML",
    ),
    Case("a tab", swap(HOME, "    id: top", "\tid: top"), HOME, "\t", "there is a tab; indent with spaces"),
    Case("duplicate key", swap(NEWS, "date:", "title: 二度\ndate:"), NEWS, "title: 二度", "'title' is given twice"),
    Case("unknown key", swap(HOME, "    heading:", "    headding:"), HOME, "headding", "did you mean 'heading'?"),
    Case("unknown section", swap(HOME, "type: hero", "type: heros"), HOME, "heros", "did you mean 'hero'?"),
    Case(
        "wrong type", swap(HOME, "heading: 摘みに行こう", "heading: [摘みに, 行こう]"), HOME, "[摘みに", "must be text"
    ),
    Case("no for false", swap(SITE, "goals:", "measured: no\ngoals:"), SITE, "no\n", "write false"),
    Case("date that does not exist", swap(NEWS, "2026-11-01", "2026-11-31"), NEWS, "2026-11-31", "does not exist"),
    Case("number for a date", swap(NEWS, "2026-11-01", "20261101"), NEWS, "20261101", "is not a date"),
    Case("anchor", swap(HOME, "title: いちご", "title: &t いちご"), HOME, "&t", "is an anchor"),
    Case("alias", swap(NEWS, "開園しました", "*t"), NEWS, "*t", "is an alias"),
    Case("merge key", swap(NEWS, "date:", "<<: {a: 1}\ndate:"), NEWS, "<<", "is a merge key"),
    Case("nested brackets", write(HOME, "title: " + "[" * 30_000), HOME, None, "index.yml:1:37: is nested more than"),
    Case("50 MB", large, HOME, None, "is too large: 50,000,000 bytes"),
    Case("Shift_JIS", other_encoding, ACCESS, None, "the file looks like Shift_JIS; save it as UTF-8"),
    Case("missing page", swap(SITE, "page: access", "page: acess"), SITE, "acess}", "did you mean 'access'?"),
    Case("missing section", swap(HOME, "page:access#bus", "page:access#bsu"), HOME, None, "did you mean 'bus'?"),
    Case("missing sister", swap(ABOUT, "site:move", "site:moove"), ABOUT, "site:moove", "there is no site 'moove'"),
    Case("missing asset", swap(ACCESS, "guide.pdf", "gide.pdf"), ACCESS, "gide.pdf", "did you mean 'guide.pdf'?"),
    Case("asset above", swap(ACCESS, "guide.pdf", "../site.yml"), ACCESS, "../site.yml", "leaves the site"),
    Case("absolute asset", swap(ACCESS, "guide.pdf", "/etc/passwd"), ACCESS, "/etc/passwd", "leaves the site"),
    Case("asset in Markdown above", swap(HOME, "asset:guide.pdf", "asset:../site.yml"), HOME, None, "leaves the site"),
    Case("linked asset", linked_out, "berry/assets/guide.pdf", None, "is a link that leaves the site"),
    Case(
        "javascript: URL",
        swap(HOME, "https://booking.example.jp/", "javascript:alert(1)"),
        HOME,
        '"javascript:',
        "starts with 'javascript:'",
    ),
    Case("data: URL", swap(HOME, "https://booking", "data:text/html,x"), HOME, '"data:', "starts with 'data:'"),
    Case(
        "javascript: in a field",
        swap(HOME, "(page:access#bus)", "(javascript:alert)"),
        HOME,
        None,
        "starts with 'javascript:'",
    ),
    Case("script in prose", swap(ABOUT, "試験市が", "<script>x</script>試験市が"), ABOUT, "<script>", "raw HTML"),
    Case("onerror in prose", swap(ABOUT, "試験市が", "<img src=x onerror=y>試験市が"), ABOUT, "<img", "raw HTML"),
    Case(
        "javascript: in prose",
        swap(ABOUT, "(site:move)", "(javascript:alert)"),
        ABOUT,
        "javascript:alert",
        "starts with 'javascript:'",
    ),
    Case("prose without head", write(ABOUT, "# 題\n"), ABOUT, "# 題", "starts with its title and description"),
    Case(
        "two pages with one address",
        write("berry/pages/access.md", "---\ntitle: a\ndescription: b\n---\nc\n"),
        ACCESS,
        None,
        "has the same address as berry/pages/access.md: /access/",
    ),
    Case("site without goals", without_goals, "move/site.yml", "[]", "the site has no goal"),
    Case("long event name", swap(PLAN, "guide_download", "guide_" + "x" * 35), PLAN, "guide_xxx", "accepts 40"),
    Case("reserved event name", swap(PLAN, "guide_download", "file_download"), PLAN, "file_download", "is reserved"),
    Case("reserved prefix", swap(PLAN, "guide_download", "ga_guide"), PLAN, "ga_guide", "keeps for itself"),
    Case("unknown event", swap(ACCESS, "guide_download", "guide_downlod"), ACCESS, "guide_downlod", "did you mean"),
    Case("unknown goal", swap(HOME, "goal: booking", "goal: bokking"), HOME, "bokking", "did you mean 'booking'?"),
    Case("ID of no provider", swap(PORTFOLIO, "G-TEST000000", "UA-123456-1"), PORTFOLIO, "UA-1", "is not an ID of"),
    Case("unknown provider", swap(PORTFOLIO, "{ga4: G-TEST", "{ga5: G-TEST"), PORTFOLIO, "ga5", "did you mean 'ga4'?"),
    Case(
        "two events of one name",
        swap(
            PLAN,
            "  - name: guide_download",
            "  - {name: booking_click, definition: a, owner: b}\n  - name: guide_download",
        ),
        PLAN,
        "booking_click, definition: a",
        "event 'booking_click' is defined twice (first in line 3)",
    ),
    Case(
        "name of an automatic event",
        swap(
            PLAN, "  - name: guide_download", "  - {name: tel_click, definition: a, owner: b}\n  - name: guide_download"
        ),
        PLAN,
        "tel_click",
        "'tel_click' is an automatic event of the runtime",
    ),
    Case(
        "two events of one name at a provider",
        swap(PLAN, "  - name: guide_download", "    names: {ga4: guide_download}\n  - name: guide_download"),
        PLAN,
        "guide_download\n    def",
        "'guide_download' and 'booking_click' are both called 'guide_download' at Google Analytics 4",
    ),
    Case(
        "example that the plan does not allow",
        swap(PLAN, "example: aoki", "values: [suisha], example: aoki"),
        PLAN,
        "aoki",
        "'aoki' is not one of the plan's values",
    ),
    Case(
        "parameter that is required and never sent",
        swap(PLAN, "required: true", "required: true, personal: true"),
        PLAN,
        "true, personal",
        "'place' is required, but personal data is never sent",
    ),
    Case(
        "event of a goal without the goal",
        swap(HOME, "goal: booking", "event: booking_click"),
        HOME,
        "booking_click",
        "event 'booking_click' counts for goal 'booking'",
    ),
    Case(
        "event that is retired",
        swap(PLAN, "definition: 資料を開く操作。", "definition: 資料を開く操作。\n    status: retired"),
        ACCESS,
        "guide_download",
        "event 'guide_download' is retired",
    ),
    Case(
        "event that is only proposed",
        swap(PLAN, "definition: 資料を開く操作。", "definition: 資料を開く操作。\n    status: proposed"),
        ACCESS,
        "guide_download",
        "event 'guide_download' is only proposed",
    ),
    Case(
        "event for another kind of link",
        swap(PLAN, "    parameters:", "    fired_by: [tel]\n    parameters:"),
        HOME,
        '"https://booking',
        "event 'booking_click' is not for a link to a web address",
    ),
    Case(
        "value that the plan does not allow",
        swap(PLAN, "example: aoki", "values: [suisha]"),
        HOME,
        "aoki",
        "'aoki' is not one of the plan's values",
    ),
    Case(
        "value that is too long as it is sent",
        swap(HOME, "{place: aoki}", "{place: " + "農" * 12 + "}"),
        HOME,
        "農農",
        "'place' is 108 characters long as it is sent (a kanji is nine); Google Analytics 4 accepts 100",
    ),
    Case(
        "telephone number in a value",
        swap(HOME, "{place: aoki}", "{place: ０３ー１２３４ー５６７８}"),
        HOME,
        "０３",
        "'place' looks like a telephone number: personal data is never sent",
    ),
    Case(
        "setting that is none",
        swap(PORTFOLIO, "tags: tags", "tags: tags\nmeasuring: {settings: {ga4: {enhanced_scroll: false}}}"),
        PORTFOLIO,
        "enhanced_scroll",
        "Google Analytics 4 has no setting 'enhanced_scroll' that is known here",
    ),
    Case(
        "who counts an automatic event",
        swap(PORTFOLIO, "tags: tags", "tags: tags\nmeasuring: {automatic_events: [outbound_click]}"),
        PORTFOLIO,
        "outbound_click",
        "who counts 'outbound_click' is not declared",
    ),
    Case(
        "option of a provider that is none",
        swap(PORTFOLIO, "{ga4: G-TEST000000}", "{ga4: G-TEST000000}\n    options: {ga5: {a: b}}"),
        PORTFOLIO,
        "ga5",
        "there is no provider 'ga5'",
    ),
    Case(
        "stream that is only half",
        swap(PORTFOLIO, "tags: tags", "tags: tags\nstream: both"),
        PORTFOLIO,
        "both",
        "'stream: both' means a shared ID and one for each site, but no site has an ID of its own",
    ),
    Case(
        "address of a sister",
        swap(HOME, "https://booking.example.jp/", "https://move.preview.example.jp/"),
        HOME,
        '"https://move',
        "write 'site: move': it leads to the right place in every environment",
    ),
    Case(
        "campaign to a sister",
        swap(HOME, "https://booking.example.jp/", "https://move.example.jp/?utm_source=berry"),
        HOME,
        '"https://move',
        "'utm_source' on a link to site 'move': a campaign within the portfolio starts a new visit",
    ),
    Case(
        "campaign to a page",
        swap(ABOUT, "(site:move)", "(page:access?utm_source=about)"),
        ABOUT,
        "page:access?",
        "'access?utm_source=about' carries a query string",
    ),
    Case(
        "container that is no JSON",
        write("gtm/GTM-TEST.json", '{"a": 1,\n}'),
        "gtm/GTM-TEST.json",
        "}",
        "not valid JSON",
    ),
    Case("container that is none", write("gtm/GTM-TEST.json", "{}"), "gtm/GTM-TEST.json", "{}", "is not the export of"),
    Case(
        "container that nobody loads",
        write("gtm/GTM-TEST.json", '{"containerVersion": {"container": {"publicId": "GTM-TEST"}}}'),
        "gtm/GTM-TEST.json",
        '"GTM-TEST"',
        "container 'GTM-TEST' is not used by any site",
    ),
    Case("empty portfolio", without_sites, PORTFOLIO, None, "the portfolio has no site"),
    Case("empty file", write(PORTFOLIO, ""), PORTFOLIO, "", "is empty"),
    Case(
        "checks that say nonsense", write("checks.yml", "fail_on: never\n"), "checks.yml", "never", "known: error, note"
    ),
    Case("folder of tags that is none", swap(PORTFOLIO, "tags: tags", "tags: tgas"), PORTFOLIO, "tgas", "no folder"),
    Case("NUL in a path", swap(PORTFOLIO, "tags: tags", 'tags: "a\\0b"'), PORTFOLIO, '"a\\0b"', "'tags'"),
    Case(
        "unknown time zone",
        swap(PORTFOLIO, "tags: tags", "tags: tags\ntimezone: Asia/Tokio"),
        PORTFOLIO,
        None,
        "no time zone",
    ),
)


def expect(portfolio: EditablePortfolio, case: Case, output: str) -> None:
    """The message names the place and says what is wrong."""
    assert "Traceback" not in output
    assert "bug of its own" not in output
    if case.needle is None:
        assert re.search(rf"^{re.escape(case.file)}(:\d+:\d+)?: ", output, re.MULTILINE), output
    else:
        assert f"{portfolio.place(case.file, case.needle)}: " in output, output
    assert case.says in output, output


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_content(portfolio: EditablePortfolio, built_minimal: EditablePortfolio, case: Case) -> None:
    case.change(portfolio)
    first = portfolio.build_command()
    assert first.exit_code == 2, first.output
    expect(portfolio, case, first.output)
    assert not portfolio.dist.exists()

    shutil.copytree(built_minimal.dist, portfolio.dist)
    before = snapshot(portfolio.dist)
    assert portfolio.build_command().exit_code == 2
    assert snapshot(portfolio.dist) == before


def truncated(portfolio: EditablePortfolio) -> None:
    path = portfolio.path("berry/assets/photos/field.jpg")
    path.write_bytes(path.read_bytes()[:-100])


def png_header(width: int, height: int) -> bytes:
    """The start of a PNG that claims to be of that size."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"IDAT" + zlib.compress(b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
        for chunk in (head, data, b"IEND")
    )


def picture(name: str, content: bytes) -> Change:
    def change(portfolio: EditablePortfolio) -> None:
        portfolio.write(f"berry/assets/photos/{name}", content)
        if name != "field.jpg":
            portfolio.replace(HOME, "photos/field.jpg", f"photos/{name}")

    return change


def encoded(format_: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(buffer, format_)
    return buffer.getvalue()


PICTURES = (
    Case("truncated", truncated, HOME, "photos/field.jpg", "is damaged"),
    Case("empty", picture("field.jpg", b""), HOME, "photos/field.jpg", "is not a picture that can be read"),
    Case("text", picture("field.jpg", b"<html>"), HOME, "photos/field.jpg", "is not a picture that can be read"),
    Case("enormous", picture("a.png", png_header(9_000, 9_000)), HOME, "photos/a.png", "9,000 × 9,000 pixels"),
    Case("above Pillow's bound", picture("a.png", png_header(10_000, 10_000)), HOME, "photos/a.png", "is enormous"),
    Case("a bomb", picture("a.png", png_header(100_000, 100_000)), HOME, "photos/a.png", "is enormous"),
    Case("wrong suffix", picture("a.png", encoded("JPEG")), HOME, "photos/a.png", "is really a JPEG picture"),
    Case("other format", picture("field.jpg", encoded("GIF")), HOME, "photos/field.jpg", "is not a picture"),
    Case("SVG without size", picture("a.svg", b"<svg/>"), HOME, "photos/a.svg", "says no size"),
    Case("SVG that is none", picture("a.svg", b"<html/>"), HOME, "photos/a.svg", "is not an SVG picture"),
)


@pytest.mark.parametrize("case", PICTURES, ids=lambda case: case.name)
def test_picture(portfolio: EditablePortfolio, case: Case) -> None:
    """Pictures are read while the site is built: its last good tree stays, the other sites are finished."""
    case.change(portfolio)
    result = portfolio.build_command()
    assert result.exit_code == 2, result.output
    expect(portfolio, case, result.output)
    assert not [name for name in snapshot(portfolio.dist) if "berry" in name]
    assert "move/index.html" in snapshot(portfolio.dist)


def test_several_faults_are_told_in_one_run(portfolio: EditablePortfolio) -> None:
    portfolio.replace(HOME, "type: hero", "type: heros")
    portfolio.replace(NEWS, "2026-11-01", "2026-11-31")
    portfolio.replace("move/site.yml", "kind: completed", "kind: done")
    result = portfolio.build_command()
    assert result.exit_code == 2
    places = re.findall(r"^(\S+?:\d+:\d+): ", result.output, re.MULTILINE)
    assert places == [
        portfolio.place(NEWS, "2026-11-31"),
        portfolio.place(HOME, "heros"),
        portfolio.place("move/site.yml", "done"),
    ]
    assert "\n3 problems in 3 files\n" in result.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--at", "2026-02-30"), "does not exist"),
        (("--at", "tomorrow"), "is not a moment"),
        (("bery",), "did you mean 'berry'?"),
        (("--env", "staging"), "staging"),
        (("--jobs", "0"), "0"),
    ],
)
def test_arguments(portfolio: EditablePortfolio, arguments: tuple[str, ...], says: str) -> None:
    result = portfolio.command("build", "--portfolio", str(portfolio.root), "--out", str(portfolio.dist), *arguments)
    assert result.exit_code == 2
    assert says in result.output
    assert not portfolio.dist.exists()


@pytest.mark.parametrize("environment", ["preview", "production"])
def test_site_without_address_cannot_be_published(portfolio: EditablePortfolio, environment: str) -> None:
    portfolio.replace(
        SITE, f'  {environment}: {{url: "https://berry.', f'  {environment}: {{}}\n# {{url: "https://berry.'
    )
    result = portfolio.build_command(environment=environment)
    assert result.exit_code == 2
    assert f"{portfolio.place(SITE, 'preview:')}: has no address in environment '{environment}'" in result.output
    assert not portfolio.dist.exists()
    assert portfolio.build_command(environment="local").exit_code == 0


def test_two_sites_cannot_share_an_address(portfolio: EditablePortfolio) -> None:
    portfolio.replace("move/site.yml", "https://move.example.jp/", "https://berry.example.jp/")
    result = portfolio.build_command()
    assert result.exit_code == 2
    assert "'https://berry.example.jp/' is the address of site 'berry' too" in result.output


@pytest.mark.parametrize(
    "change",
    [swap(HOME, "type: hero", "type: heros"), large, other_encoding, truncated],
    ids=["section", "50 MB", "encoding", "picture"],
)
def test_real_command(portfolio: EditablePortfolio, change: Change) -> None:
    """The same through a real process: exit code, nothing but the message, no log file left."""
    change(portfolio)
    environment = os.environ | {"TMPDIR": str(portfolio.root.parent)}
    result = subprocess.run(
        [
            sys.executable,
            "-m",
            "microsites",
            "build",
            "--portfolio",
            portfolio.root,
            "--out",
            portfolio.dist,
            "--at",
            AT,
        ],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert re.match(r"berry/pages/\w+\.yml(:\d+:\d+)?: ", result.stderr)
    assert not list(portfolio.root.parent.glob("microsites-*.log"))
