"""Pictures that cannot be used, and what is said of them; and odd ones that can."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from painted import draw, encoded, photograph, read
from PIL import Image

from microsites.media import decode as decoding
from microsites.media.decode import decode
from microsites.media.errors import PictureError
from microsites.media.pictures import PictureStore

AGAIN = "export it again as JPEG, PNG or WebP"
RESTORE = "restore it, or export it again"
RED = Image.new("RGB", (8, 8), "red")
MOVING = {"save_all": True, "append_images": [Image.new("RGB", (8, 8), "blue"), Image.new("RGB", (8, 8), "green")]}
NOISE = Image.effect_noise((300, 200), 60).convert("RGB")


@dataclass(frozen=True)
class Bad:
    case: str
    name: str
    data: bytes
    message: str
    hint: str


BAD = (
    Bad("no bytes", "a.jpg", b"", "'a.jpg' is not a picture that can be read: it is empty", "copy it here once more"),
    Bad("text", "a.jpg", "花守市".encode(), "'a.jpg' is not a picture that can be read", AGAIN),
    Bad("zeros", "a.png", bytes(100), "'a.png' is not a picture that can be read", AGAIN),
    Bad("GIF as JPEG", "a.jpg", encoded(RED, "GIF"), "'a.jpg' is not a picture that can be read", AGAIN),
    Bad("TIFF as PNG", "a.png", encoded(RED, "TIFF"), "'a.png' is not a picture that can be read", AGAIN),
    Bad("AVIF as JPEG", "a.jpg", encoded(RED, "AVIF"), "'a.jpg' is not a picture that can be read", AGAIN),
    Bad("PNG as JPEG", "a.jpg", encoded(RED, "PNG"), "'a.jpg' is really a PNG picture", "rename it to end in .png"),
    Bad("JPEG as PNG", "a.png", encoded(RED, "JPEG"), "'a.png' is really a JPEG picture", "rename it to end in .jpg"),
    Bad("WebP as PNG", "a.png", encoded(RED, "WEBP"), "'a.png' is really a WEBP picture", "rename it to end in .webp"),
    Bad(
        "moving WebP",
        "a.webp",
        encoded(RED, "WEBP", **MOVING),
        "'a.webp' moves: it has 3 frames, and only the first one would be shown",
        "export one frame as a still picture",
    ),
    Bad(
        "moving PNG",
        "a.png",
        encoded(RED, "PNG", **MOVING),
        "'a.png' moves: it has 3 frames, and only the first one would be shown",
        "export one frame as a still picture",
    ),
    Bad("cut JPEG", "a.jpg", encoded(NOISE, "JPEG")[:2000], "'a.jpg' is damaged: image file is truncated", RESTORE),
    Bad("cut PNG", "a.png", encoded(NOISE, "PNG")[:2000], "'a.png' is damaged: image file is truncated", RESTORE),
    Bad("cut WebP", "a.webp", encoded(NOISE, "WEBP")[:2000], "'a.webp' is damaged: could not create decoder", RESTORE),
)


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.case)
def test_message_and_cure(tmp_path: Path, store: PictureStore, bad: Bad) -> None:
    path = tmp_path / bad.name
    path.write_bytes(bad.data)
    for use in (store.process, store.without_metadata):
        with pytest.raises(PictureError) as caught:
            use(path)
        assert caught.value.message.startswith(bad.message)
        assert "\n" not in caught.value.message
        assert caught.value.hint == bad.hint
    assert not (tmp_path / "cache" / "pictures").exists()


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
def test_truncated_anywhere(tmp_path: Path, store: PictureStore, suffix: str, share: float) -> None:
    whole = encoded(NOISE, {"jpg": "JPEG"}.get(suffix, suffix))
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(PictureError, match=f"'a.{suffix}' is "):
        store.process(path)


def test_too_many_pixels(tmp_path: Path, store: PictureStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "MAX_PIXELS", 5_000)
    with pytest.raises(PictureError, match=r"^'a.png' is enormous: 100 × 51 pixels$"):
        store.process(draw(tmp_path / "a.png", (100, 51)))
    assert store.process(draw(tmp_path / "b.png", (100, 50))).width == 100


def test_too_many_bytes(tmp_path: Path, store: PictureStore) -> None:
    path = tmp_path / "a.jpg"
    with path.open("wb") as file:
        file.truncate(50_000_001)
    with pytest.raises(PictureError, match=r"^'a.jpg' is too large: 50,000,001 bytes, at most 50,000,000 are read$"):
        store.process(path)


def test_taller_than_any_format_allows(tmp_path: Path, store: PictureStore) -> None:
    """WebP ends at 16,383 pixels, whatever the width."""
    with pytest.raises(PictureError, match=r"^'a.png' is too long: 10 × 17,000 pixels$"):
        store.process(draw(tmp_path / "a.png", (10, 17_000)))
    assert store.process(draw(tmp_path / "b.png", (10, 16_000))).height == 16_000


@pytest.mark.parametrize("mode", ["L", "1", "P", "LA", "I;16", "CMYK", "RGB"])
def test_every_common_mode_is_read(tmp_path: Path, store: PictureStore, mode: str) -> None:
    suffix = "jpg" if mode == "CMYK" else "png"
    Image.new(mode, (90, 30)).save(tmp_path / f"a.{suffix}")
    made = store.process(tmp_path / f"a.{suffix}")
    assert (made.width, made.height) == (90, 30)


def test_print_colours_become_screen_colours() -> None:
    """CMYK, as printers send it: no cyan, all magenta, all yellow is red."""
    data = encoded(Image.new("CMYK", (16, 16), (0, 255, 255, 0)), "JPEG", quality=95)
    red, green, blue = decode(data, "a.jpg").getpixel((8, 8))
    assert red > 240
    assert max(green, blue) < 20


def test_sixteen_bits_keep_their_greys() -> None:
    """Scans and elevation maps: Pillow's own conversion makes everything above 255 white."""
    image = Image.new("I;16", (4, 1))
    for place, value in enumerate((0, 0x4000, 0x8000, 0xFFFF)):
        image.putpixel((place, 0), value)
    made = decode(encoded(image, "PNG"), "a.png")
    assert [made.getpixel((place, 0))[0] for place in range(4)] == [0, 64, 128, 255]


def test_photo_with_a_second_frame_is_a_photo(tmp_path: Path, store: PictureStore) -> None:
    """Many telephones write JPEG with more than one picture in it (MPO)."""
    RED.resize((64, 40)).save(
        tmp_path / "a.jpg", format="MPO", save_all=True, append_images=[Image.new("RGB", (64, 40), "blue")]
    )
    made = store.process(tmp_path / "a.jpg")
    assert read(made.fallback[0].path).getpixel((10, 10))[0] > 200


def test_damage_in_the_middle_is_told_or_survived() -> None:
    """Whatever byte is wrong: a message or a picture, never another exception."""
    whole = bytearray(encoded(photograph((120, 80)), "PNG"))
    told: set[str] = set()
    for place in range(8, len(whole), max(1, len(whole) // 150)):
        broken = bytearray(whole)
        broken[place] ^= 0xFF
        try:
            assert decode(bytes(broken), "a.png").size[0] >= 1
        except PictureError as error:
            told.add(error.message.split(":")[0])
    assert told
    assert {message[:11] for message in told} == {"'a.png' is "}
