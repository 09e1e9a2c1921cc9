"""What is rebuilt after a change, and that it is what a build from nothing gives."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from multiprocessing import Pipe
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from microsites.build.swap import CACHE
from microsites.serve import rebuilding
from microsites.serve.messages import Crashed, Order, PagesBuilt, Read, Refused, Settled, SiteBuilt
from microsites.serve.rebuilding import Preview, Rebuilder
from microsites.serve.worker import work
from portfolios import ABOUT, ACCESS, AT, HOME, PORTFOLIO, SITE, EditablePortfolio, snapshot

NEWS = "berry/collections/news/open.yml"


class Session:
    """A preview without a server."""

    def __init__(self, portfolio: EditablePortfolio, folder: Path) -> None:
        self.portfolio = portfolio
        self.ours, theirs = Pipe()
        self.reports: list[Any] = []
        self.preview = Preview(portfolio.root, (), AT, portfolio.dist / CACHE, folder)
        self.trees: dict[str, Path] = {}
        self.rebuilder = Rebuilder(self.preview, self.hear, theirs)

    def hear(self, report: Any) -> None:
        self.reports.append(report)
        if isinstance(report, SiteBuilt):
            self.trees[report.site] = report.tree

    def order(self, *paths: str, viewed: tuple[str, str] | None = None) -> list[Any]:
        """What is reported after files changed."""
        self.reports.clear()
        self.rebuilder.carry_out(Order(frozenset(paths), frozenset([viewed] if viewed else ())))
        return list(self.reports)

    def built(self, *paths: str) -> list[str]:
        """The sites that are rebuilt after files changed."""
        return [report.site for report in self.order(*paths) if isinstance(report, SiteBuilt)]

    def assert_clean(self) -> None:
        """Every tree is what ``microsites build`` writes now."""
        shutil.rmtree(self.portfolio.dist / "berry", ignore_errors=True)
        shutil.rmtree(self.portfolio.dist / "move", ignore_errors=True)
        assert not self.portfolio.build(environment="local").problems
        for site, tree in self.trees.items():
            assert snapshot(tree) == snapshot(self.portfolio.dist / site), site


@pytest.fixture
def session(portfolio: EditablePortfolio, tmp_path: Path) -> Session:
    session = Session(portfolio, tmp_path / "area")
    assert session.built() == ["berry", "move"]
    return session


def material(portfolio: EditablePortfolio) -> None:
    portfolio.write(SITE, "theme: material\n" + portfolio.text(SITE))


@pytest.mark.parametrize(
    "prepare", [lambda _: None, pytest.param(material, marks=pytest.mark.proof)], ids=["promo", "material"]
)
def test_pages_that_come_first_are_those_of_a_whole_build(
    portfolio: EditablePortfolio, tmp_path: Path, prepare: Callable[[EditablePortfolio], None]
) -> None:
    prepare(portfolio)
    session = Session(portfolio, tmp_path / "area")
    session.order()
    for file, output in ((HOME, "index.html"), (ABOUT, "about/index.html"), (NEWS, "news/open/index.html")):
        portfolio.write(file, portfolio.text(file).replace("いちご", "苺") + "\n")
        read, first, whole, settled = session.order(file, viewed=("berry", output))
        assert [type(each) for each in (read, first, whole, settled)] == [Read, PagesBuilt, SiteBuilt, Settled]
        assert [path.relative_to(first.tree).as_posix() for path in first.tree.rglob("*.html")] == [output]
        assert (first.tree / output).read_bytes() == (whole.tree / output).read_bytes()
    session.assert_clean()


def test_only_the_site_that_changed_is_rebuilt(session: Session, portfolio: EditablePortfolio) -> None:
    portfolio.write(ACCESS, portfolio.text(ACCESS).replace("title: ", "title: 新しい", 1))
    assert session.built(ACCESS) == ["berry"]
    session.assert_clean()


def test_what_a_site_shows_of_its_sister_is_rebuilt(session: Session, portfolio: EditablePortfolio) -> None:
    portfolio.replace(SITE, "title: いちごの試験市", "title: 苺の試験市")
    assert session.built(SITE) == ["berry", "move"]
    session.assert_clean()


def test_shared_settings_change_every_site(session: Session, portfolio: EditablePortfolio) -> None:
    portfolio.replace(PORTFOLIO, "name: 試験市", "name: 実験市")
    assert session.built(PORTFOLIO) == ["berry", "move"]
    session.assert_clean()


def test_page_that_comes_and_goes(session: Session, portfolio: EditablePortfolio) -> None:
    portfolio.write("berry/pages/new.yml", portfolio.text(ACCESS))
    assert session.built("berry/pages/new.yml") == ["berry"]
    assert (session.trees["berry"] / "new/index.html").is_file()
    portfolio.path("berry/pages/new.yml").unlink()
    session.built("berry/pages/new.yml")
    assert not (session.trees["berry"] / "new").exists()
    session.assert_clean()


def test_site_that_comes_and_goes(session: Session, portfolio: EditablePortfolio) -> None:
    shutil.copytree(portfolio.path("move"), portfolio.path("stay"))
    for name in ("preview", "production"):
        text = portfolio.text("stay/site.yml").replace(
            f"//move.{'preview.' if name == 'preview' else ''}", "//stay." + name
        )
        portfolio.write("stay/site.yml", text)
    assert session.built("stay/site.yml") == ["berry", "move", "stay"]
    session.assert_clean()
    shutil.rmtree(portfolio.path("stay"))
    read, *_ = session.order("stay/site.yml")
    assert [site.id for site in read.sites] == ["berry", "move"]
    assert not session.trees["stay"].exists()


def test_all_problems_are_told_and_nothing_is_lost(session: Session, portfolio: EditablePortfolio) -> None:
    good = portfolio.text(HOME)
    portfolio.replace(HOME, "type: hero", "type: heros")
    portfolio.replace(SITE, "owner: 観光係\nbrand", "ownr: 観光係\nbrand")
    (refused,) = session.order(HOME)
    assert [problem.file for problem in refused.problems] == [HOME, SITE, SITE]
    # Meanwhile a page of the sister is saved; it is built when everything is right again.
    portfolio.replace("move/pages/index.yml", "title: ", "title: 新しい")
    session.order("move/pages/index.yml")
    portfolio.write(HOME, good)
    portfolio.replace(SITE, "ownr: ", "owner: ")
    assert session.built(HOME, SITE) == ["berry", "move"]
    session.assert_clean()


def test_half_of_a_file_is_not_told(session: Session, portfolio: EditablePortfolio) -> None:
    whole = portfolio.text(HOME)
    portfolio.write(HOME, whole[:40])
    session.ours.send(Order(frozenset([HOME])))  # the rest was saved meanwhile
    assert session.order(HOME) == []
    session.rebuilder._orders.recv()
    portfolio.write(HOME, whole)
    assert session.built() == ["berry"]


def test_build_is_given_up_for_a_newer_change(session: Session, portfolio: EditablePortfolio) -> None:
    portfolio.write(ACCESS, portfolio.text(ACCESS).replace("title: ", "title: 新しい", 1))
    session.ours.send(Order(frozenset([HOME])))
    reports = session.order(ACCESS, viewed=("berry", "access/index.html"))
    assert [type(each) for each in reports] == [Read, PagesBuilt]
    session.rebuilder._orders.recv()
    assert session.built() == ["berry"]
    session.assert_clean()


def test_bad_picture_stops_its_site_until_it_is_good(session: Session, portfolio: EditablePortfolio) -> None:
    photo = portfolio.path("berry/assets/photos/field.jpg")
    good = photo.read_bytes()
    photo.write_bytes(b"no picture")
    *_, settled = session.order("berry/assets/photos/field.jpg")
    assert [(problem.file, problem.code) for problem in settled.problems] == [(HOME, "BLD010")]
    photo.write_bytes(good)
    *_, settled = session.order("berry/assets/photos/field.jpg")
    assert settled.problems == ()
    session.assert_clean()


def test_measurement_is_that_of_the_plan(session: Session) -> None:
    (berry,) = [report for report in session.order(HOME) if isinstance(report, SiteBuilt)]
    measurement = berry.measurement
    assert measurement.environment == "production"
    assert measurement.goals == {"booking": "予約への送客"}
    assert [(each.provider, each.name) for each in measurement.events["booking_click"].sent] == [
        ("Google Analytics 4", "booking_click")
    ]
    element = measurement.pages["index.html"].elements["index/top/book"]
    place = f"{element.file}:{element.line}:{element.column}"
    assert place == session.portfolio.place(HOME, "{id: book")


def test_old_trees_are_removed(session: Session, portfolio: EditablePortfolio) -> None:
    for number in range(4):
        portfolio.write(ACCESS, portfolio.text(ACCESS) + f"# {number}\n")
        session.order(ACCESS, viewed=("berry", "access/index.html"))
    first, whole = (
        next(each.tree for each in session.reports if isinstance(each, kind)) for kind in (PagesBuilt, SiteBuilt)
    )
    left = {path / "tree" for path in whole.parent.parent.iterdir()}
    assert {first, whole} < left
    assert len(left) == 3


def test_tree_that_is_still_read_from_stays(session: Session, portfolio: EditablePortfolio) -> None:
    """The server hears of a new tree a moment after it is told."""
    before = session.trees["berry"]
    for number in range(4):
        portfolio.write(ACCESS, portfolio.text(ACCESS) + f"# {number}\n")
        session.order(ACCESS, viewed=("berry", "access/index.html"))
        assert session.trees["berry"] != before
        assert (before / "index.html").is_file()
        before = session.trees["berry"]


def test_tree_of_a_build_that_was_given_up_is_removed(session: Session, portfolio: EditablePortfolio) -> None:
    area = session.trees["berry"].parent.parent
    for number in range(3):
        portfolio.write(ACCESS, portfolio.text(ACCESS) + f"# {number}\n")
        session.ours.send(Order(frozenset([HOME])))
        session.order(ACCESS, viewed=("berry", "access/index.html"))
        session.rebuilder._orders.recv()
    session.built()
    session.built(ACCESS)
    assert len(list(area.iterdir())) == 2


def test_another_one_builds_everything_where_one_was_before(session: Session, portfolio: EditablePortfolio) -> None:
    """After a bug, or a process that died: what it built is still shown meanwhile."""
    trees = dict(session.trees)
    _ours, theirs = Pipe()
    session.rebuilder = Rebuilder(session.preview, session.hear, theirs)
    reports = session.order()
    assert [type(each) for each in reports] == [Read, SiteBuilt, SiteBuilt, Settled]
    assert all((tree / "index.html").is_file() for tree in trees.values())
    session.assert_clean()
    for _ in range(2):
        assert session.built(SITE) == ["berry"]
    assert not trees["berry"].exists()


def test_bug_is_told_and_the_process_goes_on(
    portfolio: EditablePortfolio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = Pipe()
    measure = rebuilding.measurement_of
    bugs = [KeyError("a bug")]

    def broken(*arguments: Any) -> Any:
        if bugs:
            raise bugs.pop()
        return measure(*arguments)

    monkeypatch.setattr(rebuilding, "measurement_of", broken)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    preview = Preview(portfolio.root, ("berry",), AT, portfolio.dist / CACHE, tmp_path / "area")
    worker = Thread(target=work, args=(theirs, preview), daemon=True)
    worker.start()
    reports: list[Any] = []
    for last in (Crashed, Settled):
        while not reports or not isinstance(reports[-1], last | Refused):
            assert ours.poll(60)
            reports.append(ours.recv())
        ours.send(Order(frozenset()) if last is Crashed else None)
    worker.join(60)
    assert [type(each) for each in reports] == [Read, Crashed, Read, SiteBuilt, Settled]
    crashed = reports[1]
    assert isinstance(crashed, Crashed)
    assert crashed.reason == "KeyError: 'a bug'"
    assert crashed.log is not None
    assert "a bug" in crashed.log.read_text("utf-8")
    crashed.log.unlink()


def test_everything_is_built_where_nobody_knows_what_changed(session: Session, portfolio: EditablePortfolio) -> None:
    portfolio.write(ACCESS, portfolio.text(ACCESS).replace("title: ", "title: 新しい", 1))
    assert session.built() == []  # the clock asks, and no site changes with it
    session.rebuilder.carry_out(Order(None))
    assert [report.site for report in session.reports if isinstance(report, SiteBuilt)] == ["berry", "move"]
    session.assert_clean()


def test_order_remembers_what_was_not_done() -> None:
    nobody_knows = Order(None)
    assert Order(frozenset(["a"])).with_earlier(nobody_knows) == nobody_knows
    assert nobody_knows.with_earlier(Order(frozenset(["a"]))) == nobody_knows
    earlier = Order(frozenset(["a"]), frozenset([("berry", "index.html")]))
    assert Order(frozenset(["b"])).with_earlier(earlier) == Order(frozenset(["a", "b"]), earlier.viewed)


def test_nothing_is_told_of_an_unreadable_portfolio_but_its_problem(
    session: Session, portfolio: EditablePortfolio
) -> None:
    portfolio.path(PORTFOLIO).unlink()
    (refused,) = session.order(PORTFOLIO)
    assert isinstance(refused, Refused)
    assert "portfolio.yml" in refused.problems[0].message
