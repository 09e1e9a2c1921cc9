"""Who is behind a host: the Third Party Web data (``analytics_tags/third_parties.json``)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from microsites.resources import tags_directory

FILE = "third_parties.json"


@dataclass(frozen=True, slots=True)
class ThirdParties:
    """Hosts and the names of those who run them."""

    names: Mapping[str, str]
    """Host → name; ``*.example.jp`` stands for ``example.jp`` and every host below it."""

    @classmethod
    def read(cls) -> ThirdParties:
        """Read the data that come with the product."""
        data = json.loads((tags_directory() / FILE).read_text("utf-8"))
        return cls({host: name for name, hosts in data["entities"].items() for host in hosts})

    def name(self, host: str) -> str | None:
        """The name of whoever runs ``host``; None if nobody is known."""
        host = host.partition(":")[0].lower()
        if host in self.names:
            return self.names[host]
        labels = host.split(".")
        below = (self.names.get(f"*.{'.'.join(labels[start:])}") for start in range(len(labels) - 1))
        return next((name for name in below if name is not None), None)
