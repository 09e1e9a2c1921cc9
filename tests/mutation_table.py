"""The table at the end of a test run: per rule, how many mutations were made and detected, and how many false alarms."""

from __future__ import annotations

from collections import Counter
from typing import Any

MUTATION = "mutation"
"""Property of a test that broke good sites: the rule's code and whether exactly that code was found."""

FALSE_ALARM = "false_alarm"
"""Property of a test on untouched sites: the code of a rule, and how many findings it had."""


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the table if mutations were run.  The properties of tests come back from all workers."""
    made: Counter[str] = Counter()
    detected: Counter[str] = Counter()
    alarms: Counter[str] = Counter()
    reports = (r for outcome in ("passed", "failed") for r in terminalreporter.stats.get(outcome, ()))
    for report in reports:
        for name, value in getattr(report, "user_properties", ()):
            if name == MUTATION:
                made[value[0]] += 1
                detected[value[0]] += bool(value[1])
            elif name == FALSE_ALARM:
                alarms[value[0]] += value[1]
    if not made:
        return
    terminalreporter.section("mutations")
    terminalreporter.write_line(f"{'rule':<9} {'mutations':>9} {'detected':>9} {'false alarms':>13}")
    for code in sorted({*made, *alarms}):
        terminalreporter.write_line(f"{code:<9} {made[code]:>9} {detected[code]:>9} {alarms[code]:>13}")
    total, found = sum(made.values()), sum(detected.values())
    share = f"{100 * found // total} %"
    terminalreporter.write_line(f"{'all':<9} {total:>9} {found:>9} {sum(alarms.values()):>13}   {share} detected")
