"""The providers' folders: complete, recognised in any shape, safe whatever is put in, and no longer than they must be."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any, get_args

import pytest
import rjsmin
from bs4 import BeautifulSoup
from markupsafe import Markup
from pydantic import ValidationError

from microsites.check.detect import Detector
from microsites.check.reading import read_document
from microsites.manifest import Treatment
from microsites.measurement.provider_reader import providers_with
from microsites.measurement.providers import Package, Provider, snippet_template
from microsites.resources import tags_directory

PROVIDERS = providers_with(None)
FOLDERS = tags_directory() / "providers"
DETECTOR = Detector(PROVIDERS)
TREATMENTS: tuple[Treatment, ...] = get_args(Treatment)
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'`&\u2028"
ADAPTER_BYTES = 600

every_provider = pytest.mark.parametrize("name", PROVIDERS)
every_treatment = pytest.mark.parametrize("treatment", TREATMENTS)


def context(provider: Provider, treatment: Treatment = "at_once", **changes: Any) -> dict[str, Any]:
    """What ``measurement.snippets`` hands to a template."""
    options: dict[str, str | bool] = {option.name: option.example for option in provider.options if option.example}
    options |= {option.name: option.default for option in provider.options if option.default is not None}
    hosted = provider.package_in_use(options)
    values = {
        "ids": (provider.id_example,),
        "options": options,
        "treatment": treatment,
        "gate": Markup(' type="text/plain" data-consent="analytics"') if treatment == "after_consent" else "",
        "category": provider.category,
        "linked_hosts": (),
        "counts": (),
        "tracker": f"theme/{provider.name}.js" if hosted else None,
        "integrity": provider.package.integrity if provider.package and hosted else None,
    }
    return values | changes


def snippet(provider: Provider, treatment: Treatment = "at_once", **changes: Any) -> str:
    """Head and body as a page carries them."""
    values = context(provider, treatment, **changes)
    files = [FOLDERS / provider.name / file for file in ("head.html", "body.html")]
    return "".join(snippet_template(file).render(**values) for file in files if file.is_file())


def traces(html: str) -> set[tuple[str, str, str, str]]:
    found = DETECTOR.detect(read_document("index.html", html))
    return {(each.provider, each.role, each.state, each.id) for each in found}


def skeleton(html: str) -> list[tuple[str, list[str], str]]:
    """Elements, their attributes' names, and scripts without what stands in quotes."""
    soup = BeautifulSoup(html, "html.parser")
    codes = [(tag.name, sorted(tag.attrs), tag.string or "" if tag.name == "script" else "") for tag in soup.find_all()]
    return [(name, attributes, re.sub(r'"(?:[^"\\]|\\.)*"', '""', code)) for name, attributes, code in codes]


def script(code: str) -> str:
    return f"<script>{code}</script>"


