"""One file a rule; this registry lists them all.

A rule is a module with a docstring (what it does, why it matters, how to fix, an example), five constants and a
generator function named for what it looks at: ``check_file``, ``check_page``, ``check_measured``,
``check_site`` or ``check_sites``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from microsites.check.facts import WholeSite
from microsites.check.findings import Observation, Severity
from microsites.check.measured import Measured
from microsites.check.pages import FileUnderCheck, PageUnderCheck
from microsites.check.rules import (
    action_without_event,
    active_not_disclosed,
    behind_tag_manager,
    broken_fragment,
    broken_id_reference,
    broken_link,
    broken_outside_fragment,
    broken_outside_link,
    broken_structured_data,
    campaign_on_internal_link,
    campaign_on_sister_link,
    command_order,
    consent_default_incomplete,
    consent_default_late,
    consent_default_missing,
    csp_blocks_own,
    csp_blocks_tag,
    damaged_text,
    debug_mode,
    description_length,
    disclosed_not_active,
    disclosure_not_linked,
    duplicate_description,
    duplicate_id,
    duplicate_title,
    duplicate_track_id,
    duplicates_automatic_event,
    empty_heading,
    empty_link_or_button,
    event_name_limit,
    event_not_in_plan,
    expired_suppression,
    far_page,
    foreign_canonical,
    foreign_environment_id,
    garbled_text,
    half_width_katakana,
    heavy_picture,
    incomplete_structured_data,
    indexable_preview,
    inline_handler,
    insecure_form,
    legacy_analytics,
    linker_one_sided,
    loader_config_mismatch,
    long_title,
    main_heading_count,
    malformed_address,
    malformed_contact_link,
    missing_alt,
    missing_asset,
    missing_description,
    missing_element,
    missing_lang,
    missing_page,
    missing_parameter,
    missing_sister_page,
    missing_title,
    missing_viewport,
    mixed_content,
    moved_outside_link,
    new_window,
    noindex_in_sitemap,
    noscript_missing,
    nul_character,
    orphan_page,
    overdue_review,
    parameter_limit,
    parameter_value,
    passed_date,
    personal_data_in_parameter,
    platform_character,
    positive_tabindex,
    private_character,
    provider_missing,
    redirect_chain,
    repeated_id,
    sister_outside_linker,
    skipped_heading_level,
    social_card_missing,
    sound_by_itself,
    table_without_headers,
    tag_and_container,
    two_names_for_one_action,
    unexpected_provider,
    ungated_provider,
    unknown_role,
    unlabelled_control,
    unreachable_goal,
    unreadable_file,
    unregistered_host,
    unsized_picture,
    untidy_address,
    untitled_frame,
    unused_suppression,
    unverified_outside_link,
    unwanted_noindex,
    useless_alt,
    vague_link_text,
    vanished_page,
    word_pulled_apart,
    wrong_event,
    wrong_goal,
    wrong_id,
    wrong_language_tag,
    wrong_parameters,
    zoom_forbidden,
)
from microsites.manifest import Suppression

if TYPE_CHECKING:
    from microsites.check.external.outcome import OutsideSite


class RuleInfo(Protocol):
    """What every rule says about itself."""

    __doc__: str | None
    CODE: str
    """Family and number; never reused."""
    NAME: str
    SEVERITY: Severity
    MESSAGE: str
    """With ``{names}`` for the values of an observation's ``data``."""
    HINT: str


class FileRule(RuleInfo, Protocol):
    """A rule that judges every file with addresses, by itself."""

    def check_file(self, file: FileUnderCheck, /) -> Iterator[Observation]:
        """Yield what is wrong."""


class PageRule(RuleInfo, Protocol):
    """A rule that judges every page, by itself."""

    def check_page(self, page: PageUnderCheck, /) -> Iterator[Observation]:
        """Yield what is wrong."""


class MeasuringRule(RuleInfo, Protocol):
    """A rule that judges the scripts of a page that a visitor stays on; what it sees is true of each page with them."""

    def check_measured(self, measured: Measured, /) -> Iterator[Observation]:
        """Yield what is wrong, without a page."""


class SiteRule(RuleInfo, Protocol):
    """A rule that judges a site, after all its files."""

    def check_site(self, site: WholeSite, /) -> Iterator[Observation]:
        """Yield what is wrong."""


class PortfolioRule(RuleInfo, Protocol):
    """A rule that compares the sites of a portfolio."""

    def check_sites(self, sites: tuple[WholeSite, ...], /) -> Iterator[tuple[str, Observation]]:
        """Yield what is wrong, each with the name of the site in which it stands."""


