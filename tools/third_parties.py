"""Writes ``analytics_tags/third_parties.json`` from the unpacked npm package ``third-party-web``.

npm pack third-party-web && tar -xzf third-party-web-*.tgz
python -m tools.third_parties package
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "analytics_tags" / "third_parties.json"


def third_parties(package: Path) -> str:
    """The file's text: entities by name, each with its hosts; ``*.`` stands for a host and all below it."""
    about = json.loads((package / "package.json").read_text("utf-8"))
    entities = json.loads((package / "dist" / "entities-nostats.json").read_text("utf-8"))
    head: dict[str, Any] = {
        "source": f"npm {about['name']} {about['version']}",
        "license": about["license"],
        "notice": (package / "LICENSE").read_text("utf-8"),
    }
    lines = [
        f"  {json.dumps(entity['name'], ensure_ascii=False)}: {json.dumps(sorted(set(entity['domains'])))}"
        for entity in sorted(entities, key=lambda entity: str(entity["name"]))
    ]
    opening = "".join(f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)},\n" for key, value in head.items())
    return "{\n" + opening + ' "entities": {\n' + ",\n".join(lines) + "\n }\n}\n"


if __name__ == "__main__":
    TARGET.write_text(third_parties(Path(sys.argv[1])), "utf-8")
