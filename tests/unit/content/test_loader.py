"""A whole portfolio: every problem of every file at once, and references that lead somewhere."""

from __future__ import annotations

import pytest

from microsites.build.portfolio import read_portfolio
from microsites.collections import ENTRY_KINDS
from microsites.content.loader import load_portfolio
from microsites.errors import Problem, UserError
from microsites.sections import SECTION_TYPES
from portfolios import ABOUT, ACCESS, HOME, NEWS, PORTFOLIO, SITE, EditablePortfolio


def problems_of(portfolio: EditablePortfolio) -> list[Problem]:
    return sorted(load_portfolio(portfolio.root, SECTION_TYPES, ENTRY_KINDS).problems)


def only(portfolio: EditablePortfolio) -> tuple[str, str, str, str]:
    """``(place, code, message, hint)`` of the one problem."""
    problems = problems_of(portfolio)
    assert len(problems) == 1, problems
    problem = problems[0]
    return f"{problem.file}:{problem.line}:{problem.column}", problem.code, problem.message, problem.hint


def test_good_portfolio_has_no_problem(portfolio: EditablePortfolio) -> None:
    loaded = load_portfolio(portfolio.root, SECTION_TYPES, ENTRY_KINDS)
    assert loaded.problems == ()
    berry = loaded.portfolio.site("berry")
    assert [page.id for page in berry.pages] == ["index", "about", "access", "external-transmission", "news/open"]
    assert [page.output for page in berry.pages][:2] == ["index.html", "about/index.html"]
    assert berry.assets == {"guide.pdf", "photos/field.jpg"}
    assert berry.page("access").owner == "観光係"
    assert [page.id for page in berry.entries("news")] == ["news/open"]
    assert [site.id for site in loaded.portfolio.sites] == ["berry", "move"]


def test_entry_in_a_folder_that_no_collection_names_is_not_lost(portfolio: EditablePortfolio) -> None:
    portfolio.write("berry/collections/oshirase/open.yml", portfolio.text(NEWS))
    assert only(portfolio) == (
        "berry/collections/oshirase:0:0",
        "CFG013",
        "is no collection of site.yml, so that no page shows what lies in it",
        "known: news",
    )


def test_markdown_that_would_be_shown_as_typed_is_refused_in_its_line(portfolio: EditablePortfolio) -> None:
    portfolio.write(ABOUT, portfolio.text(ABOUT) + "\n[行き方]（page:access）\n")
    lines = portfolio.text(ABOUT).count("\n")
    assert only(portfolio) == (
        f"{ABOUT}:{lines}:1",
        "CFG063",
        "'[行き方]（page:access）' would be shown as it is typed",
        "write [行き方](page:access)",
    )


def test_sites_come_in_the_order_of_the_portfolio(portfolio: EditablePortfolio) -> None:
    portfolio.replace(PORTFOLIO, "sites: [berry, move]", "sites: [move]")
    sites = load_portfolio(portfolio.root, SECTION_TYPES, ENTRY_KINDS).portfolio.sites
    assert [site.id for site in sites] == ["move", "berry"]


def test_all_problems_of_all_files_come_at_once_and_sorted(portfolio: EditablePortfolio) -> None:
    portfolio.replace(HOME, "type: rich_text", "type: rich_txt")
    portfolio.replace(HOME, "heading: 摘みに行こう", "headng: 摘みに行こう")
    portfolio.replace(ACCESS, "asset: guide.pdf", "asset: guide.pfd")
    portfolio.replace(ABOUT, "試験市が運営しています。", "<b>試験市</b>")
    portfolio.replace(NEWS, "2026-11-01", "2026-11-31")
    portfolio.replace("move/site.yml", "goals:", "goal:")
    portfolio.write("move/pages/help.yml", "title: [")
    with pytest.raises(UserError) as caught:
        raise UserError(problems_of(portfolio))
    problems = caught.value.problems
    assert list(problems) == sorted(problems)
    assert [(problem.file, problem.line, problem.code) for problem in problems] == [
        (NEWS, 3, "CFG005"),
        (ABOUT, 7, "CFG011"),
        (ABOUT, 7, "CFG011"),
        (ACCESS, 14, "CFG010"),
        (HOME, 4, "CFG004"),
        (HOME, 6, "CFG003"),
        (HOME, 10, "CFG007"),
        ("move/pages/help.yml", 1, "CFG001"),
        ("move/site.yml", 1, "CFG004"),
        ("move/site.yml", 10, "CFG003"),
    ]


