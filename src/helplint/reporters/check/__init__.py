"""The result of a check: one file an output."""
