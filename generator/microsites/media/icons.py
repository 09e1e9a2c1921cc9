"""A site's sign in the sizes that browsers and telephones ask for."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from microsites.media.cache import BuildCache, write_atomically
from microsites.media.card_canvas import Canvas, within
from microsites.media.signs import Logo, sign

FAVICON_SIDES = (16, 32, 48)
TOUCH_SIDE = 180
"""What iPhones put on their home screen; they cut the corners themselves, and show black where nothing is drawn."""
_RECIPE = "1"


@dataclass(frozen=True, slots=True)
class Icons:
    """Files of a site's sign."""

    favicon: Path
    """ICO with 16, 32 and 48 pixels, for browsers that show no SVG."""
    touch: Path
    """PNG with 180 pixels, for home screens."""


def site_icons(cache: BuildCache, logo: Logo | None, color: str, accent: str, paper: str) -> Icons:
    """The icons of a site; the drawn sign in ``color`` and ``accent`` where it has no logo.  Raises PictureError, OSError.

    Text in a drawing is left out: at these sizes nobody could read it.
    """
    from PIL import __version__

    made_by = (_RECIPE, __version__, logo.name if logo is not None else "", color, accent, paper)
    folder = cache.folder(hashlib.sha256(repr(made_by).encode()).hexdigest()[:24])
    icons = Icons(folder / "favicon.ico", folder / "touch.png")
    # Written last: a folder without it was left by a command that was interrupted.
    if not icons.touch.is_file():
        image = sign(logo, TOUCH_SIDE * 2, color, accent, None)
        small = [Canvas.clear((side, side)).centred(within(image, (side, side))) for side in FAVICON_SIDES]
        buffer = io.BytesIO()
        sides = [(side, side) for side in FAVICON_SIDES]
        small[-1].image.save(buffer, "ICO", sizes=sides, append_images=[canvas.image for canvas in small[:-1]])
        write_atomically(icons.favicon, buffer.getvalue())
        touch = Canvas.of((TOUCH_SIDE, TOUCH_SIDE), paper).centred(within(image, (136, 136)))
        buffer = io.BytesIO()
        touch.image.save(buffer, "PNG", optimize=True)
        write_atomically(icons.touch, buffer.getvalue())
    return icons
