"""Values of parameters: what looks like personal data, how long they are as they are sent."""

from __future__ import annotations

import pytest

from microsites.measurement.provider_reader import providers_with
from microsites.measurement.values import personal_data, sent_length


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("taro@example.jp", "a mail address"),
        ("taro%40example.jp", "a mail address"),
        ("taro%20@example.jp", "a mail address"),
        ("0%0d@0.jp", "a mail address"),
        ("ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ", "a mail address"),
        ("連絡は taro.yamada+x@mail.example.co.jp まで", "a mail address"),
        ("000-000-0110", "a telephone number"),
        ("0312345678", "a telephone number"),
        ("09012345678", "a telephone number"),
        ("090 1234 5678", "a telephone number"),
        ("(03) 1234-5678", "a telephone number"),
        ("+81-90-1234-5678", "a telephone number"),
        ("０９０−１２３４−５６７８", "a telephone number"),
        ("０３（１２３４）５６７８", "a telephone number"),
        ("321-4305", "a postal code"),
        ("〒3214305", "a postal code"),
        ("３２１－４３０５", "a postal code"),
        ("真岡市321ー4305荒町", "a postal code"),
    ],
)
def test_personal(value: str, kind: str) -> None:
    assert personal_data(value) == kind


@pytest.mark.parametrize(
    "value",
    [
        "",
        "aoki",
        "2026-12-04",
        "2026-12",
        "online-2026-12",
        "01",
        "12345",
        "300万円",
        "a@b",
        "G-TEST000000",
        "5-10人",
        "1,200",
    ],
)
def test_not_personal(value: str) -> None:
    assert personal_data(value) is None


def test_length_as_it_is_sent() -> None:
    ga4 = providers_with(None)["ga4"]
    plain = ga4.model_copy(update={"length_as_encoded": False})
    for value, encoded in (("aoki-1_2.~", 10), ("農園", 18), ("a b/c", 9), ("", 0)):
        assert (sent_length(value, ga4), sent_length(value, plain)) == (encoded, len(value))
