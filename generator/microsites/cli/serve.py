"""``microsites serve``: the preview for whoever writes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from microsites.cli.completion import SITES
from microsites.cli.language import reader
from microsites.cli.portfolio import PORTFOLIO, portfolio_folder
from microsites.cli.problems import tell as tell_problems
from microsites.errors import UserError
from microsites.i18n.message import Message, _, ngettext
from microsites.i18n.system import reason

if TYPE_CHECKING:
    from microsites.serve.messages import Report, Unwatched

_NEEDED = ("starlette", "uvicorn", "watchfiles")


@click.command()
@click.argument("sites", nargs=-1, metavar="[SITE]...", shell_complete=SITES)
@PORTFOLIO
@click.option("--port", type=click.IntRange(1, 65535), help="Port on this machine [default: the first free from 8000].")
@click.option("--at", metavar="TIME", help="Show the sites as they are at this moment: 2027-01-31 or 2027-01-31T17:00.")
@click.option("--open", "then_open", is_flag=True, help="Open the overview in the browser.")
@click.option("--editor", type=click.Choice(["vscode"]), help="Let lines of YAML open in this editor.")
def serve(
    sites: tuple[str, ...],
    portfolio: Path | None,
    port: int | None,
    at: str | None,
    then_open: bool,
    editor: str | None,
) -> None:
    """Show the sites while you write: what is saved is on screen at once, with what would be measured.

    Only this machine can see them. Ctrl-C ends it.

    \b
    microsites serve                         all sites
    microsites serve strawberry --open
    microsites serve --at 2027-01-31T17:00   as on that day
    """  # noqa: D301 - click reads the backspace
    from importlib.util import find_spec

    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        message = _("needs what is not installed: {packages}", packages=", ".join(missing))
        hint = _("install the extra: pip install 'microsites[{extra}]'", extra="serve")
        raise UserError.at("microsites serve", message, hint, "BLD053")
    from microsites.serve.server import Serving, check_asked
    from microsites.serve.server import serve as run

    root = portfolio_folder(portfolio).resolve()
    language = reader(click.get_current_context())

    def say(message: Message) -> None:
        click.echo(language.say(message))

    def started(number: int) -> None:
        address = f"http://127.0.0.1:{number}/"
        say(_("The preview: {address}  (Ctrl-C ends it)", address=address))
        if then_open:
            import webbrowser

            webbrowser.open(address)

    check_asked(root, sites, at)
    run(Serving(root, sites, at, port, language, editor), started, _teller(say))


def _teller(say: Callable[[Message], None]) -> Callable[[Report | Unwatched], None]:
    from microsites.serve.messages import Crashed, Refused, Settled, SiteBuilt, Unwatched

    def tell(report: Report | Unwatched) -> None:
        time = f"{datetime.now():%H:%M:%S}"  # noqa: DTZ005 - of the clock on the wall
        match report:
            case SiteBuilt(site=site, pages=pages, seconds=seconds):
                count = ngettext("{count} page", "{count} pages", pages)
                say(
                    _(
                        "{time}  {site}: {pages}, {seconds} s",
                        time=time,
                        site=site,
                        pages=count,
                        seconds=f"{seconds:.1f}",
                    )
                )
            case Refused(problems) | Settled(problems):
                tell_problems(problems)
            case Crashed(log=None, reason=end):
                say(
                    _(
                        "{time}  the process that builds is gone ({reason}); it starts again with the next change",
                        time=time,
                        reason=end,
                    )
                )
            case Crashed(log=log):
                say(_("microsites met a bug of its own. Please report it with this file: {file}", file=log))
            case Unwatched(error, seconds):
                why = reason(error) if isinstance(error, OSError) else str(error)
                say(
                    _(
                        "{time}  the folder cannot be watched ({reason}): what you save is shown after up to {seconds} s",
                        time=time,
                        reason=why,
                        seconds=f"{seconds:.0f}",
                    )
                )

    return tell
