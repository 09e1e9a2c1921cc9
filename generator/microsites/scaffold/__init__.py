"""``microsites new``: a first portfolio that builds and passes its check as it is."""
