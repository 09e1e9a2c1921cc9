"""JSON Schema for editors: every YAML file of a portfolio, from the models that read it."""
