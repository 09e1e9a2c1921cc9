"""The form in Chromium: a page is opened, a text changed, a section added, saved; what lies there then builds."""

from __future__ import annotations

import base64
import functools
import http.server
import io
import json
import shutil
import tarfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from microsites.cms.package import packed_by_npm
from microsites.cms.write import write_cms
from portfolios import CHECKOUT, EditablePortfolio
from schemas import plain, read

pytestmark = pytest.mark.registry

PICKER = "window.showDirectoryPicker = async () => navigator.storage.getDirectory()"
"""The folder that a person would choose, in the browser's own storage."""

FILL = """async (files) => {
  const root = await navigator.storage.getDirectory();
  await root.getDirectoryHandle('.git', {create: true});
  for (const [name, data] of Object.entries(files)) {
    const parts = name.split('/');
    let folder = root;
    for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, {create: true});
    const file = await (await folder.getFileHandle(parts.at(-1), {create: true})).createWritable();
    await file.write(Uint8Array.from(atob(data), (char) => char.charCodeAt(0)));
    await file.close();
  }
}"""
READ = """async (name) => {
  const parts = name.split('/');
  let folder = await navigator.storage.getDirectory();
  for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part);
  return await (await (await folder.getFileHandle(parts.at(-1))).getFile()).text();
}"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def package() -> bytes:
    return packed_by_npm()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/admin/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    """A tab of a person who reads Japanese, and whose folder is chosen."""
    context = browser.new_context(locale="ja-JP", viewport={"width": 1400, "height": 1000})
    context.add_init_script(PICKER)
    yield context.new_page()
    context.close()


class Editing:
    """The form, opened on the files of a portfolio, and everything that it asked for or complained of."""

    def __init__(self, page: Any, address: str, root: Path) -> None:
        self.page, self.address = page, address
        self.requests: list[str] = []
        self.refused: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.refused.append(message.text) if message.type == "error" else None)
        page.goto(address)
        files = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.suffix in (".yml", ".md")}
        page.evaluate(FILL, {name: base64.b64encode(path.read_bytes()).decode() for name, path in files.items()})

    def open(self, place: str, field: str, value: str) -> Any:
        """The form of a file, and the field in which ``value`` stands."""
        from playwright.sync_api import expect

        self.page.goto("about:blank")
        self.page.goto(f"{self.address}#/collections/{place}")
        box = self.page.locator(f'[data-key-path="{field}"]').get_by_role("textbox").first
        sign_in = self.page.get_by_text("ローカルリポジトリで作業")
        expect(box.or_(sign_in)).to_be_visible(timeout=30_000)
        if sign_in.is_visible():
            sign_in.click()
        expect(box).to_have_value(value, timeout=30_000)
        return box

    def save(self, file: str, before: str) -> str:
        self.page.get_by_role("button", name="保存", exact=True).click()
        changed = f"([name, before]) => ({READ})(name).then((text) => text !== before, () => false)"
        self.page.wait_for_function(changed, arg=[file, before], timeout=30_000)
        return str(self.page.evaluate(READ, file))


def _lost(old: Any, new: Any, path: str = "") -> Iterator[str]:
    """What ``new`` does not say as ``old`` did; more may be there (defaults that are written out)."""
    if isinstance(old, dict):
        for key, value in old.items():
            if not isinstance(new, dict) or key not in new:
                yield f"{path}.{key}"
            else:
                yield from _lost(value, new[key], f"{path}.{key}")
    elif isinstance(old, list):
        if not isinstance(new, list) or len(old) != len(new):
            yield path
        else:
            for number, (one, other) in enumerate(zip(old, new, strict=True)):
                yield from _lost(one, other, f"{path}[{number}]")
    elif str(old).strip() != str(new).strip():
        yield path


def test_a_page_is_edited_and_builds(
    portfolio: EditablePortfolio, package: bytes, served: str, tab: Any, tmp_path: Path
) -> None:
    write_cms(portfolio.root, tmp_path / "admin", package, {"name": "github", "repo": "town/sites"})
    editing = Editing(tab, served, portfolio.root)
    page, file = editing.page, "berry/pages/index.yml"
    before = portfolio.text(file)
    description = editing.open("berry_pages/entries/index", "description", read(before)["description"])
    description.fill("フォームで直した説明です。")
    page.get_by_role("button", name="を追加").filter(has_text="セクション").last.click()
    page.get_by_role("menuitem", name="お知らせ枠").click()
    page.locator('[data-key-path="sections.3.id"]').get_by_role("textbox").fill("from-form")
    page.locator('[data-key-path="sections.3.body"]').get_by_role("textbox").fill("フォームから**加えました**。")
    saved = editing.save(file, before)
    old, new = read(before), read(saved)
    assert new["description"] == "フォームで直した説明です。"
    assert new["sections"][3]["type"] == "notice"
    assert new["sections"][3]["body"] == "フォームから**加えました**。"
    assert list(_lost({**old, "description": new["description"], "sections": []}, {**new, "sections": []})) == []
    assert list(_lost(old["sections"], new["sections"][:3])) == []
    portfolio.write(file, saved)
    result = portfolio.build()
    assert not result.problems
    assert "フォームから<strong>加えました</strong>。" in (portfolio.dist / "berry/index.html").read_text("utf-8")
    elsewhere = [url for url in editing.requests if not url.startswith((served, "blob:http://127.0.0.1", "data:"))]
    assert elsewhere == [], "a request to another host"
    assert editing.refused == [], "the policy had to stop something"


FILES = {
    "strawberry_pages/entries/access": "strawberry/pages/access.yml",
    "strawberry_pages/entries/farms/index": "strawberry/pages/farms/index.yml",
    "strawberry_pages/entries/index": "strawberry/pages/index.yml",
    "migration_pages/entries/survey": "migration/pages/survey.yml",
    "strawberry_farms/entries/aoki": "strawberry/collections/farms/aoki.yml",
    "strawberry_events/entries/night-picking": "strawberry/collections/events/night-picking.yml",
    "strawberry_settings/entries/site": "strawberry/site.yml",
    "portfolio/entries/portfolio": "portfolio.yml",
}


def test_saving_loses_nothing_but_comments(package: bytes, served: str, tab: Any, tmp_path: Path) -> None:
    """Tables, easy versions, what no form can show: all of it is there after a change somewhere else."""
    root = tmp_path / "sites"
    shutil.copytree(CHECKOUT / "sites", root, ignore=shutil.ignore_patterns("artwork", ".schema"))
    write_cms(root, tmp_path / "admin", package, {"name": "github", "repo": "town/sites"})
    editing = Editing(tab, served, root)
    for place, file in FILES.items():
        before = (root / file).read_text("utf-8")
        old = read(before)
        title = "name" if file == "portfolio.yml" else "title"
        editing.open(place, title, old[title]).fill(f"{old[title]}改")
        new = read(editing.save(file, before))
        assert new[title] == f"{old[title]}改"
        assert list(_lost({**old, title: new[title]}, new)) == [], file


def test_configuration_is_what_its_own_schema_asks_for(
    portfolio: EditablePortfolio, package: bytes, tmp_path: Path
) -> None:
    write_cms(portfolio.root, tmp_path / "admin", package, {"name": "gitlab", "repo": "town/sites"})
    with tarfile.open(fileobj=io.BytesIO(package), mode="r:gz") as archive:
        member = archive.extractfile("package/schema/sveltia-cms.json")
        assert member is not None
        schema = json.load(member)
    config = plain(read((tmp_path / "admin/config.yml").read_text("utf-8")))
    assert [error.message[:200] for error in Draft7Validator(schema).iter_errors(config)] == []
