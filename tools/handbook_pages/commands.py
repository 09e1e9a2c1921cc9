"""Every command with its options and examples, as ``--help`` says it in Japanese."""

from __future__ import annotations

from collections.abc import Iterator

import click

from microsites.cli.help import EXAMPLES, said_in
from microsites.cli.main import main
from microsites.i18n.catalogue import Catalogue
from tools.handbook_pages.writing import code, code_block, plain, prose_page, table

_JAPANESE = Catalogue("ja")
_EVERYWHERE = frozenset({"--lang", "--help"})
"""Options that every command has: they are told once."""

_EXIT_CODES = (
    ("0", "問題ありません。"),
    ("1", "検査で、直すべきものが見つかりました（どこからを失敗とするかは `--fail-on`）。"),
    ("2", "書いた人が直せる誤りです。どのファイルの何行目かと、直し方が出ます。何も書き出していません。"),
    ("3", "ツールの側の不具合です。記録のファイルの場所が出るので、添えてお知らせください。"),
    ("4", "外部のリンクだけが失敗しました（`--external` と `--fail-after` を使ったとき）。"),
    ("130", "途中で止められました（Ctrl-C）。"),
)

_COMPLETION = """\
# bash: ~/.bashrc の終わりに
eval "$(_MICROSITES_COMPLETE=bash_source microsites)"
# zsh: ~/.zshrc の終わりに
eval "$(_MICROSITES_COMPLETE=zsh_source microsites)"
# fish: ~/.config/fish/completions/microsites.fish に
_MICROSITES_COMPLETE=fish_source microsites | source"""


def commands_page() -> str:
    """The page."""
    blocks = [
        "どのコマンドも、`--help` を付けると同じ説明が出ます。メッセージの言語は、パソコンの設定に従います。変えるときは `--lang ja` か `--lang en` を加えます。"
    ]
    for name, command in named_commands(main, "microsites"):
        blocks += _command(name, command)
    blocks += [
        "## 終了コード",
        "自動の作業（CI）は、コマンドが終わったときの番号で次に進むかどうかを決めます。",
        table(("番号", "意味"), [(code(number), meaning) for number, meaning in _EXIT_CODES]),
        "## 入力の補完",
        "端末で `microsites ` の後にTabキーを押すと、コマンド、指定、サイトの名前、規則の番号、セクションの種類、計測サービスの名前の候補が出るようにできます。",
        code_block(_COMPLETION, "text"),
    ]
    return prose_page("コマンドの一覧", "micrositesのコマンドと指定、使い方の例、終了コードです。", blocks)


def named_commands(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    """Every command with what is typed to call it."""
    for short, command in sorted(group.commands.items()):
        whole = f"{name} {short}"
        if isinstance(command, click.Group):
            yield from named_commands(command, whole)
        else:
            yield whole, command


def _command(name: str, command: click.Command) -> Iterator[str]:
    said = said_in(command, _JAPANESE)
    yield f"## {name}"
    texts = (said.help or "").split("\n\n")
    yield from (plain(text) for text in texts if not text.startswith(EXAMPLES))
    context = click.Context(command, info_name=name)
    yield code_block(f"{name} {' '.join(command.collect_usage_pieces(context))}", "text")
    if options := [_option(each) for each in said.params if isinstance(each, click.Option) and not is_common(each)]:
        yield table(("指定", "意味"), options)
    for text in texts:
        if text.startswith(EXAMPLES):
            yield code_block(text.removeprefix(EXAMPLES).strip("\n"), "text")


def is_common(option: click.Option) -> bool:
    """Whether every command has it."""
    return not _EVERYWHERE.isdisjoint(option.opts)


def _option(option: click.Option) -> tuple[str, str]:
    names = "、".join(code(name) for name in option.opts)
    value = "" if option.is_flag else f" {code(value_of(option))}"
    default = option.default
    said = plain(option.help or "")
    if option.show_default and default is not None:
        said = f"{said.removesuffix('。')}［省略時：{code(str(default))}］。"
    return f"{names}{value}", said


def value_of(option: click.Option) -> str:
    """What is written after an option."""
    if isinstance(option.type, click.Choice):
        return ", ".join(map(str, option.type.choices))
    return option.metavar or option.type.name.upper()
