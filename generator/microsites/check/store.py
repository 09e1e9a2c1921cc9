"""Remembers what came of every file, so that the next check reads only the files that changed.

A page's judgement depends on its bytes and on what is the same for all pages: the rules, the manifest, which files there
are here and at the sister sites, the scripts of the site.  All of the latter are its *context*: if anything of it changes,
everything is read again.  Questions about the whole site are asked every time, from the remembered facts.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from microsites import check
from microsites.check.facts import Judged
from microsites.check.files import replace_text
from microsites.check.site import SiteUnderCheck
from microsites.check.tree import Tree
from microsites.check.workers import files_with_addresses, judge_paths
from microsites.errors import UserError

_NO_FILE = "BLD409"
_MAX_SIZE = 1024 * 1024 * 1024
_SETTLED = 100_000_000
"""Nanoseconds.  A file that was changed less than this before it was read may change again within the same tick of the
file system's clock, unseen: it is read again next time."""

Stamp = tuple[int, int, int, int]
"""Size, time of modification, time of change (both in nanoseconds) and inode of a file: a copy of other content with the
old time of modification has another time of change."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is remembered of a site."""

    context: str
    files: dict[str, tuple[Stamp, Judged]]


class Store:
    """What earlier checks found, in one file."""

    def __init__(self, file: Path) -> None:
        """Read ``file``.  One that cannot be understood is an empty one.  Raises UserError if it cannot be used."""
        self._file = file
        self._format = TypeAdapter(dict[str, _Kept])
        self._sites: dict[str, _Kept] = {}
        try:
            if file.stat().st_size <= _MAX_SIZE:
                self._sites = self._format.validate_json(file.read_bytes())
        except (FileNotFoundError, ValidationError):
            pass
        except OSError as error:
            raise _unusable(file, error) from None
        self._before = dict(self._sites)
        self._program = _program()

    def judge(self, site: SiteUnderCheck, rules: frozenset[str], jobs: int) -> tuple[Judged, ...]:
        """As :func:`microsites.check.workers.judge_files`, but only for what changed."""
        paths = files_with_addresses(site)
        context = _digest((self._program, *_parts(site, rules)))
        kept = self._sites.get(site.name)
        known: Mapping[str, tuple[Stamp, Judged]] = kept.files if kept is not None and kept.context == context else {}
        before = time.time_ns()
        stamps = {path: stamp for path in paths if (stamp := _stamp(site.tree, path)) is not None}
        changed = [path for path in paths if path not in known or known[path][0] != stamps.get(path)]
        judged = dict(zip(changed, judge_paths(site, rules, changed, jobs), strict=True))
        files = {path: known[path] for path in paths if path not in judged}
        for path, found in judged.items():
            # What could not be read may be readable next time, without a change of the file.
            stamp = stamps.get(path)
            if stamp is not None and stamp == _stamp(site.tree, path) and not found.unreadable:
                _, modified, changed_at, _ = stamp
                if max(modified, changed_at) < before - _SETTLED:
                    files[path] = (stamp, found)
        self._sites[site.name] = _Kept(context, files)
        return tuple([judged[path] if path in judged else known[path][1] for path in paths])

    def save(self) -> None:
        """Replace the file, if there is anything new.  Raises UserError; the old file stays then."""
        if self._sites != self._before:
            try:
                replace_text(self._file, self._format.dump_json(self._sites).decode())
            except OSError as error:
                raise _unusable(self._file, error) from None


def _unusable(file: Path, error: OSError) -> UserError:
    return UserError.at(file, f"cannot be used as a cache ({error.strerror or error})", "name another file", _NO_FILE)


def _stamp(tree: Tree, path: str) -> Stamp | None:
    try:
        found = (tree.root / path).stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode("utf-8", "surrogateescape"))
        digest.update(b"\0")
    return digest.hexdigest()


def _parts(site: SiteUnderCheck, rules: frozenset[str]) -> Iterator[str]:
    """Everything but a page's bytes, and the program, that its judgement depends on."""
    yield " ".join(sorted(rules))
    yield f"{site.tree.root.absolute()} {site.url} {site.today}"
    yield site.manifest.model_dump_json() if site.manifest else ""
    yield repr(sorted(site.expected_ids.items()))
    for name, provider in sorted(site.providers.items()):
        yield f"{name}:{provider.model_dump_json()}"
    yield from _names(site.tree)
    for name, tree in sorted(site.neighbours.items()):
        yield name
        yield from _names(tree)
    # Pages are judged by what their scripts do, too.
    for path in sorted(site.tree.files):
        if path.endswith((".js", ".mjs")):
            yield f"{path}:{_stamp(site.tree, path)}"


def _program() -> str:
    """The checker itself, in which a rule may have been mended."""
    stats = ((file.name, file.stat()) for file in sorted(Path(check.__file__).parent.rglob("*.py")))
    return " ".join(f"{name}:{found.st_size}:{found.st_mtime_ns}" for name, found in stats)


def _names(tree: Tree) -> Iterable[str]:
    yield "\n".join(sorted(tree.files))
