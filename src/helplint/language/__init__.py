"""The home of spaCy: texts cut into tokens, what cannot be scored, and phrases and token patterns in one pass."""

from __future__ import annotations

from helplint.language._abstention import abstentions
from helplint.language._chunks import analyse
from helplint.language._finder import Finder
from helplint.language._screen import Screen
from helplint.language._spacy import bounded_memory

__all__ = ["Finder", "Screen", "abstentions", "analyse", "bounded_memory"]
