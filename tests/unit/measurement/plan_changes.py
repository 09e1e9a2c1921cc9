"""Changes to the measurement of the minimal portfolio, and everything that is said of what is wrong then."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from microsites.build.portfolio import Source, read_portfolio
from microsites.errors import Problem, UserError
from portfolios import PLAN, PORTFOLIO, EditablePortfolio

MOVE = "move/site.yml"
LAST_LINE = "  - name: guide_download\n    definition: 資料を開く操作。\n    owner: 観光係\n"
PARAMETER = "{name: place, definition: 予約先, required: true, example: aoki}"


def problems(portfolio: EditablePortfolio) -> tuple[Problem, ...]:
    with pytest.raises(UserError) as caught:
        read_portfolio(portfolio.root)
    return caught.value.problems


def only_problem(portfolio: EditablePortfolio) -> tuple[str, str, str, str]:
    found = problems(portfolio)
    assert len(found) == 1, found
    return f"{found[0].file}:{found[0].line}:{found[0].column}", found[0].code, found[0].message, found[0].hint


Change = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong, and everything that is said of it."""

    changes: tuple[Change, ...]
    file: str
    needle: str
    code: str
    message: str
    hint: str

    def check(self, portfolio: EditablePortfolio) -> None:
        for file, old, new in self.changes:
            portfolio.replace(file, old, new)
        place = portfolio.place(self.file, self.needle)
        assert only_problem(portfolio) == (place, self.code, self.message, self.hint)


def add_event(text: str) -> Change:
    """A third event in the plan."""
    return PLAN, LAST_LINE, f"{LAST_LINE}  - {text}\n"


def measuring(text: str) -> Change:
    return PORTFOLIO, "sites: [berry, move]", f"measuring:\n{text}sites: [berry, move]"


def parameter(text: str) -> Change:
    return PLAN, PARAMETER, text


OWN = """\
name: own
title: 試験タグ
documentation: https://example.jp/
category: advertising
id_pattern: ^X-[0-9]+$
id_example: X-1
options:
  - {name: server, definition: the server, kind: url, required: true, example: https://stats.example.jp/}
  - {name: host, definition: the host of the widget, kind: host}
  - {name: zone, definition: the zone, pattern: "[a-z]+", example: jp}
  - {name: heatmap, definition: whether to draw one, kind: flag, default: false}
hosts: {script: ["{server}"]}
settings:
  - {name: autocapture, title: 自動計測, where: 管理 › 計測, kind: flag, counts: [tel_click]}
signatures:
  - {part: script_text, role: config, pattern: 'own\\("(?P<id>X-[0-9]+)"'}
disclosure:
  recipient: 試験社
  service: 試験
  sent: [ページのアドレス]
  purpose: 試験のため
  recipient_purpose: 試験のため
"""


def own_provider(portfolio: EditablePortfolio) -> None:
    portfolio.write("tags/providers/own/provider.yml", OWN)
    portfolio.write("tags/providers/own/head.html", "<script>own({{ ids[0]|tojson }});</script>")
    portfolio.write("tags/providers/own/adapter.js", "")


def with_own_ids(portfolio: EditablePortfolio, stream: str) -> Source:
    """Both sites have IDs of their own."""
    portfolio.replace(PORTFOLIO, "tags: tags", f"tags: tags\nstream: {stream}")
    if stream == "site":
        portfolio.replace(PORTFOLIO, "{ga4: G-PREVIEW000}", "{}")
        portfolio.replace(PORTFOLIO, "{ga4: G-TEST000000}", "{}")
    for site, name in (("berry", "BERRY"), ("move", "MOVE")):
        for environment, letter in (("preview", "P"), ("production", "X")):
            dot = ".preview." if environment == "preview" else "."
            url = f'{environment}: {{url: "https://{site}{dot}example.jp/"'
            portfolio.replace(f"{site}/site.yml", url, f"{url}, ids: {{ga4: G-{name}{letter}}}")
    return read_portfolio(portfolio.root)
