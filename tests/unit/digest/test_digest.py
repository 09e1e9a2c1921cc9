"""The digest: what it tells of changes between a revision and now, and what it says where it cannot compare."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from microsites.build.portfolio import read_portfolio
from microsites.digest.compare import digest
from microsites.digest.formats import markdown, text
from microsites.digest.leaves import Leaf, differences
from microsites.digest.revision import Revision, blobs, find_revision, write_past
from microsites.digest.telling import excerpts, told_all
from microsites.digest.values import Digest, PageDigest
from microsites.errors import UserError
from microsites.i18n.catalogue import ENGLISH, Catalogue
from portfolios import ABOUT, ACCESS, AT, HOME, NEWS, PLAN, PORTFOLIO, SITE, EditablePortfolio, copy_minimal, snapshot

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime.fromisoformat(AT).replace(tzinfo=TOKYO)
MONDAY = "2026-11-16T09:00:00+09:00"


def git(folder: Path, *arguments: str, at: str = MONDAY) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at, "GIT_CONFIG_GLOBAL": os.devnull}
    identity = ("-c", "user.name=test", "-c", "user.email=test@example.jp", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ("git", *identity, *arguments), cwd=folder, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@dataclass(frozen=True)
class Kept:
    """The minimal portfolio in a repository, below a folder of its own."""

    portfolio: EditablePortfolio

    @property
    def top(self) -> Path:
        return self.portfolio.root.parent

    def commit(self, at: str = MONDAY) -> str:
        git(self.top, "add", "--all")
        git(self.top, "commit", "--quiet", "--allow-empty", "--message", "change", at=at)
        return git(self.top, "rev-parse", "HEAD")

    def digest(self, since: str = "HEAD") -> Digest:
        revision = find_revision(self.portfolio.root, since, TOKYO)
        return digest(read_portfolio(self.portfolio.root), revision, NOW)

    def page(self, since: str = "HEAD") -> PageDigest:
        (site,) = self.digest(since).sites
        (page,) = site.pages
        return page

    def told(self) -> list[str]:
        return [str(detail.message) for detail in self.page().details]


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    portfolio = copy_minimal(tmp_path)
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    found = Kept(portfolio)
    found.commit()
    return found


def test_nothing_changed(kept: Kept) -> None:
    found = kept.digest()
    assert found.empty
    assert found.not_compared == ()
    assert "Nothing changed." in markdown(found, ENGLISH)


def test_a_text_is_told_with_its_page_section_role_and_both_words(kept: Kept) -> None:
    heading = re.search(r"heading: (.+)", kept.portfolio.text(ACCESS))
    assert heading is not None
    kept.portfolio.replace(ACCESS, heading[0], "heading: まったく別の見出し")
    page = kept.page()
    assert (page.id, page.kind, page.owners, page.file) == ("access", "changed", ("観光係",), ACCESS)
    (told,) = kept.told()
    assert heading[1] in told
    assert "まったく別の見出し" in told


def test_title_description_owner_and_review_are_told(kept: Kept) -> None:
    text_before = kept.portfolio.text(ACCESS)
    title = re.search(r"^title: (.+)$", text_before, re.MULTILINE)
    assert title is not None
    kept.portfolio.replace(ACCESS, title[0], "title: 道案内\nowner: 交通係\nreview_by: 2027-03-01")
    told = kept.told()
    assert told == [
        f"the title: text: “{title[1]}” → “道案内”",
        "owner: 観光係 → 交通係",
        "to be looked at again by: ― → 2027-03-01",
    ]


def section(name: str, words: str) -> str:
    return f"  - type: rich_text\n    id: {name}\n    heading: {words}\n    body: {words}の本文です。\n"


def test_sections_are_added_taken_away_moved_and_renamed(kept: Kept) -> None:
    base = kept.portfolio.text(ACCESS)
    kept.portfolio.write(ACCESS, base + section("one", "一つ目") + section("two", "二つ目"))
    kept.commit()
    kept.portfolio.write(ACCESS, base + section("two", "二つ目") + section("one", "一つ目"))
    assert [told.partition(":")[0] for told in kept.told()] == ["section moved"]
    kept.portfolio.write(ACCESS, base + section("two", "二つ目") + section("three", "三つ目"))
    assert kept.told() == ["section added: 「三つ目」 (rich_text)", "section taken away: 「一つ目」"]
    kept.portfolio.write(ACCESS, base + section("other", "一つ目") + section("two", "二つ目"))
    assert kept.told() == ["section 「一つ目」: id 'one' → 'other'"]


def test_pages_are_added_taken_away_and_renamed(kept: Kept) -> None:
    kept.portfolio.write("berry/pages/new.yml", "title: 新しい\ndescription: 説明\nsections:\n" + section("a", "何か"))
    assert (kept.page().id, kept.page().kind) == ("new", "added")
    kept.commit()
    kept.portfolio.path("berry/pages/new.yml").rename(kept.portfolio.path("berry/pages/moved.yml"))
    page = kept.page()
    assert (page.id, page.kind) == ("moved", "renamed")
    assert str(page.details[0].message) == "address: /new/ → /moved/"
    kept.portfolio.path("berry/pages/moved.yml").unlink()
    assert (kept.page().id, kept.page().kind, kept.page().owners) == ("new", "removed", ("観光係",))


def test_a_picture_that_is_replaced_under_its_name_is_seen(kept: Kept) -> None:
    picture = kept.portfolio.path("berry/assets/photos/field.jpg")
    picture.write_bytes(picture.read_bytes() + b"\0")
    (site,) = kept.digest().sites
    assert site.pages
    for page in site.pages:
        assert [str(detail.message) for detail in page.details] == [
            "replaced under the same name: assets/photos/field.jpg"
        ]


def test_prose_is_told_line_by_line(kept: Kept) -> None:
    kept.portfolio.write(ABOUT, kept.portfolio.text(ABOUT) + "\n最後の一行です。\n")
    assert kept.told() == ["text added: “最後の一行です。”"]


def test_news_are_announced(kept: Kept) -> None:
    news = kept.portfolio.text(NEWS).replace("title: ", "title: 続・", 1)
    kept.portfolio.write("berry/collections/news/next.yml", news)
    (announced,) = kept.digest().announced
    assert announced.title.startswith("続・")
    assert announced.site == "いちごの試験市"


def test_what_breaks_comparisons_is_marked_with_its_reason(kept: Kept) -> None:
    kept.portfolio.replace(SITE, "unit: 件", "unit: 人")
    found = kept.digest()
    assert found.measured is not None
    (change,) = found.measured
    assert (change.thing, change.subject, change.what, change.breaks) == ("goal", "booking", "unit", True)
    assert change.why.en in markdown(found, ENGLISH).replace("\\", "")
    assert change.why.ja in markdown(found, Catalogue("ja")).replace("\\", "")


def test_ids_are_told_once_and_marked(kept: Kept) -> None:
    kept.portfolio.replace(PORTFOLIO, "G-TEST000000", "G-TEST000001")
    found = kept.digest()
    (detail,) = found.shared
    assert str(detail.message) == "ID of ga4 in production: G-TEST000000 → G-TEST000001"
    assert detail.breaks
    assert found.measured == ()
    assert found.sites == ()


def test_targets_records_and_suppressions_are_told(kept: Kept) -> None:
    kept.portfolio.replace(SITE, "target: {value: 150, date: 2027-03-31}", "target: {value: 180, date: 2027-04-30}")
    kept.portfolio.write(
        "berry/actuals.csv", "年月,ゴール,実績,出典,要因,次の一手\n2026-10,booking,60,報告,夏,続ける\n"
    )
    kept.portfolio.write("checks.yml", "suppress:\n  - {code: LNK001, reason: 直しています}\n")
    found = kept.digest()
    (site,) = found.sites
    assert [str(detail.message) for detail in site.settings] == [
        "予約への送客: target: value: 150 → 180",
        "予約への送客: target: date: 2027-03-31 → 2027-04-30",
        "actuals.csv: 1 row added",
    ]
    assert [str(detail.message) for detail in found.shared] == ["checks.yml: LNK001 is let pass: 直しています"]


def test_a_new_site_is_told_as_one(kept: Kept) -> None:
    shutil.copytree(kept.portfolio.path("move"), kept.portfolio.path("third"))
    settings = kept.portfolio.text("third/site.yml").replace("move.", "third.")
    kept.portfolio.write("third/site.yml", settings)
    (site,) = kept.digest().sites
    assert (site.id, site.kind, site.pages) == ("third", "added", ())


def test_a_day_means_the_last_commit_before_it_in_tokyo(kept: Kept) -> None:
    late = kept.commit("2026-11-17T23:59:00+09:00")
    early = kept.commit("2026-11-18T00:00:00+09:00")
    assert find_revision(kept.portfolio.root, "2026-11-18", TOKYO).commit == late
    found = find_revision(kept.portfolio.root, "2026-11-19", TOKYO)
    assert found.commit == early
    assert found.at.isoformat() == "2026-11-18T00:00:00+09:00"
    assert found.prefix == "portfolio/"


def test_the_work_tree_is_not_touched(kept: Kept) -> None:
    kept.portfolio.write(ABOUT, kept.portfolio.text(ABOUT) + "\n書きかけ。\n")
    kept.portfolio.write("berry/pages/untracked.md", kept.portfolio.text(ABOUT))
    before = snapshot(kept.top), git(kept.top, "status", "--porcelain")
    kept.digest()
    assert (snapshot(kept.top), git(kept.top, "status", "--porcelain")) == before


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ("no-such-branch", "git knows no revision 'no-such-branch'"),
        ("--output=/tmp/x", "git knows no revision '--output=/tmp/x'"),
        ("2020-01-01", "there is no commit before 2020-01-01"),
        ("1969-12-31", "there is no commit before 1969-12-31"),
        ("0001-01-02", "there is no commit before 0001-01-02"),
        ("2026-02-30", "'2026-02-30' does not exist"),
        ("HEAD:portfolio.yml", "git knows no revision"),
    ],
)
def test_a_revision_that_is_none_is_said_to_be_none(kept: Kept, since: str, words: str) -> None:
    with pytest.raises(UserError, match=re.escape(words)) as caught:
        find_revision(kept.portfolio.root, since, TOKYO)
    (problem,) = caught.value.problems
    assert problem.code == "BLD092"
    assert problem.hint


def test_a_shallow_clone_is_named_as_the_reason(kept: Kept, tmp_path: Path) -> None:
    kept.commit("2026-11-20T09:00:00+09:00")
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{kept.top}", str(shallow))
    for since in ("2026-11-17", "HEAD~1"):
        with pytest.raises(UserError) as caught:
            find_revision(shallow / "portfolio", since, TOKYO)
        (problem,) = caught.value.problems
        assert "fetch-depth: 0" in problem.hint


def test_no_repository_and_no_git_are_said(portfolio: EditablePortfolio, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match="does not lie in a git repository") as caught:
        find_revision(portfolio.root, "HEAD", TOKYO)
    assert caught.value.problems[0].code == "BLD091"
    monkeypatch.setenv("PATH", str(portfolio.root))
    with pytest.raises(UserError, match="is not installed") as caught:
        find_revision(portfolio.root, "HEAD", TOKYO)
    assert caught.value.problems[0].code == "BLD090"


def test_a_git_that_may_not_be_run_is_no_bug(kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/git").write_text("#!/bin/sh\n", "utf-8")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with pytest.raises(UserError) as caught:
        find_revision(kept.portfolio.root, "HEAD", TOKYO)
    (problem,) = caught.value.problems
    assert (problem.code, problem.message) == ("BLD090", "cannot be started: Permission denied")


def test_nothing_of_a_hook_s_repository_reaches_git(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """As ``git rev-parse --local-env-vars`` names it: in a hook of another repository it would be read instead."""
    for name in git(kept.top, "rev-parse", "--local-env-vars").split():
        monkeypatch.setenv(name, "/nonexistent")
    revision = find_revision(kept.portfolio.root, "HEAD", TOKYO)
    assert revision.commit == git(kept.top, "rev-parse", "HEAD")
    assert "berry/site.yml" in blobs(revision)


def test_a_portfolio_that_was_not_there_yet(kept: Kept) -> None:
    kept.portfolio.root.rename(kept.top / "other")
    moved = Kept(EditablePortfolio(kept.top / "other", kept.portfolio.dist))
    with pytest.raises(UserError, match="there was no folder 'other/'"):
        moved.digest()


def test_what_was_invalid_then_is_named_and_the_rest_compared(kept: Kept) -> None:
    good = kept.portfolio.text(ACCESS)
    kept.portfolio.write(ACCESS, good.replace("sections:", "sektions:"))
    kept.commit()
    kept.portfolio.write(ACCESS, good)
    kept.portfolio.write(ABOUT, kept.portfolio.text(ABOUT) + "\nもう一行。\n")
    found = kept.digest()
    (site,) = found.sites
    assert [page.id for page in site.pages] == ["about"]
    assert found.measured is None
    assert {problem.file for problem in found.not_compared} == {ACCESS}
    assert "could not be compared" in text(found, ENGLISH)


def test_a_plan_that_was_invalid_then_stops_only_its_comparison(kept: Kept) -> None:
    good = kept.portfolio.text(HOME)
    kept.portfolio.write(HOME, good.replace("goal: booking", "goal: nonesuch"))
    kept.commit()
    kept.portfolio.write(HOME, good)
    kept.portfolio.write(ABOUT, kept.portfolio.text(ABOUT) + "\nもう一行。\n")
    found = kept.digest()
    assert found.measured is None
    assert HOME in {problem.file for problem in found.not_compared}
    assert "about" in {page.id for page in found.sites[0].pages}


@pytest.mark.parametrize(
    "then", ["name: [", "name: 1\nnonesuch: 2\n", None], ids=["no YAML", "no portfolio", "no file"]
)
def test_a_portfolio_that_could_not_be_read_at_all(kept: Kept, then: str | None) -> None:
    good = kept.portfolio.text(PORTFOLIO)
    if then is None:
        kept.portfolio.path(PORTFOLIO).unlink()
    else:
        kept.portfolio.write(PORTFOLIO, then)
    commit = kept.commit()
    kept.portfolio.write(PORTFOLIO, good)
    with pytest.raises(UserError) as caught:
        kept.digest()
    (problem,) = caught.value.problems
    assert (problem.code, problem.file) == ("BLD094", "--since")
    assert problem.message.startswith(f"the portfolio of {commit[:9]} cannot be read: portfolio.yml: ")


def test_nothing_of_a_revision_leaves_its_folder(kept: Kept, tmp_path: Path) -> None:
    (kept.portfolio.root / "berry/pages/link.yml").symlink_to("/etc/passwd")
    kept.commit()
    revision = find_revision(kept.portfolio.root, "HEAD", TOKYO)
    into = tmp_path / "past"
    into.mkdir()
    write_past(revision, blobs(revision), into)
    assert [path for path in into.rglob("*") if path.is_symlink()] == []
    assert (into / HOME).read_text("utf-8") == kept.portfolio.text(HOME)
    assert (into / "berry/assets/photos/field.jpg").read_bytes() == b""


HOSTILE = "<script>alert(1)</script> [x](javascript:alert(1)) `*_|"


def test_hostile_words_stay_words(kept: Kept) -> None:
    title = re.search(r"^title: (.+)$", kept.portfolio.text(ACCESS), re.MULTILINE)
    assert title is not None
    kept.portfolio.replace(ACCESS, title[0], f"title: '{HOSTILE}'")
    written = markdown(kept.digest(), ENGLISH)
    assert "<script" not in written
    assert "](" not in written.replace("\\]", "")
    assert "alert(1)" in written


def test_nobody_is_called_where_the_digest_is_put(kept: Kept) -> None:
    kept.portfolio.replace(ACCESS, "sections:", "owner: '@hanamori #12 https://evil.example/ 1234567'\nsections:")
    written = markdown(kept.digest(), ENGLISH)
    assert "@\u200bhanamori \\#\u200b12 https:\u200b//evil.example/ 12\u200b34\u200b56\u200b7" in written
    assert re.search("(?m)^From 2026-11-16 09:00 \\(`[0-9a-f]{7,}`\\) to ", written)
    assert re.search("(?m)^From 2026-11-16 09:00 \\([0-9a-f]{7,}\\) to ", text(kept.digest(), ENGLISH))


def test_a_page_that_changed_everywhere_is_told_in_bounds(kept: Kept) -> None:
    kept.portfolio.write(ABOUT, kept.portfolio.text(ABOUT) + "\n\n".join(f"{number}行目" for number in range(500)))
    page = kept.page()
    assert len(page.details) == 15
    assert page.more > 450
    assert "more" in text(kept.digest(), ENGLISH)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("午前9時から", "午前10時から", ("午前9時から", "午前10時から")),
        (
            "あ" * 100 + "右" + "い" * 100,
            "あ" * 100 + "左" + "い" * 100,
            (f"…{'あ' * 12}右{'い' * 12}…", f"…{'あ' * 12}左{'い' * 12}…"),
        ),
        ("", "新", ("", "新")),
    ],
)
def test_excerpts_show_what_differs(before: str, after: str, told: tuple[str, str]) -> None:
    assert excerpts(before, after) == told


def test_values_of_one_field_in_one_place_are_one_change() -> None:
    before = [Leaf("a", "text", "1"), Leaf("b", "text", "2"), Leaf("c", "text", "3")]
    after = [Leaf("a", "text", "1"), Leaf("b", "text", "9"), Leaf("c", "text", "3"), Leaf("c", "text", "4")]
    assert [(each.name, each.before, each.after) for each in differences(before, after)] == [
        ("b", "2", "9"),
        ("c", "", "4"),
    ]


def test_the_command_writes_both_forms_and_both_languages(kept: Kept, tmp_path: Path) -> None:
    kept.portfolio.write(ABOUT, kept.portfolio.text(ABOUT) + "\nもう一行。\n")
    where = ("--portfolio", str(kept.portfolio.root), "--since", "HEAD", "--at", AT)
    result = kept.portfolio.command("digest", *where, "--lang", "en")
    assert result.exit_code == 0
    assert result.output.startswith("# 試験用サイト群: what changed\n")
    assert "text added: “もう一行。”" in result.output
    file = tmp_path / "changes.txt"
    result = kept.portfolio.command("digest", *where, "--lang", "en", "--format", "text", "--output", str(file))
    assert (result.exit_code, result.output) == (0, "")
    assert file.read_text("utf-8").startswith("試験用サイト群: what changed\n")


def test_plan_changes_of_then_and_now_are_seen(kept: Kept) -> None:
    kept.portfolio.replace(PLAN, "  - name: booking_click\n", "  - name: booking_click\n    version: 2\n")
    found = kept.digest()
    assert found.measured is not None
    assert {(change.thing, change.subject) for change in found.measured} == {("event", "booking_click")}


def test_a_revision_is_named_as_people_name_it(kept: Kept) -> None:
    revision = find_revision(kept.portfolio.root, "main", TOKYO)
    assert isinstance(revision, Revision)
    assert revision.commit.startswith(revision.short)
    assert len(revision.short) == 9


def _many(*numbers: int) -> tuple[Leaf, ...]:
    return tuple(Leaf("body", "text", f"第{number}行") for number in numbers)


def _told(before: tuple[Leaf, ...], after: tuple[Leaf, ...]) -> list[str]:
    return [str(each) for each in told_all(before, after)]


def test_one_change_among_very_many_values_is_told_as_it_is() -> None:
    lines = range(5_000)
    changed = [4_000 if number == 4_500 else number for number in lines]
    assert _told(_many(*lines), _many(*changed)) == ["text: “第4500行” → “第4000行”"]
    assert _told(_many(*lines), _many(9_999, *lines)) == ["text added: “第9999行”"]
    assert _told(_many(*lines), _many(*lines[:-1])) == ["text taken away: “第4999行”"]
    assert _told(_many(*lines), _many(*lines)) == []


def test_more_changes_than_are_compared_are_said() -> None:
    before, after = _many(*range(5_000)), _many(*range(10_000, 15_000))
    told = _told(before, after)
    assert told[0] == "text: “第0行” → “第10000行”"
    assert (len(told), told[-1]) == (2_001, "more changed further down")
    assert _told(before, _many(9_998, *range(1, 4_999), 9_999)) == [
        "text: “第0行” → “第9998行”",
        "more changed further down",
    ]
    assert Catalogue("ja").say(list(told_all(before, after))[-1]) == "この先も変わっています"
