"""The process that builds: what goes wrong in it ends no server, and pages are answered while it works."""

from __future__ import annotations

import signal
import traceback
from multiprocessing.connection import Connection

from microsites.bug_log import log_bug
from microsites.serve.messages import Crashed, Order
from microsites.serve.rebuilding import Preview, Rebuilder, could_not_write

_LONGEST_WAIT = 3600.0
"""Seconds: a machine that slept counts no time."""


def work(connection: Connection, preview: Preview) -> None:
    """Carry out orders until the other side is gone."""
    # Ctrl-C reaches every process of a terminal; the server ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    rebuilder: Rebuilder | None = None
    order = Order(None)
    while True:
        try:
            if rebuilder is None:
                rebuilder = Rebuilder(preview, connection.send, connection)
            rebuilder.carry_out(order)
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return
        except OSError as error:
            connection.send(could_not_write(error))
        except Exception as error:  # noqa: BLE001 - a bug of ours: it is told, and everything is built anew next time
            connection.send(Crashed(log_bug(), traceback.format_exception_only(error)[-1].strip()))
            rebuilder = None
        try:
            order = _next_order(connection, None if rebuilder is None else rebuilder.next_change())
        except (EOFError, OSError):
            return


def _next_order(connection: Connection, wait: float | None) -> Order:
    """All orders that have come, as one; one without paths when the clock changes something.  Raises EOFError at the end."""
    if wait is not None and not connection.poll(min(wait, _LONGEST_WAIT)):
        return Order(frozenset())
    order = _received(connection)
    while connection.poll():
        order = _received(connection).with_earlier(order)
    return order


def _received(connection: Connection) -> Order:
    order: Order | None = connection.recv()
    if order is None:
        raise EOFError
    return order
