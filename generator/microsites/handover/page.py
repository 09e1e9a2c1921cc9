"""The document as one HTML page that needs no other file, for printing and for those without a Markdown viewer."""

from __future__ import annotations

from html import escape

import markdown

_STYLE = """
:root { color-scheme: light }
body { font-family: "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic", Meiryo, sans-serif; line-height: 1.7;
  max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #1b1f24; background: #fff }
h1 { font-size: 1.6rem; border-bottom: 3px solid #34507a; padding-bottom: .4rem }
h2 { font-size: 1.25rem; margin-top: 2.2rem; border-left: .4rem solid #34507a; padding-left: .6rem }
h3 { font-size: 1.05rem; margin-top: 1.4rem }
table { border-collapse: collapse; width: 100%; font-size: .86rem; margin: .8rem 0 }
th, td { border: 1px solid #b6bdc8; padding: .35rem .5rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere }
th { background: #eef2f8; white-space: nowrap }
td strong { color: #a11a1a }
code { font-family: ui-monospace, Consolas, monospace; font-size: .92em }
pre { background: #f4f6f9; border: 1px solid #d5dae2; padding: .6rem .8rem; white-space: pre-wrap }
@page { size: A4; margin: 15mm }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 10pt } h2, h3 { break-after: avoid }
  tr, pre { break-inside: avoid } thead { display: table-header-group } }
"""


def page(text: str, title: str) -> str:
    """``text`` (Markdown in which everything that a person wrote is escaped) as a page called ``title``."""
    body = markdown.markdown(text, extensions=["tables", "fenced_code", "sane_lists"], output_format="html")
    return (
        '<!doctype html>\n<html lang="ja">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f"<title>{escape(title)}　引き継ぎ資料</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
