"""``microsites new``: starts a portfolio, a site, a page, a section."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from microsites.cli.ci import ci
from microsites.cli.completion import SITES, TYPES
from microsites.cli.language import Commands, reader
from microsites.cli.portfolio import PORTFOLIO, portfolio_folder
from microsites.cli.shell import quoted
from microsites.i18n.message import Message, _, ngettext
from microsites.scaffold.purposes import PRESETS
from microsites.shown import shown_lines

if TYPE_CHECKING:
    from microsites.scaffold.page import Menu
    from microsites.scaffold.section import NewSection
    from microsites.scaffold.site import Theme

_PRESET = f"[{'|'.join(PRESETS)}]"
_PURPOSES = "\n".join(f"{preset.name:<13}{preset.summary}" for preset in PRESETS.values())
_AT = click.option("--at", metavar="TIME", help="Count days from this moment instead of now: 2027-01-31.")


def _say(*messages: str) -> None:
    say = reader(click.get_current_context()).say
    for message in messages:
        click.echo(shown_lines(say(message)))


def _next(portfolio: Path, site: str) -> list[str]:
    """What comes next; also for an editor that offers what it was told of the portfolio once."""
    from microsites.schema.write import SCHEMAS

    named = "" if portfolio == portfolio_folder(None) else f" --portfolio {quoted(portfolio)}"
    steps: list[str] = [_("Next: {command}", command=f"microsites build {site} --check{named}")]
    if (portfolio / SCHEMAS).is_dir():
        steps.append(_("So that the editor offers it: {command}", command=f"microsites schema{named}"))
    return steps


@click.group(cls=Commands)
def new() -> None:
    """Start something new: a portfolio, a site, a page, a section.

    \b
    microsites new portfolio hanamori --preset tourism --name 花守市
    microsites new site iju --preset migration
    microsites new page iju schools --title 学校と保育
    microsites new section iju schools faq
    """  # noqa: D301 - click reads the backspace


@new.command("portfolio")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--preset", metavar=_PRESET, help="What its first site is for [default: a small page of welcome].")
@click.option("--name", "town", metavar="TOWN", help="Name of the municipality: 花守市 [default: 〇〇市].")
@_AT
def new_portfolio_command(folder: Path, preset: str | None, town: str | None, at: str | None) -> None:
    """Write a portfolio with one small site, ready to build.

    \b
    microsites new portfolio demo
    microsites new portfolio hanamori --preset tourism --name 花守市
    """  # noqa: D301 - click reads the backspace
    from microsites.scaffold.new import new_portfolio

    made = new_portfolio(folder, preset=preset, town=town, at=at)
    files, editors = len(made.files), len(made.editors)
    _say(
        ngettext("{count} file written to {folder}", "{count} files written to {folder}", files, folder=folder),
        ngettext("{count} file for editors", "{count} files for editors", editors),
        _("First steps: {file}", file=folder / "README.md"),
        _("Next: {command}", command=f"cd {quoted(folder)} && microsites build --check"),
    )


_NEW_SITE = f"""Write a complete small site by its purpose.

What an editor must write over stands in 〔 〕. What its goals and buttons need is added to the portfolio's plan.yml; nothing is overwritten.

\b
{_PURPOSES}

\b
microsites new site iju --preset migration --title 花守ぐらし
microsites new site yuchi --preset companies --theme material --portfolio sites
"""


@new.command("site", help=_NEW_SITE)
@click.argument("name")
@click.option("--preset", required=True, metavar=_PRESET, help="What the site is for.")
@click.option("--title", help="The site's title [default: by the preset].")
@click.option(
    "--theme", type=click.Choice(["promo", "material"]), default="promo", show_default=True, help="How it looks."
)
@PORTFOLIO
@_AT
def new_site_command(
    name: str, preset: str, title: str | None, theme: Theme, portfolio: Path | None, at: str | None
) -> None:
    """Write a complete small site by its purpose."""
    from microsites.scaffold.site import new_site

    root = portfolio_folder(portfolio)
    made = new_site(root, name, preset, title=title, theme=theme, at=at)
    _say(
        ngettext(
            "{count} file of a site '{preset}' written to {folder}",
            "{count} files of a site '{preset}' written to {folder}",
            len(made.files),
            preset=made.preset,
            folder=made.folder,
        )
    )
    if made.plan is not None:
        _say(_("Added to {file}: {what}", file=made.plan, what=", ".join(made.events)))
    _say(
        ngettext(
            "To fill in: {count} place in 〔 〕, and the target of every goal in {file}; first review by {day}",
            "To fill in: {count} places in 〔 〕, and the target of every goal in {file}; first review by {day}",
            made.placeholders,
            file=made.folder / "site.yml",
            day=made.review,
        ),
        *(
            _("Still to do in {file}: {problem}; {hint}", file=left.file, problem=left.message, hint=left.hint)
            for left in made.left
        ),
        *_next(root, name),
    )


@new.command("page")
@click.argument("site", shell_complete=SITES)
@click.argument("path")
@click.option("--title", help="The page's title, also in the menu [default: a placeholder].")
@click.option(
    "--menu",
    type=click.Choice(["navigation", "footer", "none"]),
    help="Where a link to it is added [default: navigation, footer where that is full].",
)
@PORTFOLIO
@_AT
def new_page_command(
    site: str, path: str, title: str | None, menu: Menu | Literal["none"] | None, portfolio: Path | None, at: str | None
) -> None:
    """Write a page with one section, and a link to it.

    PATH is the page's address: access, farms/aoki.

    \b
    microsites new page iju schools --title 学校と保育
    microsites new page iju life/winter --title 冬の備え --menu footer
    """  # noqa: D301 - click reads the backspace
    from microsites.scaffold.page import new_page

    root = portfolio_folder(portfolio)
    made = new_page(root, site, path, title=title, menu=menu, at=at)
    _say(_("Page written: {file}", file=made.file))
    if made.menu is not None:
        _say(_("Added to '{key}' in {file}: {line}", key=made.menu, file=made.settings, line=made.link))
    else:
        _say(_("No link leads to it yet; add one to a page, or to {file}: {line}", file=made.settings, line=made.link))
    _say(*_next(root, site))


@new.command("section")
@click.argument("site", shell_complete=SITES)
@click.argument("page")
@click.argument("kind", metavar="TYPE", shell_complete=TYPES)
@click.option("--id", "section_id", help="The section's id [default: the example's].")
@PORTFOLIO
@_AT
def new_section_command(
    site: str, page: str, kind: str, section_id: str | None, portfolio: Path | None, at: str | None
) -> None:
    """Add the example of a section to a page.

    It comes at the page's end, and no other line is touched. TYPE is one of those that 'microsites sections' lists.

    \b
    microsites new section iju index faq
    microsites new section iju grants call --id autumn
    """  # noqa: D301 - click reads the backspace
    from microsites.scaffold.section import new_section

    root = portfolio_folder(portfolio)
    made = new_section(root, site, page, kind, section_id=section_id, at=at)
    _say(_("Section '{id}' ({type}) added: {file}:{line}", id=made.id, type=kind, file=made.file, line=made.line))
    _say(*_beside(made))
    _say(
        _("It is an example: write over its texts, figures and links"),
        _("What it can hold: {command}", command=f"microsites sections {kind}"),
        *_next(root, site),
    )


def _beside(made: NewSection) -> list[Message]:
    """What the section needed besides, file by file."""
    written = [_("It needs this file too, which was written: {file}", file=file) for file in made.written]
    return written + [_("Added to {file}: {what}", file=file, what=what) for file, what in made.added.items()]


new.add_command(ci)
