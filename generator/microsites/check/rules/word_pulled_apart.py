"""Spaces pull the letters of a word apart.

What it does
    Looks in headings, links, table cells and terms (``<dt>``) for a Japanese word whose letters stand singly between
    spaces: 「日　時」, 「お 知 ら せ」.  A number, a mark or a bracket may stand before it.  Of kanji only the words are told
    that notices are made of (日時, 会場, 定員, 料金 and others of a list), so that 「東　西　南　北」 and names such as
    「林　進」 are let through; with kana in it any word is told that cannot be a list of letters or words.  Pages whose
    links, tables or terms have no full-width and no no-break space anywhere are not searched there.  Paragraphs are not
    looked at.
Why it matters
    A screen reader says each letter by itself, and kanji then with another reading: 「東　京」 becomes “higashi kyō”
    (WCAG 2.2 and JIS X 8341-3:2016, 1.3.2; W3C, failure F32).  The search of the page finds no 「日時」 either.
How to fix
    Write the word in one piece; ``letter-spacing`` or ``text-align-last: justify`` in the stylesheet make it wider.
An example
    ``<th>日　　時</th>``
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter

from microsites.check.accessible import is_hidden
from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck
from microsites.check.parser import Node

CODE = "A11Y020"
NAME = "word-pulled-apart"
SEVERITY: Severity = "warning"
MESSAGE = 'spaces pull the word "{word}" apart: "{text}"'
HINT = "write the word in one piece, and make it wider in the stylesheet"

LONGEST = 60
"""A text above this is no label."""

_LIST_OF_WORDS = """
日時 日程 期日 期間 時間 時刻 場所 会場 集合場所 所在地 住所 地図 交通 交通案内 駐車場 定員 対象 対象者 人数
料金 費用 会費 参加費 参加料 入場料 使用料 利用料 手数料 受講料 無料 有料 内容 概要 趣旨 目的 方法 条件 資格
要件 期限 締切 申込 申請 応募 受付 問合 問合先 連絡先 電話 電話番号 番号 主催 主催者 共催 後援 協力 協賛 講師
演題 講演 持物 備考 注意 注意事項 留意事項 参考 資料 様式 書式 記入例 目次 次第 議題 議案 議事録 報告 結果 決定
告示 公告 公示 通知 案内 担当 担当課 担当者 所属 役職 職名 氏名 名前 名称 品名 件名 題名 種類 種別 区分 項目
年齢 性別 職業 生年月日 国籍 本籍 世帯 続柄 金額 単価 単位 数量 合計 小計 総計 計算 予算 決算 面積 人口 世帯数
大人 小人 子供 学生 一般 団体 個人 市長 町長 村長 区長 知事 副市長 副町長 議長 副議長 教育長 課長 部長 係長 会長
副会長 理事 監事 事務局 市民 町民 村民 区民 住民 市役所 町役場 村役場 休館日 開館時間 休業日 営業時間 開園時間
受付時間 実施日 開催日 更新日 発行日 日付 午前 午後 夜間 終日 毎月 毎週 教育 文化 観光 福祉 防災 環境 健康 医療
保険 年金 税金 住宅 産業 農業 移住 検索 戻る 以上 おしらせ おわり もくじ ごあいさつ ごあんない
"""
WORDS = frozenset(_LIST_OF_WORDS.split())
"""What notices, forms and tables of a town are made of; not 年月日 or 上下, whose letters stand singly for good reason."""

_SPACES = "[ \t\u00a0\u2002-\u200a\u3000]+"
_LETTER = "[\u3041-\u3096\u30a1-\u30fa\u30fc\u3005\u4e00-\u9fff]"
_PULLED = re.compile(rf"[\W\d_①-⑳]*({_LETTER}(?:{_SPACES}{_LETTER})+)(?!\w)(\W*\Z)?")
_TEXT = itemgetter(1)
_LABELS = {"table": ("th", "td"), "dl": ("dt",)}
"""Elements by what is around them: one look at that is enough on most pages."""

_HIRAGANA = re.compile("[\u3041-\u3096]")
_KANJI = re.compile("[\u3005\u4e00-\u9fff]")
_NEVER_ALONE = re.compile("[ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮー]")
"""Small kana, and what makes a vowel long: no list consists of these."""
_PARTICLES = re.compile("[のとやがはをにへも]")


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield words that are read out letter by letter."""
    for _, number, node, text in page.headings:
        if (" " in text or "\u3000" in text or "\u00a0" in text) and (word := _word(text)):
            yield from _observation(page, node, number, text, word)
    if _is_wide("\n".join(map(_TEXT, page.link_texts))):
        for number, (link, text) in enumerate(page.link_texts):
            if word := _word(text):
                yield from _observation(page, link, number, text, word)
    for around, labels in _LABELS.items():
        if any(_is_wide(each.text) for each in page.root.find_all(around)):
            for number, node, text in _texts(page, labels):
                if word := _word(text):
                    yield from _observation(page, node, number, text, word)


def _texts(page: PageUnderCheck, tags: tuple[str, ...]) -> Iterator[tuple[int, Node, str]]:
    for tag in tags:
        for number, node in enumerate(page.root.find_all(tag)):
            yield number, node, node.text.strip()


def _is_wide(text: str) -> bool:
    """Whether a text has a space that is no usual one."""
    return "\u3000" in text or "\u00a0" in text


def _observation(page: PageUnderCheck, node: Node, number: int, text: str, word: str) -> Iterator[Observation]:
    if is_hidden(node) or (node.tag != "a" and any(_word(link.text.strip()) for link in node.find_all("a"))):
        return  # of a link, it was said already
    yield Observation(word, page.path, {"word": word, "text": text}, Spot(node.tag, number=number))


def _word(text: str) -> str:
    return pulled_apart(text) if len(text) <= LONGEST else ""


@lru_cache(maxsize=4096)
def pulled_apart(text: str) -> str:
    """The word whose letters stand singly at the beginning of a short text, in one piece; empty if there is none."""
    match = _PULLED.match(text)
    if match is None:
        return ""
    word = "".join(match[1].split())
    if word in WORDS:
        return word
    whole = match[2] is not None
    return word if whole and len(word) > 2 and _cannot_be_a_list(word) else ""


def _cannot_be_a_list(letters: str) -> bool:
    if _NEVER_ALONE.search(letters):
        return True
    # 「海 と 山」 is how easy Japanese is spaced.
    return bool(_KANJI.search(letters)) and bool(_HIRAGANA.search(_PARTICLES.sub("", letters)))
