"""``python -m microsites``."""

from microsites.cli import main

main()
