"""The files of a portfolio as models: ``portfolio.yml``, ``site.yml``, ``pages/*.yml``."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, StringConstraints, WithJsonSchema

from microsites.content import shapes
from microsites.content.accessibility import AccessibilityPolicy
from microsites.content.addresses import MAX_ALIASES, Alias
from microsites.content.blocks import Section
from microsites.content.fields import Color, DirectoryPath, Flag, Link, LongText, Model, Picture, Slug, Text, Url
from microsites.content.goals import Goal
from microsites.content.handover import Handover
from microsites.content.measuring import Measuring
from microsites.content.moments import Date
from microsites.content.publishing import Publish
from microsites.content.refusal import refused
from microsites.i18n.message import _

EnvironmentName = Literal["preview", "production"]
"""What a tree is published as.  ``local`` needs no entry: it has no address and no provider."""


def _site_root(value: str) -> str:
    if not value.endswith("/") or "?" in value or "#" in value or not value.startswith(("https://", "http://")):
        raise refused(_("must start with https:// and end with '/', without '?' and '#'"))
    return value


SiteUrl = Annotated[Url, AfterValidator(_site_root), WithJsonSchema({**shapes.SITE_URL})]


def _time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise refused(_("'{value}' is no time zone; write it as Asia/Tokyo", value=value)) from None
    return value


TimeZone = Annotated[Text, AfterValidator(_time_zone)]
"""A name of the IANA time zone database."""


class SharedEnvironment(Model):
    """Provider IDs that all sites share in one environment."""

    ids: dict[Slug, Text] = Field(default_factory=dict, max_length=20)
    """Provider → the ID that receives the hits: ``{ga4: G-XXXXXXXXXX}``."""
    options: dict[Slug, dict[Slug, Flag | Text]] = Field(default_factory=dict, max_length=20)
    """Provider → what else it needs: ``{matomo: {server: "https://stats.example.jp/"}}``."""


class Environment(SharedEnvironment):
    """Address of a site in one environment, and the IDs that are its own."""

    url: SiteUrl | None = None
    """Where the site will lie, with a slash at the end."""


class Municipality(Model):
    """Who publishes the portfolio."""

    name: Text
    """Its name: ``花守市``."""
    url: Url | None = None
    """The municipality's own website."""
    address: Text | None = None
    """Postal address of the town hall."""
    note: Text | None = None
    """Shown in every footer: for the sample, that the town is invented."""


class PortfolioFile(Model):
    """``portfolio.yml``: what all sites share."""

    constraints: ClassVar[tuple[shapes.Shape, ...]] = ({"properties": {"policies": {"items": shapes.ON_ALL_SITES}}},)

    name: Text
    """What the portfolio is called, for reports."""
    municipality: Municipality
    """Who publishes the sites."""
    language: Literal["ja"] = "ja"
    """The language of the pages.  The theme's own words are Japanese, so there is no other yet."""
    timezone: TimeZone = "Asia/Tokyo"
    """Whose clock opens and closes calls."""
    stream: Literal["portfolio", "site", "both"] = "portfolio"
    """Who shares a measurement ID: all sites (one visit across sisters), each its own, or both."""
    measuring: Measuring = Field(default_factory=Measuring)
    """Consent, automatic events and what providers are told."""
    environments: dict[EnvironmentName, SharedEnvironment] = Field(default_factory=dict)
    """The IDs that all sites share; with ``stream: portfolio`` they stand here."""
    sites: tuple[Slug, ...] = Field(default=(), max_length=200)
    """The order in which sister sites are named; folders that are not named follow by name."""
    emergency: Section | None = None
    """One message at the very top of every page of every site: a section of type ``emergency_banner``."""
    accessibility: AccessibilityPolicy | None = None
    """The policy (方針) that every measured site shows, with the results of its test."""
    policies: tuple[Link, ...] = Field(default=(), max_length=8)
    """Links in the footer of every site: privacy, copyright.  ``page:`` means nothing here; use ``url`` or ``site``."""
    card_font: DirectoryPath | None = None
    """A font file with Japanese characters, from the portfolio's folder, for the pictures of shared links;
    one of the machine's own if it is not given."""
    social_cards: Flag = True
    """``false`` draws no pictures for shared links: each page then shares its own picture as it is."""
    publish: Publish = Field(default_factory=Publish)
    """Where the sites go with ``microsites publish``."""
    tags: DirectoryPath | None = None
    """A folder with the portfolio's own ``plan.yml`` and, by name, its own ``providers/``."""
    handover: Handover = Field(default_factory=Handover)
    """Domains, accounts and contracts, for ``microsites handover``: on no page."""


class Brand(Model):
    """A site's look."""

    color: Color
    """Main colour.  Every other colour, of the dark scheme too, is computed from it.

    Where text in it could not be read (below 4.5:1), it is used darker, and the build says so.
    """
    accent: Color | None = None
    """Second colour, for details; computed where there is none."""
    tint: Color | None = None
    """The light ground of every other section; computed where there is none."""
    logo: Picture | None = None
    """A small sign beside the site's name (SVG)."""
    style: Literal["round", "calm", "sharp"] = "calm"
    """Corners, spacing and headings: friendly, quiet or technical."""


