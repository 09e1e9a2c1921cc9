"""What a check remembers: the next one says exactly what a check without memory says."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from microsites.check import context, workers
from microsites.check.judging import Judge
from microsites.check.report import Report
from microsites.check.runner import check_directory
from microsites.errors import UserError
from microsites.measurement.provider_reader import providers_with
from rule_trees import copy_rule_tree

PROVIDERS = providers_with(None)
TAG = (
    '<script async src="https://www.googletagmanager.com/gtag/js?id=G-ABCD123456"></script>'
    "<script>window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}"
    "gtag('js',new Date());gtag('config','G-ABCD123456')</script>"
)


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' files are younger than a tick of the clock."""
    monkeypatch.setattr(context, "SETTLED", -10_000_000_000)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were read."""
    paths: list[str] = []
    judge = Judge.judge

    def noted(self: Judge, path: str) -> object:
        paths.append(path)
        return judge(self, path)

    monkeypatch.setattr(Judge, "judge", noted)
    return paths


def page(number: int, count: int, rest: str = "") -> str:
    return (
        f'<html lang="ja"><head><title>{number}番</title><meta name="viewport" content="width=device-width"><meta name="description" content="{number}番の農園のいちご狩りの説明">{TAG}</head>'
        f'<body><h1>{number}番</h1><p id="part"><a href="{(number + 1) % count}.html#part">次のページ</a>{rest}</body></html>'
    )


def site(root: Path, count: int = 8) -> Path:
    root.mkdir()
    for number in range(count):
        (root / f"{number}.html").write_text(page(number, count), "utf-8")
    (root / "index.html").write_text(page(0, count), "utf-8")
    (root / "style.css").write_text("a{background:url(picture.png)}", "utf-8")
    return root


def check(root: Path, cache: Path | None = None, **options: object) -> Report:
    return check_directory(
        root,
        providers=PROVIDERS,
        expect=(("ga4", "G-ABCD123456"),),
        cache=cache,
        **options,  # type: ignore[arg-type]
    )


def same(one: Report, other: Report) -> bool:
    return (one.findings, one.sites, one.suppressed) == (other.findings, other.sites, other.suppressed)


def test_nothing_is_read_twice(tmp_path: Path, read: list[str]) -> None:
    root, cache = site(tmp_path / "x"), tmp_path / "cache.json"
    first = check(root, cache)
    assert len(read) == 10
    read.clear()
    second = check(root, cache)
    assert read == []
    assert same(first, second)
    assert first.findings


def test_only_what_changed_is_read(tmp_path: Path, read: list[str]) -> None:
    root, cache = site(tmp_path / "x"), tmp_path / "cache.json"
    check(root, cache)
    read.clear()
    (root / "3.html").write_text(page(3, 8, '<a href="gone.html">無</a>'), "utf-8")
    report = check(root, cache)
    assert read == ["3.html"]
    assert "gone.html" in {finding.subject for finding in report.findings}
    assert same(report, check(root))


def test_a_change_of_another_page_is_seen_by_those_that_lead_to_it(tmp_path: Path) -> None:
    root, cache = site(tmp_path / "x"), tmp_path / "cache.json"
    check(root, cache)
    (root / "3.html").write_text(page(3, 8).replace('id="part"', 'id="other"'), "utf-8")
    report = check(root, cache)
    assert [(f.code, f.page) for f in report.findings if f.code == "LNK002"] == [("LNK002", "2.html")]
    assert same(report, check(root))


def edits() -> list[Callable[[Path, random.Random], None]]:
    """Ways in which a site changes between two checks."""

    def some(root: Path, chance: random.Random) -> Path:
        return chance.choice(sorted(root.glob("*.html")))

    def rewrite(root: Path, chance: random.Random) -> None:
        link = chance.choice(["1.html", "2.html#part", "5.html#other", "gone.html", "new.html", "picture.png", ""])
        some(root, chance).write_text(page(chance.randrange(8), 8, f'<a href="{link}">行き先</a>'), "utf-8")

    def rename_part(root: Path, chance: random.Random) -> None:
        file = some(root, chance)
        file.write_text(file.read_text("utf-8").replace('id="part"', f'id="part{chance.randrange(2)}"'), "utf-8")

    def delete(root: Path, chance: random.Random) -> None:
        if len(list(root.glob("*.html"))) > 2:
            some(root, chance).unlink()

    def add(root: Path, chance: random.Random) -> None:
        (root / chance.choice(["new.html", "picture.png", "5.html"])).write_text(page(5, 8), "utf-8")

    def lose_the_tag(root: Path, chance: random.Random) -> None:
        file = some(root, chance)
        file.write_text(file.read_text("utf-8").replace(TAG, ""), "utf-8")

    def script(root: Path, chance: random.Random) -> None:
        (root / "site.js").write_text(chance.choice(["", "gtag('config','G-OTHER00000')"]), "utf-8")
        some(root, chance).write_text(page(1, 8, '<script src="site.js"></script>'), "utf-8")

    def copy_over(root: Path, chance: random.Random) -> None:
        """Other content with the time and size of the old."""
        file = some(root, chance)
        before, text = file.stat(), file.read_text("utf-8")
        file.write_text(text.replace(".html#part", ".html#pArt"), "utf-8")
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    return [rewrite, rename_part, delete, add, lose_the_tag, script, copy_over]


@pytest.mark.parametrize("seed", range(6))
def test_after_any_edits_it_is_as_without_memory(tmp_path: Path, seed: int) -> None:
    root, cache, chance = site(tmp_path / "x"), tmp_path / "cache.json", random.Random(seed)
    for _ in range(12):
        for _ in range(chance.randint(0, 2)):
            chance.choice(edits())(root, chance)
        assert same(check(root, cache), check(root))


def test_sisters_are_part_of_what_a_page_depends_on(tmp_path: Path) -> None:
    root, cache = copy_rule_tree(tmp_path, "LNK004/pass"), tmp_path / "cache.json"
    clean = check_directory(root, providers=PROVIDERS, cache=cache)
    gone = next(
        file
        for file in sorted((root / "sister").rglob("*.html"))
        if file.name != "index.html" or file.parent != root / "sister"
    )
    gone.unlink()
    after = check_directory(root, providers=PROVIDERS, cache=cache)
    assert not same(clean, after)
    assert same(after, check_directory(root, providers=PROVIDERS))


def test_other_rules_are_another_judgement(tmp_path: Path, read: list[str]) -> None:
    root, cache = site(tmp_path / "x"), tmp_path / "cache.json"
    assert {f.code for f in check(root, cache, select=("LNK003",)).findings} == {"LNK003"}
    read.clear()
    everything = check(root, cache)
    assert len(read) == 10
    assert same(everything, check(root))


def test_what_has_just_changed_is_read_again(tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "SETTLED", 3_600_000_000_000)
    root, cache = site(tmp_path / "x"), tmp_path / "cache.json"
    check(root, cache)
    read.clear()
    check(root, cache)
    assert len(read) == 10


@pytest.mark.parametrize(
    "content", [b"", b"\0\xff", b"[]", b'{"x": {"context": 1}}', b'{"x": {"context": "a", "files": {"a": 1}}}']
)
def test_a_damaged_memory_is_none(tmp_path: Path, content: bytes) -> None:
    root, cache = site(tmp_path / "x"), tmp_path / "cache.json"
    cache.write_bytes(content)
    assert same(check(root, cache), check(root))
    assert cache.read_bytes() != content


def test_a_memory_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    root = site(tmp_path / "x")
    with pytest.raises(UserError, match="cannot be used as a cache"):
        check(root, tmp_path)
    with pytest.raises(UserError, match="cannot be used as a cache"):
        check(root, root / "style.css" / "cache.json")


def test_memory_and_several_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "PARALLEL_FROM", 4)
    root, cache = site(tmp_path / "x"), tmp_path / "cache.json"
    assert same(check(root, cache, jobs=2), check(root))
    assert same(check(root, cache, jobs=2), check(root))


def test_photo_that_became_heavy_is_seen(tmp_path: Path, read: list[str]) -> None:
    root = site(tmp_path / "site")
    photo = root / "field.jpg"
    (root / "style.css").write_text("a{color:red}", "utf-8")
    (root / "0.html").write_text(page(0, 8, '<img src="field.jpg" width="8" height="8" alt="畑">'), "utf-8")
    photo.write_bytes(bytes(1000))
    check(root, tmp_path / "cache")
    read.clear()

    photo.write_bytes(bytes(600_000))

    found = check(root, tmp_path / "cache")
    assert [finding.subject for finding in found.findings if finding.code == "PERF002"] == ["field.jpg"]
    assert read == []
    assert same(found, check(root))
