"""What was meant as a list, a link or bold text is named exactly where the renderer would show it as it was typed."""

from __future__ import annotations

import markdown
import pytest

from microsites.content.markdown_scan import MAX_LINE
from microsites.content.markdown_slips import slips
from microsites.pages.markdown import FIELD_EXTENSIONS

NO_LINE = "this list would be running text: there is no empty line above it"
NO_SPACE = "this list would be running text: there is no space behind '{}'"
AS_TYPED = "'{}' would be shown as it is typed"


def rendered(text: str) -> str:
    return markdown.markdown(text, extensions=list(FIELD_EXTENSIONS))


@pytest.mark.parametrize(
    ("text", "place", "message", "hint", "shown"),
    [
        ("次のとおりです。\n- 無料\n- 予約は不要", (1, 1), NO_LINE, "put an empty line above it", "。\n- 無料\n- 予"),
        ("**対象**\n  * 市民", (1, 3), NO_LINE, "put an empty line above it", "\n  * 市民"),
        ("手順\n1. 申し込む", (1, 1), NO_LINE, "put an empty line above it", "手順\n1. 申"),
        ("- a\n\n  b\n- c", (3, 1), NO_LINE, "put an empty line above it", "b\n- c"),
        ("-無料\n-不要", (1, 1), NO_SPACE.format("-"), "write '- 不要', and the other items alike", "-無料\n-不要"),
        ("1．甲\n2．乙", (1, 1), NO_SPACE.format("2."), "write '2. 乙', and the other items alike", "1．甲\n2．乙"),
        ("次は[駅]（page:a）", (0, 3), AS_TYPED.format("[駅]（page:a）"), "write [駅](page:a)", "[駅]（page:a）"),
        (
            "［駅］(page：a#b)",
            (0, 1),
            AS_TYPED.format("［駅］(page：a#b)"),
            "write [駅](page:a#b)",
            "［駅］(page：a#b)",
        ),
        ("[駅] (site:m/x)", (0, 1), AS_TYPED.format("[駅] (site:m/x)"), "write [駅](site:m/x)", "[駅] (site:m/x)"),
        ("** 無料 **です", (0, 1), AS_TYPED.format("** 無料 **"), "write **無料**", "** 無料 **です"),
        ("乗車は**無料 **", (0, 4), AS_TYPED.format("**無料 **"), "write **無料**", "**無料 **"),
        ("＊＊無料＊＊です", (0, 1), AS_TYPED.format("＊＊無料＊＊"), "write **無料**", "＊＊無料＊＊"),
    ],
)
def test_slip_is_named_and_is_one(text: str, place: tuple[int, int], message: str, hint: str, shown: str) -> None:
    (slip,) = slips(text)
    assert (slip.line, slip.column) == place
    assert (str(slip.message), str(slip.hint)) == (message, hint)
    assert shown in rendered(text)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("次です。\n\n- 無料\n続き\n- 不要", "<li>無料\n続き</li>"),
        ("1. 甲\n2. 乙", "<li>乙</li>"),
        ("## 対象\n- 市民", "<li>市民</li>"),
        ("対象\n---\n- 市民", "<li>市民</li>"),
        ("対象\n===\n\n- 市民", "<li>市民</li>"),
        ("> 引用\n- 引用の続き", "引用\n- 引用の続き"),
        ("前\n* * *\n後", "<hr />"),
        ("|a|b|\n|-|-|\n|1|2|", "<td>1</td>"),
        ("[駅](page:a) と [駅](page:b)", '<a href="page:b">駅</a>'),
        ("**甲** と **乙**", "<strong>乙</strong>"),
        ("***無料***", "<em>無料</em>"),
        ("`[駅]（page:a）` と `** 無料 **`", "<code>** 無料 **</code>"),
        ("```\n甲\n- 乙\n```", "<code>甲\n- 乙"),
        ("気温\n-5度\n-3度", "-5度\n-3度"),
        ("1.5倍\n2.5倍", "1.5倍\n2.5倍"),
        ("東京\n-大阪", "東京\n-大阪"),
        ("[1]（資料）", "[1]（資料）"),
        ("2026年\n3. の募集", "3. の募集"),
    ],
)
def test_what_is_meant_is_left_alone(text: str, made: str) -> None:
    assert slips(text) == ()
    assert made in rendered(text)


@pytest.mark.parametrize("piece", ["[", "［", "**", "＊＊", "-a\n", "a\n- b\n", "[a] (page:b", "1.", " ", "[a]（page:"])
def test_a_long_text_of_signs_is_no_trap(piece: str) -> None:
    """What took quadratic time here would run into the time limit of the suite."""
    text = "\n".join([piece * (MAX_LINE // len(piece))] * 25)
    assert len(slips(text)) <= text.count("\n") + 1
