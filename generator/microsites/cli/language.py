"""In which language a command speaks: ``--lang``, else the machine's."""

from __future__ import annotations

import click

from microsites.i18n.catalogue import LANGUAGES, Catalogue, language_of

_LANGUAGE = "microsites.language"
"""Where the context of a command keeps the chosen language."""


def _keep_language(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value:
        ctx.meta[_LANGUAGE] = value


LANG = click.Option(
    ["--lang"],
    type=click.Choice(LANGUAGES),
    expose_value=False,
    callback=_keep_language,
    is_eager=True,
    help="Language of messages [default: the machine's].",
)


def reader(ctx: click.Context) -> Catalogue:
    """What says messages to the person who gave the command."""
    return Catalogue(ctx.meta.get(_LANGUAGE) or language_of())


def report_reader(ctx: click.Context) -> Catalogue:
    """What says a report that municipalities read: Japanese, unless the command asks for another language."""
    return Catalogue(ctx.meta.get(_LANGUAGE) or "ja")


class _Context(click.Context):
    """Help comes from it, in click's words or in their translation."""

    def make_formatter(self) -> click.HelpFormatter:
        """What writes the help."""
        language = reader(self)
        if language.language == "en":
            return super().make_formatter()
        from microsites.cli.help import Formatter

        return Formatter(language, width=self.terminal_width, max_width=self.max_content_width)


class Commands(click.Group):
    """A group whose commands all know ``--lang``, and say what they are for in that language."""

    context_class = _Context

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Register ``cmd``."""
        cmd.context_class = _Context
        cmd.params.append(LANG)
        super().add_command(cmd, name)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Look for the language before a command is chosen: ``--help`` answers before the options are read."""
        for option, value in zip(args, [*args, ""][1:], strict=True):
            asked = value if option == "--lang" else option.removeprefix("--lang=")
            if option.startswith("--lang") and asked in LANGUAGES:
                ctx.meta[_LANGUAGE] = asked
        return super().parse_args(ctx, args)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say what the group is for."""
        click.Group.format_help_text(self._said(ctx), ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the group's own options, and its commands."""
        click.Group.format_options(self._said(ctx), ctx, formatter)

    def _said(self, ctx: click.Context) -> click.Group:
        from microsites.cli.help import said_in

        return said_in(self, reader(ctx))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        command = super().get_command(ctx, cmd_name)
        language = reader(ctx)
        if command is None or language.language == "en":
            return command
        from microsites.cli.help import said_in

        return said_in(command, language)
