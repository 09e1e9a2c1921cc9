"""Writes ``admin/``: the page, the configuration and the program."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

import yaml

from microsites.cms.config import configuration
from microsites.cms.forge import Backend, asked, base_of
from microsites.cms.package import unpacked
from microsites.collections import ENTRY_KINDS
from microsites.content.loader import load_portfolio
from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.i18n.system import reason
from microsites.measurement.tags import load_tags
from microsites.sections import SECTION_TYPES
from microsites.whole_file import replace_bytes

_PAGE = """<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<link rel="icon" href="data:,">
<link href="config.yml" type="text/yaml" rel="cms-config-url">
</head>
<body>
<script src="sveltia-cms.js"></script>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    folder: Path
    forge: str
    """Where it saves: the forge's name, or the address of one's own."""
    repo: str


def policy(backend: Backend) -> str:
    """What the page may load and ask: itself, and the forge that keeps the files; nobody else.

    Whatever the program would fetch beyond that, a browser refuses.
    """
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "font-src 'self'",
            "img-src 'self' blob: data:",
            "media-src 'self' blob:",
            "worker-src 'self' blob:",
            "frame-src 'self' blob:",
            f"connect-src 'self' blob: data: {asked(backend)}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def write_cms(portfolio: Path, output: Path, package: bytes, backend: Backend) -> Written:
    """Write ``admin/`` into ``output``.  Raises UserError for content that cannot be read."""
    loaded = load_portfolio(portfolio, SECTION_TYPES, ENTRY_KINDS)
    problems = list(loaded.problems)
    tags = load_tags(loaded.portfolio, problems)
    if problems:
        raise UserError(problems)
    config = configuration(loaded.portfolio, tags, base_of(portfolio), backend)
    page = _PAGE.format(policy=escape(policy(backend)), title=escape(loaded.portfolio.settings.name))
    files = {
        **unpacked(package),
        "config.yml": yaml.dump(config, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10_000).encode(),
        "index.html": page.encode(),
    }
    try:
        for name, content in files.items():
            path = output / name
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_bytes(path, content)
    except OSError as error:
        message = _("cannot be written: {reason}", reason=reason(error))
        raise UserError.at(error.filename or output, message, _("check the folder"), "BLD041") from None
    return Written(output, backend.get("base_url", backend["name"]), backend["repo"])


class _Plain(yaml.SafeDumper):
    """Without anchors: the program allows only a few."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's own name
        return True
