"""Scores, as they come: one file an output."""
