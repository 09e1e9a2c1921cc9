"""The report for code scanning, read by Microsoft's own tool: its schema and its rules for a good log."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from pathlib import Path

import pytest
from programs import unavailable

from microsites.check.baseline import Baseline
from microsites.check.reporters import sarif
from microsites.check.runner import check_directory
from microsites.i18n.catalogue import ENGLISH
from microsites.measurement.provider_reader import providers_with

ACCEPTED = {"SARIF2005"}
"""It misses an address of the tool's home page, of which there is none yet."""


@pytest.mark.parametrize("compared", [False, True], ids=["plain", "with a baseline"])
def test_sarif_is_valid(tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compared: bool) -> None:
    if platform.machine() not in ("x86_64", "aarch64"):
        unavailable(f"the validator does not run on {platform.machine()}")
    monkeypatch.chdir(tmp_path)
    site = Path("公開")
    site.mkdir()
    (site / "index.html").write_text('<p><a href="無い.html#x">x</a>\n<img src="a%20b.png">', "utf-8")
    before = check_directory(site, providers=providers_with(None), select=("LNK",))
    baseline = Baseline().updated(before.findings, ()) if compared else None
    report = check_directory(site, providers=providers_with(None), baseline=baseline)
    assert report.findings
    assert bool(report.known) is compared
    log, out = tmp_path / "log.sarif", tmp_path / "out.sarif"
    log.write_text(sarif.render(report, ENGLISH), "utf-8")

    validator = tools / "@microsoft/sarif-multitool-linux/Sarif.Multitool"
    # npm's scripts do not run here; the package's would only set this bit.
    validator.chmod(0o755)
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    done = subprocess.run(
        [validator, "validate", log, "--output", out], env=environment, capture_output=True, check=False, timeout=120
    )

    assert done.returncode == 0, done.stdout.decode()
    found = json.loads(out.read_text("utf-8-sig"))["runs"][0]["results"]
    assert {result["ruleId"] for result in found} == ACCEPTED
