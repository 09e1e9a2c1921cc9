"""What a site's script is told, how large it is, and the head's first script."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import rjsmin

from microsites.build.portfolio import Source, read_portfolio
from microsites.content.model import BuildEnvironment
from microsites.measurement.identifiers import expected_providers
from microsites.measurement.runtime import RuntimeScript, runtime_script
from microsites.measurement.snippets import snippets
from microsites.measurement.tags import Tags
from microsites.resources import tags_directory
from portfolios import PLAN, PORTFOLIO, EditablePortfolio

RUNTIME = tags_directory() / "runtime"
OFF = (
    "enhanced_scrolls: false, enhanced_outbound_clicks: false, enhanced_site_search: false, "
    "enhanced_file_downloads: false, enhanced_form_interactions: false"
)


def measuring(portfolio: EditablePortfolio, text: str) -> Source:
    """The portfolio with a ``measuring`` of its own."""
    portfolio.write(PORTFOLIO, portfolio.text(PORTFOLIO) + f"measuring:\n{text}\n")
    return read_portfolio(portfolio.root)


def script_of(source: Source, environment: BuildEnvironment = "production", site: str = "berry") -> RuntimeScript:
    return runtime_script(source.portfolio, source.portfolio.site(site), environment, source.tags)


def config_of(source: Source, environment: BuildEnvironment = "production", site: str = "berry") -> dict[str, Any]:
    return json.loads(script_of(source, environment, site).config)


def names(script: RuntimeScript) -> list[str]:
    return [f"{path.parent.name}/{path.name}" for path in script.files]


class TestConfig:
    def test_is_no_larger_than_what_it_says(self, portfolio: EditablePortfolio) -> None:
        portfolio.replace("move/site.yml", "https://move.example.jp/", "https://move.example.jp/a<b/")
        script = script_of(measuring(portfolio, "  consent: {analytics: disclose}"))
        assert "<" not in script.config
        assert json.loads(script.config) == {
            "site": "berry",
            "environment": "production",
            "providers": {"ga4": {"ids": ["G-TEST000000"], "category": "analytics"}},
            "sisters": {"move": "https://move.example.jp/a<b/"},
        }

    def test_in_local_sisters_lie_beside_and_nothing_is_sent(self, portfolio: EditablePortfolio) -> None:
        source = measuring(portfolio, f"  automatic_events: [tel_click]\n  settings: {{ga4: {{{OFF}}}}}")
        assert config_of(source, "local") == {
            "site": "berry",
            "environment": "local",
            "automatic": ["tel_click"],
            "sisters": {"move": "../move/"},
        }
        assert names(script_of(source, "local")) == [
            "runtime/personal.js",
            "runtime/runtime.js",
            "runtime/automatic.js",
        ]

    def test_treatment_and_cookies_only_where_a_visitor_decides(self, portfolio: EditablePortfolio) -> None:
        told = config_of(measuring(portfolio, "  consent: {analytics: advanced}"))["providers"]["ga4"]
        assert told["treatment"] == "cookieless"
        assert "_ga" in told["cookies"]

    def test_what_a_provider_counts_itself(self, portfolio: EditablePortfolio) -> None:
        on = OFF.replace("enhanced_scrolls: false", "enhanced_scrolls: true")
        source = measuring(portfolio, f"  automatic_events: [scroll_depth]\n  settings: {{ga4: {{{on}}}}}")
        assert config_of(source)["providers"]["ga4"]["counts"] == ["scroll_depth"]

    def test_names_of_the_events_that_the_site_fires(self, portfolio: EditablePortfolio) -> None:
        portfolio.replace(PLAN, "  - name: booking_click", "  - name: booking_click\n    names: {ga4: generate_lead}")
        source = read_portfolio(portfolio.root)
        assert config_of(source)["providers"]["ga4"]["names"] == {"booking_click": "generate_lead"}
        assert "names" not in config_of(source, site="move")["providers"]["ga4"]

    def test_personal_parameters_are_withheld(self, portfolio: EditablePortfolio) -> None:
        old = "{name: place, definition: 予約先, required: true, example: aoki}"
        portfolio.replace(PLAN, old, "{name: place, definition: 予約先, personal: true}")
        source = read_portfolio(portfolio.root)
        assert config_of(source)["withheld"] == {"booking_click": ["place"]}
        assert "withheld" not in config_of(source, site="move")


class TestFiles:
    @pytest.mark.parametrize(
        ("mode", "decided"), [("disclose", False), ("opt_out", True), ("basic", True), ("advanced", True)]
    )
    def test_consent_is_there_where_a_visitor_decides(
        self, portfolio: EditablePortfolio, mode: str, decided: bool
    ) -> None:
        source = measuring(portfolio, f"  consent: {{analytics: {mode}}}")
        assert (script_of(source).consent == RUNTIME / "consent.js") == decided
        assert script_of(source, "local").consent is None
        assert names(script_of(source)) == ["runtime/runtime.js", "runtime/automatic.js", "ga4/adapter.js"]

    def test_site_that_is_not_measured_counts_nothing(self, portfolio: EditablePortfolio) -> None:
        text = portfolio.text("move/site.yml")
        portfolio.write("move/site.yml", text[: text.index("goals:")] + "goals: []\nmeasured: false\n")
        portfolio.replace("move/pages/index.yml", "goal: guide", "event: guide_download")
        source = read_portfolio(portfolio.root)
        assert names(script_of(source, site="move")) == ["runtime/personal.js", "runtime/runtime.js"]
        assert config_of(source, site="move") == {"site": "move", "environment": "production"}
        assert "sisters" not in config_of(source)


def minified(*files: str) -> int:
    """Bytes as they are served."""
    return sum(len(rjsmin.jsmin((tags_directory() / file).read_text("utf-8")).encode()) for file in files)


class TestSizes:
    def test_runtime_and_one_adapter_stay_below_4_kilobytes(self) -> None:
        adapters = sorted((tags_directory() / "providers").glob("*/adapter.js"))
        assert len(adapters) >= 9
        for adapter in adapters:
            file = adapter.relative_to(tags_directory()).as_posix()
            assert 3_000 < minified("runtime/runtime.js", "runtime/automatic.js", file) < 4_096, file

    def test_what_decides_stays_below_3_kilobytes(self) -> None:
        assert 1_000 < minified("runtime/consent.js") < 3_072
        assert 500 < minified("runtime/personal.js", "runtime/head.js") < 1_536


class TestHeadScript:
    @staticmethod
    def head(source: Source, site: str = "berry") -> str:
        return str(snippets(source.portfolio, source.portfolio.site(site), "production", source.tags, str).head)

    def test_comes_first_and_knows_the_modes(self, portfolio: EditablePortfolio) -> None:
        source = measuring(portfolio, "  consent: {analytics: basic}\n  query_parameters: [utm_source]")
        first, second = re.findall(r"<script[^>]*>.*?</script>", self.head(source), re.DOTALL)[:2]
        assert first.startswith("<script>(function(microsites)")
        assert first.endswith(
            '("berry",["utm_source"],{"analytics":"basic","advertising":"basic"},["analytics"]);</script>'
        )
        assert "googletagmanager" in second

    def test_is_the_same_from_every_page(self, portfolio: EditablePortfolio) -> None:
        source = read_portfolio(portfolio.root)
        berry = source.portfolio.site("berry")

        def first(up: str) -> str:
            found = snippets(source.portfolio, berry, "production", source.tags, lambda path: up + path)
            return str(found.head).split("</script>")[0]

        assert first("") == first("../../")

    def test_there_is_none_where_nothing_is_sent(self, portfolio: EditablePortfolio) -> None:
        source = read_portfolio(portfolio.root)
        found = snippets(source.portfolio, source.portfolio.site("berry"), "local", source.tags, str)
        assert (found.head, found.body) == ("", "")


@pytest.mark.parametrize(("mode", "times"), [("disclose", 1), ("opt_out", 0), ("basic", 0)])
def test_visitors_without_scripts_are_counted_only_where_nobody_decides(
    portfolio: EditablePortfolio, mode: str, times: int
) -> None:
    portfolio.replace(PORTFOLIO, "{ga4: G-TEST000000}", "{gtm: GTM-TEST000}")
    source = measuring(portfolio, f"  consent: {{analytics: {mode}, advertising: {mode}}}")
    body = snippets(source.portfolio, source.portfolio.site("berry"), "production", source.tags, str).body
    assert body.count("<noscript>") == times


def test_expected_providers_and_config_name_the_same(portfolio: EditablePortfolio) -> None:
    source = read_portfolio(portfolio.root)
    tags: Tags = source.tags
    expected = expected_providers(source.portfolio, source.portfolio.site("berry"), "preview", tags.providers)
    assert list(config_of(source, "preview")["providers"]) == [each.provider for each in expected]
