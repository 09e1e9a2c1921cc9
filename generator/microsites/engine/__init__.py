"""The only room that imports MkDocs: rendered pages to an output tree."""
