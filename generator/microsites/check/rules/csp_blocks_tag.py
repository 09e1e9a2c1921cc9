"""The Content-Security-Policy of a page blocks a script or a provider's hits.

What it does
    Reads the policies in the page (``<meta http-equiv="Content-Security-Policy">``) and holds them against every script
    that runs or waits for consent, and against the hosts to which the providers on the page send.  A header of the
    server is not seen here.  Where a policy uses nonces, nothing can be shown to be blocked.
Why it matters
    The tag stands in the HTML and looks right, the browser refuses it without a word to the visitor, and the numbers
    are zero.
How to fix
    Build the site again: the policy is made from the finished page.  A later step that changes an inline script (a
    minifier, a proxy) must not, since its hash no longer fits.  For a provider of your own, add its hosts to
    ``provider.yml``.
An example
    ``script-src 'self'`` on a page with ``<script src="https://www.googletagmanager.com/gtag/js?id=…">``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from microsites.check.findings import Observation, Severity, Spot
from microsites.check.measured import Measured
from microsites.check.policy import PagePolicy
from microsites.check.scripts import Script
from microsites.i18n.message import _
from microsites.measurement.hosts import provider_hosts

CODE = "SEC001"
NAME = "csp-blocks-tag"
SEVERITY: Severity = "error"
MESSAGE = "the page's Content-Security-Policy blocks {what}: {directive} does not allow {source}"
HINT = (
    "build the site again, without a later step that changes inline scripts; a provider's hosts stand in provider.yml"
)


def check_measured(measured: Measured) -> Iterator[Observation]:
    """Yield scripts that may not run, and providers whose hosts may not be reached."""
    if measured.policies:
        yield from _scripts(measured)
        yield from _hosts(measured)


def _scripts(measured: Measured) -> Iterator[Observation]:
    providers = _by_script(measured)
    own = measured.site.manifest.url if measured.site.manifest and measured.site.manifest.url else ""
    for script in measured.scripts:
        provider = providers.get(script.number)
        if _runs(script, measured.policies, own):
            continue
        what = measured.site.providers[provider].title if provider else _("a script")
        source = script.address or _("an inline script with this text")
        data = {"what": what, "directive": "script-src", "source": source}
        subject = f"{provider or 'script'}:script-src:{script.address or 'inline'}"
        spot = Spot("script", number=script.number)
        yield Observation(subject, data=data, spot=spot, place=measured.site.place)


def _runs(script: Script, policies: tuple[PagePolicy, ...], own: str) -> bool:
    if script.address is None:
        return not script.text.strip() or all(policy.allows_inline(script.text) for policy in policies)
    address = f"https:{script.address}" if script.address.startswith("//") else script.address
    return all(policy.allows("script-src", address, own) for policy in policies)


def _by_script(measured: Measured) -> Mapping[int, str]:
    return {
        detection.spot.number: detection.provider
        for detection in measured.detections
        if detection.spot.tag == "script" and detection.state != "commented"
    }


def _hosts(measured: Measured) -> Iterator[Observation]:
    alive = dict.fromkeys(d.provider for d in measured.detections if d.state != "commented")
    providers = _by_script(measured)
    # A script that stands there with its address was judged by it; most tags fetch theirs from inline code.
    fetched = {providers.get(script.number) for script in measured.scripts if script.address}
    for name in alive:
        expected = measured.site.expected_providers.get(name)
        hosts = provider_hosts(measured.site.providers[name], expected.options if expected else {})
        for directive, sources in (
            ("script-src", () if name in fetched else hosts.script),
            ("connect-src", hosts.connect),
            ("img-src", hosts.image),
            ("frame-src", hosts.frame),
        ):
            wanted = (source if "//" in source else f"https://{source}" for source in sources)
            blocked = [s for s in wanted if not all(policy.allows(directive, s) for policy in measured.policies)]
            if blocked:
                data = {
                    "what": measured.site.providers[name].title,
                    "directive": directive,
                    "source": ", ".join(blocked),
                }
                yield Observation(f"{name}:{directive}", data=data, place=measured.site.place)
