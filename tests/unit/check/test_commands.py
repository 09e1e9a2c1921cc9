"""What scripts hand to providers is read from their code, whatever its spelling, and in bounded time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsites.check.commands import MAX_COMMANDS, UNKNOWN, Command, commands
from microsites.check.consent import consent_default
from microsites.check.javascript import tokens
from microsites.check.reading import read_document
from microsites.check.sequence import CommandReader, PageCommand, linked_hosts

SHIM = "window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments);}"


def gtag(code: str) -> list[tuple[str, bool]]:
    return [(command.verb, command.deferred) for command in commands(code) if command.queue == "gtag"]


def page(html: str) -> tuple[PageCommand, ...]:
    return CommandReader().commands_of(read_document("x.html", html), {})


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("gtag('config','G-1')", ("config", "G-1")),
        ('gtag ( "config" ,\n"G-1" , )', ("config", "G-1")),
        ("gtag(`config`, `G-1`)", ("config", "G-1")),
        ("window.gtag('config', 'G-\\x31')", ("config", "G-1")),
        ("gtag(/* which */ 'config', // one\n 'G-1')", ("config", "G-1")),
        ("a&&gtag('js',new Date),b", ("js", UNKNOWN)),
        ("gtag('set', `x${y}`)", ("set", UNKNOWN)),
        ("gtag('set', 'a' + 'b', 2)", ("set", UNKNOWN, 2)),
        (
            "gtag('set', {a: 1, 'b': -2.5, c: !0, d: [null, 'x'], e: {f: g()}, h, i() {}, ...j, [k]: 1, l: true})",
            (
                "set",
                {"a": 1, "b": -2.5, "c": True, "d": (None, "x"), "e": {"f": UNKNOWN}, "h": UNKNOWN, "l": True},
            ),
        ),
        ("gtag('event', 'x', {'event_callback': function(){ go({a: [1, 2]}) }, n: 'y'})",
         ("event", "x", {"event_callback": UNKNOWN, "n": "y"})),
        ("gtag('config', cond ? 'G-1' : 'G-2', {a: '}'})", ("config", UNKNOWN, {"a": "}"})),
        ("gtag(", ()),
        ("gtag('config', {a: ", ("config", {"a": UNKNOWN})),
    ],
)  # fmt: skip
def test_arguments(code: str, arguments: tuple[object, ...]) -> None:
    (command,) = commands(code)
    assert command.arguments == arguments


@pytest.mark.parametrize(
    "code",
    [
        "// gtag('config','G-1')",
        "/* gtag('config','G-1') */",
        "var a = \"gtag('config','G-1')\";",
        "x = /gtag('config')/.test(y)",
        "my.gtag('config','G-1')",
        "mygtag('config','G-1')",
        "function gtag(a, b) {}",
        "list.push('gtag')",
    ],
)
def test_what_is_no_command(code: str) -> None:
    assert commands(code) == ()


@pytest.mark.parametrize(
    ("code", "deferred"),
    [
        ("gtag('js')", False),
        ("if (microsites.may('analytics')) { gtag('js') } else { x() }", False),
        ("(function(){ gtag('js') })()", False),
        ("(function(w, d){ if (w.a) { gtag('js') } }(window, document));", False),
        ("!function(){ gtag('js') }()", False),
        ("(() => { gtag('js') })()", False),
        ("(async () => { gtag('js') })()", False),
        ("function send(){ gtag('js') }", True),
        ("var send = function(){ gtag('js') }", True),
        ("document.addEventListener('click', function (e) { gtag('js') })", True),
        ("$(function(){ gtag('js') })", True),
        ("$(document).ready(function named(){ gtag('js') })", True),
        ("const send = e => { gtag('js') }", True),
        ("setTimeout(() => { gtag('js') }, 100)", True),
        ("addEventListener('x', async (e) => { gtag('js') })", True),
        ("var x = {send: function(){ gtag('js') }}", True),
        ("function a(){} gtag('js')", False),
        ("const f = e => { a() }; gtag('js')", False),
    ],
)
def test_a_command_in_a_function_waits(code: str, deferred: bool) -> None:
    assert gtag(code) == [("js", deferred)]


def test_the_start_of_tag_manager() -> None:
    code = "(function(w,l){w[l]=w[l]||[];w[l].push({'gtm.start':\nnew Date().getTime(),event:'gtm.js'})})(window,'dataLayer')"
    (command,) = commands(code)
    assert (command.queue, command.verb, command.deferred) == ("dataLayer", "gtm.start", False)


def test_order_of_a_page() -> None:
    html = (
        "<script type=module>gtag('event','module')</script>"
        "<script type='text/plain'>gtag('event','waits')</script>"
        "<script>gtag('event','first')</script><p onclick=\"gtag('event','click')\">"
        "<script>gtag('event','second')</script>"
    )
    found = [(each.command.text(1), each.command.deferred, each.gated) for each in page(html)]
    assert found == [
        ("first", False, False),
        ("second", False, False),
        ("module", False, False),
        ("click", True, False),
        ("waits", False, True),
    ]


def test_consent_default_of_several_commands() -> None:
    first = "gtag('consent','default',{ad_storage:'denied',analytics_storage:'denied'});"
    second = "gtag('consent','default',{ad_user_data:'denied',region:['JP']});"
    default = consent_default(page(f"<script>{SHIM}{first}{second}gtag('js',new Date())</script>"))
    assert default is not None
    assert default.lacking == ("ad_personalization",)
    assert default.before is None


@pytest.mark.parametrize(
    ("code", "hosts"),
    [
        ("gtag('set','linker',{domains:['a.jp','b.jp']})", ("a.jp", "b.jp")),
        ("gtag('set',{'linker':{'domains':['a.jp']}})", ("a.jp",)),
        ("gtag('config','G-1',{linker:{domains:['*.A.jp/x'],accept_incoming:true}})", ("a.jp",)),
        ("gtag('set','linker',{accept_incoming:true})", ()),
    ],
)
def test_linked_hosts_of_google(code: str, hosts: tuple[str, ...]) -> None:
    assert linked_hosts(page(f"<script>{code}</script>"), "gtag") == hosts


def test_linked_hosts_of_matomo() -> None:
    sequence = page("<script>_paq.push(['setDomains', ['*.a.jp', '*.b.jp']]);_paq.push(['x'])</script>")
    assert linked_hosts(sequence, "_paq") == ("a.jp", "b.jp")


PIECES = st.sampled_from(
    ["gtag(", "dataLayer.push(", "_paq.push(", "w[l].push({'gtm.start':", "'config'", '"', "'", "`", "/", "//", "/*", "*/",
     "\\", "\n", "(", ")", "[", "]", "{", "}", ",", ":", ";", "=>", "function", "return", "<!--", "-->", "${", "0x", "1e",
     "!0", "-", "a", "畑", "\x00", "\ud800"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60).map("".join) | st.text())
@settings(max_examples=400, deadline=None)
def test_junk_is_read_without_failing(code: str) -> None:
    for command in commands(code):
        assert isinstance(command, Command)
        assert isinstance(command.verb, str)
    # Every character is in at most one token, in order.
    position = 0
    for token in tokens(code):
        assert token.start >= position
        assert code[token.start : token.start + len(token.text)] == token.text
        position = token.start + len(token.text)


@pytest.mark.parametrize(
    "piece",
    [
        "gtag(",
        "gtag('a',{b:",
        "a.push(",
        "dataLayer.push({a:",
        '"\\',
        "/[",
        "`",
        "/*",
        "'",
        "(function(){",
        "=>{",
        "[",
        "x=>",
    ],
)
def test_hostile_scripts_take_linear_time(piece: str) -> None:
    code = "gtag;" + piece * (300_000 // len(piece))
    start = time.process_time()
    assert len(commands(code)) <= MAX_COMMANDS
    assert time.process_time() - start < 5
