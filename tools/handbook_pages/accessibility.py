"""The sheet for testing accessibility by hand: what to do about every criterion, and what counts as met."""

from __future__ import annotations

from microsites.content.accessibility import MACHINE_FILE, TEST_FILE
from microsites.content.wcag import CRITERIA
from microsites.content.wcag_checks import CHECKS, MEANS
from tools.handbook_pages.writing import code, code_block, plain, prose_page, table

_EXAMPLE = """\
started: 2027-01-12
finished: 2027-01-15
tester: 商工観光課 観光係
choice: トップページと、部品の組み合わせが異なるページを選びました。
method: Chromeでの目視とキーボード操作、NVDAでの読み上げ、200％への拡大で確かめました。
pages: [index, farms, access]
criteria:
  "1.1.1": {result: fail, note: 料金の図に、同じ内容の文章がありません（farms）。}
  "1.2.2": {result: not_applicable, note: 音声つきの動画はありません。}
  "2.1.1": {result: pass}"""

_STEPS = (
    "1. 試験するページを選びます。トップページ、部品の組み合わせが異なるページ、よく見られているページを入れます。\n"
    "2. `microsites checklist サイト名 --accessibility` で、記入欄のある確認表を印刷します。"
    "`--format csv --output 確認表.csv` とすると、表計算ソフトで開けます。\n"
    "3. 「使うもの」ごとにまとめて進めると、早く終わります。キーボードで一巡し、次に読み上げで一巡します。\n"
    f"4. 結果を、サイトのフォルダーの {code(TEST_FILE)} に書きます。書いていない達成基準は「未判定」として公表されます。"
)


def _check(number: str) -> str:
    check = CHECKS[number]
    rows = [
        ("使うもの", plain("、".join(check.means))),
        ("すること", plain(check.how)),
        ("満たしている状態", plain(check.met)),
        *((("対象なしとする場合", plain(check.absent)),) if check.absent is not None else ()),
    ]
    return table(("項目", "内容"), rows)


def accessibility_page() -> str:
    """How to test by hand, and every criterion."""
    blocks = [
        (
            "ウェブアクセシビリティの試験は、人が行います。自動検査で見つかるのは問題の一部だけで、"
            "何も見つからなくても、達成基準を満たしたことにはなりません。"
        ),
        "## 進め方",
        _STEPS,
        code_block(_EXAMPLE, "yaml"),
        "1か所でも満たしていなければ「満たしていない」とし、どのページのどこかを `note` に書きます。",
        f"自動検査の結果は {code(MACHINE_FILE)} に入り、試験結果のページに、人の判定と並べて載ります。手では書きません。",
        "## 使うもの",
        table(("使うもの", "使い方"), [(means, plain(use)) for means, use in MEANS.items()]),
        "## 達成基準ごとの確かめ方",
    ]
    for criterion in CRITERIA:
        blocks += [
            f"### {criterion.number} {plain(criterion.title)}（{criterion.level}）",
            _check(criterion.number),
        ]
    return prose_page(
        "アクセシビリティの確かめ方",
        f"JIS X 8341-3:2016の{len(CRITERIA)}の達成基準を、担当の職員が確かめるための手順です。",
        blocks,
    )
