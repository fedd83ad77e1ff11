"""``python -m helplint``."""

from helplint.cli import main

main()
