"""Scripts of single section types: only pages that have such a section load them, and work without them too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from microsites.content.blocks import Section
from microsites.pages.styles import TextFile, page_script

_WANTED: Mapping[str, Callable[[Any], bool]] = MappingProxyType(
    {
        "map": lambda section: section.tiles is not None,
        "gallery": lambda _: True,
    }
)
"""Section type → whether this section needs ``shared_theme/scripts/sections/<type>.js``."""


def scripted_types(sections: Iterable[Section]) -> tuple[str, ...]:
    """Types of ``sections`` whose script is needed, each once, in the order of the registry."""
    wanted = {section.type for section in sections if section.type in _WANTED and _WANTED[section.type](section)}
    return tuple(name for name in _WANTED if name in wanted)


def section_scripts(theme_directory: Path, sections: Iterable[Section]) -> dict[str, TextFile]:
    """The scripts that a site with ``sections`` needs, by section type."""
    folder = theme_directory / "scripts" / "sections"
    return {name: page_script(folder / f"{name}.js") for name in scripted_types(sections)}
