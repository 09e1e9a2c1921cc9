"""Pictures: upright, without metadata, in fitting sizes and formats, made once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from painted import draw, photograph, read
from PIL import ExifTags, Image, ImageCms, PngImagePlugin, features

from microsites.media import encode, pictures
from microsites.media.cache import BuildCache
from microsites.media.pictures import PictureStore, ProcessedPicture


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


def widths(made: ProcessedPicture) -> list[list[int]]:
    """Of AVIF, WebP and the fallback."""
    return [[variant.width for variant in files] for files in (made.avif, made.webp, made.fallback)]


@pytest.mark.parametrize(
    ("width", "avif", "fallback"),
    [
        (64, [64], [64]),
        (500, [320, 500], [500]),
        (700, [320, 500, 700], [700]),
        (1000, [320, 500, 800, 1000], [1000]),
        (1600, [320, 500, 800, 1250, 1600], [1250]),
        (2400, [320, 500, 800, 1250, 1920], [1250]),
    ],
)
def test_widths(tmp_path: Path, store: PictureStore, width: int, avif: list[int], fallback: list[int]) -> None:
    """Nothing is enlarged, and no width is offered that is nearly another one."""
    photograph((width, width // 2)).save(tmp_path / "field.jpg")
    made = store.process(tmp_path / "field.jpg")
    assert (made.width, made.height) == (width, width // 2)
    assert widths(made) == [avif, [], fallback]
    for files, suffix, format_ in ((made.avif, "avif", "AVIF"), (made.fallback, "jpg", "JPEG")):
        for variant in files:
            image = read(variant.path)
            assert (image.size, image.format) == ((variant.width, round(variant.width / 2)), format_)
            assert variant.name.endswith(f"-{variant.width}.{suffix}")
    assert len({variant.name for variant in made.files}) == len(made.files)


def test_no_width_is_much_larger_than_the_one_before() -> None:
    """A visitor loads the next larger picture: at most 1.6 times as wide as what is shown."""
    assert all(larger <= 1.6 * smaller for smaller, larger in zip(encode.WIDTHS, encode.WIDTHS[1:], strict=False))
    assert set(encode.COMPARED_WIDTHS) <= set(encode.WIDTHS)


def test_avif_is_smaller_than_webp(tmp_path: Path, store: PictureStore) -> None:
    photograph((1250, 800)).save(tmp_path / "a.jpg", quality=95)
    sizes = {variant.width: variant.path.stat().st_size for variant in store.process(tmp_path / "a.jpg").avif}
    for width, size in sizes.items():
        image = read(tmp_path / "a.jpg").resize((width, round(width * 0.64)), Image.Resampling.LANCZOS)
        assert size < len(encode.encode(image, "WEBP")), width


def test_where_webp_is_smaller_there_is_no_avif(tmp_path: Path, store: PictureStore) -> None:
    """An AVIF of a few pixels is mostly its container."""
    made = store.process(draw(tmp_path / "dot.png", (4, 4)))
    assert widths(made) == [[], [4], [4]]


def test_without_avif_webp_takes_all_widths(
    tmp_path: Path, store: PictureStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(features, "check", lambda name: name != "avif")
    photograph((1000, 500)).save(tmp_path / "a.jpg")
    assert widths(store.process(tmp_path / "a.jpg")) == [[], [320, 500, 800, 1000], [1000]]


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
    path = tmp_path / f"a.{suffix}"
    photograph((900, 300)).save(path, **options)
    assert read(path).getexif().get_ifd(ExifTags.IFD.GPSInfo)
    made = store.process(path)
    assert made.avif
    for file in [*(variant.path for variant in made.files), store.without_metadata(path)]:
        image = read(file)
        assert not image.getexif(), file
        assert not {"exif", "xmp", "icc_profile", "comment", "Comment", "Author"} & image.info.keys(), file
        for trace in (b"SECRET", b"GPS", b"xmpmeta", b"2026:11"):
            assert trace not in file.read_bytes(), (file, trace)


def test_transparency_stays(tmp_path: Path, store: PictureStore) -> None:
    image = photograph((800, 400)).convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 400, 400))
    image.save(tmp_path / "a.png")
    made = store.process(tmp_path / "a.png")
    assert {read(variant.path).format for variant in made.files} == {"AVIF", "PNG"}
    for variant in made.files:
        pixels = read(variant.path).convert("RGBA")
        alpha = [pixels.getpixel((pixels.width * share // 8, 10))[3] for share in (1, 7)]
        assert alpha == [0, 255], variant.name


class TestDownload:
    """A picture that is offered as a file keeps its format and its size."""

    @pytest.mark.parametrize(
        ("suffix", "format_"), [("jpg", "JPEG"), ("jpeg", "JPEG"), ("png", "PNG"), ("webp", "WEBP")]
    )
    def test_format_and_size(self, tmp_path: Path, store: PictureStore, suffix: str, format_: str) -> None:
        path = draw(tmp_path / f"map.{suffix}", (2000, 100))
        image = read(store.without_metadata(path))
        assert (image.format, image.size) == (format_, (2000, 100))

    def test_drawing_is_cleaned(self, tmp_path: Path, store: PictureStore) -> None:
        (tmp_path / "a.svg").write_text('<svg viewBox="0 0 4 3"><!-- SECRET --><rect/></svg>', "utf-8")
        made = store.without_metadata(tmp_path / "a.svg")
        assert made.read_text() == '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect/></svg>'
        assert made.suffix == ".svg"


class TestCache:
    def test_second_time_writes_nothing(
        self, tmp_path: Path, store: PictureStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = draw(tmp_path / "a.jpg", (500, 300))
        first = store.process(path)
        monkeypatch.setattr(pictures, "write_atomically", lambda *_: pytest.fail("written again"))
        monkeypatch.setattr(pictures, "decode", lambda *_: pytest.fail("decoded again"))
        assert store.process(path) == first
        os.utime(path, (0, 0))
        assert store.process(path) == first
        renamed = path.rename(tmp_path / "b.jpg")
        assert [variant.path for variant in store.process(renamed).files] == [variant.path for variant in first.files]

    def test_other_bytes_are_another_picture(self, tmp_path: Path, store: PictureStore) -> None:
        first = store.process(draw(tmp_path / "a.jpg", (500, 300)))
        second = store.process(draw(tmp_path / "a.jpg", (500, 302)))
        assert not {variant.name for variant in first.files} & {variant.name for variant in second.files}

    @pytest.mark.parametrize(
        ("name", "value"),
        [("WIDTHS", (321, 500, 800, 1250, 1920)), ("AVIF_QUALITY", 53), ("AVIF_SPEEDS", ((1920, 9),)), ("NEAR", 0.9)],
    )
    def test_recipe_is_part_of_the_address(
        self, tmp_path: Path, store: PictureStore, monkeypatch: pytest.MonkeyPatch, name: str, value: object
    ) -> None:
        path = draw(tmp_path / "a.jpg", (500, 300))
        first = store.process(path)
        monkeypatch.setattr(encode, name, value)
        other = PictureStore(BuildCache(tmp_path / "cache"))
        assert other.process(path).files[0].name != first.files[0].name

    def test_interrupted_write_is_made_again(
        self, tmp_path: Path, store: PictureStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        photograph((900, 300)).save(tmp_path / "a.jpg")
        written = 0
        write = pictures.write_atomically

        def fail_at_third(target: Path, data: bytes) -> None:
            nonlocal written
            written += 1
            if written == 3:
                raise KeyboardInterrupt
            write(target, data)

        with monkeypatch.context() as patch:
            patch.setattr(pictures, "write_atomically", fail_at_third)
            with pytest.raises(KeyboardInterrupt):
                store.process(tmp_path / "a.jpg")
        made = store.process(tmp_path / "a.jpg")
        assert [read(variant.path).width for variant in made.files] == [320, 500, 900, 900]
        assert not list((tmp_path / "cache").rglob(".part-*"))

    def test_same_picture_gives_same_bytes(self, tmp_path: Path) -> None:
        photograph((900, 300)).save(tmp_path / "a.png")
        one, two = (PictureStore(BuildCache(tmp_path / name)).process(tmp_path / "a.png") for name in ("one", "two"))
        assert one.avif
        assert [variant.path.read_bytes() for variant in one.files] == [
            variant.path.read_bytes() for variant in two.files
        ]

    def test_number_of_cores_changes_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The encoder cuts a picture into tiles by the number of threads, unless it is told how many there are."""
        image = photograph((1200, 800))
        made = []
        for cores in (1, 8):
            monkeypatch.setattr("PIL.AvifImagePlugin._get_default_max_threads", lambda cores=cores: cores)
            made.append(encode.encode(image, "AVIF"))
        assert made[0] == made[1]