class TestOwnSnippets:
    @every_provider
    @every_treatment
    def test_recognised_in_every_treatment(self, name: str, treatment: Treatment) -> None:
        provider = PROVIDERS[name]
        found = traces(snippet(provider, treatment))
        state = "gated" if treatment == "after_consent" else "active"
        assert {(each[0], each[2]) for each in found} == {(name, state)}
        assert {each[3] for each in found} <= {provider.id_example, ""}
        sending = {signature.role for signature in provider.signatures} - {"noscript"}
        role = "config" if "config" in sending else "loader"
        assert (name, role, state, provider.id_example) in found
        assert {each[1] for each in found} - {"noscript"} == sending

    @every_provider
    @every_treatment
    def test_noscript_only_where_nobody_is_asked(self, name: str, treatment: Treatment) -> None:
        provider = PROVIDERS[name]
        counts = "noscript" in {signature.role for signature in provider.signatures}
        assert (FOLDERS / name / "body.html").is_file() == counts
        assert ("<noscript>" in snippet(provider, treatment)) == (counts and treatment == "at_once")

    @every_provider
    def test_who_may_refuse_is_asked_before_anything_is_fetched(self, name: str) -> None:
        html = snippet(PROVIDERS[name], "unless_refused")
        assert re.findall(r"<script[^>]*>", html) == ["<script>"]
        assert f'<script>if(microsites.may("{PROVIDERS[name].category}")){{' in html

    @every_provider
    def test_every_script_waits_for_consent(self, name: str) -> None:
        html = snippet(PROVIDERS[name], "after_consent")
        assert {"text/plain"} == set(re.findall(r'<script[^>]* type="([^"]*)"', html))
        assert html.count("<script") == html.count('type="text/plain"')

    @every_provider
    def test_several_ids(self, name: str) -> None:
        provider = PROVIDERS[name]
        second = provider.id_example[:-1] + ("9" if provider.id_example[-1] != "9" else "8")
        assert provider.id_regex.fullmatch(second)
        html = snippet(provider, ids=(provider.id_example, second))
        named = {each[3] for each in traces(html)} - {""}
        assert named == ({provider.id_example} if provider.ids_max == 1 else {provider.id_example, second})

    @every_provider
    @every_treatment
    def test_values_stay_values(self, name: str, treatment: Treatment) -> None:
        provider = PROVIDERS[name]

        def with_value(value: str) -> str:
            plain = context(provider, treatment)
            options = {key: value if isinstance(given, str) else given for key, given in plain["options"].items()}
            tracker = value if plain["tracker"] else None
            return snippet(provider, treatment, ids=(value,), options=options, linked_hosts=(value,), tracker=tracker)

        assert skeleton(with_value(HOSTILE)) == skeleton(with_value("harmless"))

    def test_self_hosted_plausible(self) -> None:
        provider = PROVIDERS["plausible"]
        package = provider.package
        assert package is not None
        html = snippet(provider, ids=("berry.example.jp",), tracker="theme/plausible.js", integrity=package.integrity)
        assert f'<link rel="modulepreload" href="theme/plausible.js" integrity="{package.integrity}">' in html
        assert traces(html) == {("plausible", "loader", "active", "berry.example.jp")}

    def test_what_a_provider_counts_itself_is_switched_on(self) -> None:
        matomo = snippet(PROVIDERS["matomo"], counts=("outbound_click", "download_click"))
        assert '_paq.push(["enableLinkTracking"])' in matomo
        assert "enableLinkTracking" not in snippet(PROVIDERS["matomo"])
        counts = ("outbound_click", "form_send")
        plausible = snippet(PROVIDERS["plausible"], ids=("a.example.jp",), tracker="x", integrity="y", counts=counts)
        assert ",outboundLinks:true,formSubmissions:true}" in plausible

    def test_matomo_cloud(self) -> None:
        cdn = "https://cdn.matomo.cloud/example.matomo.cloud/matomo.js"
        options = {"server": "https://example.matomo.cloud/", "script": cdn}
        html = snippet(PROVIDERS["matomo"], options=options)
        assert f's.src="{cdn}"' in html
        assert '["setTrackerUrl","https://example.matomo.cloud/matomo.php"]' in html


