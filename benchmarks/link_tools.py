"""Link checkers, each with its best documented settings, and what they report as one kind of value.

``microsites`` and lychee read the files; linkinator and linkchecker ask a server, which is one of this machine.
Nothing is asked of other hosts.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from corpus_model import MEASUREMENT_ID

NODE_TOOLS = Path(__file__).resolve().parent.parent / "tests" / "browser" / "tools" / "node_modules" / ".bin"
TIMEOUT = 1800


@dataclass(frozen=True, slots=True)
class Report:
    """One line of what a tool found."""

    place: str
    """The file in which it stands, relative to the site."""
    text: str
    """The address that it is about and what is said of it, percent-decoded."""
    about: str = ""
    """The file that the address leads to, if it is one of the site."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A checker as it is run here."""

    name: str
    settings: str
    """As a person would type them, without paths."""
    served: bool
    """Whether it wants the address of a server instead of a folder."""
    program: Callable[[], str | None]
    run: Callable[[str, Path, str], Iterable[Report]]
    """From the program, the site's folder and its address."""

    def version(self, program: str) -> str:
        """What the program says of itself."""
        done = subprocess.run([*_command(program), "--version"], capture_output=True, text=True, check=False)
        found = re.search(r"\d+\.\d+(?:\.\d+)?", done.stdout)
        return found[0] if found else "?"


def _beside_python(name: str) -> str | None:
    """A program of this environment, else of the machine."""
    own = Path(sys.executable).parent / name
    return str(own) if own.is_file() else shutil.which(name)


def _node_tool(name: str) -> str | None:
    own = NODE_TOOLS / name
    return str(own) if own.is_file() else shutil.which(name)


def _command(program: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "microsites") if program == "microsites" else (program,)


def _output(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=TIMEOUT)
    # 0: nothing found, 1 and 2: something found; a crash says nothing on its standard output.
    if done.returncode not in (0, 1, 2) or not done.stdout.strip():
        raise SystemExit(f"{command[0]} failed:\n{done.stderr[-2000:]}")
    return done.stdout


def _file_of(address: str, url: str) -> str:
    """The file of the site that a server sends for an address; empty for one of another host."""
    if not address.startswith(url):
        return ""
    path = unquote(urlsplit(address).path).lstrip("/")
    return path + "index.html" if not path or path.endswith("/") else path


_OURS = ("--expect", f"ga4={MEASUREMENT_ID}")


def _microsites(program: str, site: Path, url: str) -> Iterator[Report]:
    output = _output([*_command(program), "check", str(site), "--url", url, *_OURS, "--format", "json"])
    for finding in json.loads(output)["findings"]:
        place = (finding["related"] or finding)["file"]
        yield Report(place, unquote(f"{finding['code']} {finding['subject']} {finding['message']}"))


_LYCHEE = (
    *("--offline", "--include-fragments=full", "--include-mail", "--hidden", "--index-files=index.html"),
    "--extensions=html,css,svg,xml,txt,ics,webmanifest",
)


_VERBATIM = "--include-verbatim"
"""With it, lychee also reads ``<script>`` (its address and its text), ``<noscript>`` and text that is shown as code."""


def _lychee(program: str, site: Path, url: str, *more: str) -> Iterator[Report]:
    own = f"{re.escape(url.replace('https:', 'http')).replace('http', 'https?:', 1)} {site.as_uri()}/"
    where = ("--root-dir", str(site), "--remap", own)
    output = json.loads(_output([program, *_LYCHEE, *more, *where, "--no-progress", "--format=json", str(site)]))
    for kind in ("error_map", "timeout_map"):
        for file, links in output[kind].items():
            place = Path(file).relative_to(site).as_posix()
            for link in links:
                yield Report(place, unquote(f"{link['url']} {link['status']['text']}"))


_LINKINATOR = ("--recurse", "--check-css", "--check-fragments", "--format=json")
_OTHER_HOSTS = r"^https?://(?!127\.0\.0\.1[:/])"


def _linkinator(program: str, _: Path, url: str) -> Iterator[Report]:
    links: list[dict[str, Any]] = json.loads(_output([program, url, *_LINKINATOR, "--skip", _OTHER_HOSTS]))["links"]
    for link in links:
        if link["state"] == "BROKEN":
            yield Report(
                _file_of(link.get("parent", url), url),
                unquote(f"{link['url']} {link.get('status', '')}"),
                _file_of(link["url"], url),
            )


_LINKCHECKER = "[checking]\nrecursionlevel=-1\n[AnchorCheck]\n"


def _linkchecker(program: str, site: Path, url: str) -> Iterator[Report]:
    settings = site.parent / "linkcheckerrc"
    settings.write_text(_LINKCHECKER, "utf-8")
    output = _output([program, "--config", str(settings), "--no-status", "--output=csv/utf-8", url])
    lines = [line for line in output.splitlines(keepends=True) if not line.startswith("#")]
    for row in csv.DictReader(io.StringIO("".join(lines)), delimiter=";"):
        if row["valid"] != "True" or row["warningstring"]:
            said = f"{row['urlname']} {row['url']} {row['result']} {row['warningstring']}"
            yield Report(_file_of(row["parentname"] or url, url), unquote(said), _file_of(row["url"], url))


TOOLS = (
    Tool(
        "microsites",
        f"check SITE --url URL {' '.join(_OURS)}",
        served=False,
        program=lambda: "microsites",
        run=_microsites,
    ),
    Tool(
        "lychee",
        f"{' '.join(_LYCHEE)} --root-dir=SITE --remap='URL file://SITE/' SITE",
        served=False,
        program=lambda: _beside_python("lychee"),
        run=_lychee,
    ),
    Tool(
        "lychee verbatim",
        f"the same with {_VERBATIM}",
        served=False,
        program=lambda: _beside_python("lychee"),
        run=lambda program, site, url: _lychee(program, site, url, _VERBATIM),
    ),
    Tool(
        "linkinator",
        f"{' '.join(_LINKINATOR)} --skip=OTHER-HOSTS URL",
        served=True,
        program=lambda: _node_tool("linkinator"),
        run=_linkinator,
    ),
    Tool(
        "linkchecker",
        "recursionlevel=-1, plugin AnchorCheck, warnings on; URL",
        served=True,
        program=lambda: _beside_python("linkchecker"),
        run=_linkchecker,
    ),
)
