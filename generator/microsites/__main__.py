"""``python -m microsites``."""

from microsites.cli.main import main

main()
