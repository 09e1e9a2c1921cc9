"""Pictures between builds: kept while a site may want them again, then deleted; two builds at once lose nothing."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from filelock import FileLock, Timeout
from painted import draw

from microsites.media.cache import GENERATIONS, BuildCache, prune, write_atomically
from microsites.media.pictures import PictureStore

SITES = {"berry", "move"}


def nobody_builds() -> bool:
    return False


def build(root: Path, site: str, *keys: str, sites: set[str] = SITES) -> None:
    """What a build does with the cache."""
    cache = BuildCache(root)
    for key in keys:
        write_atomically(cache.folder(key) / "index.txt", b"1 1")
    cache.remember(site)
    prune(root, sites, nobody_builds)


def kept(root: Path) -> set[str]:
    return {folder.name for folder in (root / "pictures").glob("??/*")}


def test_unused_picture_stays_for_some_builds(tmp_path: Path) -> None:
    build(tmp_path, "berry", "aa1", "aa2")
    for _ in range(GENERATIONS - 1):
        build(tmp_path, "berry", "aa2")
    assert kept(tmp_path) == {"aa1", "aa2"}
    build(tmp_path, "berry", "aa2")
    assert kept(tmp_path) == {"aa2"}


def test_use_makes_it_young_again(tmp_path: Path) -> None:
    build(tmp_path, "berry", "aa1", "aa2")
    for _ in range(GENERATIONS - 1):
        build(tmp_path, "berry", "aa2")
    build(tmp_path, "berry", "aa1")
    for _ in range(GENERATIONS - 1):
        build(tmp_path, "berry", "bb1")
    assert kept(tmp_path) == {"aa1", "bb1"}


def test_site_that_is_not_built_forgets_nothing(tmp_path: Path) -> None:
    build(tmp_path, "move", "bb1", "aa2")
    for _ in range(2 * GENERATIONS):
        build(tmp_path, "berry", "aa1")
    assert kept(tmp_path) == {"aa1", "aa2", "bb1"}


def test_site_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    build(tmp_path, "move", "bb1")
    build(tmp_path, "berry", "aa1", sites={"berry"})
    assert kept(tmp_path) == {"aa1"}
    assert [path.name for path in (tmp_path / "used").iterdir()] == ["berry.txt"]


def test_what_a_killed_build_left_is_deleted(tmp_path: Path) -> None:
    BuildCache(tmp_path).folder("cc1").mkdir(parents=True)
    build(tmp_path, "berry", "aa1")
    assert kept(tmp_path) == {"aa1"}


def test_damaged_memory_costs_pictures_and_nothing_else(tmp_path: Path) -> None:
    build(tmp_path, "berry", "aa1")
    (tmp_path / "used" / "berry.txt").write_bytes(b"\xff\x00 nonsense")
    build(tmp_path, "berry", "aa2")
    assert kept(tmp_path) == {"aa2"}


def test_unchanged_memory_is_not_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, "berry", "aa1")
    monkeypatch.setattr("microsites.media.cache.write_atomically", lambda *_: pytest.fail("written again"))
    cache = BuildCache(tmp_path)
    cache.folder("aa1")
    cache.remember("berry")


def test_memory_is_bounded(tmp_path: Path) -> None:
    for number in range(3 * GENERATIONS):
        build(tmp_path, "berry", f"aa{number}")
    assert len(kept(tmp_path)) == GENERATIONS
    assert len((tmp_path / "used" / "berry.txt").read_text().splitlines()) == GENERATIONS


def test_a_build_that_starts_waits_for_pruning(tmp_path: Path) -> None:
    """Else it could find a picture that is deleted before it is copied."""
    build(tmp_path, "berry", "aa1")
    opened = threading.Event()

    def start() -> None:
        BuildCache(tmp_path)
        opened.set()

    with FileLock(tmp_path / ".pictures.lock"):
        thread = threading.Thread(target=start)
        thread.start()
        assert not opened.wait(0.2)
    thread.join(timeout=30)
    assert opened.is_set()


def test_pruning_holds_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, "berry", "aa1")
    BuildCache(tmp_path).folder("cc1").mkdir(parents=True)
    asked = []

    def held() -> None:
        with pytest.raises(Timeout):
            FileLock(tmp_path / ".pictures.lock").acquire(blocking=False)

    def in_use() -> bool:
        held()
        asked.append("in use")
        return False

    def moved(folder: Path, _: Path) -> None:
        held()
        asked.append(folder.name)

    monkeypatch.setattr("microsites.media.cache.os.rename", moved)
    prune(tmp_path, SITES, in_use)
    assert asked == ["in use", "cc1"]


def test_nothing_is_deleted_while_another_build_runs(tmp_path: Path) -> None:
    build(tmp_path, "berry", "aa1")
    BuildCache(tmp_path).folder("cc1").mkdir(parents=True)
    prune(tmp_path, SITES, lambda: True)
    assert kept(tmp_path) == {"aa1", "cc1"}


def test_a_kill_while_deleting_leaves_no_half_of_a_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index without its files would be taken for a finished picture."""
    write_atomically(BuildCache(tmp_path).folder("cc1") / "index.txt", b"1 1")
    BuildCache(tmp_path).remember("berry")
    with monkeypatch.context() as patched:
        patched.setattr("microsites.media.cache.shutil.rmtree", lambda *_, **__: None)
        prune(tmp_path, SITES, nobody_builds)
    assert kept(tmp_path) == set()
    prune(tmp_path, SITES, nobody_builds)
    assert not list(tmp_path.rglob("index.txt"))


def test_nothing_to_prune_before_the_first_build(tmp_path: Path) -> None:
    prune(tmp_path / "none", SITES, nobody_builds)
    assert not (tmp_path / "none").exists()


def test_store_uses_it(tmp_path: Path) -> None:
    """Pictures, drawings and files for download alike."""
    draw(tmp_path / "a.png", (40, 20))
    (tmp_path / "b.svg").write_text('<svg viewBox="0 0 1 1"/>', "utf-8")
    root = tmp_path / "cache"
    cache = BuildCache(root)
    store = PictureStore(cache)
    store.process(tmp_path / "a.png")
    store.process(tmp_path / "b.svg")
    store.without_metadata(tmp_path / "a.png")
    before = kept(root)
    assert len(before) == 3
    cache.remember("berry")
    prune(root, SITES, nobody_builds)
    assert kept(root) == before
    again = BuildCache(root)
    PictureStore(again).process(tmp_path / "b.svg")
    for _ in range(GENERATIONS):
        again.remember("berry")
    prune(root, SITES, nobody_builds)
    assert len(kept(root)) == 1
