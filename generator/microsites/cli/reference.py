"""The commands that explain the product from its own registries: rules, section types, providers."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import click

from microsites.cli.completion import CODES, PROVIDERS, TYPES
from microsites.cli.language import reader
from microsites.errors import UserError
from microsites.i18n.message import _

if TYPE_CHECKING:
    from microsites.i18n.catalogue import Catalogue


@click.command()
@click.argument("codes", metavar="[CODE]...", nargs=-1, shell_complete=CODES)
def rules(codes: tuple[str, ...]) -> None:
    """List the checker's rules and the codes of errors, or explain some: what it is, why it matters, how to fix it.

    \b
    microsites rules
    microsites rules LNK001
    microsites rules CFG005 CFG010
    """  # noqa: D301 - click reads the backspace
    from microsites.check.documentation import documentation_of
    from microsites.check.documentation import explained as explained_rule
    from microsites.check.reporters.phrases import SEVERITY_WORDS
    from microsites.check.rules import CATALOGUE
    from microsites.columns import filled_up
    from microsites.content.validation import did_you_mean
    from microsites.error_codes import error_codes, explained

    known = {rule.CODE: rule for rule in CATALOGUE}
    errors = error_codes()
    language = reader(click.get_current_context())
    if not codes:
        severities = {severity: language.say(word) for severity, word in SEVERITY_WORDS.items()}
        for rule in sorted(CATALOGUE, key=lambda rule: rule.CODE):
            title = documentation_of(rule, language.language).title.rstrip(".")
            click.echo(f"{rule.CODE:<8} {filled_up(severities[rule.SEVERITY], 8)} {title}  [{rule.NAME}]")
        for error in errors.values():
            click.echo(f"{error.code:<8} {filled_up(severities['error'], 8)} {error.means[language.language]}")
    for number, code in enumerate(codes):
        name = code.upper()
        if number:
            click.echo()
        if name in errors:
            click.echo(explained(errors[name], language))
        elif name in known:
            click.echo(explained_rule(known[name], language))
        else:
            hint = did_you_mean(name, {**known, **errors})
            raise UserError.at("rules", _("there is no rule '{code}'", code=code), hint, "BLD002")


@click.command()
@click.argument("type_", metavar="[TYPE]", required=False, shell_complete=TYPES)
def sections(type_: str | None) -> None:
    """List the section types, or show the fields of one.

    \b
    microsites sections
    microsites sections hero
    """  # noqa: D301 - click reads the backspace
    from microsites.content.describe import described_fields
    from microsites.content.validation import did_you_mean
    from microsites.sections import SECTION_TYPES

    language = reader(click.get_current_context())
    if type_ is None:
        for name, model in SECTION_TYPES.items():
            click.echo(f"{name:<16} {_use(name, model.summary, language)}")
        return
    if type_ not in SECTION_TYPES:
        raise UserError.at(
            "sections", _("unknown section type '{type}'", type=type_), did_you_mean(type_, SECTION_TYPES), "CFG007"
        )
    model = SECTION_TYPES[type_]
    about = inspect.cleandoc(model.__doc__ or "").replace("``", "`")
    click.echo(f"{_use(type_, about, language)}\n\n{described_fields(model, language)}")


def _use(type_: str, english: str, language: Catalogue) -> str:
    """What a section type is for."""
    from microsites.content.japanese import section_words

    return str(section_words(type_)["use"]) if language.language == "ja" else english


@click.command()
@click.argument("name", required=False, shell_complete=PROVIDERS)
def providers(name: str | None) -> None:
    """List the providers that ship with the product, or show one.

    \b
    microsites providers
    microsites providers ga4
    """  # noqa: D301 - click reads the backspace
    from microsites.content.validation import did_you_mean
    from microsites.measurement.describe import describe_provider, list_of_providers
    from microsites.measurement.provider_reader import providers_with

    known, language = providers_with(None), reader(click.get_current_context())
    if name is None:
        click.echo(list_of_providers(known.values(), language))
        return
    if name not in known:
        raise UserError.at("providers", _("unknown provider '{name}'", name=name), did_you_mean(name, known), "CFG023")
    click.echo(describe_provider(known[name], language))
