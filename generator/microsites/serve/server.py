"""``microsites serve``: watches, builds and answers, on this machine alone, until somebody ends it."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import shutil
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from zoneinfo import ZoneInfo

import uvicorn

from microsites.build.clock import read_clock
from microsites.build.swap import CACHE, in_use, recover, staging_area
from microsites.content.validation import did_you_mean
from microsites.errors import UserError
from microsites.i18n.catalogue import Catalogue
from microsites.i18n.message import Message, _
from microsites.i18n.system import reason
from microsites.media.cache import prune
from microsites.serve.app import Pages
from microsites.serve.messages import Order, Report, Unwatched
from microsites.serve.process import BuildProcess
from microsites.serve.rebuilding import Preview
from microsites.serve.state import State
from microsites.serve.watching import LONGEST_RETRY_SECONDS, changes

FOLDER = ".preview"
"""Where a preview keeps what it builds, in the portfolio: no content lies in folders with a dot."""

FIRST_PORT = 8000
PORTS_TRIED = 20

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@dataclass(frozen=True, slots=True)
class Serving:
    """What is served, and to whom."""

    root: Path
    """The portfolio, absolute."""
    names: tuple[str, ...]
    """The sites; all if there are none."""
    at: str | None
    port: int | None
    """None takes the first free one from :data:`FIRST_PORT` on."""
    language: Catalogue
    editor: str | None
    """The scheme of the editor that pages may open."""


def _bound(port: int) -> list[socket.socket]:
    """Sockets on ``port`` of both loopback addresses, of IPv4 alone where there is no IPv6.  Raises OSError."""
    sockets = [_socket(socket.AF_INET, "127.0.0.1", port)]
    try:
        sockets.append(_socket(socket.AF_INET6, "::1", sockets[0].getsockname()[1]))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            sockets[0].close()
            raise
    return sockets


def _socket(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":  # there it would let two servers share a port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((address, port))
        bound.listen(128)
    except OSError:
        bound.close()
        raise
    return bound


def listen(port: int | None) -> list[socket.socket]:
    """Sockets on ``port``, else on the first free one.  Raises UserError with a free one where ``port`` is taken."""
    tried = range(FIRST_PORT, FIRST_PORT + PORTS_TRIED) if port is None else (port,)
    refused: OSError | None = None
    for each in tried:
        try:
            return _bound(each)
        except OSError as error:
            refused = refused or error
    if refused is None or refused.errno == errno.EADDRINUSE:
        message = _("port {port} cannot be used: another program has it", port=tried[0])
    else:
        message = _("port {port} cannot be used: {reason}", port=tried[0], reason=reason(refused))
    raise UserError.at("--port", message, _hint_of_a_free_port(), "BLD051")


def _hint_of_a_free_port() -> Message | str:
    try:
        free = _bound(0)
    except OSError:  # no port is
        return ""
    number = free[0].getsockname()[1]
    for one in free:
        one.close()
    return _("write --port {port}", port=number)


class _Server(uvicorn.Server):
    """Ends quietly: no signal is raised again, and nobody who waits for news holds it up."""

    def __init__(self, config: uvicorn.Config, ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._ending = ending

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take the signals for as long as the server runs."""
        before = {number: signal.signal(number, self.handle_exit) for number in _SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Called by a signal."""
        super().handle_exit(sig, frame)
        self._ending()


def check_asked(root: Path, names: tuple[str, ...], at: str | None) -> None:
    """Raise UserError where there is no portfolio, no such site or no such moment; what is written may be wrong as it likes."""
    if not (root / "portfolio.yml").is_file():
        hint = _("name the folder with --portfolio, or start one: microsites new portfolio NAME")
        raise UserError.at(root, _("is not a portfolio: there is no portfolio.yml in it"), hint, "BLD054")
    known = sorted(path.parent.name for path in root.glob("*/site.yml"))
    for name in names:
        if name not in known:
            raise UserError.at(root, _("there is no site '{name}'", name=name), did_you_mean(name, known), "BLD054")
    read_clock(at, ZoneInfo("UTC"))


def _prepared(root: Path) -> Path:
    """The folder that previews of ``root`` share.  Raises UserError."""
    out = root / FOLDER
    try:
        out.mkdir(exist_ok=True)
        # What lies there is nobody's to commit.
        (out / ".gitignore").write_text("*\n", "utf-8")
        recover(out)
    except OSError as error:
        message = _("cannot be written: {reason}", reason=reason(error))
        hint = _("the preview builds there; allow writing, or copy the portfolio")
        raise UserError.at(out, message, hint, "BLD052") from None
    return out


def take_over(built: Path, cache: Path, area: Path) -> None:
    """Begin with the pictures that a build has encoded already: all of them or none, by way of ``area``.

    What cannot be copied is encoded again; another preview that was quicker keeps what it has.
    """
    if cache.is_dir() or not built.is_dir():
        return
    part = area / CACHE
    with contextlib.suppress(OSError):
        shutil.copytree(built, part, ignore=shutil.ignore_patterns("*.lock"))
        os.replace(part, cache)
    shutil.rmtree(part, ignore_errors=True)


def _prune(root: Path, out: Path) -> None:
    """Forget the pictures that no site uses any more; another preview may be running."""
    with contextlib.suppress(OSError):
        prune(out / CACHE, {path.parent.name for path in root.glob("*/site.yml")}, lambda: in_use(out))


def serve(serving: Serving, started: Callable[[int], None], tell: Callable[[Report | Unwatched], None]) -> None:
    """Serve until a signal ends it; ``started`` hears the port, ``tell`` every report.  Raises UserError."""
    out = _prepared(serving.root)
    cache = out / CACHE
    with contextlib.ExitStack() as ends:
        sockets = listen(serving.port)
        ends.callback(_prune, serving.root, out)
        for each in sockets:
            ends.enter_context(each)
        with staging_area(out) as area:
            take_over(Path("dist") / CACHE, cache, area)
            preview = Preview(serving.root, serving.names, serving.at, cache, area)
            asyncio.run(_serve(serving, preview, sockets, started, tell))


async def _serve(
    serving: Serving,
    preview: Preview,
    sockets: list[socket.socket],
    started: Callable[[int], None],
    tell: Callable[[Report | Unwatched], None],
) -> None:
    loop = asyncio.get_running_loop()
    state = State()
    stop = asyncio.Event()

    def take(report: Report) -> None:
        if state.closed:  # a signal that ends this process may have ended the other before
            return
        state.hear(report)
        tell(report)

    def hear(report: Report) -> None:
        # The loop may be gone at the very end.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(take, report)

    def ending() -> None:
        loop.call_soon_threadsafe(state.close)
        loop.call_soon_threadsafe(stop.set)

    pages = Pages(state, serving.root, serving.language, serving.editor)
    config = uvicorn.Config(
        pages.app(),
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    server = _Server(config, ending)
    builder = BuildProcess(preview, hear)

    async def watch() -> None:
        def failed(error: OSError | RuntimeError) -> None:
            tell(Unwatched(error, LONGEST_RETRY_SECONDS))

        async for paths in changes(serving.root, stop, failed):
            state.started()
            builder.order(Order(paths, state.viewed))

    watching = asyncio.create_task(watch())
    try:
        started(sockets[0].getsockname()[1])
        await server.serve(sockets)
    finally:
        stop.set()
        try:
            await watching
        finally:
            await asyncio.to_thread(builder.close)