class OutsideRule(RuleInfo, Protocol):
    """A rule that judges what a site refers to outside; it runs with ``--external`` only."""

    def check_outside(self, site: OutsideSite, /) -> Iterator[Observation]:
        """Yield what is wrong."""


class SettingsRule(RuleInfo, Protocol):
    """A rule that judges the settings, after all sites."""

    def check(self, entries: Iterable[Suppression], /) -> Iterator[Observation]:
        """Yield what is wrong with them."""


FILE_RULES: tuple[FileRule, ...] = (
    broken_link,
    missing_asset,
    missing_sister_page,
    malformed_address,
    untidy_address,
    unregistered_host,
    campaign_on_internal_link,
    campaign_on_sister_link,
    mixed_content,
)

PAGE_RULES: tuple[PageRule, ...] = (
    action_without_event,
    event_not_in_plan,
    missing_element,
    wrong_event,
    duplicate_track_id,
    wrong_goal,
    wrong_parameters,
    event_name_limit,
    parameter_limit,
    missing_parameter,
    duplicates_automatic_event,
    personal_data_in_parameter,
    parameter_value,
    sister_outside_linker,
    linker_one_sided,
    disclosure_not_linked,
    missing_title,
    missing_description,
    long_title,
    description_length,
    foreign_canonical,
    missing_lang,
    missing_alt,
    main_heading_count,
    skipped_heading_level,
    useless_alt,
    unlabelled_control,
    repeated_id,
    empty_link_or_button,
    vague_link_text,
    table_without_headers,
    untitled_frame,
    zoom_forbidden,
    positive_tabindex,
    broken_id_reference,
    wrong_language_tag,
    empty_heading,
    unknown_role,
    missing_viewport,
    sound_by_itself,
    word_pulled_apart,
    damaged_text,
    indexable_preview,
    broken_structured_data,
    incomplete_structured_data,
    insecure_form,
    malformed_contact_link,
    platform_character,
    half_width_katakana,
    garbled_text,
    nul_character,
    private_character,
    new_window,
    inline_handler,
    csp_blocks_own,
    passed_date,
)

MEASURING_RULES: tuple[MeasuringRule, ...] = (
    provider_missing,
    duplicate_id,
    wrong_id,
    foreign_environment_id,
    unexpected_provider,
    loader_config_mismatch,
    tag_and_container,
    noscript_missing,
    legacy_analytics,
    debug_mode,
    command_order,
    behind_tag_manager,
    consent_default_missing,
    consent_default_late,
    consent_default_incomplete,
    ungated_provider,
    event_name_limit,
    parameter_limit,
    duplicates_automatic_event,
    personal_data_in_parameter,
    csp_blocks_tag,
)

SITE_RULES: tuple[SiteRule, ...] = (
    broken_fragment,
    redirect_chain,
    orphan_page,
    far_page,
    missing_page,
    vanished_page,
    unreachable_goal,
    active_not_disclosed,
    disclosed_not_active,
    unreadable_file,
    duplicate_title,
    duplicate_description,
    noindex_in_sitemap,
    unwanted_noindex,
    social_card_missing,
    overdue_review,
    unsized_picture,
    heavy_picture,
)

PORTFOLIO_RULES: tuple[PortfolioRule, ...] = (
    two_names_for_one_action,
    linker_one_sided,
)

OUTSIDE_RULES: tuple[OutsideRule, ...] = (
    broken_outside_link,
    unverified_outside_link,
    moved_outside_link,
    broken_outside_fragment,
)
OUTSIDE_FAMILY = "EXT"

SETTINGS_RULES: tuple[SettingsRule, ...] = (unused_suppression, expired_suppression)

_ALL: tuple[RuleInfo, ...] = (
    *FILE_RULES,
    *PAGE_RULES,
    *MEASURING_RULES,
    *SITE_RULES,
    *PORTFOLIO_RULES,
    *OUTSIDE_RULES,
    *SETTINGS_RULES,
)

FAMILIES = ("LNK", "TAG", "EVT", "CNS", "XDM", "UTM", "LAW", "SEC", "SEO", "A11Y", "PERF", "TXT", "DATE", "EXT", "CHK")
"""In the order in which people read of them."""


def family(rule: RuleInfo) -> str:
    """The letters of a rule's code."""
    return rule.CODE[:-3]


CATALOGUE: tuple[RuleInfo, ...] = tuple(
    sorted({rule.CODE: rule for rule in _ALL}.values(), key=lambda rule: (FAMILIES.index(family(rule)), rule.CODE))
)
"""Every rule, by family and number."""
