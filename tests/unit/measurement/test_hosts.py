"""Which hosts a site's pages talk to, and whether anybody can know all of them."""

from __future__ import annotations

from microsites.manifest import Container, ExpectedProvider
from microsites.measurement.hosts import provider_hosts, site_hosts
from microsites.measurement.provider_reader import providers_with
from microsites.measurement.providers import Hosts

PROVIDERS = providers_with(None)
GA4 = PROVIDERS["ga4"]
HOSTS = Hosts(script=("{server}",), connect=("{server}", "https://fixed.example.jp"), image=("https://{host}",))


def test_options_become_origins() -> None:
    provider = GA4.model_copy(update={"hosts": HOSTS})
    hosts = provider_hosts(provider, {"server": "https://stats.example.jp/matomo/", "host": "img.example.jp"})
    assert hosts.script == ("https://stats.example.jp",)
    assert hosts.connect == ("https://stats.example.jp", "https://fixed.example.jp")
    assert hosts.image == ("https://img.example.jp",)


def test_option_that_is_not_set_names_no_host() -> None:
    provider = GA4.model_copy(update={"hosts": HOSTS})
    assert provider_hosts(provider, {"server": ""}).all == ("https://fixed.example.jp",)


def test_script_on_the_site_itself_needs_no_host() -> None:
    plausible = PROVIDERS["plausible"]
    options = {"server": "https://plausible.io", "self_hosted": True}
    assert provider_hosts(plausible, options).script == ()
    assert provider_hosts(plausible, options).connect == ("https://plausible.io",)


def carried(container: Container | None) -> tuple[Hosts, bool]:
    expected = (ExpectedProvider(provider="gtm", ids=("GTM-TEST000",)),)
    found = site_hosts(expected, PROVIDERS, (container,) if container else ())
    return found.hosts, found.complete


def test_tag_manager_is_known_by_its_export_alone() -> None:
    google = Container(id="GTM-TEST000", file="gtm/GTM-TEST000.json", ids=(("ga4", "G-TEST000000"),))
    hosts, complete = carried(google)
    assert complete
    assert set(GA4.hosts.connect) <= set(hosts.connect)
    assert carried(None)[1] is False
    assert carried(google.model_copy(update={"id": "GTM-OTHER00"}))[1] is False
    assert carried(google.model_copy(update={"others": ("独自のHTML",)}))[1] is False


def test_every_host_stands_once_in_order() -> None:
    expected = tuple(ExpectedProvider(provider=name, ids=("x",)) for name in ("ga4", "gtm", "ga4"))
    script = site_hosts(expected, PROVIDERS, ()).hosts.script
    assert script == tuple(sorted(set(script)))
    assert len(script) > 1
