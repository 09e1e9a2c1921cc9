"""The wheel works on its own: empty environment, empty home, no checkout in sight."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path
from typing import Any

import pytest

from portfolios import CHECKOUT

SCRIPTS = "Scripts" if os.name == "nt" else "bin"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, CHECKOUT]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    [built] = out.glob("*.whl")
    return built


def test_wheel_holds_the_package_and_its_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        assert archive.testzip() is None
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"microsites"}
    for shipped, folder in (("shared_theme", "shared_theme"), ("analytics_tags", "analytics_tags")):
        files = {
            path.relative_to(CHECKOUT / folder).as_posix() for path in (CHECKOUT / folder).rglob("*") if path.is_file()
        }
        assert {f"microsites/{shipped}/{file}" for file in files if "__pycache__" not in file} <= names
    package = CHECKOUT / "generator" / "microsites"
    modules = {path.relative_to(package).as_posix() for path in package.rglob("*.py")}
    assert {f"microsites/{module}" for module in modules} <= names
    assert "microsites/scaffold/portfolio/portfolio.yml" in names
    scaffold = {path.relative_to(package).as_posix() for path in (package / "scaffold").rglob("*") if path.is_file()}
    assert {f"microsites/{file}" for file in scaffold if "__pycache__" not in file} <= names
    templates = {path.relative_to(package).as_posix() for path in (package / "scaffold/ci").rglob("*.yml")}
    assert {f"microsites/{template}" for template in templates} <= names
    assert "microsites/requirements/site.txt" in names
    assert not [name for name in names if "__pycache__" in name or "/tests/" in name]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of an environment that holds the locked dependencies and the wheel."""
    root = tmp_path_factory.mktemp("installed")
    venv.create(root / "venv", with_pip=True)
    commands = root / "venv" / SCRIPTS
    pip = [commands / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for arguments in (("--require-hashes", "-r", CHECKOUT / "requirements" / "core.txt"), ("--no-deps", wheel)):
        result = subprocess.run([*pip, *arguments], capture_output=True, text=True, check=False, cwd=root)
        assert result.returncode == 0, result.stderr
    return commands


def run(*command: Any, folder: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a command with nothing of this machine in its environment."""
    home.mkdir(exist_ok=True)
    environment = {"HOME": str(home), "PATH": os.defpath, "LANG": "C.UTF-8"}
    return subprocess.run([*command], capture_output=True, text=True, check=False, cwd=folder, env=environment)


@pytest.mark.proof
@pytest.mark.registry
def test_new_portfolio_builds_and_passes_its_check(installed: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    command = installed / "microsites"
    started = run(command, "new", "portfolio", "demo", folder=tmp_path, home=home)
    assert (started.returncode, started.stderr) == (0, "")
    built = run(command, "build", "--check", folder=tmp_path / "demo", home=home)
    assert (built.returncode, built.stderr) == (0, ""), built.stdout
    assert (tmp_path / "demo" / "dist" / "welcome" / "index.html").is_file()
    published = run(command, "build", "--check", "--env", "production", folder=tmp_path / "demo", home=home)
    assert (published.returncode, published.stderr) == (0, ""), published.stdout
    assert list(home.iterdir()) == []


@pytest.mark.proof
def test_ci_installs_the_wheel_that_the_repository_keeps(wheel: Path, tmp_path: Path) -> None:
    """The line of the workflow, with pip's own look at the hash; no registry is asked."""
    microsites = [sys.executable, "-m", "microsites"]
    for arguments in (("portfolio", tmp_path), ("ci", "--portfolio", tmp_path, "--requirement", wheel)):
        result = subprocess.run([*microsites, "new", *arguments], capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr
    workflow = (tmp_path / ".github/workflows/microsites-check.yml").read_text("utf-8")
    [line] = [line.strip() for line in workflow.splitlines() if "requirements/microsites.txt" in line and "pip" in line]
    environment = {**os.environ, "PYTHONPATH": ""}
    pip = [sys.executable, *line.split()[1:], "--no-index", "--target", tmp_path / "there"]
    result = subprocess.run(pip, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "there/microsites/requirements/site.txt").is_file()
    kept = next((tmp_path / "requirements").glob("*.whl"))
    kept.write_bytes(kept.read_bytes() + b"x")
    result = subprocess.run(pip, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment)
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in result.stderr


@pytest.mark.proof
@pytest.mark.registry
def test_second_new_portfolio_in_one_place_is_refused(installed: Path, tmp_path: Path) -> None:
    command = installed / "microsites"
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "mine.txt").write_text("mine", "utf-8")
    result = run(command, "new", "portfolio", "demo", folder=tmp_path, home=tmp_path / "home")
    assert result.returncode == 2
    assert "is not empty" in result.stderr
    assert [path.name for path in (tmp_path / "demo").iterdir()] == ["mine.txt"]


@pytest.mark.proof
@pytest.mark.registry
def test_theme_is_registered_with_mkdocs(installed: Path, tmp_path: Path) -> None:
    code = (
        "from importlib.metadata import entry_points; import microsites, pathlib\n"
        "[theme] = entry_points(group='mkdocs.themes', name='promo')\n"
        "folder = pathlib.Path(theme.load().__file__).parent\n"
        "assert (folder / 'mkdocs_theme.yml').is_file()\n"
        "from mkdocs.utils import get_theme_names; assert 'promo' in get_theme_names()\n"
        "print(microsites.__file__)\n"
    )
    result = run(installed / "python", "-c", code, folder=tmp_path, home=tmp_path / "home")
    assert result.returncode == 0, result.stderr
    assert not Path(result.stdout.strip()).is_relative_to(CHECKOUT)


def test_lock_names_no_host_and_pins_everything() -> None:
    for lock in sorted((CHECKOUT / "requirements").glob("*.txt")):
        lines = lock.read_text("utf-8").splitlines()
        assert not [line for line in lines if "://" in line or line.startswith("--")], lock
        pins = [line for line in lines if line and not line.startswith((" ", "#"))]
        assert all("==" in pin and pin.endswith("\\") for pin in pins), lock
        assert lock.read_text("utf-8").count("--hash=sha256:") >= len(pins)
