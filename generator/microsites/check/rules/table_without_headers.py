"""A table of data has no header cells.

What it does
    Looks for tables with two rows and two columns or more in which there is no ``<th>``, no ``scope`` and no role of a
    header.  ``role="presentation"`` and ``role="none"`` say that a table only arranges; tables that hold tables, forms,
    headings or frames, or whose cells are mostly without text, are taken to arrange, too.
Why it matters
    A screen reader reads the header with each cell: “Tuesday, 9:30”.  Without one it reads “9:30”, and the listener
    counts columns (WCAG 2.2 and JIS X 8341-3:2016, 1.3.1).
How to fix
    Make ``<th scope="col">`` of the cells of the first row, and ``<th scope="row">`` of the first cell of each row if it
    names the row.
An example
    ``<table><tr><td>大人</td><td>2,000円</td></tr><tr><td>小人</td><td>1,000円</td></tr></table>``
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.accessible import is_hidden, is_presentational
from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck
from microsites.check.parser import Node

CODE = "A11Y010"
NAME = "table-without-headers"
SEVERITY: Severity = "warning"
MESSAGE = 'the table "{begins}" has no header cells'
HINT = 'make <th> of the cells that name a row or a column; role="presentation" if the table only arranges'

MANY = 100
"""A page with so many tables within tables is arranged by them; each would be read once for every table around it."""

_HEADERS = '[scope],[headers],[role="columnheader" i],[role="rowheader" i]'
_ARRANGED = "table,form,input,select,iframe,h1,h2,h3,h4,h5,h6,section,article,nav"


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield tables of data that name neither rows nor columns."""
    tables = page.root.find_all("table")
    if len(tables) > MANY and len(page.root.select("table table")) > MANY:
        return
    for number, table in enumerate(tables):
        if table.find_all("th") or not _is_of_data(table) or is_hidden(table):
            continue
        begins = " ".join(table.text.split())[:40]
        yield Observation(begins, page.path, {"begins": begins}, Spot("table", number=number))


def _is_of_data(table: Node) -> bool:
    if is_presentational(table) or table.select(_HEADERS) or table.select(_ARRANGED):
        return False
    rows = [row.find_all("td") for row in table.find_all("tr")]
    if sum(len(cells) > 1 for cells in rows) < 2:
        return False
    cells = [cell for row in rows for cell in row]
    return 2 * sum(bool(cell.text.strip()) for cell in cells) > len(cells)
