"""A role that does not exist.

What it does
    Looks for ``role`` attributes none of whose words is a role of WAI-ARIA 1.2, of its modules for publications and
    graphics (``doc-…``, ``graphics-…``) or one that browsers already know from the drafts of WAI-ARIA 1.3.  Roles that
    exist for the standard's own sake alone (``section``, ``input``, ``widget`` …) are told, too: nobody may write them.
Why it matters
    Browsers ignore it: what looks like a button is a paragraph to those who cannot see it
    (WCAG 2.2 and JIS X 8341-3:2016, 4.1.2; WAI-ARIA 1.2, 5.3 and 5.4).
How to fix
    Write the role as the standard does, or better use the element that has it: ``<button>``, ``<nav>``, ``<main>``.
An example
    ``<div role="buton">``
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck
from microsites.check.suggestions import did_you_mean
from microsites.i18n.message import _

CODE = "A11Y017"
NAME = "unknown-role"
SEVERITY: Severity = "error"
MESSAGE = 'role="{role}" does not exist'
HINT = "write a role of WAI-ARIA, or use the element that has it: <button>, <nav>, <main>"

_LIST_OF_ROLES = """
alert alertdialog application article banner blockquote button caption cell checkbox code columnheader combobox
complementary contentinfo definition deletion dialog directory document emphasis feed figure form generic grid
gridcell group heading img insertion link list listbox listitem log main marquee math menu menubar menuitem
menuitemcheckbox menuitemradio meter navigation none note option paragraph presentation progressbar radio
radiogroup region row rowgroup rowheader scrollbar search searchbox separator slider spinbutton status strong
subscript superscript switch tab table tablist tabpanel term textbox time timer toolbar tooltip tree treegrid
treeitem
"""
ROLES = frozenset(_LIST_OF_ROLES.split())
"""WAI-ARIA 1.2, 5.4, without the abstract ones."""

_LIST_OF_ABSTRACT = """
command composite input landmark range roletype section sectionhead select structure widget window
"""
_ABSTRACT = frozenset(_LIST_OF_ABSTRACT.split())
"""WAI-ARIA 1.2, 5.3.1."""

_LIST_OF_BROWSERS = """
comment image mark sectionfooter sectionheader suggestion text
"""
_OF_BROWSERS = frozenset(_LIST_OF_BROWSERS.split())
"""WAI-ARIA 1.3 (working draft), and ``text``, which was in a draft once and which VoiceOver obeys."""

_LIST_OF_MODULES = """
doc-abstract doc-acknowledgments doc-afterword doc-appendix doc-backlink doc-biblioentry doc-bibliography
doc-biblioref doc-chapter doc-colophon doc-conclusion doc-cover doc-credit doc-credits doc-dedication
doc-endnote doc-endnotes doc-epigraph doc-epilogue doc-errata doc-example doc-footnote doc-foreword doc-glossary
doc-glossref doc-index doc-introduction doc-noteref doc-notice doc-pagebreak doc-pagefooter doc-pageheader
doc-pagelist doc-part doc-preface doc-prologue doc-pullquote doc-qna doc-subtitle doc-tip doc-toc
graphics-document graphics-object graphics-symbol
"""
_OF_MODULES = frozenset(_LIST_OF_MODULES.split())
"""DPUB-ARIA 1.1 and WAI-ARIA Graphics Module 1.0."""

KNOWN = ROLES | _OF_MODULES | _OF_BROWSERS
_ABSTRACT_HINT = _(
    "the standard needs this one for itself; use the element that is meant, or the role of a part of the page"
)


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield roles that nobody knows."""
    seen: Counter[tuple[str, str]] = Counter()
    for node in page.with_role:
        value = node.attr("role")
        if not value or value in KNOWN:
            continue
        words = value.lower().split()
        if not words or not KNOWN.isdisjoint(words):
            continue
        spot = Spot(node.tag, "role", value, seen[node.tag, value])
        seen[node.tag, value] += 1
        hint = _ABSTRACT_HINT if words[0] in _ABSTRACT else did_you_mean(words[0], ROLES, HINT)
        role = " ".join(words)[:60]
        yield Observation(role, page.path, {"role": role}, spot, hint=hint)
