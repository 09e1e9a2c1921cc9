"""Every rule of the checker, from the registry: what it sees, why it matters, how to put it right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from microsites.check.documentation import documentation_of
from microsites.check.rules import CATALOGUE, RuleInfo
from microsites.i18n.catalogue import Catalogue
from tools.handbook_pages.writing import code, code_block, plain_code, prose_page, table

_JAPANESE = Catalogue("ja")

FAMILIES = {
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
    "PERF": "速さ",
    "TXT": "文字",
    "DATE": "日付",
    "EXT": "外部のページ",
    "CHK": "検査そのもの",
}
_SEVERITIES = {"error": "誤り（error）", "warning": "警告（warning）", "note": "参考（note）"}

_FORMATS = {
    "text": "画面で読む。端末では、場所を押すとファイルが開きます",
    "json": "ほかのプログラムで使う",
    "sarif": "GitHubなどのコードスキャンに登録する（SARIF 2.1.0）",
    "junit": "CIのテスト結果として見る",
    "github": "GitHubで、変更した行のそばに注釈として出す",
    "csv": "表計算ソフトで開く。指摘の一覧を担当ごとに分けるときに",
    "html": "1つのファイルにまとめる。会議や報告に添えるときに",
    "comment": "変更（プルリクエスト、マージリクエスト）へのコメントとして載せる",
}
_SUPPRESSION = """\
suppress:
  - code: LNK001
    site: strawberry
    page: access
    reason: バス会社のサイトの移転を待っている。
    until: 2027-03-31
