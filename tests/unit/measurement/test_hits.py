"""Requests of browsers, decoded by what the providers' folders say of them."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from microsites.measurement.hits import Hit, decode
from microsites.measurement.provider_reader import providers_with

PROVIDERS = providers_with(None)
GA4 = "https://region1.google-analytics.com/g/collect"
TP2 = "https://collector.example.jp/com.snowplowanalytics.snowplow/tp2"

LINE_ID = "01234567-89ab-cdef-0123-456789abcdef"
SNOWPLOW = {
    "schema": "iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4",
    "data": [
        {"e": "pv", "aid": "berry-web", "page": "題"},
        {"e": "se", "aid": "berry-web", "se_ca": "booking", "se_ac": "booking_click", "se_pr": "place=%E9%9D%92"},
        {"e": "pp", "aid": "berry-web"},
    ],
}
MULTIPART = (
    '------x\r\nContent-Disposition: form-data; name="id"\r\n\r\n123456789012345\r\n'
    '------x\r\nContent-Disposition: form-data; name="ev"\r\n\r\nLead\r\n'
    '------x\r\nContent-Disposition: form-data; name="cd[place]"\r\n\r\naoki\r\n------x--\r\n'
)


@pytest.mark.parametrize(
    ("url", "body", "hits"),
    [
        (
            f"{GA4}?v=2&tid=G-TEST000000&en=page_view&dl=https%3A%2F%2Fberry.example.jp%2F",
            None,
            [Hit("ga4", "G-TEST000000", "page_view", True, {})],
        ),
        (  # shared keys in the address, one event a line
            f"{GA4}?v=2&tid=G-TEST000000&cid=1.2",
            b"en=booking_click&ep.place=aoki&epn.percent=90\r\nen=scroll&_et=12\n",
            [
                Hit("ga4", "G-TEST000000", "booking_click", False, {"place": "aoki", "percent": "90"}),
                Hit("ga4", "G-TEST000000", "scroll", False, {}),
            ],
        ),
        (
            "https://analytics.google.com/g/collect?v=2&tid=G-A&en=x",
            "",
            [Hit("ga4", "G-A", "x", False, {})],
        ),
        (
            "https://stats.example.jp/matomo.php?action_name=%E9%A1%8C&idsite=7&rec=1",
            None,
            [Hit("matomo", "7", None, True, {})],
        ),
        (
            "https://stats.example.jp/piwik.php",
            "idsite=7&rec=1&e_c=booking_click&e_a=booking&e_n=place%3Daoki%26goal%3Dbooking",
            [Hit("matomo", "7", "booking_click", False, {"place": "aoki", "goal": "booking"})],
        ),
        (  # bulk tracking
            "https://stats.example.jp/matomo.php",
            json.dumps({"requests": ["?idsite=7&rec=1&action_name=x", "?idsite=7&rec=1&link=https%3A%2F%2Fa.jp%2F"]}),
            [Hit("matomo", "7", None, True, {}), Hit("matomo", "7", "https://a.jp/", False, {})],
        ),
        (
            "https://plausible.io/api/event",
            json.dumps({"n": "pageview", "u": "https://berry.example.jp/", "d": "berry.example.jp", "r": None}),
            [Hit("plausible", "berry.example.jp", "pageview", True, {})],
        ),
        (
            "https://plausible.example.jp/api/event",
            json.dumps({"n": "booking_click", "d": "berry.example.jp", "p": {"place": "青木", "percent": 90}}),
            [Hit("plausible", "berry.example.jp", "booking_click", False, {"place": "青木", "percent": "90"})],
        ),
        (
            TP2,
            json.dumps(SNOWPLOW),
            [
                Hit("snowplow", "berry-web", "pv", True, {}),
                Hit("snowplow", "berry-web", "booking_click", False, {"place": "青"}),
                Hit("snowplow", "berry-web", "pp", False, {}),
            ],
        ),
        (
            "https://www.facebook.com/tr/?id=123456789012345&ev=PageView&dl=x",
            None,
            [Hit("meta", "123456789012345", "PageView", True, {})],
        ),
        ("https://www.facebook.com/tr/", MULTIPART, [Hit("meta", "123456789012345", "Lead", False, {"place": "aoki"})]),
        (
            f"https://tr.line.me/tag.gif?c_t=lap&t_id={LINE_ID}&e=pv&noscript=1",
            None,
            [Hit("line", LINE_ID, "pv", True, {})],
        ),
        (
            "https://b99.yahoo.co.jp/pagead/conversion/1000123456/?label=mQ7jCNHs&value=0",
            None,
            [Hit("yahoo", "1000123456", "mQ7jCNHs", False, {})],
        ),
        ("https://k.clarity.ms/collect", b"\x1f\x8b\x00\xff", [Hit("clarity", None, None, False, {})]),
        ("https://www.googletagmanager.com/gtag/js?id=G-TEST000000", None, []),
        ("https://booking.example.jp/matomo.php.html", None, []),
        ("https://plausible.example.jp/api/events", "{}", []),
        (TP2, "no JSON", []),
        (TP2, '{"data": "text"}', []),
        ("https://[broken", None, []),
    ],
)
def test_request_says(url: str, body: str | bytes | None, hits: list[Hit]) -> None:
    assert list(decode(url, body, PROVIDERS)) == hits


ADDRESSES = st.sampled_from(
    [f"{GA4}?tid=G-A", "https://x.jp/matomo.php?", "https://x.jp/api/event", TP2, "https://www.facebook.com/tr/?"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["data", "requests", "n", "d", "p", "e", "aid", "se_ac", "se_pr"]), inner)
    ),
    max_leaves=12,
)


@given(address=ADDRESSES, more=st.text(max_size=20), body=st.none() | st.text() | st.binary() | VALUES.map(json.dumps))
@example(address=TP2, more="", body="[" * 100_000)
@example(address=TP2, more="", body='{"data":' * 50_000)
@example(address="https://x.jp/matomo.php?", more="", body='{"requests": [null, 5, {"a": []}]}')
def test_junk_is_no_failure(address: str, more: str, body: str | bytes | None) -> None:
    for hit in decode(address + more, body, PROVIDERS):
        assert hit.provider in PROVIDERS
        assert all(isinstance(text, str) for pair in hit.parameters.items() for text in pair)
        assert hit.id is None or isinstance(hit.id, str)
        assert hit.event is None or isinstance(hit.event, str)


NAMES = st.text(st.characters(categories=["L", "N"], include_characters="_-."), min_size=1, max_size=10)


@given(NAMES, st.dictionaries(NAMES, st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)))
def test_what_plausible_is_sent_comes_back(event: str, params: dict[str, str]) -> None:
    body = json.dumps({"n": event, "d": "berry.example.jp", "p": params})
    [hit] = decode("https://plausible.io/api/event", body, PROVIDERS)
    assert (hit.event, hit.parameters) == (event, params)
