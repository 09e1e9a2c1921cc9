"""A form instead of YAML: Sveltia CMS, set up from the models, on a host of one's own."""
