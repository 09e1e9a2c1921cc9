"""What changed since a revision, told by page and role for the weekly round: two models are compared, never two texts."""
