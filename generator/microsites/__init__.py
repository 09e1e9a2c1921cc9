"""Promotion microsites from one YAML source that owns content and measurement."""

__version__ = "0.1.0"
