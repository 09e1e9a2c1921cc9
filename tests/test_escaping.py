"""Markup in a text field comes out as text: every field of every section type, entry kind and settings file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from pydantic import ValidationError

from everything import write_data, write_everything
from microsites.content.fields import Model
from microsites.content.files import PortfolioFile, SiteFile
from microsites.content.yaml_reader import read_yaml
from microsites.errors import UserError
from portfolios import PORTFOLIO, SITE, EditablePortfolio, copy_minimal

PAYLOAD = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&</title>--></style>"
SHORT_PAYLOAD = '"><script>x()</script>'
"""Providers take parameters of a hundred characters, percent-encoded."""
UNTOUCHED = frozenset({"asset", "page", "site", "collection", "type", "tag", "timezone", "tags", "language"})
"""Keys whose values are names of things, not text."""


def _accepts(model: type[Model], data: Any) -> bool:
    try:
        model.model_validate(data)
    except ValidationError:
        return False
    return True


def _leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        return [leaf for key, item in value.items() if key not in UNTOUCHED for leaf in _leaves(item, (*path, key))]
    if isinstance(value, list):
        return [leaf for number, item in enumerate(value) for leaf in _leaves(item, (*path, number))]
    return [path] if isinstance(value, str) else []


def _changed(value: Any, path: tuple[str | int, ...], payload: str) -> Any:
    """A copy of ``value`` with the payload after the text at ``path``."""
    if not path:
        return value + payload
    step, rest = path[0], path[1:]
    if isinstance(value, dict):
        return {**value, step: _changed(value[step], rest, payload)}
    return [_changed(item, rest, payload) if number == step else item for number, item in enumerate(value)]


class Poisoner:
    """Puts the payload into every text that its model accepts it in, and counts."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, model: type[Model], data: Any) -> Any:
        assert _accepts(model, data), data
        before = self.count
        for path in _leaves(data):
            poisoned = _changed(data, path, SHORT_PAYLOAD if "params" in path else PAYLOAD)
            if _accepts(model, poisoned):
                data, self.count = poisoned, self.count + 1
        assert self.count > before, f"no text field in {model.__name__}"
        return data


def structure(page: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Every element with the names of its attributes: what markup in a text would change."""
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    return [(element.name, tuple(sorted(element.attrs))) for element in soup.find_all(True)]


def _poison_settings(portfolio: EditablePortfolio, poisoner: Poisoner) -> None:
    for file, model in ((SITE, SiteFile), (PORTFOLIO, PortfolioFile)):
        data = read_yaml(portfolio.text(file), file).data
        data.pop("environments")
        environments = portfolio.text(file)
        poisoned = poisoner(model, json.loads(json.dumps(data, default=str)))
        poisoned["environments"] = read_yaml(environments, file).data["environments"]
        write_data(portfolio, file, poisoned)


@pytest.mark.parametrize("theme", ["promo", "material"])
def test_markup_in_texts_changes_no_structure(tmp_path: Path, theme: str) -> None:
    clean, poisoned = copy_minimal(tmp_path / "clean"), copy_minimal(tmp_path / "poisoned")
    write_everything(clean, theme=theme)
    poisoner = Poisoner()
    write_everything(poisoned, poisoner, theme)
    _poison_settings(poisoned, poisoner)
    assert poisoner.count > 200
    for portfolio in (clean, poisoned):
        try:
            assert not portfolio.build().problems
        except UserError as error:
            pytest.fail(str(error))
    pages = sorted(path.relative_to(clean.dist) for path in clean.dist.rglob("*.html"))
    assert len(pages) >= 12
    for page in pages:
        assert structure(poisoned.dist / page) == structure(clean.dist / page), page
    text = (poisoned.dist / "berry/index.html").read_text("utf-8")
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 100
    assert "<script>alert(1)" not in text


def test_material_search_index_holds_no_markup_of_texts(tmp_path: Path) -> None:
    portfolio = copy_minimal(tmp_path)
    write_everything(portfolio, Poisoner(), "material")
    portfolio.build()
    index = json.loads((portfolio.dist / "berry/search/search_index.json").read_text("utf-8"))
    assert len(index["docs"]) >= 10
    for document in index["docs"]:
        for part in ("title", "text"):
            soup = BeautifulSoup(document[part], "html.parser")
            assert not soup.find_all(["script", "img", "style", "iframe"]), document


def test_markup_in_prose_head_is_text(portfolio: EditablePortfolio) -> None:
    portfolio.replace(
        "berry/pages/about.md", "title: このサイトについて", f"title: '<i>題</i>{PAYLOAD.replace(chr(39), '')}'"
    )
    portfolio.build()
    soup = BeautifulSoup((portfolio.dist / "berry/about/index.html").read_text("utf-8"), "html.parser")
    assert soup.title is not None
    assert soup.title.get_text().startswith("<i>題</i><script>alert(1)</script>")
    assert not [script for script in soup.find_all("script") if script.get_text().startswith("alert")]


def test_own_javascript_of_a_page_is_known(built_minimal: EditablePortfolio) -> None:
    """Nothing inline but the first script, the provider's snippet and structured data; no handler attribute anywhere."""
    for page in built_minimal.dist.rglob("*.html"):
        soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
        kinds = [
            script.get("type") or ("src" if script.get("src") else script.get_text()[:16])
            for script in soup.find_all("script")
        ]
        assert [kind for kind in kinds if kind != "application/ld+json"] == [
            "(function(micros",
            "src",
            "window.dataLayer",
            "src",
        ], page
        assert not [name for element in soup.find_all(True) for name in element.attrs if name.startswith("on")]
        assert not soup.find_all(style=True)