class CollectionSettings(Model):
    """A folder of entries."""

    kind: Slug
    """One of the kinds that ``microsites`` knows: news, event, spot …"""
    path: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-_/][a-z0-9]+)*$", max_length=100)]
    """Where the entries' pages lie: ``farms`` gives ``farms/aoki/``."""


class SiteFile(Model):
    """``site.yml``: one purpose, one audience, its goals and its look."""

    constraints: ClassVar[tuple[shapes.Shape, ...]] = (
        {
            "if": {"not": shapes.given("measured", {"const": False})},
            "then": {"properties": {"goals": {"minItems": 1}}},
        },
    )

    title: Text
    """The site's name, in its header and in every browser tab."""
    tagline: Text
    """A few words below the name."""
    purpose: LongText
    """What the site is to bring about: one purpose."""
    audience: LongText
    """For whom it is."""
    owner: Text
    """The role that answers for the site."""
    contact: Text | None = None
    """Shown in the footer."""
    theme: Literal["promo", "material"] = "promo"
    """``promo``: the theme for promotion.  ``material``: Material for MkDocs, for handbooks."""
    brand: Brand
    """Colours and shapes."""
    environments: dict[EnvironmentName, Environment] = Field(default_factory=dict)
    """The site's address and IDs where it is tried (``preview``) and where it is public (``production``)."""
    social_image: Picture | None = None
    """For shared links, where a page has no picture of its own."""
    navigation: tuple[Link, ...] = Field(default=(), max_length=12)
    """The main menu."""
    footer: tuple[Link, ...] = Field(default=(), max_length=20)
    """Further links at the end of every page."""
    collections: dict[Slug, CollectionSettings] = Field(default_factory=dict, max_length=20)
    """Folders of entries of one kind: news, events, places."""
    publish: Publish = Field(default_factory=Publish)
    """Where this site goes, as far as that is not the portfolio's matter."""
    search: Flag = False
    """``true`` gives the site a page for searching it, in Japanese."""
    eras: Flag = False
    """``true`` writes the Japanese era beside each year: ``2026年（令和8年）``."""
    goals: tuple[Goal, ...] = Field(max_length=20)
    """At least one, except on a handbook (``measured: false``)."""
    measured: Flag = True
    """``false`` for a site that has no goals of its own, such as a handbook for staff."""


class EasyVersion(Model):
    """A page in やさしい日本語: short sentences, readings above every kanji (``{漢字|かんじ}``)."""

    title: Text | None = None
    """The page's own if it is not given.  In a browser's tab and in search results, （やさしい日本語） follows it."""
    description: LongText | None = None
    """The page's own if it is not given."""
    aliases: tuple[Alias, ...] = Field(default=(), max_length=MAX_ALIASES)
    """Earlier addresses of this version, below the site: ``[access-2025/easy]``."""
    sections: tuple[Section, ...] = Field(min_length=1, max_length=60)
    """What it is made of; every kanji has its reading: ``{漢字|かんじ}``."""


class PageFile(Model):
    """``pages/*.yml``: title, description and sections."""

    title: Text
    """The page's name, in the browser's tab and in search results."""
    description: LongText
    """At most 120 characters are shown in search results."""
    aliases: tuple[Alias, ...] = Field(default=(), max_length=MAX_ALIASES)
    """Earlier addresses of this page, below the site: ``[access-2025, news/opening.html]``.  Each leads here."""
    owner: Text | None = None
    """The role that keeps the page true; the site's owner if it is not given."""
    review_by: Date | None = None
    """When somebody must look at it again."""
    updated: Date | None = None
    """When what it says last changed; shown at its end."""
    picture: Picture | None = None
    """For shared links."""
    sections: tuple[Section, ...] = Field(min_length=1, max_length=60)
    """What the page is made of, from top to bottom."""
    easy: EasyVersion | None = None
    """The same in やさしい日本語, for people who are learning Japanese: a page of its own, ``easy/`` below this one's
    address.  Each of the two leads to the other at its top."""


class ProseFile(Model):
    """Front matter of ``pages/*.md``."""

    title: Text
    """The page's name, in the browser's tab and in search results."""
    description: LongText
    """One or two sentences for search results and shared links."""
    aliases: tuple[Alias, ...] = Field(default=(), max_length=MAX_ALIASES)
    """Earlier addresses of this page, below the site: ``[access-2025, news/opening.html]``.  Each leads here."""
    owner: Text | None = None
    """The role that keeps the page true; the site's owner if it is not given."""
    review_by: Date | None = None
    """When somebody must look at it again."""
    updated: Date | None = None
    """When what it says last changed; shown at its end."""
    picture: Picture | None = None
    """For shared links."""