def test_unknown_section_type(portfolio: EditablePortfolio) -> None:
    portfolio.replace(HOME, "type: hero", "type: heros")
    place = portfolio.place(HOME, "heros")
    assert only(portfolio) == (place, "CFG007", "unknown section type 'heros'", "did you mean 'hero'?")


@pytest.mark.parametrize("item", ["text", "5", "[]", "{id: a}", "{type: [], id: a}"])
def test_section_that_is_none(portfolio: EditablePortfolio, item: str) -> None:
    portfolio.write(HOME, f"title: a\ndescription: b\nsections:\n  - {item}\n")
    place, code, *_ = only(portfolio)
    assert place.startswith(f"{HOME}:4:")
    assert code in ("CFG004", "CFG005", "CFG007")


def test_broken_page_can_still_be_referred_to(portfolio: EditablePortfolio) -> None:
    portfolio.write(ACCESS, "title: [")
    assert only(portfolio)[1] == "CFG001"


def test_two_sections_with_one_id(portfolio: EditablePortfolio) -> None:
    portfolio.replace(HOME, "id: text", "id: top")
    place, code, message, _ = only(portfolio)
    assert (code, message) == ("CFG014", "section id 'top' is used twice (first in line 5)")
    assert place == f"{HOME}:11:9"


@pytest.mark.parametrize("name", ["main", "ms-navigation", "top-heading", "a-b-caption"])
def test_section_id_that_is_the_themes(portfolio: EditablePortfolio, name: str) -> None:
    portfolio.replace(HOME, "id: text", f"id: {name}")
    place, code, message, _ = only(portfolio)
    assert (place, code) == (f"{HOME}:11:9", "CFG005")
    assert message.startswith(f"'{name}' is an anchor of the theme's own")
    assert message.endswith("choose another, such as 'about'")


@pytest.mark.parametrize("name", ["mains", "entry", "ms", "heading", "caption", "main-street"])
def test_section_id_that_is_only_like_the_themes(portfolio: EditablePortfolio, name: str) -> None:
    portfolio.replace(HOME, "id: text", f"id: {name}")
    assert problems_of(portfolio) == []


def test_two_actions_of_a_section_with_one_id(portfolio: EditablePortfolio) -> None:
    action = '      - {id: book, label: もう一度, url: "https://b.example.jp/", goal: booking, params: {place: b}}\n'
    portfolio.replace(HOME, "  - type: rich_text", action + "  - type: rich_text")
    place, code, message, _ = only(portfolio)
    assert (place, code, message) == (f"{HOME}:10:14", "CFG014", "action id 'book' is used twice (first in line 9)")


