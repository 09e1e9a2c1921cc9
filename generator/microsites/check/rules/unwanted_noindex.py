"""A page that people are to find forbids search engines to list it.

What it does
    Looks for ``<meta name="robots" content="noindex">``.  Of a site that was built here for production the manifest says
    whether search engines may list it: then none of its pages may forbid it.  Of a site that somebody else built nothing
    is known: there it warns of the start page, and notes a page to which the start page leads as to any other, unless its
    name or title is that of a search, a login, a form, a thank-you or an error, a tag or an archive.  A page that stands in
    the sitemap is SEO007's.  A header of the server is not seen here.
Why it matters
    Search engines obey (Google Search Central, "Block search indexing with noindex"): the page is found by nobody, and
    it is missed only when the season is over.  Most often it was left over from the time before the opening.
How to fix
    Delete ``noindex``.  A site for staff is declared in ``site.yml`` by ``measured: false``.
An example
    ``<meta name="robots" content="noindex">`` on the start page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsites.check.facts import PageFacts, WholeSite
from microsites.check.findings import Observation, Severity, Spot
from microsites.check.searching import is_not_found, offered
from microsites.i18n.message import _

CODE = "SEO013"
NAME = "unwanted-noindex"
SEVERITY: Severity = "warning"
MESSAGE = "noindex forbids search engines to list {what}"
HINT = "delete noindex, if people are to find the page"

_KEPT_OUT_ON_PURPOSE = re.compile(
    r"(?<![a-z])(?:search|log-?(?:in|out)|sign-?(?:in|up|out)|auth|account|my-?page|members?|cart|order|thank-?(?:s|you)"
    r"|completed?|confirm(?:ation)?|finish(?:ed)?|done|entry|apply|form|mail-?form|contact(?:-?us)?|inquiry|toiawase"
    r"|enquete|questionnaire|survey|subscribe|error|[45]0[0-9]|maintenance|preview|test|staff|internal|admin|print|tags?"
    r"|categor(?:y|ies)|archives?|author|page|feed|privacy(?:-?policy)?|policy|terms|kensaku|shokuin)(?![a-z])"
    r"|検索|ログイン|ログアウト|会員|マイページ|カート|ありがとう|完了|確認|送信|申込|申し込み|応募|問い?合わ?せ|フォーム"
    r"|アンケート|新規登録|エラー|見つかりません|準備中|メンテナンス|プレビュー|(?<!コン)テスト|職員|関係者|印刷|タグ"
    r"|カテゴリ|アーカイブ|記事一覧|プライバシー|個人情報|利用規約",
    re.IGNORECASE,
)


def check_site(site: WholeSite) -> Iterator[Observation]:
    """Yield pages that are hidden from search engines, and should not be."""
    hidden = {path: page for path, page in site.pages.items() if page.noindex and not page.redirect}
    if not hidden:
        return
    manifest = site.manifest
    if manifest is None:
        wrong = _of_foreign_site(site, hidden)
    elif manifest.listed:
        expected = site.under_check.expected_pages
        wrong = ((path, _("a page that they may list"), None) for path in hidden if path in expected)
    else:
        return
    in_sitemap: frozenset[str] | None = None
    for path, what, severity in wrong:
        if in_sitemap is None:
            in_sitemap = offered(site)
        if path not in in_sitemap:
            yield Observation("noindex", path, {"what": what}, Spot("meta", "name", "robots"), severity=severity)


def _of_foreign_site(site: WholeSite, hidden: dict[str, PageFacts]) -> Iterator[tuple[str, str, Severity | None]]:
    tree = site.under_check.tree
    start = site.pages.get(tree.find("") or "")
    if start is None:
        return
    if start.path in hidden:
        others = len(hidden) - 1
        what = _("the start page")
        if others:
            what = _("the start page (and {count} more of {all} pages)", count=others, all=len(site.pages))
        yield start.path, what, None
        return
    paths = tree.pages()
    for path in map(paths.__getitem__, start.leads_to):
        if (
            path in hidden
            and not is_not_found(path)
            and not _KEPT_OUT_ON_PURPOSE.search(f"{path} {hidden[path].title}")
        ):
            yield path, _("a page to which the start page leads"), "note"
