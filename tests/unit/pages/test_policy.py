"""The policy of a page: exactly what its HTML and its providers use."""

from __future__ import annotations

import base64
import hashlib

import pytest

from microsites.measurement.hosts import SiteHosts
from microsites.measurement.providers import Hosts
from microsites.pages.policy import CHARSET, Policy, PolicyWriter, Surroundings, header, page_policy, script_hash

NOTHING = Surroundings(SiteHosts(Hosts(), complete=True), data_images=False, search=False)
FIXED = "form-action 'self'; base-uri 'none'; object-src 'none'"


def hash_of(code: str) -> str:
    """What a browser computes, written down here once more."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() + "'"


def directive(policy: Policy, name: str) -> tuple[str, ...]:
    return dict(policy.directives).get(name, ())


def test_plain_page_may_do_next_to_nothing() -> None:
    policy = page_policy("<p>文章</p>", NOTHING)
    assert str(policy) == (
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; {FIXED}"
    )


@pytest.mark.parametrize(
    "html",
    [
        "<script>run()</script>",
        "<SCRIPT\n type='module'>run()</SCRIPT >",
        '<script type="text/plain" data-consent="analytics">run()</script>',
        '<script data-x="a>b" type=text/javascript>run()</script>',
    ],
)
def test_inline_script_that_runs_now_or_later_has_its_hash(html: str) -> None:
    assert directive(page_policy(html, NOTHING), "script-src") == ("'self'", hash_of("run()"))


@pytest.mark.parametrize(
    "html",
    [
        '<script type="application/ld+json">run()</script>',
        '<script id="__config" type="application/json">run()</script>',
        "<!-- <script>run()</script> -->",
        '<script src="theme/site.js" defer></script>',
        "<script> </script>",
    ],
)
def test_data_comments_and_files_need_no_hash(html: str) -> None:
    assert directive(page_policy(html, NOTHING), "script-src") == ("'self'",)


def test_type_is_not_taken_from_another_attribute() -> None:
    html = '<script data-type="application/json">run()</script>'
    assert hash_of("run()") in directive(page_policy(html, NOTHING), "script-src")


def test_hash_is_of_the_text_as_a_browser_reads_it() -> None:
    assert script_hash("a\r\nb") == hash_of("a\nb")
    assert script_hash("漢字") == hash_of("漢字")


def test_inline_styles_are_allowed_only_where_they_are() -> None:
    for html in ('<p style="color:red">x</p>', "<td\nstyle=x>", "<style>p{}</style>", '<p title="a>b" style="x">'):
        assert directive(page_policy(html, NOTHING), "style-src") == ("'self'", "'unsafe-inline'"), html
    for html in ("<p>style=“赤”</p>", "<code>style=x</code>", '<p data-style="x">x</p>', '<p title="x style=y">'):
        assert directive(page_policy(html, NOTHING), "style-src") == ("'self'",), html


def test_hosts_stand_where_they_are_used() -> None:
    hosts = Hosts(script=("https://a.jp",), connect=("https://b.jp",), image=("https://c.jp",), frame=("https://d.jp",))
    policy = page_policy("", Surroundings(SiteHosts(hosts, complete=True), data_images=True, search=True))
    assert str(policy) == (
        "default-src 'none'; script-src 'self' https://a.jp; style-src 'self'; img-src 'self' data: https://c.jp; "
        f"connect-src 'self' https://b.jp; frame-src https://d.jp; worker-src 'self'; {FIXED}"
    )


def test_form_of_somebody_else_may_be_sent_there() -> None:
    html = '<form action="https://forms.example.jp/send?a=1" method="post"></form><form action="search/"></form>'
    assert directive(page_policy(html, NOTHING), "form-action") == ("'self'", "https://forms.example.jp")


def test_unknown_tag_manager_leaves_out_what_nobody_can_know() -> None:
    around = Surroundings(SiteHosts(Hosts(script=("https://a.jp",)), complete=False), data_images=True, search=True)
    assert str(page_policy("<script>run()</script>", around)) == "base-uri 'none'; object-src 'none'"


def test_header_is_what_any_page_may_do() -> None:
    one, two = page_policy("<script>a()</script>", NOTHING), page_policy("<script>b()</script><style></style>", NOTHING)
    merged = header((one, two))
    assert directive(merged, "script-src") == ("'self'", hash_of("a()"), hash_of("b()"))
    assert directive(merged, "style-src") == ("'self'", "'unsafe-inline'")
    assert merged.directives[-1] == ("frame-ancestors", ("'self'",))


def test_policy_stands_before_everything_that_it_rules() -> None:
    writer = PolicyWriter(NOTHING)
    sealed = writer.seal(f"<head>\n{CHARSET}\n<script>run()</script></head>")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{page_policy("<script>run()</script>", NOTHING)}">'
    assert sealed == f"<head>\n{CHARSET}\n{meta}\n<script>run()</script></head>"
    assert hash_of("run()") in writer.header
