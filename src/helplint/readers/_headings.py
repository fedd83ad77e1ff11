"""What a heading says of the text below it: a post, a group of posts, or something beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from helplint.channel import parse_channels
from helplint.readers._dates import is_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BESIDE = re.compile(
    r"(?:tracked |utm |short )?(?:links?|urls?)|notes?|hashtags?|images?|visuals?|media|assets?|photos?|graphics?"
    r"|videos?|alt[- ]?texts?|ctas?|calls? to action|(?:target )?audience|timing|best time.*|schedule|checklists?"
    r"|status|goals?"
    r"|metrics|kpis?|rationale|why (?:this|it) works.*|tips|guidelines|rules|sources?|references?|tags|keywords"
    r"|mentions"
    r"|(?:first )?comments?|context|background|instructions?|workflow|objectives?|summary|overview"
    r"|.*\b(?:brief|directions?|checklist|notes|guidelines|strategy|ideas|schedule|calendar|rules|specs?|metrics)",
    re.IGNORECASE,
)
_POST = re.compile(
    r"(?!(?:why|how|what|when|where|who|should|can|do|does|is|are|every|before|after|we|to|you|i)\b)"
    r"(?:[\w&'\u2019-]+\s+(?!(?:we|to|you|i|they|not)\s)){0,3}?(?:post|tweet|thread|toot|skeet|caption)"
    r"(?:\s*#?\d+\b.*|\s+[a-z]|\s+copy|\s+draft)?\Z",
    re.IGNORECASE,
)
_ALTERNATIVE = re.compile(
    r"(?:option|version)\s*(?:#?\d+|[a-z])\b|(?:variant|variation|alternative|caption)\b", re.IGNORECASE
)
_GROUP = re.compile(
    r"(?:day|week|month)\s*\d+\b|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.IGNORECASE
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_FILLER = re.compile(
    r"\b(?:posts?|copy|drafts?|captions?|versions?|updates?|messages?|texts?|threads?(?=\s*\d|$)|announcement|final|the)\b"
    r"|#?\b\d+\b",
    re.IGNORECASE,
)
_LONGEST = 300
"""Characters; what is longer is a text that was taken for a heading."""

_NUMBERING = re.compile(r"(?:[^\w(]|_)*(?:\d+[.)]\s+)?(?:[^\w(]|_)*")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says.

    Attributes
    ----------
    opens
        Whether the text below it is a post.
    beside
        Whether the text below it goes with a post and is not its text.
    group, alternative
        Whether it opens a day or a week, or one of several wordings.
    thread
        Whether it opens a thread.
    channels
        Networks it names.
    date
        The date it is, with its year; otherwise empty.
    """

    opens: bool = False
    beside: bool = False
    group: bool = False
    alternative: bool = False
    thread: bool = False
    channels: tuple[str, ...] = ()
    date: str = ""


def parse_heading(title: str) -> Heading:
    """Return what a heading says.

    Examples
    --------
    >>> parse_heading("Post 2: What the gauge shows (LinkedIn, Facebook Groups)").channels
    ('linkedin', 'facebook')
    >>> parse_heading("Alt text").beside
    True
    """
    if len(title) > _LONGEST:
        return Heading()
    bare = re.sub(r"[*_`~]+", "", title).strip()
    bare = bare[match.end() :] if (match := _NUMBERING.match(bare)) else bare
    unbracketed = _BRACKETS.sub("", bare).strip().rstrip(":").strip()
    segments = [each for each in re.split(r"\s*[:\u2013—|•·→]\s*|\s+-\s+", unbracketed) if each] or [""]
    date = next((each for each in [unbracketed, *segments] if is_date(each)), "")
    group = bool(date or _GROUP.match(unbracketed))
    alternative = bool(_ALTERNATIVE.match(unbracketed))
    channels = _channels(segments[0])
    says_post = bool(_POST.match(segments[0])) or alternative or group
    if _BESIDE.fullmatch(segments[0]) and not channels:
        return Heading(beside=True)
    if says_post:
        channels += tuple(name for each in segments[1:] for name in _channels(each))
    channels += tuple(name for each in _BRACKETS.findall(bare) for name in _channels(each))
    return Heading(
        opens=bool(says_post or channels),
        group=group,
        alternative=alternative,
        thread=re.search(r"\bthread\b", unbracketed, re.IGNORECASE) is not None,
        channels=tuple(dict.fromkeys(channels)),
        date=date,
    )


def _channels(text: str) -> tuple[str, ...]:
    """Return the networks a text names, if it names nothing else but how the post is made."""
    for words in (text, _FILLER.sub(" ", text)):
        parts = [each.strip() for each in re.split(r"[,;/+&]|\band\b", words.casefold())]
        names = tuple(name for part in parts for name in parse_channels(" ".join(part.split())))
        if names and all(parse_channels(" ".join(part.split())) for part in parts):
            return names
    return ()


@dataclass
class Section:
    """A heading with all that stands below it, down to the next one of its level or above."""

    heading: Heading
    level: int
    start: int
    body: int
    end: int
    children: list[Section] = field(default_factory=list)

    def openers(self) -> bool:
        """Return whether a heading below it opens a post."""
        return any(child.heading.opens or child.openers() for child in self.children)

    @property
    def own_end(self) -> int:
        """Where its first subheading begins, or its end."""
        return self.children[0].start if self.children else self.end

    def all(self) -> Iterator[Section]:
        """Yield it and every section below it."""
        yield self
        for child in self.children:
            yield from child.all()


class Block(Protocol):
    """A piece of a text, which may be a heading.

    Attributes
    ----------
    kind
        ``heading``, or anything else.
    start, end
        Its offsets.
    level
        1 to 6 of a heading, otherwise 0.
    title
        Of a heading.
    """

    @property
    def kind(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def level(self) -> int: ...
    @property
    def title(self) -> str: ...


def sections_of(blocks: Iterable[Block], start: int, end: int) -> Section:
    """Return the sections of a text under a root that has no heading."""
    root = Section(Heading(), 0, start, start, end)
    open_sections = [root]
    for block in blocks:
        if block.kind != "heading":
            continue
        while open_sections[-1].level >= block.level:
            open_sections.pop().end = block.start
        section = Section(parse_heading(block.title), block.level, block.start, block.end, end)
        open_sections[-1].children.append(section)
        open_sections.append(section)
    return root
