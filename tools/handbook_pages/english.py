"""The reference in English, beside the Japanese: commands, rules, codes of errors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

import click

from microsites.check.documentation import documentation_of
from microsites.check.rules import CATALOGUE, RuleInfo
from microsites.cli.help import EXAMPLES, paragraphs
from microsites.cli.main import main
from microsites.error_codes import ErrorCode, error_codes
from tools.handbook_pages.commands import is_common, named_commands, value_of
from tools.handbook_pages.rules import FAMILIES, family_of, in_order
from tools.handbook_pages.writing import code, code_block, plain, plain_code, prose_page, table

_EXIT_CODES = (
    ("0", "Nothing is wrong."),
    ("1", "The check found what must be put right; `--fail-on` says from which severity on."),
    ("2", "Something that its author can put right, with file, line and cure. Nothing was written."),
    ("3", "A bug of ours. The message names a log file: please send it."),
    ("4", "Only outside links failed, for as many days as `--fail-after` says."),
    ("130", "Somebody stopped it (Ctrl-C)."),
)
_COMPLETION = """\
# bash: at the end of ~/.bashrc
eval "$(_MICROSITES_COMPLETE=bash_source microsites)"
# zsh: at the end of ~/.zshrc
eval "$(_MICROSITES_COMPLETE=zsh_source microsites)"
# fish: in ~/.config/fish/completions/microsites.fish
_MICROSITES_COMPLETE=fish_source microsites | source"""
_FORMATS = {
    "text": "to read; in a terminal, places are links that open the file",
    "json": "for other programs",
    "sarif": "for code scanning, such as GitHub's (SARIF 2.1.0)",
    "junit": "for the test results of CI",
    "github": "as annotations beside the changed lines on GitHub",
    "csv": "for a spreadsheet, to share out the findings by owner",
    "html": "one file, to attach to a report",
    "comment": "a comment on a pull or merge request",
}
_FAMILY_NAMES = {
    "LNK": "Links and files",
    "TAG": "Measurement tags",
    "EVT": "Events and goals",
    "CNS": "Consent",
    "XDM": "Measurement across sites",
    "UTM": "Marks of campaigns",
    "LAW": "What the law asks to be shown",
    "SEO": "Search and sharing",
    "A11Y": "Accessibility",
    "SEC": "Security",
    "PERF": "Speed",
    "TXT": "Text",
    "DATE": "Dates",
    "EXT": "Outside pages",
    "CHK": "The check itself",
}


def commands_page() -> str:
    """Every command with its options and examples, as ``--help`` says it."""
    blocks = [
        (
            "Every command says the same with `--help`. Messages come in the language of the machine; `--lang ja` or "
            "`--lang en` chooses."
        )
    ]
    for name, command in named_commands(main, "microsites"):
        blocks += _command(name, command)
    blocks += [
        "## Exit codes",
        "CI goes on, or stops, by the number with which a command ends.",
        table(("Code", "Meaning"), [(code(number), meaning) for number, meaning in _EXIT_CODES]),
        "## Formats of a report",
        "`--format` of `check`; `--output` writes it to a file.",
        table(("Format", "Use"), [(code(name), use) for name, use in _FORMATS.items()]),
        "## Completion",
        "So that the Tab key offers commands, options, names of sites, codes of rules, section types and providers after `microsites `:",
        code_block(_COMPLETION, "text"),
    ]
    return prose_page("Commands", "Every command of microsites with its options, examples and exit codes.", blocks)


def _command(name: str, command: click.Command) -> Iterator[str]:
    yield f"## {name}"
    texts = paragraphs(command)
    yield from (plain(text) for text in texts if not text.startswith(EXAMPLES))
    context = click.Context(command, info_name=name)
    yield code_block(f"{name} {' '.join(command.collect_usage_pieces(context))}", "text")
    options = [each for each in command.params if isinstance(each, click.Option) and not is_common(each)]
    if options:
        yield table(("Option", "Meaning"), [_option(each) for each in options])
    for text in texts:
        if text.startswith(EXAMPLES):
            yield code_block(text.removeprefix(EXAMPLES).strip("\n"), "text")


def _option(option: click.Option) -> tuple[str, str]:
    value = "" if option.is_flag else f" {code(value_of(option))}"
    default = option.default
    shown = f" (default {code(str(default))})" if option.show_default and default is not None else ""
    return ", ".join(map(code, option.opts)) + value, plain(option.help or "") + shown


def rules_page() -> str:
    """Every rule of the checker, from its docstring."""
    ordered = in_order(CATALOGUE, FAMILIES)
    blocks = [
        (
            "`microsites check` reads the HTML that is published. What it can show is that something is **instrumented**; "
            "whether it was observed in a browser or received by a provider is another matter: see "
            "[How measurement works](page:measuring/en). `microsites rules CODE` says the same in a terminal."
        ),
        table(
            ("Code", "What is wrong", "Severity"),
            [
                (f"[{rule.CODE}](#{rule.CODE.lower()})", plain_code(documentation_of(rule, "en").title), rule.SEVERITY)
                for rule in ordered
            ],
        ),
    ]
    for family, rules in groupby(ordered, family_of):
        blocks.append(f"## {_FAMILY_NAMES[family]} ({family})")
        for rule in rules:
            blocks += _rule(rule)
    return prose_page(
        "Rules of the check",
        f"The {len(ordered)} rules of the check: what each finds, why it matters, how to fix it.",
        blocks,
    )


def _rule(rule: RuleInfo) -> Iterator[str]:
    said = documentation_of(rule, "en")
    yield f"### {rule.CODE}"
    yield f"**{plain_code(said.title)}**"
    facts = (("Name", code(rule.NAME)), ("Severity", rule.SEVERITY))
    parts = ((heading, plain_code(text)) for heading, text in said.parts)
    yield "\n".join(f"- {heading}: {text}" for heading, text in (*facts, *parts))
    yield code_block(f"{rule.MESSAGE}\n→ {rule.HINT}", "text")


def errors_page() -> str:
    """Every code of an error in the content, with an example where there is one."""
    blocks = [
        (
            "A fault in a text or in YAML stops the build before anything is written, and all faults are shown at once. What is "
            "published stays as it is. The first line says `file:line:column: what is wrong [code]`; then comes the line "
            "itself with a mark, and after `→` what to do."
        ),
    ]
    for known in error_codes().values():
        blocks += _error(known)
    return prose_page(
        "Error codes", "What each code of an error means, why it stops the build, and how to put it right.", blocks
    )


def _error(known: ErrorCode) -> Iterator[str]:
    yield f"## {known.code}"
    yield f"**{plain(known.means['en'])}**"
    yield f"- Why: {plain(known.why['en'])}\n- How to fix it: {plain(known.fix['en'])}"
    if known.example is not None:
        yield "Wrong, then right:"
        yield code_block(_without_ids(known.example.wrong), "yaml")
        yield code_block(_without_ids(known.example.right), "yaml")


def _without_ids(text: str) -> str:
    """No tree may hold the ID of another environment, an example's included."""
    return re.sub(r"\bG-(?=[A-Z]+0)[A-Z0-9]+", "G-…", text)
