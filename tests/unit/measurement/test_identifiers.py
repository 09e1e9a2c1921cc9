"""Which IDs a site carries, by stream and environment."""

from __future__ import annotations

from plan_changes import (
    with_own_ids,
)

from microsites.build.portfolio import Source, read_portfolio
from microsites.measurement.identifiers import expected_providers, known_ids
from microsites.measurement.snippets import snippets
from portfolios import PORTFOLIO, SITE, EditablePortfolio


def ids(source: Source, site: str, environment: str) -> list[tuple[str, tuple[str, ...]]]:
    found = expected_providers(source.portfolio, source.portfolio.site(site), environment, source.tags.providers)
    return [(provider.provider, provider.ids) for provider in found]


class TestStreams:
    def test_shared(self, portfolio: EditablePortfolio) -> None:
        source = read_portfolio(portfolio.root)
        for site in ("berry", "move"):
            assert ids(source, site, "production") == [("ga4", ("G-TEST000000",))]
            assert ids(source, site, "preview") == [("ga4", ("G-PREVIEW000",))]
            assert ids(source, site, "local") == []

    def test_each_its_own(self, portfolio: EditablePortfolio) -> None:
        source = with_own_ids(portfolio, "site")
        assert ids(source, "berry", "production") == [("ga4", ("G-BERRYX",))]
        assert ids(source, "move", "preview") == [("ga4", ("G-MOVEP",))]

    def test_both(self, portfolio: EditablePortfolio) -> None:
        source = with_own_ids(portfolio, "both")
        assert ids(source, "berry", "production") == [("ga4", ("G-TEST000000", "G-BERRYX"))]
        known = {
            (known.id, known.site, known.environment) for known in known_ids(source.portfolio, source.tags.providers)
        }
        assert ("G-TEST000000", "move", "production") in known
        assert ("G-BERRYP", "berry", "preview") in known
        assert len(known) == 8

    def test_same_id_twice_is_one(self, portfolio: EditablePortfolio) -> None:
        portfolio.replace(PORTFOLIO, "tags: tags", "tags: tags\nstream: both")
        url = 'production: {url: "https://berry.example.jp/"'
        portfolio.replace(SITE, url, f"{url}, ids: {{ga4: G-TEST000000}}")
        assert ids(read_portfolio(portfolio.root), "berry", "production") == [("ga4", ("G-TEST000000",))]

    def test_site_that_is_not_measured_carries_nothing(self, portfolio: EditablePortfolio) -> None:
        text = portfolio.text("move/site.yml")
        portfolio.write("move/site.yml", text[: text.index("goals:")] + "goals: []\nmeasured: false\n")
        portfolio.replace("move/pages/index.yml", "goal: guide", "event: guide_download")
        source = read_portfolio(portfolio.root)
        assert ids(source, "move", "production") == []
        assert snippets(source.portfolio, source.portfolio.site("move"), "production", source.tags, str).head == ""
