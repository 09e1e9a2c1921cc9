"""What the handbook's generated pages are made of, one file a subject."""
