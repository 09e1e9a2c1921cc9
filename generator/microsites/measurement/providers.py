"""Providers of measurement, each a folder of data: ``provider.yml``, ``head.html``, ``adapter.js``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

import jinja2
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from microsites.content.fields import LongText, Model, Slug, Text, Url, Whole


def _compiles(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise PydanticCustomError("regex", "is not a regular expression: {error}", {"error": str(error)}) from None
    return value


Pattern = Annotated[str, AfterValidator(_compiles)]


class Signature(Model):
    """How to recognise a provider in HTML that somebody else may have written."""

    part: Literal["script_src", "script_text", "iframe_src", "img_src"]
    """Which part of a page is searched."""
    role: Literal["loader", "config"]
    """``loader`` fetches the provider's script; ``config`` starts sending to an ID."""
    pattern: Pattern
    """Regular expression; the group ``id`` is the ID that receives the hits."""

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.pattern)


class NameLimits(Model):
    """What the provider accepts as an event's name."""

    max_length: Annotated[Whole, Field(ge=1)]
    pattern: Pattern
    reserved: tuple[Text, ...] = ()
    """Names that the provider collects by itself or keeps for itself."""
    reserved_prefixes: tuple[Text, ...] = ()


class Provider(Model):
    """``provider.yml`` of one provider."""

    name: Slug
    title: Text
    """As people call it: ``Google Analytics 4``."""
    documentation: Url
    id_pattern: Pattern
    """A whole ID matches this."""
    id_example: Text
    hosts: tuple[Text, ...]
    """Hosts that a page with this provider talks to."""
    event_names: NameLimits
    parameter_names: NameLimits
    parameter_value_max_length: Annotated[Whole, Field(ge=1)]
    signatures: tuple[Signature, ...] = Field(min_length=1)
    note: LongText | None = None

    @cached_property
    def id_regex(self) -> re.Pattern[str]:
        """The compiled ID pattern."""
        return re.compile(self.id_pattern)


Providers = Mapping[str, Provider]


def provider_folders(*roots: Path) -> dict[str, Path]:
    """Name → folder, over ``roots`` (``…/providers``); a later root overrides an earlier one by name."""
    return {
        folder.name: folder
        for root in roots
        if root.is_dir()
        for folder in sorted(root.iterdir())
        if (folder / "provider.yml").is_file()
    }


def head_template(folder: Path) -> jinja2.Template:
    """The snippet of the provider in ``folder``.  Raises OSError, jinja2.TemplateSyntaxError."""
    templates = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    return templates.from_string((folder / "head.html").read_text("utf-8"))
