"""Containers of the tag manager: what an export says, and what the plan makes of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from container_exports import constant, custom_event, event_tag, export, google_tag, tag, template
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_changes import OWN

from microsites.build.portfolio import read_portfolio
from microsites.content.json_reader import JsonDocument
from microsites.errors import UserError
from microsites.manifest import Manifest
from microsites.measurement.container_reader import read_container
from microsites.measurement.containers import Condition
from microsites.measurement.provider_reader import providers_with
from portfolios import PLAN, PORTFOLIO, EditablePortfolio

FILE = "gtm/GTM-TEST123.json"
ID = "G-CONTAINER1"
BOOKING = custom_event(11, "予約", "booking_click")
GUIDE = custom_event(12, "資料", "guide_download")
SWITCH = custom_event(13, "サイト間の移動", "site_switch")
TRIGGERS = [BOOKING, GUIDE, SWITCH]
TAGS = [
    google_tag(1, ID),
    event_tag(2, "GA4 予約", "booking_click", ID, "11"),
    event_tag(3, "GA4 その他", "{{Event}}", ID, "12", "13"),
]


def with_containers(portfolio: EditablePortfolio, *, ga4: bool = False) -> None:
    """Both environments load a container; with ``ga4`` the pages send to Google Analytics themselves as well."""
    for environment, id_ in (("PREVIEW000", "GTM-PREVIEW"), ("TEST000000", "GTM-TEST123")):
        direct = f"ga4: G-{environment}, " if ga4 else ""
        portfolio.replace(PORTFOLIO, f"{{ga4: G-{environment}}}", f"{{{direct}gtm: {id_}}}")


def lay(portfolio: EditablePortfolio, tags: list[Any], triggers: list[Any], *more: Any, file: str = FILE) -> None:
    portfolio.write(file, export(tags, triggers, *more, public_id=Path(file).stem))


def said(portfolio: EditablePortfolio) -> list[tuple[str, str, str, str]]:
    with pytest.raises(UserError) as caught:
        read_portfolio(portfolio.root)
    return [(f"{each.file}:{each.line}", each.code, each.message, each.hint) for each in caught.value.problems]


def line(portfolio: EditablePortfolio, name: str, file: str = FILE) -> str:
    """The line where the tag or trigger that is called ``name`` starts."""
    before = portfolio.text(file).partition(f'"name": "{name}"')[0]
    starts = [number for number, each in enumerate(before.splitlines(), 1) if each == "            {"]
    return f"{file}:{starts[-1]}"


def own_line(portfolio: EditablePortfolio, file: str = FILE) -> str:
    """The line of the container's own ID."""
    return portfolio.place(file, f'"{Path(file).stem}",\n').rsplit(":", 1)[0]


