"""Writes the project: pages, configuration, theme, files, and a README that says what is lost."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import yaml

from microsites.check.manifests import read_manifest
from microsites.content.model import Site
from microsites.content.references import split_page
from microsites.eject.addresses import as_template, rooted
from microsites.eject.readme import readme
from microsites.eject.shape import Shape, Theme, shape_of
from microsites.eject.theme import common_head, templates
from microsites.manifest import MANIFESTS, Manifest

_THEME_FILES: Final = "theme/"
"""What our own stylesheets and scripts lie below in a tree."""
_MADE_BY_MKDOCS: Final = frozenset({"sitemap.xml", "sitemap.xml.gz", "404.html"})
_FOLLOWS: Final = frozenset({"description", "og:title", "og:description", "og:url"})
"""The template makes them of the title, the description and the address."""
_FENCE: Final = re.compile(r"^(?=```|~~~)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Ejected:
    """What was written."""

    pages: int
    files: int


def _markdown_file(page_id: str) -> str:
    return f"{page_id}.md"


def _content(text: str) -> str:
    """HTML that Markdown passes through as it is: one block, without fences and tabs at which it would begin to read."""
    quoted = _FENCE.sub(lambda match: f"&#{ord(text[match.start()])};", text)
    for sign in ("```", "~~~"):
        quoted = quoted.replace(f"&#{ord(sign[0])};{sign}", f"&#{ord(sign[0])};{sign[1:]}")
    return quoted.replace("\t", "&#9;")


def _yaml(data: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(data), allow_unicode=True, sort_keys=False, width=10**9)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the pages have in common: it stands in the theme and in ``mkdocs.yml``, once."""

    site_name: str
    head: tuple[str, ...]
    data: dict[str, str]
    policy: str | None
    before: str
    """Of most pages; the others say their own."""

    @classmethod
    def of(cls, name: str, shapes: Sequence[Shape]) -> _Shared:
        """What ``shapes`` share."""
        everywhere = set(shapes[0].data.items()).intersection(*(shape.data.items() for shape in shapes))
        return cls(
            name,
            common_head(shapes),
            {key: value for key, value in shapes[0].data.items() if (key, value) in everywhere},
            Counter(shape.policy for shape in shapes).most_common(1)[0][0],
            Counter(shape.before for shape in shapes).most_common(1)[0][0],
        )


def _front_matter(shape: Shape, shared: _Shared) -> str:
    """What the page says of itself, without what follows from it or stands elsewhere."""
    own = {key: value for key, value in shape.data.items() if key not in shared.data and key not in _FOLLOWS}
    title = shape.data["og:title"]
    data: dict[str, Any] = {"title": title, "description": shape.data["description"]}
    if shape.title != (title if title == shared.site_name else f"{title}｜{shared.site_name}"):
        data["head_title"] = shape.title
    if shape.language is not None:
        data["language"] = shape.language
    if own:
        data["sharing"] = own
    if shape.linked_data is not None:
        data["json_ld"] = shape.linked_data
    if shape.policy != shared.policy:
        data["policy"] = shape.policy
    if head := [element for element in shape.head if element not in shared.head]:
        data["head"] = head
    if shape.before != shared.before:
        data["before"] = shape.before
    return f"---\n{_yaml(data)}---\n"


def _material_files() -> Path | None:
    found = find_spec("material")
    return Path(found.origin).parent / "templates" if found is not None and found.origin is not None else None


def _files(tree: Path, pages: frozenset[str], theme: Theme) -> Iterator[str]:
    """Every file of the tree that MkDocs, or Material, does not make by itself."""
    material = _material_files() if theme == "material" else None
    for path in sorted(each for each in tree.rglob("*") if each.is_file()):
        name = path.relative_to(tree).as_posix()
        of_theme = material is not None and ((material / name).is_file() or name == "search/search_index.json")
        if name not in pages and name not in _MADE_BY_MKDOCS and not of_theme:
            yield name


def _configuration(site: Site, manifest: Manifest, shared: _Shared, theme: Theme) -> str:
    icon = next((_icon(element) for element in shared.head if element.startswith('<link rel="icon"')), None)
    extra = {"sharing": shared.data, **({"policy": shared.policy} if shared.policy is not None else {})}
    looks: dict[str, Any] = {"name": None, "custom_dir": "theme", "static_templates": ["404.html"]}
    if theme == "material":
        looks = {
            "name": "material",
            "custom_dir": "theme",
            "language": "ja",
            "font": False,
            "palette": {"primary": "custom", "accent": "custom"},
            "features": ["navigation.top", "search.suggest", "search.highlight"],
            **({"favicon": icon} if icon else {}),
            **({"logo": icon} if icon is not None and icon.endswith(".svg") else {}),
        }
    menu = [
        {item.label: _markdown_file(split_page(item.page).page)}
        for item in site.settings.navigation
        if item.page is not None
    ]
    data: dict[str, Any] = {
        "site_name": shared.site_name,
        **({"site_url": manifest.url} if manifest.url else {}),
        "theme": looks,
        "plugins": [{"search": {"lang": "ja"}}] if theme == "material" else [],
        "validation": {"omitted_files": "ignore", "absolute_links": "ignore", "unrecognized_links": "ignore"},
        **({"nav": menu} if menu and theme == "material" else {}),
        "extra": extra,
    }
    return _yaml(data)


def write_project(site: Site, dist: Path, folder: Path, clock: datetime) -> Ejected:
    """Write the project of ``site``, whose finished tree lies in ``dist``, into the empty ``folder``.  Raises OSError."""
    tree, manifest = dist / site.id, read_manifest(dist / MANIFESTS / f"{site.id}.json")
    theme: Theme = "material" if manifest.theme == "material" else "promo"
    addresses = {page.id: page.address for page in site.pages}
    shapes = {
        page.id: shape_of((tree / page.path).read_text("utf-8"), addresses[page.id], theme) for page in manifest.pages
    }
    shared = _Shared.of(shapes["index"].data["og:site_name"], tuple(shapes.values()))
    pages = frozenset(page.path for page in manifest.pages)

    for page_id, shape in shapes.items():
        text = _front_matter(shape, shared) + _content(shape.content) + "\n"
        _write(folder / "docs" / _markdown_file(page_id), text)
    looks = templates(replace(shapes["index"], before=shared.before), shared.head, theme, "ja")
    # It is served at any depth: its addresses start at the host, as they stand.
    looks["404.html"] = as_template((tree / "404.html").read_text("utf-8"))
    for name, text in looks.items():
        _write(folder / "theme" / name, text)
    files = tuple(_files(tree, pages, theme))
    for name in files:
        target = folder / ("theme" if name.startswith(_THEME_FILES) else "docs") / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(tree / name, target)
    _write(folder / "mkdocs.yml", _configuration(site, manifest, shared, theme))
    packages = ("mkdocs", "mkdocs-material") if theme == "material" else ("mkdocs",)
    _write(folder / "requirements.txt", "".join(f"{name}=={version(name)}\n" for name in packages))
    _write(folder / "README.md", readme(site, manifest, theme, clock, searched=(tree / "pagefind").is_dir()))
    return Ejected(len(shapes), len(files))


def _icon(element: str) -> str | None:
    found = re.search(r'href="[^"]*?/~root~/([^"]+)"', rooted(element, ""))
    return found[1] if found is not None else None


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
