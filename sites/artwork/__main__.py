"""Draws every picture and writes every document of the sample portfolio: ``python sites/artwork``.

Needs Pillow only.  The same run gives the same files.
"""

from __future__ import annotations

from pathlib import Path

import bus_timetable
import documents
import migration
import poc_call
import strawberry

SITES = Path(__file__).resolve().parent.parent

if __name__ == "__main__":
    strawberry.pictures(SITES / "strawberry" / "assets" / "photos")
    migration.pictures(SITES / "migration" / "assets" / "photos")
    poc_call.pictures(SITES / "poc-call" / "assets" / "photos")
    bus_timetable.write(SITES / "strawberry" / "assets" / "documents")
    documents.write(SITES)
