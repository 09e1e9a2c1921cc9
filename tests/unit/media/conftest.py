"""Fixtures of the media tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from microsites.media.cache import PictureCache
from microsites.media.pictures import PictureStore


@pytest.fixture
def store(tmp_path: Path) -> PictureStore:
    """Makes pictures, with an empty cache."""
    return PictureStore(PictureCache(tmp_path / "cache"))
