"""Every rule of the checker, from the registry: what it sees, why it matters, how to put it right."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from itertools import groupby

from microsites.check.rules import CATALOGUE, RuleInfo
from tools.handbook_pages import japanese
from tools.handbook_pages.japanese import RuleWords
from tools.handbook_pages.writing import code, code_block, plain_code, prose_page, table

_FAMILIES = {
    "LNK": "リンクとファイル",
    "TAG": "計測タグ",
    "EVT": "イベントとゴール",
    "CNS": "同意",
    "XDM": "サイトをまたぐ計測",
    "UTM": "キャンペーンの目印",
    "LAW": "法令上の表示",
    "SEO": "検索と共有",
    "A11Y": "アクセシビリティ",
    "SEC": "安全",
    "CHK": "検査そのもの",
}
_SEVERITIES = {"error": "誤り（error）", "warning": "警告（warning）", "note": "参考（note）"}


def _family(rule: RuleInfo) -> str:
    return re.sub(r"\d+$", "", rule.CODE)


def _english(rule: RuleInfo) -> dict[str, str]:
    """The parts of a rule's docstring by their headings; the first line is its title."""
    text = inspect.cleandoc(rule.__doc__ or "")
    title, *others = text.split("\n")
    parts = {"title": title}
    heading = ""
    for line in others:
        if line and not line.startswith(" "):
            heading = line.strip()
        elif line.strip():
            parts[heading] = f"{parts.get(heading, '')} {line.strip()}".strip()
    return parts


def _words(rule: RuleInfo) -> RuleWords:
    """In Japanese; in English where the rule has changed since it was translated."""
    english = _english(rule)
    return japanese.rule_words(rule.CODE, rule.__doc__) or RuleWords(
        plain_code(english["title"]),
        plain_code(english.get("What it does", "")),
        plain_code(english.get("Why it matters", "")),
        plain_code(english.get("How to fix", "")),
    )


def _rule(rule: RuleInfo) -> Iterator[str]:
    words = _words(rule)
    yield f"### {rule.CODE}"
    yield f"**{words.title}**"
    facts = f"- 名前：{code(rule.NAME)}\n- 重さ：{_SEVERITIES[rule.SEVERITY]}"
    yield f"{facts}\n- 見るもの：{words.what}\n- なぜ大切か：{words.why}\n- 直し方：{words.fix}"
    if example := _english(rule).get("An example"):
        yield f"例（見つかるもの）：{plain_code(example)}"
    yield "検査の出す文は次のとおりです（波かっこの中は、場所ごとに変わります）。"
    yield code_block(f"{rule.MESSAGE}\n→ {rule.HINT}", "text")


def rules_page() -> str:
    """All rules, family by family, with an overview."""
    ordered = sorted(CATALOGUE, key=lambda rule: (list(_FAMILIES).index(_family(rule)), rule.CODE))
    blocks = [
        (
            "検査（`microsites check`）は、公開するHTMLそのものを読み、次のことを確かめます。"
            "検査で確かめられるのは **実装済み（instrumented）** までです。"
            "実際に送られたか、届いたかは[計測のしくみ](page:measuring)をご覧ください。"
        ),
        table(
            ("番号", "見つけること", "重さ"),
            [
                (f"[{rule.CODE}](#{rule.CODE.lower()})", _words(rule).title, _SEVERITIES[rule.SEVERITY])
                for rule in ordered
            ],
        ),
    ]
    for family, rules in groupby(ordered, _family):
        blocks.append(f"## {_FAMILIES[family]}（{family}）")
        for rule in rules:
            blocks += _rule(rule)
    blocks += [
        "## 見送るとき",
        (
            "重さを変えたり、事情のある指摘を見送ったりするときは、`sites/checks.yml` に書きます。"
            "見送りには理由が必要です。使われなくなった見送りは `CHK001` で分かります。"
        ),
    ]
    return prose_page(
        "検査の決まり",
        f"公開前の検査が確かめる{len(ordered)}項目の決まりと、指摘されたときの直し方です。",
        blocks,
    )
