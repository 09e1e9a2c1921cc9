"""Pictures: upright, without metadata, in fitting sizes, made once."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from microsites.media import pictures
from microsites.media.icons import favicon
from microsites.media.pictures import PictureError, PictureStore


@pytest.fixture
def store(tmp_path: Path) -> PictureStore:
    return PictureStore(tmp_path / "cache")


def draw(path: Path, size: tuple[int, int], mode: str = "RGB", **options: object) -> Path:
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new(mode, size, "blue")
    image.paste(Image.new(mode, (size[0] // 2, size[1]), "red"), (0, 0))
    image.save(path, **options)
    return path


def exif_with_place() -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "SECRETCAMERA"
    exif[ExifTags.Base.ImageDescription] = "SECRETTEXT"
    exif[ExifTags.Base.DateTime] = "2026:11:01 10:00:00"
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef] = "N"
    gps[ExifTags.GPS.GPSLatitude] = (36.0, 30.0, 12.5)
    gps[ExifTags.GPS.GPSLongitudeRef] = "E"
    gps[ExifTags.GPS.GPSLongitude] = (139.0, 59.0, 1.5)
    return exif


def read(path: Path) -> Image.Image:
    with Image.open(path) as image:
        image.load()
        return image


@pytest.mark.parametrize(
    ("width", "webp", "fallback"),
    [
        (64, [64], [64]),
        (480, [480], [480]),
        (700, [480, 700], [700]),
        (1000, [480, 800, 1000], [800, 1000]),
        (1800, [480, 800, 1200, 1800], [800, 1200]),
        (2400, [480, 800, 1200, 1800], [800, 1200]),
    ],
)
def test_widths(tmp_path: Path, store: PictureStore, width: int, webp: list[int], fallback: list[int]) -> None:
    made = store.process(draw(tmp_path / "field.jpg", (width, width // 2)))
    assert (made.width, made.height) == (width, width // 2)
    assert [variant.width for variant in made.webp] == webp
    assert [variant.width for variant in made.fallback] == fallback
    for variant in made.files:
        image = read(variant.path)
        assert image.size == (variant.width, round(variant.width / 2))
        assert image.format == ("WEBP" if variant in made.webp else "JPEG")
        assert variant.name.endswith(f"-{variant.width}.{'webp' if variant in made.webp else 'jpg'}")
    assert len({variant.name for variant in made.files}) == len(made.files)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_is_applied(tmp_path: Path, store: PictureStore, orientation: int) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    made = store.process(draw(tmp_path / "a.jpg", (80, 40), exif=exif, quality=95))
    turned = orientation >= 5
    assert (made.width, made.height) == ((40, 80) if turned else (80, 40))
    red_corner = {1: "left", 2: "right", 3: "right", 4: "left", 5: "top", 6: "top", 7: "bottom", 8: "bottom"}[
        orientation
    ]
    spot = {"left": (4, 20), "right": (76, 20), "top": (20, 4), "bottom": (20, 76)}[red_corner]
    for variant in made.files:
        red, _, blue = read(variant.path).getpixel(spot)
        assert red > 200 > blue, (orientation, variant.name)


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp"])
def test_no_metadata_in_any_variant(tmp_path: Path, store: PictureStore, suffix: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options: dict[str, object] = {"exif": exif_with_place(), "icc_profile": profile}
    if suffix == "png":
        text = PngImagePlugin.PngInfo()
        text.add_itxt("Comment", "SECRETTEXT")
        text.add_text("Author", "SECRETAUTHOR", zip=True)
        options["pnginfo"] = text
    elif suffix == "jpg":
        options["comment"] = b"SECRETCOMMENT"
    else:
        options["xmp"] = b"<x:xmpmeta>SECRETXMP</x:xmpmeta>"
    path = draw(tmp_path / f"a.{suffix}", (900, 300), **options)
    assert read(path).getexif().get_ifd(ExifTags.IFD.GPSInfo)
    made = store.process(path)
    for file in [*(variant.path for variant in made.files), store.without_metadata(path)]:
        image = read(file)
        assert not image.getexif(), file
        assert not {"exif", "xmp", "icc_profile", "comment", "Comment", "Author"} & image.info.keys(), file
        for trace in (b"SECRET", b"GPS", b"Exif", b"xmpmeta", b"2026:11"):
            assert trace not in file.read_bytes(), (file, trace)


def test_transparency_stays(tmp_path: Path, store: PictureStore) -> None:
    image = Image.new("RGBA", (100, 50), (255, 0, 0, 0))
    image.save(tmp_path / "a.png")
    made = store.process(tmp_path / "a.png")
    assert [read(variant.path).format for variant in made.files] == ["WEBP", "PNG"]
    assert all(read(variant.path).convert("RGBA").getpixel((5, 5))[3] == 0 for variant in made.files)


@pytest.mark.parametrize("mode", ["L", "1", "P", "LA", "I;16", "CMYK", "RGB"])
def test_every_common_mode_is_read(tmp_path: Path, store: PictureStore, mode: str) -> None:
    suffix = "jpg" if mode == "CMYK" else "png"
    Image.new(mode, (90, 30)).save(tmp_path / f"a.{suffix}")
    made = store.process(tmp_path / f"a.{suffix}")
    assert (made.width, made.height) == (90, 30)


def test_photo_with_a_second_frame_is_a_photo(tmp_path: Path, store: PictureStore) -> None:
    """Many telephones write JPEG with more than one picture in it (MPO)."""
    first, second = Image.new("RGB", (64, 40), "red"), Image.new("RGB", (64, 40), "blue")
    first.save(tmp_path / "a.jpg", format="MPO", save_all=True, append_images=[second])
    made = store.process(tmp_path / "a.jpg")
    assert read(made.fallback[0].path).getpixel((10, 10))[0] > 200


class TestDownload:
    """A picture that is offered as a file keeps its format and its size."""

    @pytest.mark.parametrize(
        ("suffix", "format_"), [("jpg", "JPEG"), ("jpeg", "JPEG"), ("png", "PNG"), ("webp", "WEBP")]
    )
    def test_format_and_size(self, tmp_path: Path, store: PictureStore, suffix: str, format_: str) -> None:
        path = draw(tmp_path / f"map.{suffix}", (2000, 100))
        image = read(store.without_metadata(path))
        assert (image.format, image.size) == (format_, (2000, 100))


class TestCache:
    def test_second_time_writes_nothing(
        self, tmp_path: Path, store: PictureStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = draw(tmp_path / "a.jpg", (500, 300))
        first = store.process(path)
        monkeypatch.setattr(pictures, "_write_atomically", lambda *_: pytest.fail("written again"))
        monkeypatch.setattr(pictures, "_decode", lambda *_: pytest.fail("decoded again"))
        assert store.process(path) == first
        os.utime(path, (0, 0))
        assert store.process(path) == first
        renamed = path.rename(tmp_path / "b.jpg")
        assert [variant.path for variant in store.process(renamed).files] == [variant.path for variant in first.files]

    def test_other_bytes_are_another_picture(self, tmp_path: Path, store: PictureStore) -> None:
        first = store.process(draw(tmp_path / "a.jpg", (500, 300)))
        second = store.process(draw(tmp_path / "a.jpg", (500, 302)))
        assert not {variant.name for variant in first.files} & {variant.name for variant in second.files}

    def test_recipe_is_part_of_the_address(
        self, tmp_path: Path, store: PictureStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = draw(tmp_path / "a.jpg", (500, 300))
        first = store.process(path)
        monkeypatch.setattr(pictures, "WIDTHS", (481, 800, 1200, 1800))
        assert store.process(path).files[0].name != first.files[0].name

    def test_interrupted_write_is_made_again(
        self, tmp_path: Path, store: PictureStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = draw(tmp_path / "a.jpg", (900, 300))
        written = 0
        write = pictures._write_atomically

        def fail_at_third(target: Path, data: bytes) -> None:
            nonlocal written
            written += 1
            if written == 3:
                raise KeyboardInterrupt
            write(target, data)

        with monkeypatch.context() as patch:
            patch.setattr(pictures, "_write_atomically", fail_at_third)
            with pytest.raises(KeyboardInterrupt):
                store.process(path)
        made = store.process(path)
        assert [read(variant.path).width for variant in made.files] == [480, 800, 900, 800, 900]
        assert not list((tmp_path / "cache").rglob(".part-*"))

    def test_same_picture_gives_same_bytes(self, tmp_path: Path) -> None:
        path = draw(tmp_path / "a.png", (900, 300))
        one, two = (PictureStore(tmp_path / name).process(path) for name in ("one", "two"))
        assert [variant.path.read_bytes() for variant in one.files] == [
            variant.path.read_bytes() for variant in two.files
        ]


class TestRefused:
    def refusal(self, store: PictureStore, path: Path) -> PictureError:
        with pytest.raises(PictureError) as caught:
            store.process(path)
        assert caught.value.hint
        assert path.name in caught.value.message
        return caught.value

    @pytest.mark.parametrize("suffix", ["jpg", "png", "webp"])
    @pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
    def test_truncated(self, tmp_path: Path, store: PictureStore, suffix: str, share: float) -> None:
        buffer = io.BytesIO()
        Image.effect_noise((300, 200), 60).convert("RGB").save(buffer, {"jpg": "JPEG"}.get(suffix, suffix))
        path = tmp_path / f"a.{suffix}"
        path.write_bytes(buffer.getvalue()[: int(len(buffer.getvalue()) * share)])
        self.refusal(store, path)
        assert not (tmp_path / "cache").exists()

    @pytest.mark.parametrize("damage", [b"", b"\x00" * 100, b"<svg/>", b"GIF89a" + b"\x00" * 20])
    def test_no_picture(self, tmp_path: Path, store: PictureStore, damage: bytes) -> None:
        path = tmp_path / "a.jpg"
        path.write_bytes(damage)
        self.refusal(store, path)

    def test_suffix_must_tell_the_truth(self, tmp_path: Path, store: PictureStore) -> None:
        path = draw(tmp_path / "a.png", (10, 10)).rename(tmp_path / "a.jpg")
        error = self.refusal(store, path)
        assert (error.message, error.hint) == ("'a.jpg' is really a PNG picture", "rename it to end in .png")

    def test_too_many_pixels(self, tmp_path: Path, store: PictureStore, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pictures, "MAX_PIXELS", 5_000)
        assert "is enormous: 100 × 51 pixels" in self.refusal(store, draw(tmp_path / "a.png", (100, 51))).message
        assert store.process(draw(tmp_path / "b.png", (100, 50))).width == 100

    def test_too_many_bytes(self, tmp_path: Path, store: PictureStore) -> None:
        path = tmp_path / "a.jpg"
        with path.open("wb") as file:
            file.truncate(50_000_001)
        assert "is too large: 50,000,001 bytes" in self.refusal(store, path).message

    def test_taller_than_any_format_allows(self, tmp_path: Path, store: PictureStore) -> None:
        """WebP ends at 16,383 pixels, whatever the width."""
        self.refusal(store, draw(tmp_path / "a.png", (10, 17_000)))


class TestVector:
    @pytest.mark.parametrize(
        ("tag", "size"),
        [
            ('<svg viewBox="0 0 120 80">', (120, 80)),
            ("<svg viewBox='-10,-10,120.4,80.5'>", (120, 80)),
            ('<svg width="64" height="32px">', (64, 32)),
            ('<svg width="100%" height="100%" viewBox="0 0 16 9">', (16, 9)),
            ('<?xml version="1.0"?>\n<!-- x -->\n<svg\n  viewBox="0 0 5 5"\n>', (5, 5)),
            ('<svg viewBox="0 0 0.2 0.2">', (1, 1)),
        ],
    )
    def test_size(self, tmp_path: Path, store: PictureStore, tag: str, size: tuple[int, int]) -> None:
        path = tmp_path / "sign.svg"
        path.write_text(f"{tag}</svg>", "utf-8")
        made = store.process(path)
        assert ((made.width, made.height), made.vector) == (size, True)
        assert [variant.path for variant in made.files] == [path]

    @pytest.mark.parametrize(
        "tag",
        [
            "<svg>",
            '<svg width="100%" height="50%">',
            '<svg width="nan" height="nan">',
            '<svg width="inf" height="1">',
            f'<svg viewBox="0 0 {"9" * 400} 1">',
            '<svg viewBox="0 0 10">',
            "<html>",
            "",
        ],
    )
    def test_without_size(self, tmp_path: Path, store: PictureStore, tag: str) -> None:
        path = tmp_path / "sign.svg"
        path.write_text(tag, "utf-8")
        with pytest.raises(PictureError):
            store.process(path)


def test_favicon_is_an_icon_in_the_sites_colours() -> None:
    data = favicon("#a01030", "#206040")
    with Image.open(io.BytesIO(data)) as icon:
        assert icon.format == "ICO"
        assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
        assert icon.convert("RGBA").getpixel((24, 3)) == (160, 16, 48, 255)
    assert favicon("#a01030", "#206040") == data
    assert favicon("#a01031", "#206040") != data
