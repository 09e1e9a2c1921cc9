"""The corpus of planted faults, and exactly what the checker makes of it."""

from __future__ import annotations

from collections import Counter
from urllib.parse import unquote

import pytest

from corpus_model import LINK_GROUPS, MEASUREMENT_ID
from fault_corpus import FAULTS, LOOK_ALIKES, URL, Corpus, fault_corpus
from fault_table import Judge
from link_tools import Report
from microsites.check.findings import Finding
from microsites.check.runner import check_directory
from microsites.measurement.provider_reader import providers_with

FOUND = {
    "A11Y001": {"language-missing"},
    "A11Y002": {"alt-missing"},
    "A11Y003": {"heading-doubled", "heading-missing"},
    "A11Y004": {"heading-skipped"},
    "A11Y005": {"alt-is-file-name"},
    "A11Y006": {"label-missing"},
    "A11Y007": {"id-doubled"},
    "A11Y008": {"alt-of-linked-picture-empty", "button-empty", "link-empty"},
    "A11Y009": {"link-says-here"},
    "A11Y010": {"table-without-headers"},
    "A11Y011": {"frame-without-title"},
    "A11Y012": {"zoom-forbidden"},
    "A11Y013": {"tabindex-positive"},
    "A11Y014": {"described-by-nothing", "label-for-missing-field"},
    "A11Y015": {"language-of-a-country"},
    "A11Y016": {"heading-empty"},
    "A11Y017": {"role-unknown"},
    "A11Y018": {"viewport-missing"},
    "A11Y019": {"sound-by-itself"},
    "A11Y020": {"word-pulled-apart"},
    "CHK002": {"link-out-of-the-tree"},
    "CHK003": {"encoding-declared-wrong", "shift-jis-undeclared"},
    "CNS002": {"consent-after-configuration"},
    "CNS003": {"consent-incomplete"},
    "EVT014": {"mail-address-in-event"},
    "LNK001": {
        "area",
        "blockquote-source",
        "calendar-address",
        "canonical-missing",
        "decomposed-link",
        "feed-entry",
        "folder-without-index",
        "form-action",
        "form-action-of-button",
        "forwarding-to-missing-page",
        "japanese-path",
        "japanese-path-encoded",
        "link-in-inline-frame",
        "link-in-noscript",
        "missing-download",
        "missing-folder",
        "missing-page",
        "missing-page-absolute-path",
        "missing-page-own-address",
        "missing-page-protocol-relative",
        "missing-page-with-query",
        "next-page-missing",
        "quotation-source",
        "redirection-target",
        "rss-item",
        "shortcut-in-manifest",
        "sitemap-entry",
        "sitemap-of-robots",
        "structured-data-address",
        "svg-link",
        "translation-missing",
        "uppercase-tag-missing-page",
        "wrong-base",
        "wrong-case",
        "wrong-case-of-file",
    },
    "LNK002": {
        "drawing-part-missing",
        "fragment-in-comment-only",
        "fragment-in-template-only",
        "fragment-in-wrong-case",
        "fragment-on-another-page",
        "fragment-on-this-page",
        "image-map-missing",
        "japanese-fragment",
        "japanese-fragment-encoded",
    },
    "LNK003": {
        "apple-icon",
        "audio",
        "card-picture",
        "drawing-of-another-file",
        "embed",
        "font-in-style-element",
        "frame",
        "icon",
        "icon-in-manifest",
        "image-set",
        "import-in-style-element",
        "manifest",
        "module-preload",
        "object",
        "picture",
        "picture-button",
        "picture-candidate",
        "picture-in-drawing",
        "picture-in-drawing-file",
        "picture-in-noscript",
        "picture-source",
        "poster",
        "prefetch",
        "preload",
        "preload-candidate",
        "print-stylesheet",
        "script",
        "script-at-end",
        "script-import",
        "social-picture",
        "structured-data-picture",
        "style-attribute",
        "style-element",
        "stylesheet",
        "stylesheet-address",
        "stylesheet-font",
        "stylesheet-import",
        "track",
        "video",
        "video-source",
    },
    "LNK006": {"mail-malformed", "telephone-malformed"},
    "LNK007": {"drive-letter", "scheme-doubled", "scheme-misspelt"},
    "LNK008": {"forwarding-in-a-circle", "forwarding-twice"},
    "LNK009": {"orphan"},
    "LNK010": {"four-clicks-away"},
    "LNK011": {"above-the-root", "backslashes", "empty-href", "raw-space"},
    "PERF001": {"size-missing"},
    "PERF002": {"picture-too-heavy"},
    "SEC002": {"mixed-content"},
    "SEC003": {"new-window-without-rel"},
    "SEC004": {"form-in-clear"},
    "SEC005": {"handler-in-attribute"},
    "SEO001": {"title-empty", "title-missing"},
    "SEO002": {"description-missing"},
    "SEO003": {"title-duplicate"},
    "SEO004": {"description-duplicate"},
    "SEO005": {"title-too-long"},
    "SEO006": {"description-endless", "description-of-one-word"},
    "SEO009": {"canonical-on-another-host"},
    "SEO011": {"structured-data-broken"},
    "SEO013": {"noindex"},
    "TAG001": {"tag-commented-out", "tag-missing", "tag-without-loader"},
    "TAG002": {"tag-doubled"},
    "TAG003": {"tag-of-somebody-else", "tag-with-other-id"},
    "TAG006": {"tag-loads-other-id"},
    "TAG010": {"tag-of-universal-analytics"},
    "TAG011": {"debug-mode-left-on"},
    "TAG012": {"tag-configured-before-start"},
    "TXT001": {"platform-characters"},
    "TXT002": {"half-width-katakana"},
    "TXT003": {"replacement-character"},
    "TXT004": {"nul-bytes"},
    "TXT005": {"private-use-character"},
}
"""Code → the kinds of faults that it finds.  A kind that two rules see stands with the one that is for it."""

