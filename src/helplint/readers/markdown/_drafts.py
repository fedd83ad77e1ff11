"""The posts in a Markdown text: under its headings, in its tables, or all of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from helplint.origin import line_starts
from helplint.readers._columns import find_columns
from helplint.readers._excerpt import Excerpt
from helplint.readers._front_matter import Details
from helplint.readers._headings import sections_of
from helplint.readers._html_comments import Span, without
from helplint.readers.markdown._blocks import Block, inside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.readers._headings import Section

_LABEL = re.compile(
    r"[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)(?P<key>[^*_\n:]{1,40})(?::(?:\*\*|__)|(?:\*\*|__)[ \t]*:)[ \t]*"
    r"(?P<value>[^\r\n]*)"
)
_FIELD = re.compile(
    r"(?:tracked |utm )?(?:link|url)s?|hashtags?|tags|images?|visuals?|media|assets?|photos?|graphics?|videos?|status"
    r"|alt[- ]?text|image (?:alt|prompt|idea|description)|visual (?:idea|direction)|notes?|date|time|day|when"
    r"|scheduled?.*"
    r"|publish.*|channels?|platforms?|networks?|accounts?|audience|target.*|goal|objective|format|type|length|char.*"
    r"|author|owner|writer|campaign|theme|pillar|topic|ctas?|calls? to action|best time.*|posting time|workspace"
    r"|mentions?|first comment",
    re.IGNORECASE,
)
_LONGEST_VALUE = 8
_LONGEST_LEAD = 12
_ASIDE = 4
_LONG_FORMS = frozenset({"blog", "newsletter", "email", "press-release", "forum", "reddit"})
_NOT_COPY = frozenset({"table", "checklist"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A post before its date is read."""

    excerpt: Excerpt
    details: Details
    field: str | None = None
    part: int | None = None


@dataclass
class Body:
    """A Markdown text without its front matter.

    Attributes
    ----------
    text
        Of the whole file; all offsets are into it.
    start
        Where the body begins.
    blocks, unseen
        As in `helplint.readers.markdown._blocks`.
    """

    text: str
    start: int
    blocks: list[Block]
    unseen: list[Span] = field(default_factory=list)

    def excerpt(self, start: int, end: int) -> Excerpt:
        """Return what a reader sees between two offsets."""
        return Excerpt.joined(self.text, without((start, end), self.unseen))

    def between(self, start: int, end: int) -> list[Block]:
        """Return the blocks that begin between two offsets."""
        return [block for block in self.blocks if start <= block.start < end]

    def drafts(self, above: Details) -> list[Draft]:
        """Return the posts under headings that open one; none where no heading does."""
        root = sections_of(self.blocks, self.start, len(self.text))
        drafts = list(self._below(root, above)) if root.openers() else []
        # An article that speaks of networks, rather than a file of posts for them.
        return [] if len(drafts) == 1 and self._words() > _ASIDE * len(drafts[0].excerpt.text.split()) else drafts

    def _words(self) -> int:
        prose = (self.text[block.start : block.end] for block in self.blocks if block.kind == "paragraph")
        return sum(len(each.split()) for each in prose)

    def _below(self, section: Section, above: Details) -> Iterator[Draft]:
        for child in section.children:
            if not child.heading.beside:
                yield from self._section(child, above)

    def _section(self, section: Section, above: Details) -> Iterator[Draft]:
        heading = section.heading
        labels, text_start = self._labels(section.body, section.own_end)
        own = Details.of(labels)
        said = replace(own, channels=own.channels or heading.channels, date=own.date or heading.date).under(above)
        if not section.openers():
            if heading.opens:
                yield from self._posts(section, text_start, section.end, said)
            return
        children_alternative = all(child.heading.alternative for child in section.children if child.heading.opens)
        if heading.opens and not heading.group and not children_alternative:
            yield from self._posts(section, text_start, section.own_end, said)
        below = list(self._below(section, said))
        if heading.thread and len(below) > 1:
            below = [replace(draft, part=number) for number, draft in enumerate(below, start=1)]
        yield from below

    def _labels(self, start: int, end: int) -> tuple[dict[str, object], int]:
        """Return the labelled lines at the head of a section, and where the text begins."""
        labels: dict[str, object] = {}
        for line_start, line_end in self._lines(start, end):
            seen = "".join(self.text[slice(*span)] for span in without((line_start, line_end), self.unseen))
            if not seen.strip():
                continue
            match = _LABEL.match(self.text, line_start, line_end)
            if match is None:
                return labels, line_start
            key, value = match["key"].strip(), match["value"].strip()
            if find_columns([key]).copy:
                return labels, match.start("value")
            if not _FIELD.fullmatch(key) and len(value.split()) > _LONGEST_VALUE:
                return labels, line_start
            labels[key] = value
        return labels, end

    def _lines(self, start: int, end: int) -> Iterator[Span]:
        starts = [start + offset for offset in line_starts(self.text[start:end])]
        yield from zip(starts, [*starts[1:], end], strict=True)

    def _posts(self, section: Section, start: int, end: int, said: Details) -> Iterator[Draft]:
        blocks = self.between(start, end)
        code = [(block.start, block.end) for block in blocks if block.kind in {"fence", "code"}]
        for line_start, line_end in self._lines(start, end):
            match = _LABEL.match(self.text, line_start, line_end)
            in_code = any(first <= line_start < last for first, last in code)
            if match and not in_code and line_start > start and _FIELD.fullmatch(match["key"].strip()):
                trailing, _ = self._labels(line_start, end)
                said = Details.of(trailing).under(said)
                end = line_start
                break
        blocks = [block for block in blocks if block.start < end]
        while blocks and blocks[-1].kind == "hr":
            end = blocks.pop().start
        long = bool(said.channels) and set(said.channels) <= _LONG_FORMS
        holes = [(child.start, child.end) for child in section.all() if child.heading.beside]
        if not long:
            holes += [(block.start, block.end) for block in blocks if block.kind in _NOT_COPY]
            if enclosed := self._enclosed(blocks, start, holes):
                yield from (Draft(excerpt, said) for excerpt in enclosed)
                return
        ends = [*(block for block in blocks if block.kind == "hr" and section.heading.thread), Block("hr", end, end)]
        pieces = []
        for block in ends:
            spans = without((start, block.start), [*holes, *self.unseen])
            pieces.append(Excerpt.joined(self.text, spans))
            start = block.end
        pieces = [piece for piece in pieces if piece.text]
        for number, piece in enumerate(pieces, start=1):
            yield Draft(piece, said, part=number if len(pieces) > 1 else None)

    def _enclosed(self, blocks: list[Block], start: int, holes: list[Span]) -> list[Excerpt]:
        """Return the fences or quotes that hold the copy: the section begins with them, or a short lead does."""
        seen = [
            block
            for block in blocks
            if block.start >= start
            and block.kind not in {"hr", "html"}
            and not any(first <= block.start < last for first, last in holes)
        ]
        if len(seen) > 1 and seen[0].kind == "paragraph":
            lead = self.text[seen[0].start : seen[0].end].strip(" \t\r\n*_")
            if lead.endswith(":") and len(lead.split()) <= _LONGEST_LEAD:
                seen = seen[1:]
        kind = seen[0].kind if seen else ""
        if kind not in {"fence", "quote"}:
            return []
        found = (self._inside(block) for block in seen if block.kind == kind)
        return [excerpt for excerpt in found if excerpt.text]

    def _inside(self, block: Block) -> Excerpt:
        lines = (without(span, self.unseen) for span in inside(self.text, block))
        return Excerpt.joined(self.text, (span for line in lines for span in line))
