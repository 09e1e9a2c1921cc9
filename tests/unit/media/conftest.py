"""Fixtures of the media tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from microsites.media.cache import BuildCache
from microsites.media.pictures import PictureStore


@pytest.fixture
def store(tmp_path: Path) -> PictureStore:
    """Makes pictures, with an empty cache."""
    return PictureStore(BuildCache(tmp_path / "cache"))
