"""YAML text to a frozen, validated model of the portfolio; positions in a side table."""