"""
_BASELINE = """\
microsites check dist --baseline checks-baseline.json --update-baseline
microsites check dist --baseline checks-baseline.json
"""

_EXTERNAL = """\
microsites check dist --external --state outside.json
microsites check dist --external --state outside.json --fail-after 7
"""
_EXIT_CODES = {
    "0": "誤りがない",
    "1": "サイトそのものに誤り（`--fail-on` で決めた重さ以上の指摘）がある",
    "2": "検査を始める前に、直してもらうことがある",
    "3": "このツールの不具合",
    "4": "サイトそのものに誤りはないが、`--fail-after` の日数だけ開けない外部のページがある",
}


def family_of(rule: RuleInfo) -> str:
    """The letters of its code."""
    return re.sub(r"\d+$", "", rule.CODE)


def in_order(rules: Iterable[RuleInfo], families: Iterable[str]) -> list[RuleInfo]:
    """Family by family, then by code."""
    places = {family: place for place, family in enumerate(families)}
    return sorted(rules, key=lambda rule: (places[family_of(rule)], rule.CODE))


def _rule(rule: RuleInfo) -> Iterator[str]:
    words = documentation_of(rule, "ja")
    yield f"### {rule.CODE}"
    yield f"**{words.title}**"
    facts = f"- 名前：{code(rule.NAME)}\n- 重さ：{_SEVERITIES[rule.SEVERITY]}"
    yield f"{facts}\n- 見るもの：{words.what}\n- なぜ大切か：{words.why}\n- 直し方：{words.fix}"
    if words.example:
        yield f"例（見つかるもの）：{plain_code(words.example)}"
    yield "検査の出す文は次のとおりです（波かっこの中は、場所ごとに変わります）。"
    yield code_block(f"{_JAPANESE.say(rule.MESSAGE)}\n→ {_JAPANESE.say(rule.HINT)}", "text")


def rules_page() -> str:
    """All rules, family by family, with an overview."""
    ordered = in_order(CATALOGUE, FAMILIES)
    blocks = [
        (
            "検査（`microsites check`）は、公開するHTMLそのものを読み、次のことを確かめます。"
            "検査で確かめられるのは **実装済み（instrumented）** までです。"
            "実際に送られたか、届いたかは[計測のしくみ](page:measuring)をご覧ください。"
        ),
        table(
            ("番号", "見つけること", "重さ"),
            [
                (f"[{rule.CODE}](#{rule.CODE.lower()})", documentation_of(rule, "ja").title, _SEVERITIES[rule.SEVERITY])
                for rule in ordered
            ],
        ),
    ]
    for family, rules in groupby(ordered, family_of):
        blocks.append(f"## {FAMILIES[family]}（{family}）")
        for rule in rules:
            blocks += _rule(rule)
    blocks += [
        "## 見送るとき",
        (
            "重さを変えたり、事情のある指摘を見送ったりするときは、`sites/checks.yml` に書きます。"
            "見送りには理由が必要です。いつまでかを `until` に書いておくと、その日を過ぎたときに `CHK004` で分かります。"
            "使われなくなった見送りは `CHK001` で分かります。"
        ),
        code_block(_SUPPRESSION, "yaml"),
        "## 前からある指摘と、新しい指摘を分けるとき",
        (
            "作ってから年数のたったサイトでは、初めての検査でたくさんの指摘が出ます。すべてを直すまで待たずに、"
            "いま出ている指摘を覚えさせて、これから増えたものだけを誤りにできます。"
        ),
        code_block(_BASELINE, "text"),
        (
            "1行目で、いまの指摘をファイルに書き出します。このファイルもリポジトリーに入れておきます。"
            "2行目からは、そこにない指摘だけが数えられます。行が動いても、同じ指摘は同じものとして扱います。"
            "直した指摘がファイルに残っていれば、検査の最後の行が知らせます。1行目をもう一度実行すると消えます。"
        ),
        "## 外部のページを確かめるとき",
        (
            "`--external` を付けると、外部のリンク先も1つずつ問い合わせます（追加の部品が要ります："
            "`pip install 'microsites[external]'`）。何ページからリンクされていても、問い合わせは1回です。相手のサーバーには"
            "間をあけて問い合わせ、`robots.txt` と `Retry-After` に従います。結果は、ほかの指摘と分けて最後に出ます。"
        ),
        code_block(_EXTERNAL, "text"),
        (
            "`--state` のファイルは、いつから開けないかをアドレスごとに覚えます。リポジトリーに入れておきます。"
            "よそのサーバーは1日止まることもあるので、開けないアドレスがあるだけでは検査は不合格になりません。"
            "`--fail-after 7` とすると、7日続けて開けないアドレスがあるときに、終了コード4で知らせます。"
        ),
        (
            "一度正常な応答のあったアドレスは、1日のあいだ問い合わせません（`--max-age` で日数を変えられます）。"
            "`#` の後まで確かめるには `--external-fragments` を加えます。庁内のアドレスは、`--external-private` を付けたときだけ"
            "問い合わせます。"
        ),
        "## 終了コード",
        table(("コード", "意味"), list(_EXIT_CODES.items())),
        "## 結果の形",
        f"同じ結果を、使う場面に合わせて{len(_FORMATS)}つの形で書き出せます（`--format`）。`--output` でファイルに保存します。",
        table(("形", "使う場面"), [(code(name), use) for name, use in _FORMATS.items()]),
        (
            "指摘は `--lang ja` で日本語に、`--lang en` で英語になります。書かなければ、パソコンの言語に合わせます。"
            "YAMLの行が分かる指摘には、その行と、場所を指す印が付きます。"
        ),
        "## 変更へのコメント",
        (
            "`microsites build --check --report comment.md` は、何が起きても、変更に載せるコメントを1つ書きます。"
            "サイトを作れなかったときは直すところを、作れたときは検査の結果を書きます。"
            "どのファイルの何行目か、何が違うか、どう書けばよいか、担当はどこかが分かります。"
            "急がない指摘と計測の実装状況は、折りたたんで載せます。"
        ),
        (
            "`--preview-url` で、確認用のサイトのアドレスを初めに載せます。GitHubとGitLabのCIでは、ファイル名が変更のその行へのリンクになります。"
            "1行目の `<!-- microsites -->` は画面に出ない目印です。CIは、これで前のコメントを見つけて書き換えます。"
        ),
    ]
    return prose_page(
        "検査規則",
        f"公開前の検査が確かめる{len(ordered)}件の検査規則と、指摘されたときの直し方です。",
        blocks,
    )
