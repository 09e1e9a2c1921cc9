"""The comment on a change: nothing that a file says means anything in it, and it has an end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsites.cli.comment import change
from microsites.comment import MARKER, MAX_LENGTH, Change, Comment, Entry, Section, markdown
from microsites.errors import Problem, UserError
from microsites.forge_markdown import escaped
from microsites.i18n.catalogue import ENGLISH, Catalogue
from microsites.i18n.message import _, ngettext
from microsites.problem_comment import comment_on

JAPANESE = Catalogue("ja")
HOSTILE = (
    "@hanamori/all",
    "see #12 and GH-13, !14 ~15 %16 $17 &18, deadbeefcafe",
    "https://evil.example/ www.evil.example me@evil.example",
    "[x](javascript:1) ![x](//evil.example/x.png) <img src=x onerror=alert(1)> <!-- -->",
    "```\n</details>\n# **x** | `y` `` z ``",
    "\r\n\r\n- [ ] x\u2028> y\0z\x1b[2J\u202e",
    "$`\\frac{1}{0}`$ \\@x ~~x~~ __x__ &lt;b&gt;",
)
CODE = re.compile(r"(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)")
OWN_TAGS = re.compile(r"</?sub>|</?details>|</?summary>|<!-- microsites -->")
DANGEROUS = re.compile(
    r"@\w|(?<![&])#\w|!\[|!\d|~\d|%\d|\$\d|&(?!lt;|gt;|amp;|#126;|#36;)|://|www\.|[<\0\x1b\u202e]"
    r"|(?<!\\)(?:\\\\)*(?:[*\[\]|]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9]))|(?i:gh-\d)|[0-9a-f]{7}"
)
"""What would be markup, a mention, a reference or a link."""


def entry(text: str, quoted: tuple[str, str] | None = None) -> Entry:
    return Entry(text, 3, True, "❌", _("x {value} y", value=text), text, "LNK001", (_("by {who}", who=text),), quoted)


def outside_of_code(text: str) -> str:
    """The comment without code, its own tags and its own bold links."""
    blocks = re.sub(r"^(`{3,})text\n.*?^\1$", "", text, flags=re.MULTILINE | re.DOTALL)
    plain = OWN_TAGS.sub("", CODE.sub("", blocks))
    return re.sub(
        r"^(?:\*\*(?:\[\]\(https://forge\.example/[\w/%.~-]*#L3\))?\*\*|#### .*|### )", "", plain, flags=re.MULTILINE
    )


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("reader", [ENGLISH, JAPANESE], ids=["en", "ja"])
def test_nothing_in_a_file_means_anything(text: str, reader: Catalogue) -> None:
    hostile = Section(_("{site} ({title})", site=text, title=text), (entry(text, (text.partition("\n")[0], "^")),))
    comment = Comment(_("❌"), (_("{x}", x=text),), (hostile,), (hostile,), (_("{x}", x=text),))
    written = markdown(comment, Change("https://forge.example/"), reader)
    assert DANGEROUS.findall(outside_of_code(written)) == []
    assert written.startswith(f"{MARKER}\n### ❌\n")
    assert re.findall("</?details>", CODE.sub("", written)) == ["<details>", "</details>"] * 2


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=80))
def test_any_text_stays_a_text(text: str) -> None:
    written = markdown(
        Comment(_("x"), (_("{x}", x=text), escaped("")), (Section("", (entry(text),)),)), Change(), ENGLISH
    )
    assert DANGEROUS.findall(outside_of_code(written)) == []


def test_plain_words_are_not_code() -> None:
    said = _(
        "goal {name} of {owner}: {id}, {count}",
        name="いちご狩りの予約",
        owner="商工観光課 観光係",
        id="farm_booking",
        count=3,
    )
    written = markdown(Comment(said), Change(), ENGLISH)
    assert "### goal いちご狩りの予約 of 商工観光課 観光係: `farm_booking`, 3\n" in written


def test_quotation_marks_around_code_are_left_out() -> None:
    said = _('link leads to "{target}"', target="farms/a_b/")
    assert "link leads to `farms/a_b/`\n" in markdown(Comment(said), Change(), ENGLISH)


def test_a_file_leads_to_its_line() -> None:
    section = Section("", (entry("sites/花守/in dex.yml"),))
    written = markdown(Comment(_("x"), sections=(section,)), Change("https://forge.example/a/b/"), ENGLISH)
    address = "https://forge.example/a/b/sites/%E8%8A%B1%E5%AE%88/in%20dex.yml#L3"
    assert f"**[`sites/花守/in dex.yml:3`]({address})**" in written


@pytest.mark.parametrize("file", ["../up.yml", "/etc/passwd"])
def test_what_lies_elsewhere_is_no_link(file: str) -> None:
    written = markdown(
        Comment(_("x"), sections=(Section("", (entry(file),)),)), Change("https://forge.example/"), ENGLISH
    )
    assert "forge.example" not in written
    assert f"**`{file}:3`**" in written


@pytest.mark.parametrize("letter", ["い", "😀", "`", "@"])
def test_it_has_an_end(letter: str) -> None:
    many = tuple(entry(f"{number}{letter * 1000}", (letter * 100, "^")) for number in range(200))
    comment = Comment(_("x"), (), (Section("a", many),), (Section("b", many),), (_("fact"),))
    written = markdown(comment, Change("https://forge.example/"), ENGLISH)
    assert 30_000 < len(written.encode("utf-16-le")) // 2 <= MAX_LENGTH
    assert written.count("<details>") == written.count("</details>")
    left = re.search(r"(\d+) more findings have no room here", written)
    assert left is not None
    assert int(left[1]) + written.count("<sub>`LNK001`") == 400


def test_what_has_room_is_there() -> None:
    few = (entry("a"), entry("b"))
    comment = Comment(_("x"), (), (Section("", few),), (Section("", few),), (_("fact"),))
    written = markdown(comment, Change(preview="https://preview.example.jp/12/(a)"), ENGLISH)
    assert written.count("<sub>`LNK001`") == 4
    assert "👀 **[Look at the preview](https://preview.example.jp/12/%28a%29)**" in written
    assert "<summary>2 more things to look at</summary>" in written
    assert "- fact\n" in written
    assert "room" not in written


def test_what_stopped_a_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sites/a").mkdir(parents=True)
    (tmp_path / "sites/a/site.yml").write_text("名前: @all\n", "utf-8")
    (tmp_path / "secret.yml").write_text("secret\n", "utf-8")
    problems = (
        Problem("a/site.yml", 1, 5, "CFG007", _("x"), _("y")),
        Problem("../secret.yml", 1, 1, "CFG001", _("x")),
        Problem("--url", 0, 0, "BLD404", _("x")),
    )
    written = markdown(comment_on(problems, Path("sites")), Change("https://forge.example/"), ENGLISH)
    assert "❌ The sites could not be built: 3 things must be put right" in written
    place = "**[`sites/a/site.yml:1`](https://forge.example/sites/a/site.yml#L1)**"
    assert f"{place}\n\n```text\n1 | 名前: @all\n  | \u3000\u3000: ^\n```".replace("\u3000: ", "\u3000  ") in written
    assert "**`../secret.yml:1`**\n\n❌" in written
    assert "**`--url`**\n\n❌" in written


def test_it_speaks_both_languages() -> None:
    counted = ngettext("❌ {count} thing must be put right", "❌ {count} things must be put right", 2)
    assert "### ❌ 2 things must be put right\n" in markdown(Comment(counted), Change(), ENGLISH)
    assert "### ❌ 直すところが2件あります\n" in markdown(Comment(counted), Change(), JAPANESE)


GITHUB = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "town/sites", "GITHUB_SHA": "abc"}
GITLAB = {"CI_PROJECT_URL": "https://gitlab.example.jp/town/sites", "CI_COMMIT_SHA": "abc"}


@pytest.mark.parametrize(
    ("environ", "files"),
    [
        (GITHUB, "https://github.com/town/sites/blob/abc/"),
        (GITLAB, "https://gitlab.example.jp/town/sites/-/blob/abc/"),
        ({**GITHUB, "GITHUB_SHA": "fix/#7?"}, "https://github.com/town/sites/blob/fix/%237%3F/"),
        ({**GITLAB, "CI_COMMIT_SHA": "100%/夏"}, "https://gitlab.example.jp/town/sites/-/blob/100%25/%E5%A4%8F/"),
        ({"CI_PROJECT_URL": "javascript:x", "CI_COMMIT_SHA": "abc"}, ""),
        ({"GITHUB_SHA": "abc"}, ""),
        ({}, ""),
    ],
)
def test_where_the_files_of_a_change_are(environ: dict[str, str], files: str) -> None:
    assert change(None, environ) == Change(files)


@pytest.mark.parametrize("url", ["preview.example.jp", "javascript:alert(1)", "https://x y", "https://x\n"])
def test_a_preview_that_no_browser_opens(url: str) -> None:
    with pytest.raises(UserError) as refused:
        change(url, {})
    assert refused.value.problems[0].code == "BLD411"
