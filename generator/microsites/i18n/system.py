"""What the operating system says, in the language of who reads it."""

from __future__ import annotations

import errno
from types import MappingProxyType

from microsites.i18n.message import _

_REASONS = MappingProxyType(
    {
        errno.ENOENT: _("No such file or directory"),
        errno.EACCES: _("Permission denied"),
        errno.EPERM: _("Operation not permitted"),
        errno.EEXIST: _("File exists"),
        errno.ENOTDIR: _("Not a directory"),
        errno.EISDIR: _("Is a directory"),
        errno.ENAMETOOLONG: _("File name too long"),
        errno.ELOOP: _("Too many levels of symbolic links"),
        errno.ENOSPC: _("No space left on device"),
        errno.EDQUOT: _("Disk quota exceeded"),
        errno.EROFS: _("Read-only file system"),
        errno.EMFILE: _("Too many open files"),
        errno.EIO: _("Input/output error"),
        errno.EBUSY: _("Device or resource busy"),
    }
)
"""The words of the C library for what a person can do something about."""


def reason(error: OSError) -> str:
    """Why the system, or one of us, refused: a message for the common reasons, else the words that came with it."""
    if known := _REASONS.get(error.errno or 0):
        return known
    words: str = error.args[0] if len(error.args) == 1 and isinstance(error.args[0], str) else str(error)
    return error.strerror or words
