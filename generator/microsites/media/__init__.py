"""Pictures for pages: responsive variants without metadata, in a cache addressed by content."""
