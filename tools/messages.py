"""The catalogues of what the program says: finds the messages, keeps their translations, compiles them.

    .venv/bin/python tools/messages.py            after a message was added, changed or translated
    .venv/bin/python tools/messages.py --check    what the tests do: nothing is written

Messages are found by Babel where ``_`` and ``ngettext`` are called, in the constants of the rules, and in what commands
say of themselves.  Translations are
written into ``generator/microsites/i18n/<language>/LC_MESSAGES/microsites.po``, by hand or with any gettext editor.
"""

from __future__ import annotations

import argparse
import io
import string
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from microsites.check.rules import CATALOGUE
from microsites.cli.help import texts
from microsites.cli.main import main as main_command

PACKAGE = Path(__file__).resolve().parent.parent / "generator" / "microsites"
LANGUAGES = ("ja",)
"""English is the language of the source."""

_KEYWORDS = {"_": None, "ngettext": (1, 2)}
_HEADER = (
    "# What microsites says, in {language}.  Made by tools/messages.py: only the lines msgstr are written by hand."
)


def found() -> Catalog:
    """Every message of the package, without translation."""
    catalog = Catalog(charset="utf-8")
    for file, _line, text, _comments, _context in extract_from_dir(
        PACKAGE, method_map=[("**.py", "python")], keywords=_KEYWORDS
    ):
        catalog.add(text, locations=[(file, 1)])
    for rule in CATALOGUE:
        for text in filter(None, (rule.MESSAGE, rule.HINT)):
            catalog.add(text, locations=[("/".join(["check", "rules", f"{rule.NAME.replace('-', '_')}.py"]), 1)])
    for name, command in (("microsites --help", main_command), *_commands(main_command)):
        for text in texts(command):
            catalog.add(text, locations=[(name, 1)])
    return catalog


def _commands(group: click.Group) -> Iterator[tuple[str, click.Command]]:
    for command in group.commands.values():
        if isinstance(command, click.Group):
            yield from _commands(command)
        yield f"microsites {command.name} --help", command


def po_file(language: str) -> Path:
    """Where the translations of a language stand."""
    return PACKAGE / "i18n" / language / "LC_MESSAGES" / "microsites.po"


def updated(language: str) -> Catalog:
    """The messages of today with the translations that stand in the file; what nobody says any more is left out."""
    file = po_file(language)
    kept = read_po(io.BytesIO(file.read_bytes()), locale=language) if file.exists() else Catalog(locale=language)
    fresh = Catalog(
        locale=language,
        header_comment=_HEADER.format(language=language),
        charset="utf-8",
        fuzzy=False,
        # A day that changes by itself would make another file of the same words.
        creation_date=kept.creation_date,
        revision_date=kept.revision_date,
    )
    fresh.mime_headers = [("Content-Type", "text/plain; charset=utf-8"), ("Plural-Forms", kept.plural_forms)]
    for message in found():
        if message.id:
            known = kept.get(message.id)
            fresh.add(message.id, _string(message, known), sorted(set(message.locations)))
    return fresh


def _string(message: Message, known: Message | None) -> str | tuple[str, ...] | None:
    """The known translation, also of a message that counts by now, or does not any more."""
    if known is None or not known.string:
        return None
    forms = known.string if isinstance(known.string, tuple) else (known.string,)
    return forms if isinstance(message.id, tuple) else forms[0]


def faults(catalog: Catalog) -> Iterator[str]:
    """Yield what a translator must put right."""
    for message in catalog:
        if message.id:
            yield from (f"{_id(message)!r}: {fault}" for fault in _faults_of(message))


def _faults_of(message: Message) -> Iterator[str]:
    said = message.string if isinstance(message.string, tuple) else (message.string,)
    if not all(said):
        yield "is not translated"
        return
    names = _names(_id(message))
    for text in said:
        if _names(text) - names:
            yield f"the translation has a name that the message has not: {sorted(_names(text) - names)}"
        if names - _names(text) - {"count"}:
            yield f"the translation lacks {sorted(names - _names(text))}"


def _id(message: Message) -> str:
    return message.id[-1] if isinstance(message.id, tuple) else message.id


def _names(text: str) -> frozenset[str]:
    try:
        return frozenset(name.split(".")[0].split("[")[0] for _, name, _, _ in string.Formatter().parse(text) if name)
    except ValueError:  # braces that stand for themselves
        return frozenset()


def po_text(catalog: Catalog) -> bytes:
    """The file that translators edit."""
    written = io.BytesIO()
    write_po(written, catalog, width=120, sort_output=True, include_lineno=False, omit_header=False)
    return written.getvalue()


def mo_text(catalog: Catalog) -> bytes:
    """The same as :mod:`gettext` reads it."""
    written = io.BytesIO()
    write_mo(written, catalog)
    return written.getvalue()


def main() -> None:
    """Write the catalogues, or say what is wrong with them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    only_check = parser.parse_args().check
    wrong = []
    for language in LANGUAGES:
        catalog = updated(language)
        wrong += [f"{language}: {fault}" for fault in faults(catalog)]
        for file, content in (
            (po_file(language), po_text(catalog)),
            (po_file(language).with_suffix(".mo"), mo_text(catalog)),
        ):
            if file.exists() and file.read_bytes() == content:
                continue
            if only_check:
                wrong.append(f"{file} is not what this script writes")
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
    sys.exit("\n".join(wrong) or 0)


if __name__ == "__main__":
    main()
