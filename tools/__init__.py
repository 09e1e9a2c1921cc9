"""Programs for those who work on the product; none of them ships with it."""