class TestReading:
    def read(self, folder: Path, text: str) -> Any:
        path = folder / "GTM-TEST123.json"
        path.write_text(text, "utf-8")
        found: list[Any] = []
        return read_container(path, FILE, None, providers_with(None), found), found

    def test_tags_triggers_and_ids(self, tmp_path: Path) -> None:
        container, problems = self.read(tmp_path, export(TAGS, TRIGGERS))
        assert problems == []
        assert (container.id, container.public_id, container.ids) == ("GTM-TEST123", "GTM-TEST123", (("ga4", ID),))
        assert [(each.name, each.kind, each.event, each.same_name) for each in container.tags] == [
            ("Googleタグ", "googtag", None, False),
            ("GA4 予約", "gaawe", "booking_click", False),
            ("GA4 その他", "gaawe", None, True),
        ]
        assert [container.passes(name) for name in ("booking_click", "site_switch", "book")] == [True, True, False]

    def test_constants_are_written_out(self, tmp_path: Path) -> None:
        tags = [event_tag(2, "a", "{{何}}_click", "{{測定ID}}", "11"), google_tag(3, "{{表}}")]
        variables = [constant(1, "測定ID", ID), constant(2, "何", "booking"), {**constant(3, "表", ID), "type": "smm"}]
        container, _ = self.read(tmp_path, export(tags, TRIGGERS, variables))
        assert [(each.event, each.ids) for each in container.tags] == [("booking_click", (("ga4", ID),)), (None, ())]

    def test_the_event_variable_in_another_language(self, tmp_path: Path) -> None:
        container, _ = self.read(tmp_path, export([event_tag(2, "a", "{{イベント}}", ID, "11")], TRIGGERS))
        assert container.tags[0].same_name

    def test_paused_tags_and_tags_without_trigger_are_none(self, tmp_path: Path) -> None:
        tags = [google_tag(1, ID, paused=True), event_tag(2, "a", "booking_click", ID)]
        container, _ = self.read(tmp_path, export(tags, TRIGGERS))
        assert (container.tags, container.ids, container.passes("booking_click")) == ((), (), False)

    def test_ids_in_html(self, tmp_path: Path) -> None:
        html = "<script>gtag('config', '{{測定ID}}');</script><!-- IMG-20240501 -->"
        tags = [tag(1, "HTML", "html", [template("html", html)], "2147479553")]
        container, _ = self.read(tmp_path, export(tags, [], [constant(1, "測定ID", ID)]))
        assert container.ids == (("ga4", ID),)

    def test_as_the_api_writes_it(self, tmp_path: Path) -> None:
        trigger = json.loads(json.dumps(BOOKING).replace("CUSTOM_EVENT", "customEvent").replace("EQUALS", "equals"))
        container, _ = self.read(tmp_path, export(TAGS[:2], [trigger]))
        assert container.passes("booking_click") is True

    def test_a_trigger_on_some_pages_only_is_not_told(self, tmp_path: Path) -> None:
        condition = {"type": "CONTAINS", "parameter": [template("arg0", "{{Page Path}}"), template("arg1", "/a/")]}
        container, _ = self.read(tmp_path, export(TAGS[:2], [{**BOOKING, "filter": [condition]}]))
        assert (container.passes("booking_click"), container.passes("guide_download")) == (None, False)

    @pytest.mark.parametrize(
        "text",
        [
            "[]",
            "{}",
            "1",
            "null",
            '{"containerVersion": []}',
            '{"containerVersion": {"container": {"publicId": 1}}}',
        ],
    )
    def test_json_that_is_no_export(self, tmp_path: Path, text: str) -> None:
        container, problems = self.read(tmp_path, text)
        assert container is None
        assert [(each.code, each.message) for each in problems] == [("CFG032", "is not the export of a container")]

    @pytest.mark.parametrize(
        "junk",
        [
            {"tag": [1, None, {"firingTriggerId": [1]}, {"parameter": 3, "firingTriggerId": ["1"]}]},
            {"tag": {}, "trigger": "x", "variable": [[], {"type": "c"}]},
            {"trigger": [{"type": None, "customEventFilter": [1, {"parameter": [1, {"key": "arg1"}]}]}]},
            {"trigger": [{"type": "CUSTOM_EVENT", "customEventFilter": {}}], "builtInVariable": [{}]},
        ],
    )
    def test_junk_inside(self, tmp_path: Path, junk: dict[str, Any]) -> None:
        version = {"container": {"publicId": "GTM-TEST123"}, **junk}
        container, problems = self.read(tmp_path, json.dumps({"containerVersion": version}))
        assert (problems, container.ids, container.passes("a")) == ([], (), False)

    @pytest.mark.parametrize(
        ("text", "place", "message"),
        [
            ('{\n "a": 1,\n}', (3, 1), "is not valid JSON: "),
            ("", (1, 1), "is not valid JSON: Expecting value"),
            ("[" * 100_000, (1, 1), "is JSON that no export holds"),
            ("1" * 10_000, (1, 1), "is JSON that no export holds"),
            ('["\\ud800"]', (1, 1), "is JSON that no export holds"),
        ],
    )
    def test_json_that_is_none(self, tmp_path: Path, text: str, place: tuple[int, int], message: str) -> None:
        container, [problem] = self.read(tmp_path, text)
        assert container is None
        assert (problem.line, problem.code) == (place[0], "CFG001")
        assert problem.message.startswith(message)

    def test_too_large(self, tmp_path: Path) -> None:
        _, [problem] = self.read(tmp_path, " " * 5_000_001)
        assert problem.message == "is too large: 5,000,001 bytes, at most 5,000,000 are read"


