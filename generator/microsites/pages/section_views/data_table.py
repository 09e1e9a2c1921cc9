"""Whether a table's rows become blocks on a phone, each cell below the label of its column."""

from __future__ import annotations

from microsites.pages.section_views.context import SectionContext
from microsites.pages.typography import plain
from microsites.sections.data_table import DataTable

FITTING_COLUMNS = 3
"""So many columns fit a phone whatever they say."""
MOST_COLUMNS = 4
"""So many fit if they say little."""
FITTING_CHARACTERS = 60
"""The longest cells of all columns together."""


def view(section: DataTable, _: SectionContext) -> bool:
    """True for a table that a phone has no room for."""
    if len(section.columns) <= FITTING_COLUMNS:
        return False
    longest = (max(len(plain(row[number])) for row in section.rows) for number in range(len(section.columns)))
    return len(section.columns) > MOST_COLUMNS or sum(longest) > FITTING_CHARACTERS
