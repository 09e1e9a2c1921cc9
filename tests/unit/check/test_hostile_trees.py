"""Trees that somebody made to harm, or that fell apart: every file is judged or named, and nothing runs without end.

No test measures time.  What would run without end is counted instead: calls, findings, folders.
"""

from __future__ import annotations

import errno
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from microsites.check import context, detect, judging, locate, parallel, suggestions, tree, workers
from microsites.check.findings import Spot
from microsites.check.judging import Judge
from microsites.check.locate import Locator
from microsites.check.references import reader_of
from microsites.check.report import Report
from microsites.check.reporters import REPORTERS, terminal
from microsites.check.rules import broken_fragment
from microsites.check.runner import check_directory
from microsites.check.stylesheets import addresses
from microsites.check.suggestions import Guesses, Suggester
from microsites.check.tree import Tree
from microsites.check.uses import srcset
from microsites.cli.main import EXIT_INTERRUPTED, main
from microsites.errors import UserError
from microsites.i18n.catalogue import ENGLISH
from microsites.measurement.provider_reader import providers_with

PROVIDERS = providers_with(None)
HEAD = '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>題</title></head><body>'
needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")


def site(root: Path, **files: str | bytes) -> Path:
    """A folder with a start page that has one broken link, and other files (``_`` in a name is a dot)."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "index.html").write_text(f'{HEAD}<a href="gone.html">x</a>', "utf-8")
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (root / name.replace("__", ".")).write_bytes(data)
    return root


def check(root: Path, *select: str) -> Report:
    return check_directory(root, providers=PROVIDERS, select=select or ("LNK", "CHK"))


def left_out(report: Report) -> dict[str, str]:
    """What was not judged, and why."""
    return {f.page: f.message for f in report.findings if f.code == "CHK002"}


def assert_the_rest_is_judged(report: Report) -> None:
    assert ("LNK001", "index.html") in {(f.code, f.page) for f in report.findings}


# What is no file


@needs_pipes
def test_pipes_sockets_and_devices_are_named_and_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site(tmp_path / "x")
    for name in ("a.html", "b.css", "sitemap.xml"):
        os.mkfifo(root / name)
    monkeypatch.chdir(root)
    with socket.socket(socket.AF_UNIX) as held:
        held.bind("c.html")  # a socket's path must be short
        report = check(root)
    assert set(left_out(report)) == {"a.html", "b.css", "c.html", "sitemap.xml"}
    assert "is no file but a pipe" in left_out(report)["a.html"]
    assert_the_rest_is_judged(report)


@needs_pipes
def test_a_file_that_becomes_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    root = site(tmp_path / "x", a__html="x")
    found = Tree.scan(root)
    (root / "a.html").unlink()
    os.mkfifo(root / "a.html")
    with pytest.raises(OSError, match="is no file"):
        found.read("a.html")


def test_a_file_that_vanishes_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = site(tmp_path / "x", a__html=HEAD)
    scan = Tree.scan

    def then_delete(folder: Path) -> Tree:
        found = scan(folder)
        (folder / "a.html").unlink()
        return found

    monkeypatch.setattr(Tree, "scan", then_delete)
    report = check(root)
    assert "No such file" in left_out(report)["a.html"]
    assert_the_rest_is_judged(report)


def test_folders_that_link_to_each_other_are_walked_for_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "MAX_LINKED", 50)
    root = site(tmp_path / "x")
    names = [f"d{number}" for number in range(12)]
    for name in names:
        (root / name).mkdir()
        for other in names:
            if other != name:
                (root / name / f"to-{other}").symlink_to(f"../{other}")
    report = check(root)
    assert sum("after 50 others" in reason for reason in left_out(report).values()) == 1
    assert_the_rest_is_judged(report)


def test_a_link_to_what_may_not_be_seen_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = site(tmp_path / "x", real__html=HEAD)
    (root / "alias.html").symlink_to("real.html")
    look = os.stat

    def forbidden(path: object, **options: object) -> os.stat_result:
        if str(path).endswith("real.html"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return look(path, **options)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(os, "stat", forbidden)
    assert Tree.scan(root).unreadable[0].reason == "cannot be read (Permission denied)"


def test_a_folder_that_may_not_be_read_is_told_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(_folder: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "scandir", forbidden)
    with pytest.raises(UserError, match="cannot be read"):
        check(site(tmp_path / "x"))


# Pages of any size


def test_a_million_faults_of_a_kind_are_told_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "MAX_OF_A_KIND", 20)
    links = "".join(f'<a href="no{number}.html">x</a><img src="no{number}.png">' for number in range(50))
    report = check(site(tmp_path / "x", big__html=HEAD + links))
    on_page = [f.code for f in report.findings if f.page == "big.html"]
    assert (on_page.count("LNK001"), on_page.count("LNK003"), on_page.count("CHK002")) == (20, 20, 1)
    for code in ("LNK001", "LNK003"):
        assert f"has more than 20 findings of {code}, which are left out" in left_out(report)["big.html"]
    assert_the_rest_is_judged(report)


def test_the_same_fault_many_times_is_not_counted_as_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "MAX_OF_A_KIND", 20)
    report = check(site(tmp_path / "x", big__html=HEAD + '<a href="no.html">x</a>' * 50))
    assert left_out(report) == {}


def test_a_page_is_read_once_for_all_its_broken_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    links = "".join(f'<a href="#no{number}">x</a>' for number in range(30))
    root = site(tmp_path / "x", many__html=HEAD + links)
    read: list[str] = []
    links_that_need = Judge.links_that_need

    def noted(self: Judge, path: str, wanted: object) -> object:
        read.append(path)
        return links_that_need(self, path, wanted)  # type: ignore[arg-type]

    monkeypatch.setattr(Judge, "links_that_need", noted)
    monkeypatch.setattr(broken_fragment, "MAX_OF_A_KIND", 10)
    found = [f for f in check(root, "LNK002").findings if f.page == "many.html"]
    assert read == ["many.html"]
    assert len(found) == 10
    assert all(f.hint.endswith("20 more such parts are left out") for f in found)


def test_traces_of_providers_are_bounded_and_that_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (detect, judging):
        monkeypatch.setattr(module, "MAX_TRACES", 5)
    scripts = "".join(f"<script>gtag('config','G-ABC000000{number}')</script>" for number in range(9))
    assert (
        "has 5 traces of providers or more" in left_out(check(site(tmp_path / "x", a__html=HEAD + scripts)))["a.html"]
    )


def test_only_the_first_words_of_a_page_are_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggestions, "MAX_GUESSES", 2)
    guesses = Guesses(Suggester(["farms/", "access/"]))
    assert [guesses.hint(word, "-") for word in ("farm/", "acess/", "farmz/", "farm/")] == [
        'did you mean "farms/"?', 'did you mean "access/"?', "-", 'did you mean "farms/"?',
    ]  # fmt: skip


def test_among_many_candidates_the_nearest_is_still_found() -> None:
    candidates = [f"農園/{number:04}/index.html" for number in range(4000)] + ["access/", "年間行事/"]
    suggester = Suggester(candidates)
    assert suggester.nearest("acces/") == "access/"
    assert suggester.nearest("年間行司/") == "年間行事/"
    assert suggester.nearest("農園/0123/index.htm") in candidates
    assert suggester.nearest("x" * 100_000) is None


@pytest.mark.parametrize("nested", ["<div>", "<b><i>", "<ul><li>", "<svg>", "<table><tr><td>", "<button><label>"])
def test_elements_nested_without_end(tmp_path: Path, nested: str) -> None:
    deep = nested * 20_000 + '<a href="deep.html">x</a>'
    report = check(site(tmp_path / "x", deep__html=HEAD + deep))
    assert_the_rest_is_judged(report)


@pytest.mark.parametrize("large", [False, True])
def test_both_ways_to_find_a_place_say_the_same(monkeypatch: pytest.MonkeyPatch, large: bool) -> None:
    monkeypatch.setattr(locate, "LARGE", 0 if large else 1_000_000)
    html = (
        '<html><body><header id="h"><a href="x">1</a></header>\n<main id="m"><p id="s">\n  <a href="x">2</a>'
        '<template><a href="x">3</a></template><noscript><a href="x">4</a></noscript><a HREF="y">5</a></main></html>'
    )
    locator = Locator(html)
    found = [locator.find(spot) for spot in (Spot("a", "href", "x", 0), Spot("a", "href", "x", 1), Spot("a", number=2))]
    assert [(each.line, each.column, each.enclosing, each.shared) for each in found if each] == [
        (1, 28, ("h",), True),
        (3, 3, ("s", "m"), False),
        (3, 96, ("s", "m"), False),
    ]
    assert locator.find(Spot("a", "href", "x", 2)) is None
    assert locator.find(Spot("b")) is None


# What is read must not be gone over again and again


class Counting(str):
    """A text that counts in how many letters somebody searched."""

    __slots__ = ()
    searched = 0

    def count(self, *arguments: object) -> int:
        start, end = arguments[1:] if len(arguments) == 3 else (0, len(self))
        Counting.searched += int(end) - int(start)  # type: ignore[call-overload]
        return super().count(*arguments)  # type: ignore[arg-type]


def test_lines_of_a_stylesheet_are_counted_once() -> None:
    Counting.searched = 0
    css = Counting("a{background:url(i.png)}\n" * 500)
    assert [line for _, line, _ in addresses(css)] == list(range(1, 501))
    assert Counting.searched <= len(css)


@pytest.mark.parametrize("piece", ["url(", "url( ", "image-set(", '"\\', '\\"', "image-set('(' ", "url(\\"])
def test_hostile_stylesheets(piece: str) -> None:
    assert list(addresses(f"a{{background:url(first.png)}}{piece * 30_000}"))[0] == ("first.png", 1, 14)  # noqa: RUF015


def test_candidates_in_brackets_that_nothing_closes() -> None:
    assert list(srcset("a.png ( b.png, c.png")) == ["a.png"]
    assert list(srcset("a.png (x), b.png 2x")) == ["a.png", "b.png"]
    assert list(srcset("a ( " * 50_000)) == ["a"]


def read(name: str, text: str) -> list[tuple[str, int, int]]:
    reader = reader_of(name)
    assert reader is not None
    return [(each.value, each.line, each.column) for each in reader(text)]


def test_a_calendar_line_that_goes_on_and_on() -> None:
    assert read("a.ics", "BEGIN:VCALENDAR\n x\nURL:a\n b\n c\nSUMMARY:y\n URL:z\nURL:d") == [("abc", 3, 1), ("d", 8, 1)]
    ((value, _, _),) = read("a.ics", "URL:x\n" + " y\n" * 100_000)
    assert len(value) == 100_001


def test_places_in_a_manifest_of_an_app() -> None:
    text = '{\n "start_url": "/\\u8fb2/",\n "icons": [{"src": "a.png"},\n  {"src": "b.png"}]}'
    assert read("manifest.json", text) == [("/農/", 2, 15), ("a.png", 3, 20), ("b.png", 4, 11)]
    many = json.dumps({"icons": [{"src": f"{number}.png"} for number in range(20_000)]})
    assert len(read("manifest.json", many)) == 20_000


@pytest.mark.parametrize(
    "entity", ['<!ENTITY a "b">', '<!ENTITY a SYSTEM "file:///etc/passwd">', '<!ENTITY % a "b"> %a;']
)
def test_sitemaps_with_entities_of_their_own(tmp_path: Path, entity: str) -> None:
    bomb = f"<!DOCTYPE x [{entity}]><urlset><url><loc>&a;</loc></url></urlset>"
    report = check(site(tmp_path / "x", sitemap__xml=bomb))
    assert "defines entities of its own" in left_out(report)["sitemap.xml"]
    assert_the_rest_is_judged(report)


# Half characters


def test_half_characters_in_json_can_be_written_in_every_format(tmp_path: Path) -> None:
    block = '{"@type":"Event","name":"\\ud800","url":"\\ud800x","image":["\\udfff","\\ud83c\\udf53.png"]}'
    root = site(tmp_path / "x", a__html=f'{HEAD}<script type="application/ld+json">{block}</script>')
    (root / "manifest.json").write_text('{"start_url": "/\\udc00"}', "utf-8")
    report = check(root, "LNK", "SEO012", "CHK")
    assert {"\ufffdx", "\ufffd", "🍓.png"} <= {f.subject for f in report.findings}
    for reporter in REPORTERS.values():
        reporter.render(report, ENGLISH).encode()
    assert check_directory(root, providers=PROVIDERS, cache=tmp_path / "cache").findings


def test_a_folder_whose_name_is_no_text(tmp_path: Path) -> None:
    try:
        root = site(tmp_path / os.fsdecode(b"\xff"))
    except (OSError, UnicodeError):
        pytest.skip("this file system keeps only names that are text")
    for name in REPORTERS:
        out = tmp_path / "out"
        done = CliRunner().invoke(main, ["check", str(root), "--format", name, "--output", str(out)])
        assert done.exit_code == 1, done.output
        assert out.read_bytes()


# What a terminal, a log or a spreadsheet would obey


@pytest.mark.parametrize("format_", ["text", "terminal", "github", "csv", "junit", "sarif", "html", "json"])
def test_names_of_files_are_never_obeyed(tmp_path: Path, format_: str) -> None:
    root = tmp_path / "\x1b[31mred\n::error::site"
    try:
        site(root)
        for name in ("\x1b[2J.html", "a\n::error::b.html", "=1+1.html", "<script>alert(1)<!--.html", "\u202egnp.html"):
            (root / name).write_text(f'{HEAD}<img src="gone.png">', "utf-8")
    except OSError:
        pytest.skip("this file system does not keep such names")
    shown = (terminal if format_ == "terminal" else REPORTERS[format_]).render(check(root), ENGLISH)
    lines = shown.splitlines()
    assert not any(line.startswith("::error::") for line in lines)
    assert "\x1b[2J" not in shown
    assert "\x1b[31mred" not in shown
    if format_ == "csv":
        assert not any(line.startswith("=") or ",=" in line for line in lines)
    elif format_ == "html":
        assert "<script>alert" not in shown


def test_what_is_put_right_by_a_person_is_shown_as_signs(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["check", str(tmp_path / "\x1b[31mred\n")], color=True)
    assert done.exit_code == 2
    assert "\x1b[31m" not in done.output


# The machine gives way


@pytest.mark.parametrize("option", ["--cache", "--baseline"])
@pytest.mark.parametrize("what", ["/dev/null", "pipe"])
@needs_pipes
def test_what_is_no_file_is_neither_read_nor_replaced(tmp_path: Path, option: str, what: str) -> None:
    root, target = site(tmp_path / "x"), tmp_path / "pipe"
    os.mkfifo(target)
    device = target if what == "pipe" else Path(what)
    done = CliRunner().invoke(main, ["check", str(root), option, str(device)])
    assert done.exit_code == 2
    assert "it is no file" in done.output
    assert not device.is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("format_", ["text", "csv"])
def test_a_full_disk_behind_the_report(tmp_path: Path, format_: str) -> None:
    command = [sys.executable, "-m", "microsites", "check", str(site(tmp_path / "x")), "--format", format_]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert b"cannot be written: No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (KeyboardInterrupt(), EXIT_INTERRUPTED, "interrupted"),
        (MemoryError(), 2, "not enough memory"),
        (OSError(errno.EMFILE, "Too many open files"), 2, "refuses to go on (Too many open files)"),
    ],
)
def test_what_stops_a_check_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, words: str
) -> None:
    def stopped(_folder: Path) -> Tree:
        raise error

    monkeypatch.setattr(Tree, "scan", stopped)
    done = CliRunner().invoke(main, ["check", str(site(tmp_path / "x"))])
    assert done.exit_code == code
    assert words in done.output


def test_a_folder_that_was_deleted_under_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site(tmp_path / "x")
    monkeypatch.chdir(tmp_path)

    def gone(_path: Path) -> Path:
        raise FileNotFoundError(errno.ENOENT, "No such file or directory")

    monkeypatch.setattr(Path, "absolute", gone)
    with pytest.raises(UserError, match="cannot be found from here"):
        check(Path("x"))


def test_a_name_that_is_too_long_for_the_system() -> None:
    with pytest.raises(UserError, match="is not a folder"):
        check(Path("a" * 5000))


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda text: text.replace('"leads_to":"', '"leads_to":"ffffff7f'),
        lambda text: "[" * 100_000,
        lambda text: text.replace('"facts":', '"other":'),
    ],
    ids=["cut", "a number that is too large", "nested", "of another version"],
)
def test_a_memory_that_was_damaged_is_none(
    tmp_path: Path, damage: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "SETTLED", -10_000_000_000)
    root, cache = site(tmp_path / "x", b__html=f'{HEAD}<a href="index.html">x</a>'), tmp_path / "cache"
    clean = check_directory(root, providers=PROVIDERS, cache=cache)
    written = cache.read_text("utf-8")
    assert damage(written) != written
    cache.write_text(damage(written), "utf-8")
    assert check_directory(root, providers=PROVIDERS, cache=cache).findings == clean.findings


def test_a_worker_holds_no_end_of_its_own_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else it would wait without end to be heard, if whoever started it was killed."""
    for number in range(12):
        site(tmp_path / "x", **{f"p{number}__html": HEAD})
    monkeypatch.setattr(workers, "PARALLEL_FROM", 4)
    work = parallel._work

    def checked(*arguments: object) -> None:
        inherited = arguments[-1]
        assert inherited
        work(*arguments)  # type: ignore[arg-type]
        assert all(end.closed for end in inherited)  # type: ignore[attr-defined]

    monkeypatch.setattr(parallel, "_work", checked)
    report = check_directory(tmp_path / "x", providers=PROVIDERS, select=("LNK", "CHK"), jobs=2)
    assert left_out(report) == {}