KEYS = [
    "arg0",
    "arg1",
    "container",
    "customEventFilter",
    "eventName",
    "filter",
    "firingTriggerId",
    "html",
    "ignore_case",
    "key",
    "list",
    "name",
    "negate",
    "parameter",
    "paused",
    "publicId",
    "tag",
    "tagId",
    "trigger",
    "triggerId",
    "type",
    "value",
    "variable",
    "builtInVariable",
]
WORDS = ["CUSTOM_EVENT", "EQUALS", "MATCH_REGEX", "{{_event}}", "{{a}}", "c", "gaawe", "html", "(", "true", "1", ID, ""]
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=8),
    max_leaves=40,
)
PROVIDERS = providers_with(None)


@settings(max_examples=150, deadline=None)
@given(tags=JUNK, triggers=JUNK, variables=JUNK)
def test_no_export_is_a_surprise(
    tmp_path_factory: pytest.TempPathFactory, tags: Any, triggers: Any, variables: Any
) -> None:
    version = {"container": {"publicId": "GTM-TEST123"}, "tag": tags, "trigger": triggers, "variable": variables}
    path = tmp_path_factory.getbasetemp() / "GTM-TEST123.json"
    path.write_text(json.dumps({"containerVersion": version}), "utf-8")
    found: list[Any] = []
    container = read_container(path, FILE, None, PROVIDERS, found)
    assert found == []
    assert container is not None
    assert container.passes("booking_click") in (True, False, None)


@pytest.mark.parametrize(
    ("condition", "name", "holds"),
    [
        (Condition("equals", "a"), "a", True),
        (Condition("equals", "A"), "a", False),
        (Condition("equals", "A", any_case=True), "a", True),
        (Condition("equals", "a", negated=True), "a", False),
        (Condition("contains", "lick"), "tel_click", True),
        (Condition("startswith", "tel"), "tel_click", True),
        (Condition("endswith", "tel"), "tel_click", False),
        (Condition("matchregex", "^(tel|mail)_click$"), "mail_click", True),
        (Condition("matchregex", "^(tel|mail)_click$"), "hotel_click", False),
        (Condition("matchregex", "CLICK", any_case=True), "tel_click", True),
        (Condition("matchregex", ".*"), "anything", True),
        (Condition("matchregex", "(a+)+$"), "a" * 60 + "!", None),
        (Condition("matchregex", "(", negated=True), "a", None),
        (Condition("matchregex", "a{1,99999999999}"), "a", None),
        (Condition("less", "1"), "a", None),
    ],
)
def test_condition(condition: Condition, name: str, holds: bool | None) -> None:
    assert condition.holds(name) is holds


def test_places_in_json() -> None:
    text = '{"a": [1,\n  {"b": "x"}, "あ"],\n "c": {"d": []}}'
    document = JsonDocument("f", text, json.loads(text))
    assert [(at.line, at.column) for at in document.places(("a",))] == [(1, 8), (2, 3), (2, 15)]
    assert document.places(("c", "d")) == ()
    assert (document.place(("c", "d")).line, document.place(("c", "d")).column) == (3, 13)
    assert document.place(("c", "nothing")) == document.place(("c",))


