"""Finds the data that ships with the package: theme and tags, in a checkout and in a wheel alike."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent


def _data(name: str) -> Path:
    shipped = _PACKAGE / name
    return shipped if shipped.is_dir() else _CHECKOUT / name


def theme_directory() -> Path:
    """Templates, styles and scripts shared by both themes."""
    return _data("shared_theme")


def tags_directory() -> Path:
    """Providers, the runtime and the sample tracking plan."""
    return _data("analytics_tags")


def lock_file() -> Path:
    """The lock of what a build needs, Japanese letters and search included: what the product is tested with."""
    return _data("requirements") / "site.txt"
