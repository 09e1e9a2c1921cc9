"""Registers theme ``promo`` with MkDocs; its templates are data in ``shared_theme/``."""
