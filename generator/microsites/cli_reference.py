"""The commands that explain the product from its own registries: rules, section types, providers."""

from __future__ import annotations

import inspect

import click

from microsites.errors import UserError


@click.command()
@click.argument("code", required=False)
def rules(code: str | None) -> None:
    """List the checker's rules, or explain one: what it does, why it matters, how to fix it."""
    from microsites.check.rules import CATALOGUE
    from microsites.content.validation import did_you_mean

    known = {rule.CODE: rule for rule in CATALOGUE}
    if code is None:
        for rule in sorted(CATALOGUE, key=lambda rule: rule.CODE):
            click.echo(f"{rule.CODE:<8} {rule.SEVERITY:<8} {rule.NAME}")
        return
    if code.upper() not in known:
        raise UserError.at("rules", f"there is no rule '{code}'", did_you_mean(code.upper(), known), "BLD002")
    rule = known[code.upper()]
    text = inspect.cleandoc(rule.__doc__ or "").replace("``", "`")
    click.echo(f"{rule.CODE} {rule.NAME} ({rule.SEVERITY})\n\n{text}")


@click.command()
@click.argument("type_", metavar="[TYPE]", required=False)
def sections(type_: str | None) -> None:
    """List the section types, or show the fields of one."""
    from microsites.content.describe import describe_model
    from microsites.content.validation import did_you_mean
    from microsites.sections import SECTION_TYPES

    if type_ is None:
        for name, model in SECTION_TYPES.items():
            click.echo(f"{name:<16} {model.summary}")
        return
    if type_ not in SECTION_TYPES:
        raise UserError.at("sections", f"unknown section type '{type_}'", did_you_mean(type_, SECTION_TYPES), "CFG007")
    click.echo(describe_model(SECTION_TYPES[type_]))


@click.command()
@click.argument("name", required=False)
def providers(name: str | None) -> None:
    """List the providers that ship with the product, or show one."""
    from microsites.content.validation import did_you_mean
    from microsites.measurement.describe import describe_provider
    from microsites.measurement.provider_reader import providers_with

    known = providers_with(None)
    if name is None:
        for provider in known.values():
            click.echo(f"{provider.name:<12} {provider.category:<12} {provider.id_example:<38} {provider.title}")
        return
    if name not in known:
        raise UserError.at("providers", f"unknown provider '{name}'", did_you_mean(name, known), "CFG023")
    click.echo(describe_provider(known[name]))
