"""Bytes, time and likeness of the picture formats on the sample's photographs: why pictures are encoded as they are.

``python benchmarks/picture_formats.py [FOLDER]`` prints one line a width and setting: means over all photographs, and
the mean SSIM (structural similarity: 1 is the same picture) of the luma in windows of 8 by 8 pixels.

Measured on four photographs of the sample, Pillow 13.0 (libavif 1.4.2, libwebp 1.6.0), one thread, two shared cores;
CPU time a picture:

======  ====================  =======  =======  ======
width   setting               bytes    time     SSIM
======  ====================  =======  =======  ======
480     WebP 75                8.4 kB    21 ms  0.9767
480     AVIF 50, speed 6       6.2 kB   180 ms  0.9770
480     AVIF 50, speed 7       6.4 kB    82 ms  0.9740
480     AVIF 55, speed 7       7.4 kB    86 ms  0.9784
480     AVIF 55, speed 8       7.7 kB    51 ms  0.9769
960     WebP 75               21.2 kB    74 ms  0.9728
960     AVIF 50, speed 6      16.0 kB   505 ms  0.9787
960     AVIF 50, speed 7      16.7 kB   249 ms  0.9770
960     AVIF 50, speed 8      17.8 kB   137 ms  0.9752
1440    WebP 75               36.2 kB   161 ms  0.9788
1440    AVIF 50, speed 6      27.6 kB  1253 ms  0.9810
1440    AVIF 50, speed 7      29.0 kB   572 ms  0.9797
1440    AVIF 50, speed 8      32.1 kB   311 ms  0.9775
======  ====================  =======  =======  ======

Speed 6 takes twice the time of speed 7 for a twentieth of the bytes, so it is not used; speed 8 halves the time once more
for a tenth more bytes, which the large widths bear and telephones do not.  A setting without ``max_threads`` gives other
bytes on another number of cores.
"""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

from PIL import Image, ImageMath

WIDTHS = (480, 960, 1440)
SETTINGS: tuple[tuple[str, dict[str, int]], ...] = (
    ("JPEG", {"quality": 82}),
    *(("WEBP", {"quality": quality, "method": 4}) for quality in (70, 75, 80)),
    *(("AVIF", {"quality": quality, "speed": speed, "max_threads": 1}) for quality in (50, 55) for speed in (6, 7, 8)),
)
WINDOW = 8


def luma(image: Image.Image) -> Image.Image:
    """Brightness alone, as numbers with decimals."""
    return image.convert("L").convert("F")


def ssim(one: Image.Image, other: Image.Image) -> float:
    """Mean structural similarity (Wang et al., 2004) over windows that do not overlap."""

    def mean(image: Image.Image) -> Image.Image:
        return image.reduce(WINDOW)

    def product(first: Image.Image, second: Image.Image) -> Image.Image:
        return ImageMath.lambda_eval(lambda given: given["a"] * given["b"], a=first, b=second)

    of_one, of_other = mean(one), mean(other)
    scores = ImageMath.lambda_eval(
        lambda g: (
            (2 * g["x"] * g["y"] + 6.5025)
            * (2 * (g["xy"] - g["x"] * g["y"]) + 58.5225)
            / (
                (g["x"] * g["x"] + g["y"] * g["y"] + 6.5025)
                * (g["xx"] - g["x"] * g["x"] + g["yy"] - g["y"] * g["y"] + 58.5225)
            )
        ),
        x=of_one,
        y=of_other,
        xx=mean(product(one, one)),
        yy=mean(product(other, other)),
        xy=mean(product(one, other)),
    )
    values = list(scores.get_flattened_data())
    return sum(values) / len(values)


def measure(photos: list[Path]) -> None:
    """Print the table."""
    for width in WIDTHS:
        pictures = []
        for path in photos:
            with Image.open(path) as opened:
                image = opened.convert("RGB")
            size = (width, round(image.height * width / image.width))
            pictures.append(image.resize(size, Image.Resampling.LANCZOS))
        references = [luma(picture) for picture in pictures]
        for format_, options in SETTINGS:
            spent, size, likeness = 0.0, 0, 0.0
            further = {"optimize": True, "progressive": True} if format_ == "JPEG" else {}
            for picture, reference in zip(pictures, references, strict=True):
                buffer = io.BytesIO()
                start = time.process_time()
                picture.save(buffer, format_, **options, **further)
                spent += time.process_time() - start
                size += buffer.tell()
                with Image.open(buffer) as made:
                    likeness += ssim(reference, luma(made))
            setting = " ".join(f"{name} {value}" for name, value in options.items())
            print(
                f"{width:5} {format_:5} {setting:34} {size / len(photos) / 1000:7.1f} kB"
                f" {1000 * spent / len(photos):7.0f} ms  SSIM {likeness / len(photos):.4f}"
            )


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "sites"
    measure(sorted(folder.rglob("*.jpg")))
