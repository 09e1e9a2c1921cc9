"""The plan for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from microsites.measurement.reports.plan import SitePlan


def _date(value: Any) -> str:
    assert isinstance(value, date)
    return value.isoformat()


def dump(value: Any) -> str:
    """``value`` with dates as ``2027-01-31``."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=_date) + "\n"


def render(plans: Sequence[SitePlan]) -> str:
    """The plans of several sites."""
    return dump({"sites": [asdict(plan) for plan in plans]})