GTM_USUAL = (
    "(function(w,d,s,l,i){w[l]=w[l]||[];w[l].push({'gtm.start':\nnew Date().getTime(),event:'gtm.js'});"
    "var f=d.getElementsByTagName(s)[0],\nj=d.createElement(s),dl=l!='dataLayer'?'&l='+l:'';j.async=true;j.src=\n"
    "'https://www.googletagmanager.com/gtm.js?id='+i+dl;f.parentNode.insertBefore(j,f);\n"
    "})(window,document,'script','dataLayer','GTM-ABC1234');"
)
CLARITY_USUAL = (
    "(function(c,l,a,r,i,t,y){c[a]=c[a]||function(){(c[a].q=c[a].q||[]).push(arguments)};t=l.createElement(r);"
    't.async=1;t.src="https://www.clarity.ms/tag/"+i;y=l.getElementsByTagName(r)[0];y.parentNode.insertBefore(t,y);'
    '})(window, document, "clarity", "script", "abc123defg");'
)
LINE_ID = "01234567-89ab-cdef-0123-456789abcdef"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (script(GTM_USUAL), {("gtm", "loader", "GTM-ABC1234")}),
        ("<script src=//www.googletagmanager.com/gtm.js?id=GTM-ABC1234>", {("gtm", "loader", "GTM-ABC1234")}),
        (
            '<noscript><iframe src="https://www.googletagmanager.com/ns.html?id=GTM-ABC1234"></iframe></noscript>',
            {("gtm", "noscript", "GTM-ABC1234")},
        ),
        (script("function t(){dataLayer.push(arguments)}t(`config`,`G-AB12CD34`)"), {("ga4", "config", "G-AB12CD34")}),
        (script('s.src="https://www.googletagmanager.com/gtag/js?id="+i'), {("ga4", "loader", "")}),
        (
            script("_paq.push(['setTrackerUrl', u+'matomo.php']);_paq.push(['setSiteId', '12']);g.src=u+'matomo.js'"),
            {("matomo", "config", "12"), ("matomo", "loader", "")},
        ),
        (script("_paq.push(['addTracker', u+'piwik.php', 3])"), {("matomo", "config", "3")}),
        (
            "<script async src='https://plausible.io/js/pa-Ab_9-xyz0.js'></script>",
            {("plausible", "loader", "pa-Ab_9-xyz0")},
        ),
        ("<script defer data-domain=a.jp src=https://plausible.io/js/script.hash.js>", {("plausible", "loader", "")}),
        (script(CLARITY_USUAL), {("clarity", "loader", "abc123defg")}),
        (
            script(
                f"_lt('init', {{\n customerType: 'lap', tagId: '{LINE_ID}'\n}});\n_lt('send', 'pv', ['{LINE_ID}']);"
            ),
            {("line", "config", LINE_ID)},
        ),
        (
            script('ytag({"type":"yss_conversion","config":{"yahoo_conversion_id": "1001129173"}})'),
            {("yahoo", "config", "1001129173")},
        ),
        (script("fbq ( 'init', '396622227884531');"), {("meta", "config", "396622227884531")}),
        (
            "<noscript><img src='https://www.facebook.com/tr?id=396622227884531&amp;ev=PageView&amp;noscript=1'></noscript>",
            {("meta", "noscript", "396622227884531")},
        ),
        (
            script("snowplow('newTracker', 'sp', '{{u}}'.x, { appId: 'no' })"),
            set(),  # no call that could be read
        ),
        (
            script("window.snowplow('newTracker', 'sp1', 'c.example.jp', {\n appId: 'berry-web', platform: 'web' })"),
            {("snowplow", "config", "berry-web")},
        ),
    ],
)
def test_what_others_write_is_recognised(html: str, expected: set[tuple[str, str, str]]) -> None:
    assert {(provider, role, id_) for provider, role, _, id_ in traces(html)} == expected


@pytest.mark.parametrize(
    "html",
    [
        "<img src='photos/IMG-20240501.jpg'>",
        script("var file='IMG-20240501', other='GTM-less', config='G-force'"),
        script("setting('config','IMG-20240501')"),
        script("load('myfbq.js'); location='/js/pa-.js'; track('pa-rk_and_ride')"),
        "<script src='https://cdn.example.jp/js/panorama-viewer.min.js'></script>",
        script("auth.init({domain: 'login.example.jp', clientID: 'x'})"),
        script("x.src='https://example.jp/notmatomo.json'"),
        script("tel='1001129173'; id='396622227884531'"),
        f"<img src='https://tr.line.me.example.jp/tag.gif?t_id={LINE_ID}'>",
        "<a href='https://www.clarity.ms/tag/abc123defg'>x</a>",
    ],
)
def test_what_only_looks_like_a_tag_is_none(html: str) -> None:
    assert traces(html) == set()