SEEN_TWICE = {
    "consent-after-configuration": {"CNS003"},
    "link-out-of-the-tree": {"LNK001"},
}
"""What else is said of a kind, and is right."""


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return fault_corpus()


@pytest.fixture(scope="module")
def findings(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> tuple[Finding, ...]:
    site = corpus.write(tmp_path_factory.mktemp("corpus"))
    return check_directory(site, providers=providers_with(None), expect=(("ga4", MEASUREMENT_ID),), url=URL).findings


@pytest.fixture(scope="module")
def attributed(corpus: Corpus, findings: tuple[Finding, ...]) -> list[tuple[Finding, frozenset[str]]]:
    """Each finding with the faults that it means."""
    judge = Judge(corpus)
    reports = [
        Report((each.related or each.location).file, unquote(f"{each.subject} {each.message}")) for each in findings
    ]
    return [(finding, judge.found(report)) for finding, report in zip(findings, reports, strict=True)]


def test_the_same_seed_gives_the_same_bytes_and_another_one_other_text(corpus: Corpus) -> None:
    assert fault_corpus() == corpus
    other = fault_corpus(seed=2)
    assert other.files != corpus.files
    assert [fault.kind for fault in other.faults] == [fault.kind for fault in corpus.faults]


def test_every_kind_is_planted_once_on_a_page_of_its_own(corpus: Corpus) -> None:
    kinds = Counter(each.kind for each in (*corpus.faults, *corpus.look_alikes))
    assert set(kinds.values()) == {1}
    assert len(kinds) == len(FAULTS) + len(LOOK_ALIKES)
    places = Counter(place for each in (*corpus.faults, *corpus.look_alikes) for place in each.places)
    assert set(places.values()) == {1}
    assert set(places) <= {*corpus.files, *corpus.outside}
    assert len(corpus.faults) >= 40
    assert len(corpus.look_alikes) >= 20


def test_what_is_missing_is_missing(corpus: Corpus) -> None:
    names = {name for fault in corpus.faults for name in fault.names if name.startswith("nai-")}
    assert len(names) > 60
    assert not [path for path in corpus.files if any(name in path.rpartition("/")[2] for name in names)]


def test_a_line_holds_what_was_planted(corpus: Corpus) -> None:
    for fault in corpus.faults:
        if fault.line is None or fault.group not in LINK_GROUPS or fault.page not in corpus.files:
            continue
        text = corpus.files[fault.page].decode()
        planted = "\n".join(text.split("\n")[fault.line - 1 :])
        assert fault.page.endswith(("/sitemap.xml", ".txt", "_redirects")) or "<" in planted.split("\n", 1)[0]
        assert len(fault.places) > 1 or not fault.names or any(name in unquote(planted) for name in fault.names)


def test_the_checker_finds_exactly_these(corpus: Corpus, attributed: list[tuple[Finding, frozenset[str]]]) -> None:
    expected = {kind: {code} for code, kinds in FOUND.items() for kind in kinds}
    for kind, codes in SEEN_TWICE.items():
        expected[kind] |= codes
    found: dict[str, set[str]] = {}
    for finding, kinds in attributed:
        for kind in kinds:
            found.setdefault(kind, set()).add(finding.code)
    assert found == expected
    assert {fault.kind for fault in corpus.faults} == set(found)


def test_the_checker_raises_no_false_alarm(attributed: list[tuple[Finding, frozenset[str]]]) -> None:
    assert [finding for finding, kinds in attributed if not kinds] == []
