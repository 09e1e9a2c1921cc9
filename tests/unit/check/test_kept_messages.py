"""Messages stay messages: in the memory of a check, between its processes, and whatever somebody writes into the memory."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from microsites.check import context, workers
from microsites.check.findings import Observation
from microsites.check.kept import of_json, to_json
from microsites.check.reporters import REPORTERS
from microsites.check.runner import check_directory
from microsites.i18n.catalogue import Catalogue
from microsites.i18n.message import Message, _, ngettext
from microsites.measurement.provider_reader import providers_with
from rule_trees import copy_rule_tree

PROVIDERS = providers_with(None)
JAPANESE = Catalogue("ja")
MESSAGES = (
    _("which is not in the site"),
    _("{one} and {other}", one=_("this page"), other=ngettext("{count} page", "{count} pages", 2)),
    _("a text with {braces} and without values"),
)


@pytest.mark.parametrize("message", MESSAGES)
def test_a_message_is_read_as_it_was_written(message: Message) -> None:
    again = of_json(json.loads(json.dumps(to_json(message))))
    assert isinstance(again, Message)
    assert (again, again.template, again.plural) == (message, message.template, message.plural)
    assert [type(value) for value in again.values.values()] == [type(value) for value in message.values.values()]


def test_an_observation_keeps_its_messages() -> None:
    form = TypeAdapter(Observation)
    seen = Observation("x", "index.html", {"problem": MESSAGES[1], "target": "x"}, hint=MESSAGES[0])
    again = form.validate_json(form.dump_json(seen))
    assert again == seen
    assert isinstance(again.hint, Message)
    assert isinstance(again.data["problem"], Message)
    assert type(again.data["target"]) is str


@pytest.mark.parametrize(
    "kept",
    [
        None,
        1,
        ["{x", {"x": "1"}, ""],
        ["{x.__class__}", {"x": "1"}, ""],
        ["{x[0]}", {"x": "1"}, ""],
        ["{x:>999999999}", {"x": "1"}, ""],
        ["{x!r}", {"x": "1"}, ""],
        ["{count}", {"x": "1"}, "{count}"],
        ["a", {"count": 2}, "{x:>999999999}"],
        ["{x}", {"x": ["{y", {"y": "1"}, ""]}, ""],
        ["{x}", {"x": None}, ""],
        ["a", {}],
    ],
)
def test_what_is_no_message_is_refused(kept: object) -> None:
    with pytest.raises(ValueError, match=r"is no text|names no"):
        of_json(kept)


def _said(root: Path, cache: Path | None = None, jobs: int = 1) -> str:
    report = check_directory(root, providers=PROVIDERS, cache=cache, jobs=jobs)
    return REPORTERS["text"].render(report, JAPANESE)


def test_japanese_comes_out_of_memory_and_of_other_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "SETTLED", -10_000_000_000)
    monkeypatch.setattr(workers, "PARALLEL_FROM", 2)
    root = copy_rule_tree(tmp_path, "LNK001/fail")
    (root / "site/odd.html").write_text('<a href="htp://x">x</a><p role="buton"><img alt="写真" src="a.jpg">', "utf-8")
    cache = tmp_path / "memory"

    said = _said(root)

    assert "：サイトにありません" in said
    assert "書き出しが誤っています" in said
    assert "「button」ではありませんか" in said
    assert _said(root, jobs=2) == said
    assert _said(root, cache) == said
    assert _said(root, cache) == said
    (root / "site/new.html").write_text("", "utf-8")
    changed = _said(root)
    assert _said(root, cache, jobs=2) == changed != said