class TestReferences:
    @pytest.mark.parametrize(
        ("written", "message", "hint"),
        [
            ("page: acces", "there is no page 'acces'", "did you mean 'access'?"),
            ("page: zzz", "there is no page 'zzz'", "known: about, access, external-transmission, index, news/open"),
            ("page: access#bsu", "page 'access' has no section 'bsu'", "did you mean 'bus'?"),
            ("page: 'news/open#top'", "page 'news/open' has no section 'top'", "known: entry"),
            ("site: mov", "there is no site 'mov'", "did you mean 'move'?"),
            ("site: move/hous", "there is no page 'hous' on site 'move'", "known: external-transmission, index"),
            ("site: 'move#strt'", "page 'index' on site 'move' has no section 'strt'", "did you mean 'start'?"),
            ("asset: gide.pdf", "there is no file 'assets/gide.pdf'", "did you mean 'guide.pdf'?"),
            ("asset: field.jpg", "there is no file 'assets/field.jpg'", "did you mean 'photos/field.jpg'?"),
            ("asset: ../site.yml", "'../site.yml' leaves the site", "write a path below assets/"),
            ("asset: /etc/passwd", "'/etc/passwd' leaves the site", "write a path below assets/"),
            ("asset: 'C:/x.pdf'", "'C:/x.pdf' leaves the site", "write a path below assets/"),
            ("asset: 'a\\b.pdf'", "'a\\b.pdf' holds a backslash", "write 'a/b.pdf'"),
        ],
    )
    def test_dangling(self, portfolio: EditablePortfolio, written: str, message: str, hint: str) -> None:
        portfolio.replace(ACCESS, "asset: guide.pdf", written)
        kind = written.split(":", maxsplit=1)[0]
        place = portfolio.place(ACCESS, written)
        file, line, column = place.rsplit(":", 2)
        found_place, code, found, given = only(portfolio)
        assert found_place == f"{file}:{line}:{int(column) + len(kind) + 2}"
        assert (code, found) == ("CFG010", message)
        assert hint in given

    @pytest.mark.parametrize(
        "written",
        [
            "page: index",
            "page: '#guide'",
            "page: access/",
            "page: /access",
            "page: access#bus",
            "page: news/open#entry",
            "page: about#運営",
            "site: move",
            "site: move/",
            "site: 'move#start'",
            "site: move/index",
            "site: berry/access#bus",
        ],
    )
    def test_leading_somewhere(self, portfolio: EditablePortfolio, written: str) -> None:
        portfolio.replace(ACCESS, "asset: guide.pdf", written)
        assert [problem for problem in problems_of(portfolio) if "#guide" not in written] == []

    @pytest.mark.parametrize(
        ("target", "message"),
        [
            ("page:acces", "there is no page 'acces'"),
            ("site:mov/x", "there is no site 'mov'"),
            ("asset:gide.pdf", "there is no file 'assets/gide.pdf'"),
            ("asset:../site.yml", "'../site.yml' leaves the site"),
            ("javascript:alert(1)", "'javascript:"),
            ("data:text/html,x", "'data:"),
            ("access/", "has no scheme"),
            ("//evil.example.jp", "has no scheme"),
        ],
    )
    @pytest.mark.parametrize("file", [HOME, ABOUT])
    def test_dangling_in_markdown(self, portfolio: EditablePortfolio, file: str, target: str, message: str) -> None:
        old = "(page:access#bus)" if file == HOME else "(site:move)"
        portfolio.replace(file, old, f"({target})")
        place, code, found, _ = only(portfolio)
        line = portfolio.place(file, target).split(":")[1]
        assert place.startswith(f"{file}:{line}:")
        assert code == "CFG010"
        assert message in found

    @pytest.mark.parametrize("mark", ["  [x]:\n        {}\n", "  [x]: {}\n", "  ![a]({})\n", "  [a](\n      <{}>)\n"])
    @pytest.mark.parametrize("target", ["asset:nothing.jpg", "site:nothing"])
    def test_every_way_to_write_a_target_is_seen(self, portfolio: EditablePortfolio, mark: str, target: str) -> None:
        text = "      [a][x] ![a][x]\n\n    " + mark.format(target) + "\n"
        portfolio.replace(HOME, "      朝に摘んだ", text + "      朝に摘んだ")
        assert {problem.code for problem in problems_of(portfolio)} == {"CFG010"}

    @pytest.mark.parametrize("file", [HOME, ABOUT])
    @pytest.mark.parametrize("text", ["あ" * 5_001, "[" * 51])
    def test_markdown_that_takes_for_ever_is_refused_with_its_line(
        self, portfolio: EditablePortfolio, file: str, text: str
    ) -> None:
        old = "朝に摘んだ" if file == HOME else "試験市が運営"
        portfolio.replace(file, old, text + old)
        place, code, message, hint = only(portfolio)
        assert place.split(":")[:2] == portfolio.place(file, text).split(":")[:2]
        assert code == "CFG005"
        assert "5,000" in message or "50 brackets" in message
        assert hint

    @pytest.mark.parametrize("definition", ["[p]: asset:photos/field.jpg", "[p]:\n        asset:photos/field.jpg"])
    def test_picture_by_name_is_refused(self, portfolio: EditablePortfolio, definition: str) -> None:
        portfolio.replace(HOME, "      朝に摘んだ", f"      ![畑][p]\n\n      {definition}\n\n      朝に摘んだ")
        place, code, message, hint = only(portfolio)
        line = portfolio.text(HOME)[: portfolio.text(HOME).rindex("asset:photos/field.jpg")].count("\n") + 1
        assert (place.split(":")[1], code) == (str(line), "CFG010")
        assert message == "picture 'asset:photos/field.jpg' is given by name"
        assert hint == "write the address inside: ![…](asset:photos/field.jpg)"

    def test_file_by_name_is_a_link(self, portfolio: EditablePortfolio) -> None:
        portfolio.replace(HOME, "      朝に摘んだ", "      [案内][p]\n\n      [p]: asset:guide.pdf\n\n      朝に摘んだ")
        assert problems_of(portfolio) == []

    def test_picture_must_be_one(self, portfolio: EditablePortfolio) -> None:
        portfolio.replace(HOME, "asset: photos/field.jpg", "asset: guide.pdf")
        assert only(portfolio)[2] == "'guide.pdf' is not a picture"

    def test_picture_in_markdown_must_be_one(self, portfolio: EditablePortfolio) -> None:
        portfolio.replace(HOME, "[案内](asset:guide.pdf)", "![案内](asset:guide.pdf)")
        assert only(portfolio)[2] == "'guide.pdf' is not a picture"

    def test_collection_that_does_not_exist(self, portfolio: EditablePortfolio) -> None:
        portfolio.replace(HOME, "collection: news", "collection: newz")
        place, code, message, hint = only(portfolio)
        assert (place, code) == (portfolio.place(HOME, "newz"), "CFG010")
        assert (message, hint) == ("there is no collection 'newz' in berry/site.yml", "did you mean 'news'?")

    def test_navigation_is_checked_too(self, portfolio: EditablePortfolio) -> None:
        portfolio.replace(SITE, "page: access", "page: acces")
        assert only(portfolio)[0] == portfolio.place(SITE, "acces}")


