"""The server's side of the process that builds: it starts it, hears it, and starts another if it is gone."""

from __future__ import annotations

import contextlib
import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection

from microsites.serve.messages import Crashed, Order, Report
from microsites.serve.rebuilding import Preview
from microsites.serve.worker import work

_PATIENCE_SECONDS = 1.0


class BuildProcess:
    """Sends orders to a process of its own; what it reports is handed to ``hear``, in a thread of this one."""

    def __init__(self, preview: Preview, hear: Callable[[Report], None]) -> None:
        self._preview = preview
        self._hear = hear
        self._closing = False
        # Nothing is inherited: the server has threads, and a file watcher.
        self._context = multiprocessing.get_context("spawn")
        self._connection, self._process = self._start()

    def _start(self) -> tuple[Connection, multiprocessing.context.SpawnProcess]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=work, args=(theirs, self._preview))
        process.start()
        theirs.close()
        threading.Thread(target=self._listen, args=(ours, process), daemon=True).start()
        return ours, process

    def _listen(self, connection: Connection, process: multiprocessing.context.SpawnProcess) -> None:
        try:
            while True:
                self._hear(connection.recv())
        except (EOFError, OSError):
            process.join()
        if not self._closing:
            self._hear(Crashed(None, f"exit code {process.exitcode}"))

    def order(self, order: Order) -> None:
        """Ask for a build; a process that is gone is replaced by one that builds everything."""
        try:
            self._connection.send(order)
        except OSError:
            self._connection.close()
            self._connection, self._process = self._start()

    def close(self) -> None:
        """End the process: it sees that nobody asks any more, or is killed where it has no time to look."""
        self._closing = True
        with contextlib.suppress(OSError):
            self._connection.send(None)
        self._process.join(_PATIENCE_SECONDS)
        self._process.kill()
        self._process.join()
        self._connection.close()