class TestAgainstThePlan:
    def test_what_fits(self, portfolio: EditablePortfolio) -> None:
        with_containers(portfolio)
        lay(portfolio, TAGS, TRIGGERS)
        portfolio.build()
        manifest = Manifest.model_validate_json((portfolio.dist / ".manifest/berry.json").read_bytes())
        [container] = manifest.containers
        assert (container.id, container.file, container.ids) == ("GTM-TEST123", FILE, (("ga4", ID),))
        assert container.events == ("booking_click", "guide_download")
        portfolio.build(environment="preview")
        manifest = Manifest.model_validate_json((portfolio.dist / ".manifest/berry.json").read_bytes())
        assert manifest.containers == ()

    def test_beside_one_site(self, portfolio: EditablePortfolio) -> None:
        with_containers(portfolio)
        lay(portfolio, TAGS, TRIGGERS, file="berry/gtm/GTM-TEST123.json")
        read_portfolio(portfolio.root)

    def test_file_of_another_name(self, portfolio: EditablePortfolio) -> None:
        with_containers(portfolio)
        portfolio.write(FILE, export(TAGS, TRIGGERS, public_id="GTM-OTHER99"))
        place = portfolio.place(FILE, '"GTM-OTHER99"').rsplit(":", 1)[0]
        assert said(portfolio) == [
            (place, "CFG032", "is the export of container 'GTM-OTHER99'", "name the file GTM-OTHER99.json")
        ]

    def test_container_that_nobody_loads(self, portfolio: EditablePortfolio) -> None:
        with_containers(portfolio)
        lay(portfolio, TAGS, TRIGGERS, file="gtm/GTM-TEST124.json")
        [(place, code, message, hint)] = said(portfolio)
        assert (place, code) == (own_line(portfolio, "gtm/GTM-TEST124.json"), "CFG032")
        assert (message, hint) == ("container 'GTM-TEST124' is not used by any site", "did you mean 'GTM-TEST123'?")

    def test_event_without_trigger(self, portfolio: EditablePortfolio) -> None:
        with_containers(portfolio)
        lay(portfolio, TAGS, [GUIDE, SWITCH])
        assert said(portfolio) == [
            (
                own_line(portfolio),
                "CFG032",
                "no trigger with an active tag waits for 'booking_click': the event reaches nobody",
                "add a custom-event trigger 'booking_click' and a tag that it fires, then export again",
            )
        ]

    def test_paused_tag_sends_nothing(self, portfolio: EditablePortfolio) -> None:
        with_containers(portfolio)
        lay(portfolio, [TAGS[0], {**TAGS[1], "paused": True}, TAGS[2]], TRIGGERS)
        [(_, _, message, _)] = said(portfolio)
        assert message == "no trigger with an active tag waits for 'booking_click': the event reaches nobody"

    def test_automatic_event_without_trigger(self, portfolio: EditablePortfolio) -> None:
        with_containers(portfolio)
        portfolio.replace(PORTFOLIO, "tags: tags", "tags: tags\nmeasuring: {automatic_events: [tel_click]}")
        lay(portfolio, TAGS, TRIGGERS)
        [(_, _, message, _)] = said(portfolio)
        assert message == "no trigger with an active tag waits for 'tel_click': the event reaches nobody"

    def test_where_the_pages_send_themselves_nothing_is_missing(self, portfolio: EditablePortfolio) -> None:
        with_containers(portfolio, ga4=True)
        lay(portfolio, [], [])
        read_portfolio(portfolio.root)

    def test_a_regular_expression_waits_for_all(self, portfolio: EditablePortfolio) -> None:
        with_containers(portfolio)
        trigger = custom_event(11, "すべて", "^(booking_click|guide_download|site_switch)$", "MATCH_REGEX")
        lay(portfolio, [event_tag(2, "GA4", "{{Event}}", ID, "11")], [trigger])
        read_portfolio(portfolio.root)

    def test_trigger_for_a_name_that_is_none(self, portfolio: EditablePortfolio) -> None:
        with_containers(portfolio)
        lay(
            portfolio,
            [*TAGS, event_tag(9, "GA4 余り", "{{Event}}", ID, "19")],
            [*TRIGGERS, custom_event(19, "誤り", "boking_click")],
        )
        assert said(portfolio) == [
            (
                line(portfolio, "誤り"),
                "CFG032",
                "trigger '誤り' waits for 'boking_click', which is not in the tracking plan",
                "did you mean 'booking_click'?",
            )
        ]

    def test_trigger_for_a_retired_name(self, portfolio: EditablePortfolio) -> None:
        with_containers(portfolio)
        text = portfolio.text(PLAN)
        portfolio.write(
            PLAN, f"{text}    replaces: [old]\n  - {{name: old, definition: a, owner: b, status: retired}}\n"
        )
        lay(
            portfolio,
            [*TAGS, event_tag(9, "GA4 古い", "{{Event}}", ID, "19")],
            [*TRIGGERS, custom_event(19, "古い", "old")],
        )
        [(place, _, message, hint)] = said(portfolio)
        assert place == line(portfolio, "古い")
        assert (message, hint) == (
            "trigger '古い' waits for 'old', which is retired",
            "use 'guide_download', which replaces it",
        )

    def test_event_under_another_name(self, portfolio: EditablePortfolio) -> None:
        with_containers(portfolio)
        portfolio.replace(PLAN, "  - name: guide_download", "    names: {ga4: generate_lead}\n  - name: guide_download")
        lay(portfolio, TAGS, TRIGGERS)
        assert said(portfolio) == [
            (
                line(portfolio, "GA4 予約"),
                "CFG032",
                (
                    "tag 'GA4 予約' sends 'booking_click' for 'booking_click'; "
                    "the plan calls it 'generate_lead' at Google Analytics 4"
                ),
                "write 'generate_lead' as the tag's event name",
            )
        ]
        tags = [TAGS[0], event_tag(2, "GA4 予約", "generate_lead", ID, "11"), TAGS[2]]
        lay(portfolio, tags, TRIGGERS)
        read_portfolio(portfolio.root)

    def test_event_of_the_containers_own(self, portfolio: EditablePortfolio) -> None:
        with_containers(portfolio)
        lay(portfolio, [*TAGS, event_tag(9, "GA4 クリック", "cta", ID, "2147479572")], TRIGGERS)
        [(place, _, message, _)] = said(portfolio)
        assert place == line(portfolio, "GA4 クリック")
        assert message == "tag 'GA4 クリック' sends 'cta', which is not in the tracking plan"

    def test_one_id_by_two_ways(self, portfolio: EditablePortfolio) -> None:
        with_containers(portfolio, ga4=True)
        lay(portfolio, [google_tag(1, "G-TEST000000")], [])
        assert said(portfolio) == [
            (
                line(portfolio, "Googleタグ"),
                "CFG032",
                "tag 'Googleタグ' sends to G-TEST000000, which the pages send to as well: every visit counts twice",
                "delete the tag here, or 'ga4: G-TEST000000' from the ids",
            )
        ]

    def test_id_of_another_environment(self, portfolio: EditablePortfolio) -> None:
        with_containers(portfolio, ga4=True)
        lay(portfolio, [google_tag(1, "{{測定ID}}")], [], [constant(1, "測定ID", "G-PREVIEW000")])
        [(place, _, message, hint)] = said(portfolio)
        assert place == line(portfolio, "Googleタグ")
        assert message == "tag 'Googleタグ' sends to G-PREVIEW000, which belongs to preview"
        assert hint == "use an ID of production"

    def test_id_of_nobody(self, portfolio: EditablePortfolio) -> None:
        with_containers(portfolio, ga4=True)
        lay(portfolio, [google_tag(1, "G-SOMEBODY1")], [])
        [(_, _, message, _)] = said(portfolio)
        assert message == "tag 'Googleタグ' sends to G-SOMEBODY1, which is no Google Analytics 4 ID of this portfolio"

    def test_two_containers_that_send_to_one_id(self, portfolio: EditablePortfolio) -> None:
        with_containers(portfolio)
        lay(portfolio, TAGS, TRIGGERS, file="gtm/GTM-PREVIEW.json")
        lay(portfolio, [google_tag(1, ID), *TAGS[1:]], TRIGGERS)
        messages = {message for _, _, message, _ in said(portfolio)}
        assert f"tag 'Googleタグ' sends to {ID}, and so does the container of preview" in messages

    def test_own_provider_that_only_a_container_holds(self, portfolio: EditablePortfolio) -> None:
        with_containers(portfolio)
        portfolio.write("tags/providers/own/provider.yml", OWN)
        portfolio.write("tags/providers/own/head.html", "")
        portfolio.write("tags/providers/own/adapter.js", "microsites.providers.own = () => {};\n")
        html = tag(4, "独自", "html", [template("html", '<script>own("X-1")</script>')], "2147479553")
        lay(portfolio, [*TAGS, html], TRIGGERS)
        assert not portfolio.build("berry").problems
        manifest = Manifest.model_validate_json((portfolio.dist / ".manifest/berry.json").read_bytes())
        assert ("own", "X-1") in manifest.containers[0].ids
        assert [each["name"] for each in manifest.own_providers] == ["own"]

    @pytest.mark.parametrize("id_", ["AW-1234567890", "{{測定ID}}"])
    def test_google_tag_of_another_product_is_not_known(self, portfolio: EditablePortfolio, id_: str) -> None:
        with_containers(portfolio)
        lay(portfolio, [*TAGS, google_tag(9, id_) | {"name": "別の製品"}], TRIGGERS)
        assert not portfolio.build("berry").problems
        manifest = Manifest.model_validate_json((portfolio.dist / ".manifest/berry.json").read_bytes())
        assert manifest.containers[0].others == ("別の製品",)
        assert "default-src" not in (manifest.policy or "")