class TestSettings:
    def test_kind_that_does_not_exist(self, portfolio: EditablePortfolio) -> None:
        portfolio.replace(SITE, "kind: news", "kind: newz")
        place, code, message, hint = only(portfolio)
        assert (place, code) == (portfolio.place(SITE, "newz"), "CFG007")
        assert (message, hint) == ("unknown kind 'newz'", "did you mean 'news'?")

    def test_one_typo_in_a_site_is_one_problem(self, portfolio: EditablePortfolio) -> None:
        portfolio.replace(ACCESS, "asset: guide.pdf", "page: news/open")
        portfolio.replace("move/pages/index.yml", "site: berry/access#bus", "site: berry/news/open#entry")
        assert problems_of(portfolio) == []
        portfolio.replace(SITE, "audience:", "audienze:")
        problems = problems_of(portfolio)
        assert {problem.file for problem in problems} == {SITE}
        assert [(problem.code, problem.message) for problem in problems] == [
            ("CFG004", "'audience' is missing"),
            ("CFG003", "unknown key 'audienze'"),
        ]

    def test_what_is_known_of_a_broken_site_is_still_judged(self, portfolio: EditablePortfolio) -> None:
        portfolio.replace(SITE, "audience:", "audienze:")
        portfolio.replace(ACCESS, "asset: guide.pdf", "page: access#bsu")
        assert "page 'access' has no section 'bsu'" in {problem.message for problem in problems_of(portfolio)}

    def test_one_typo_in_the_portfolio_is_one_problem(self, portfolio: EditablePortfolio) -> None:
        portfolio.replace(PORTFOLIO, "sites: [berry", "sties: [berry")
        with pytest.raises(UserError) as caught:
            read_portfolio(portfolio.root)
        assert [(problem.code, problem.message) for problem in caught.value.problems] == [
            ("CFG003", "unknown key 'sties'")
        ]
        assert not load_portfolio(portfolio.root, SECTION_TYPES, ENTRY_KINDS).settings_read

    @pytest.mark.parametrize(
        ("line", "value", "message"),
        [
            ("timezone: Asia/Tokio", "Asia/Tokio", "'Asia/Tokio' is no time zone; write it as Asia/Tokyo"),
            ("timezone: ../../etc/passwd", "../../etc", "'../../etc/passwd' is no time zone; write it as Asia/Tokyo"),
            ("timezone: Asia", "Asia", "'Asia' is no time zone; write it as Asia/Tokyo"),
            ("language: ja-JP", "ja-JP", "'ja-JP' is not one of the choices"),
        ],
    )
    def test_settings_of_the_portfolio_are_judged_with_the_rest(
        self, portfolio: EditablePortfolio, line: str, value: str, message: str
    ) -> None:
        portfolio.replace(PORTFOLIO, "tags: tags", f"tags: tags\n{line}")
        portfolio.replace(HOME, "type: hero", "type: heros")
        problems = problems_of(portfolio)
        assert [problem.code for problem in problems] == ["CFG007", "CFG005"]
        last = problems[-1]
        assert (f"{last.file}:{last.line}:{last.column}", last.message) == (portfolio.place(PORTFOLIO, value), message)

    def test_site_that_does_not_exist(self, portfolio: EditablePortfolio) -> None:
        portfolio.replace(PORTFOLIO, "[berry, move]", "[bery, move]")
        assert only(portfolio)[2:] == ("there is no site 'bery'", "did you mean 'berry'?")

    def test_site_without_home_page(self, portfolio: EditablePortfolio) -> None:
        portfolio.path("move/pages/index.yml").rename(portfolio.path("move/pages/help.yml"))
        portfolio.replace(ABOUT, "site:move", "site:move/help")
        assert only(portfolio)[1:] == ("CFG009", "the site has no home page", "create pages/index.yml")

    def test_measured_site_needs_a_goal(self, portfolio: EditablePortfolio) -> None:
        text = portfolio.text("move/site.yml")
        portfolio.write("move/site.yml", text[: text.index("goals:")] + "goals: []\n")
        place, code, message, _ = only(portfolio)
        assert (place, code, message) == (portfolio.place("move/site.yml", "[]"), "CFG008", "the site has no goal")
        portfolio.replace("move/site.yml", "goals: []", "goals: []\nmeasured: false")
        assert problems_of(portfolio) == []

    @pytest.mark.parametrize("field", ["proxy_for", "true_count_source"])
    def test_proxy_goal_says_what_it_stands_for(self, portfolio: EditablePortfolio, field: str) -> None:
        lines = [line for line in portfolio.text(SITE).splitlines() if field not in line]
        portfolio.write(SITE, "\n".join(lines))
        place, code, message, hint = only(portfolio)
        assert (place, code) == (portfolio.place(SITE, "id: booking"), "CFG008")
        assert message == f"proxy goal 'booking' lacks '{field}'"
        assert hint.startswith(f"add '{field}: …'")

    def test_two_goals_with_one_id(self, portfolio: EditablePortfolio) -> None:
        text = portfolio.text("move/site.yml")
        goal = text[text.index("  - id: guide") :]
        portfolio.write("move/site.yml", text + goal)
        assert only(portfolio)[2] == "goal 'guide' is given twice"

    @pytest.mark.parametrize("name", ["いちご", "a b", "Berry"])
    def test_folder_of_a_site_is_part_of_addresses(self, portfolio: EditablePortfolio, name: str) -> None:
        portfolio.path("move").rename(portfolio.path(name))
        portfolio.replace(PORTFOLIO, "sites: [berry, move]", "sites: [berry]")
        portfolio.replace(ABOUT, "[移住の案内](site:move)も", "案内も")
        assert "CFG013" in {problem.code for problem in problems_of(portfolio)}


def test_folder_without_portfolio(portfolio: EditablePortfolio) -> None:
    portfolio.path(PORTFOLIO).unlink()
    with pytest.raises(UserError, match="is not a portfolio"):
        problems_of(portfolio)
