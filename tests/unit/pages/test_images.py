"""How wide a picture is said to be laid out."""

from __future__ import annotations

import pytest

from microsites.pages.images import _within_two_dots

SHARP = "(max-width: 40rem) and (min-resolution: 2.5dppx)"


@pytest.mark.parametrize(
    ("sizes", "said"),
    [
        ("90vw", f"{SHARP} 60vw, 90vw"),
        ("(min-width: 60rem) 30rem, 98vw", f"{SHARP} 65vw, (min-width: 60rem) 30rem, 98vw"),
        ("40px", "40px"),
        ("(min-width: 60rem) 50vw, 20rem", "(min-width: 60rem) 50vw, 20rem"),
    ],
)
def test_telephones_with_three_dots_a_pixel_count_as_two(sizes: str, said: str) -> None:
    assert _within_two_dots(sizes) == said
