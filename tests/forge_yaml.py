"""Reads the files of forges: YAML 1.1, in which ``on`` is a truth, with GitLab's ``!reference``."""

from __future__ import annotations

from typing import Any

import yaml


class _Loader(yaml.SafeLoader):
    """Knows ``!reference [job, key]``."""


_Loader.add_constructor("!reference", lambda loader, node: {"reference": loader.construct_sequence(node)})


def read_forge_yaml(text: str) -> Any:
    """The one document of ``text``."""
    return _Loader(text).get_single_data()
