"""The way out: a built site as a plain MkDocs project that needs nothing of this program."""
