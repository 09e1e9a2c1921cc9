"""The portfolio as it was at a revision: read from git into a folder of its own, without touching the work tree."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Final
from zoneinfo import ZoneInfo

from microsites.errors import UserError
from microsites.git import git
from microsites.i18n.message import _
from microsites.i18n.system import reason

_MAX_FILES: Final = 40_000
_MAX_BYTES: Final = 5_000_000
"""Files of content are far smaller; a larger one is not read then either."""

_LARGEST: Final = 300_000_000
"""Of all files of content together."""

_REGULAR: Final = ("100644", "100755")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit and the portfolio's folder in it."""

    folder: Path
    """The portfolio as it lies there now."""
    prefix: str
    """The same below the top of the repository, with a slash at the end; empty at the top."""
    commit: str
    at: datetime
    """When it was committed, in the portfolio's zone."""

    @property
    def short(self) -> str:
        """Enough of the commit to find it."""
        return self.commit[:9]


@dataclass(frozen=True, slots=True)
class Blob:
    """A file of a revision."""

    id: str
    """What git knows its content by."""
    size: int


def _git(folder: Path, *arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return git(folder, *arguments, data=data)
    except FileNotFoundError:
        hint = _("install git; a digest compares with what it remembers")
        raise UserError.at("git", _("is not installed"), hint, "BLD090") from None
    except OSError as error:
        message = _("cannot be started: {reason}", reason=reason(error))
        raise UserError.at("git", message, _("see who may run it"), "BLD090") from None
    except subprocess.TimeoutExpired:
        hint = _("try it by hand: git -C {folder} {arguments}", folder=folder, arguments=" ".join(arguments[:3]))
        raise UserError.at("git", _("gives no answer"), hint, "BLD090") from None


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stderr.decode("utf-8", "replace").strip().split("\n", 1)[0][:300]


def _is_shallow(folder: Path) -> bool:
    return _git(folder, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


def _before(folder: Path, since: str, zone: ZoneInfo) -> str:
    """The last commit before the day ``since`` begins."""
    try:
        day = datetime.fromisoformat(since).replace(tzinfo=zone)
    except ValueError:
        raise UserError.at("--since", _("'{day}' does not exist", day=since), _("check the day"), "BLD092") from None
    # Before 1970 there is no git, and its options take no negative moment.
    done = _git(folder, "rev-list", "-1", f"--min-age={max(0, int(day.timestamp()) - 1)}", "HEAD")
    if done.returncode:
        raise UserError.at(
            folder, _("git knows no commit here ({reason})", reason=_said(done)), _("commit first"), "BLD092"
        )
    if not (commit := done.stdout.decode().strip()):
        hint = (
            _("the clone is shallow: git fetch --unshallow (in CI: fetch-depth: 0)")
            if _is_shallow(folder)
            else _("name a later day, or a commit")
        )
        raise UserError.at("--since", _("there is no commit before {day}", day=since), hint, "BLD092")
    return commit


def _named(folder: Path, since: str) -> str:
    done = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{since}^{{commit}}")
    if done.returncode or not re.fullmatch(rb"[0-9a-f]{40,64}", done.stdout.strip()):
        hint = (
            _("the clone is shallow: git fetch --unshallow (in CI: fetch-depth: 0)")
            if _is_shallow(folder)
            else _("name a commit, a branch or a tag, or a day as 2026-11-16")
        )
        raise UserError.at("--since", _("git knows no revision '{revision}'", revision=since), hint, "BLD092")
    return done.stdout.decode().strip()


def find_revision(folder: Path, since: str, zone: ZoneInfo) -> Revision:
    """The revision that ``since`` means: a name that git knows, or the last commit before a day (``2026-11-16``).

    Raises UserError where there is no git, no repository or no such revision.
    """
    if not folder.is_dir():
        raise UserError.at(folder, _("is no folder"), _("name the portfolio with --portfolio"), "BLD091")
    top = _git(folder, "rev-parse", "--show-prefix")
    if top.returncode:
        message = _("does not lie in a git repository ({reason})", reason=_said(top))
        hint = _("a digest needs the history; clone the repository instead of downloading its files")
        raise UserError.at(folder, message, hint, "BLD091")
    commit = _before(folder, since, zone) if _DAY.fullmatch(since) else _named(folder, since)
    prefix = top.stdout.decode("utf-8", "surrogateescape").rstrip("\n")
    return Revision(folder, prefix, commit, _committed(folder, commit, zone))


def _committed(folder: Path, commit: str, zone: ZoneInfo) -> datetime:
    # Without the signature, which a setting of git's shows everywhere.
    said = _git(folder, "show", "--no-patch", "--no-show-signature", "--format=%ct", commit).stdout
    try:
        return datetime.fromtimestamp(int(said.strip() or b"0"), zone)
    except (ValueError, OverflowError, OSError):
        message = _("git knows no time of {commit}", commit=commit[:9])
        raise UserError.at("--since", message, _("name another revision"), "BLD092") from None


def _safe(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and "\\" not in path and not {"..", ".git"} & set(parts)


def blobs(revision: Revision) -> Mapping[str, Blob]:
    """Every regular file of the portfolio then, relative to its folder.  Raises UserError if there was none."""
    done = _git(revision.folder, "ls-tree", "-r", "-z", "-l", "--full-tree", f"{revision.commit}:{revision.prefix}")
    if done.returncode:
        message = _("there was no folder '{folder}' at {commit}", folder=revision.prefix, commit=revision.short)
        raise UserError.at("--since", message, _("name a later revision"), "BLD093")
    found: dict[str, Blob] = {}
    for line in done.stdout.split(b"\0")[:-1]:
        about, _tab, name = line.partition(b"\t")
        mode, kind, id_, size = about.decode().split()
        path = name.decode("utf-8", "replace")
        if kind == "blob" and mode in _REGULAR and _safe(path):
            found[path] = Blob(id_, int(size))
    if len(found) > _MAX_FILES:
        message = _("the portfolio had more than {count} files then", count=_MAX_FILES)
        raise UserError.at("--since", message, _("name the folder of the portfolio alone"), "BLD093")
    return found


def _is_asset(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return len(parts) > 2 and parts[1] == "assets"


def write_past(revision: Revision, files: Mapping[str, Blob], into: Path) -> None:
    """Write the portfolio as it was into the empty folder ``into``.

    Pictures and documents are written empty: to read the content it is enough that they are there.
    """
    texts = [path for path, blob in files.items() if not _is_asset(path) and blob.size <= _MAX_BYTES]
    if sum(files[path].size for path in texts) > _LARGEST:
        message = _("the portfolio was too large then")
        raise UserError.at("--since", message, _("name the folder of the portfolio alone"), "BLD093")
    asked = "".join(f"{files[path].id}\n" for path in texts).encode()
    answer = _git(revision.folder, "cat-file", "--batch", data=asked)
    position = 0
    for path in texts:
        end = answer.stdout.find(b"\n", position)
        head = answer.stdout[position:end].split()
        if end < 0 or len(head) != 3:
            # A clone without its blobs (--filter) that cannot reach the server.
            message = _("the content of {file} at {commit} cannot be read", file=path, commit=revision.short)
            raise UserError.at("git", message, _("git fetch, then try again"), "BLD093")
        size = int(head[2])
        _write(into, path, answer.stdout[end + 1 : end + 1 + size])
        position = end + size + 2
    for path in files:
        if _is_asset(path):
            _write(into, path, b"")


def _write(into: Path, path: str, content: bytes) -> None:
    target = into / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def ids_now(revision: Revision, paths: Iterable[str]) -> Mapping[str, str]:
    """What git would know the content of these files by, as they lie there now; files that cannot be read are left out."""
    names = [
        path for path in paths if "\n" not in path and not path.startswith('"') and (revision.folder / path).is_file()
    ]
    asked = "".join(f"{revision.prefix}{name}\n" for name in names)
    done = _git(revision.folder, "hash-object", "--stdin-paths", data=asked.encode("utf-8", "surrogateescape"))
    ids = done.stdout.decode().split()
    return dict(zip(names, ids, strict=True)) if len(ids) == len(names) else {}