class TestData:
    @every_provider
    def test_id_example_is_an_id(self, name: str) -> None:
        provider = PROVIDERS[name]
        assert provider.id_regex.fullmatch(provider.id_example)
        assert not provider.id_regex.fullmatch(provider.id_example + "\n</script>")

    @every_provider
    def test_hosts_are_origins_or_options(self, name: str) -> None:
        options = {option.name for option in PROVIDERS[name].options}
        for host in PROVIDERS[name].hosts.all:
            if host.startswith("{"):
                assert host.strip("{}") in options
            else:
                assert re.fullmatch(r"https://(?:\*\.)?[a-z0-9.-]+", host), host

    @every_provider
    def test_only_who_sends_nothing_or_is_opaque_has_no_network_signature(self, name: str) -> None:
        provider = PROVIDERS[name]
        assert bool(provider.network) != (provider.opaque or name == "none")

    def test_bot_filters_are_known_where_their_makers_say_something(self) -> None:
        silent = {name for name, provider in PROVIDERS.items() if provider.bot_filter is None}
        assert silent == {"line", "meta", "none", "yahoo"}

    @every_provider
    def test_disclosure_names_each_thing(self, name: str) -> None:
        """No vague words, and nothing about duties of law."""
        disclosure = PROVIDERS[name].disclosure
        texts = (*disclosure.sent, disclosure.purpose, disclosure.recipient_purpose, disclosure.service)
        for text in (*texts, *(cookie.purpose for cookie in disclosure.cookies)):
            assert not re.search(r"等|など|その他|義務|法律|法令|必ず", text), text
            assert not text.endswith(("。", ".")), text
        if name != "none":
            assert any("アドレス" in item for item in disclosure.sent)
            assert any(item.startswith("IPアドレス") for item in disclosure.sent)
            assert bool(disclosure.policy) != (disclosure.recipient == "{municipality}")

    @every_provider
    def test_cookies_are_named_to_visitors(self, name: str) -> None:
        disclosure = PROVIDERS[name].disclosure
        assert bool(disclosure.cookies) == any("Cookie" in item for item in disclosure.sent)

    @every_provider
    def test_every_automatic_event_is_counted_by_at_most_one_setting(self, name: str) -> None:
        counted = [event for setting in PROVIDERS[name].settings for event in setting.counts]
        assert len(counted) == len(set(counted))

    def test_enhanced_measurement_is_known_by_its_parts(self) -> None:
        counts = {setting.name: set(setting.counts) for setting in PROVIDERS["ga4"].settings}
        assert {name: events for name, events in counts.items() if events} == {
            "enhanced_scrolls": {"scroll_depth"},
            "enhanced_outbound_clicks": {"outbound_click"},
            "enhanced_site_search": {"site_search"},
            "enhanced_file_downloads": {"download_click"},
            "enhanced_form_interactions": {"form_begin", "form_send"},
        }
        reserved = set(PROVIDERS["ga4"].event_names.reserved if PROVIDERS["ga4"].event_names else ())
        assert {name for setting in PROVIDERS["ga4"].settings for name in setting.counted_as} <= reserved
        derived = {setting.derived for setting in PROVIDERS["ga4"].settings if setting.derived}
        assert derived == {"key_events", "custom_dimensions", "cross_domain"}

    @every_provider
    def test_adapter_is_small_and_named_after_its_folder(self, name: str) -> None:
        code = rjsmin.jsmin((FOLDERS / name / "adapter.js").read_text("utf-8"))
        assert f"microsites.providers.{name}=function(event)" in code
        assert len(code.encode()) < ADAPTER_BYTES


@pytest.mark.parametrize("name", [name for name, provider in PROVIDERS.items() if provider.package])
class TestPackage:
    def test_integrity_is_that_of_the_file(self, name: str) -> None:
        package = PROVIDERS[name].package
        assert package is not None
        digest = hashlib.sha384((FOLDERS / name / package.file).read_bytes()).digest()
        assert package.integrity == f"sha384-{base64.b64encode(digest).decode()}"

    def test_licence_lies_beside_it(self, name: str) -> None:
        package = PROVIDERS[name].package
        assert package is not None
        [licence] = (FOLDERS / name).glob("LICENSE*")
        marks = {"MIT": "MIT License", "BSD-3-Clause": "BSD 3-Clause License"}
        assert marks[package.license] in licence.read_text("utf-8")


@pytest.mark.parametrize(("field", "value"), [("file", "../../portfolio.yml"), ("version", "../1"), ("file", "a/b.js")])
def test_its_file_never_leads_out_of_the_folder(field: str, value: str) -> None:
    given = {"name": "a", "version": "1", "file": "a.js", "integrity": f"sha384-{'A' * 64}", "license": "MIT"}
    assert Package(**given).file == "a.js"
    with pytest.raises(ValidationError, match=field):
        Package(**(given | {field: value}))
