"""Does what takes long in a forked process, so that it can be given up when something newer is to be done.

A fork inherits all that is warm: imports, compiled templates, the content that was read.  It is a process group of its own,
because it starts programs too (Pagefind), and what it leaves half-made in the cache is made for being left.  Where there
is no fork (Windows), or none that libraries of the system bear (macOS), it is done here and now.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import TypeVar

T = TypeVar("T")

_NICE = 10


def apart(make: Callable[[], T], newer: Connection) -> T | None:
    """What ``make`` makes; None if something came on ``newer`` before that.  Raises RuntimeError for a bug in it."""
    if sys.platform != "linux":
        return None if newer.poll() else make()
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(sender, make))
    process.start()
    sender.close()
    try:
        if newer in wait([receiver, newer]):
            return None
        told, value = receiver.recv()
    except EOFError:
        process.join()
        raise RuntimeError(f"the process that builds a site ended with {process.exitcode}") from None
    finally:
        _end(process.pid)
        process.join()
        receiver.close()
    if told is not None:
        raise RuntimeError(told)
    made: T = value
    return made


def _end(pid: int | None) -> None:
    # Both may be gone, or the group not made yet.
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError):
            if pid is not None:
                kill(pid, signal.SIGKILL)


def _send(to: Connection, make: Callable[[], T]) -> None:
    os.setpgrp()  # it starts programs, which end with it
    # Whoever looks at a page waits for the browser and for the next order, and not for this.
    os.nice(_NICE)
    try:
        to.send((None, make()))
    except Exception:  # noqa: BLE001 - told where it is logged
        to.send((traceback.format_exc(), None))
    to.close()
