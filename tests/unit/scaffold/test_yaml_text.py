"""Adding to a YAML text leaves every other character where it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsites.content.yaml_reader import read_yaml
from microsites.errors import UserError
from microsites.resources import theme_directory
from microsites.scaffold.yaml_text import YamlText, with_entry, with_item
from microsites.scaffold.yaml_writing import scalar, written

ITEM = "type: faq\nid: new\n"


def source(text: str, *, bom: bool = False) -> YamlText:
    raw = (b"\xef\xbb\xbf" if bom else b"") + text.encode()
    return YamlText("x.yml", raw, read_yaml(text.replace("\r\n", "\n"), "x.yml").data)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sections:\n  - id: a\n", "sections:\n  - id: a\n  - type: faq\n    id: new\n"),
        ("sections:\n- id: a # mine\n", "sections:\n- id: a # mine\n- type: faq\n  id: new\n"),
        ("sections:\n  - id: a", "sections:\n  - id: a\n  - type: faq\n    id: new\n"),
        (
            "sections:\n  - id: a\n    body: |\n      text\n\n# about easy\neasy:\n  title: x\n",
            "sections:\n  - id: a\n    body: |\n      text\n  - type: faq\n    id: new\n\n# about easy\neasy:\n  title: x\n",
        ),
        (
            "sections:\n  - id: a\n    # to do\n\n# end\n",
            "sections:\n  - id: a\n    # to do\n  - type: faq\n    id: new\n\n# end\n",
        ),
        (
            "sections:\n  - id: a\n    body: |\n      # no comment\n",
            "sections:\n  - id: a\n    body: |\n      # no comment\n  - type: faq\n    id: new\n",
        ),
        (
            'sections:\n  - {id: a, b: "x\n      y"}\nnext: 1\n',
            'sections:\n  - {id: a, b: "x\n      y"}\n  - type: faq\n    id: new\nnext: 1\n',
        ),
        ("title: x\n", "title: x\nsections:\n  - type: faq\n    id: new\n"),
        ("title: x\nsections:\n", None),
    ],
)
def test_item_comes_at_the_end_of_its_list(before: str, after: str | None) -> None:
    if after is None:
        with pytest.raises(UserError):
            with_item(source(before), "sections", ITEM)
    else:
        assert with_item(source(before), "sections", ITEM).text == after


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", [False, True])
def test_line_ends_and_byte_order_mark_stay(newline: str, bom: bool) -> None:
    before = "title: 題\nsections:\n  - id: a\n    body: |\n      字\n".replace("\n", newline)
    after = with_item(source(before, bom=bom), "sections", ITEM, apart="\n")
    mark = b"\xef\xbb\xbf" if bom else b""
    assert after.raw == mark + (before + "\n  - type: faq\n    id: new\n".replace("\n", newline)).encode()


@pytest.mark.parametrize(
    "before", ["sections: [{id: a}]\n", "{sections: [], title: x}\n", "sections: []\n", "title: x\n...\n"]
)
def test_what_cannot_be_added_to_is_refused_with_the_lines_to_paste(before: str) -> None:
    with pytest.raises(UserError) as caught:
        with_item(source(before), "sections", ITEM)
    [problem] = caught.value.problems
    assert (problem.file, problem.code) == ("x.yml", "BLD062")
    assert problem.hint.endswith("sections:\n  - type: faq\n    id: new")


def test_comment_of_the_item_stands_above_it() -> None:
    after = with_item(source("sections:\n  - id: a\n"), "sections", f"# example\n{ITEM}")
    assert after.text == "sections:\n  - id: a\n  # example\n  - type: faq\n    id: new\n"


def test_entry_of_a_mapping() -> None:
    before = "collections:\n  news: {kind: news, path: news} # newest first\n\ngoals: []\n"
    after = with_entry(source(before), "collections", "events", "{kind: event, path: events}")
    assert after.text == before.replace("first\n", "first\n  events: {kind: event, path: events}\n")


KEYS = st.sampled_from(["a", "b", "c", "title"])
WORDS = st.text(st.sampled_from("ab 花:#-'\"{}[],&*!|>%@`\\?0no"), max_size=12)
VALUES = st.recursive(
    WORDS | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.dictionaries(KEYS, VALUES, min_size=1, max_size=3), min_size=1, max_size=3), st.booleans())
def test_whatever_stands_there_nothing_else_changes(items: list[dict[str, object]], more: bool) -> None:
    text = written({"title": "x", "sections": items} | ({"easy": {"a": "b"}} if more else {}))
    before = source(text)
    after = with_item(before, "sections", ITEM)
    assert read_yaml(after.text, "x").data["sections"][:-1] == before.data["sections"]
    rest = iter(after.text.splitlines())
    assert all(line in rest for line in text.splitlines()), "a line is gone, changed or moved"


def test_every_example_of_the_gallery_survives_being_written() -> None:
    for path in sorted((theme_directory() / "gallery").glob("*.yml")):
        data = read_yaml(path.read_text("utf-8"), path.name).data
        assert read_yaml(written(data), path.name).data == data, path.name


@pytest.mark.parametrize("text", ["題", "a: b", "#1", "no", "{x}", "'", '"', "2027-01-31", "- x", "a #b", "〔題〕"])
def test_scalar_is_read_as_it_was(text: str) -> None:
    assert read_yaml(f"title: {scalar(text)}\n", "x").data == {"title": text}
