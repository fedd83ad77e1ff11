"""YAML as values that know where they stand; no object is built, and no alias copied."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from helplint.origin import Origin
from helplint.readers._html_comments import hole
from helplint.readers._yaml_scalars import scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ruamel.yaml.nodes import Node

    from helplint.origin import Source
    from helplint.readers._excerpt import Excerpt
    from helplint.readers._file import File

_MOST_ALIASES = 1000
_LONGEST_PROBLEM = 120
_LONGEST = 5_000_000
_DEEPEST = 60
_SUPPRESSION = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*helplint:[ \t]*(?P<said>[^\r\n]*)", re.MULTILINE | re.IGNORECASE)
_CONTENT_LINE = re.compile(r"^(?P<marks>[ \t]*(?:-[ \t]+)*)(?P<content>[^\s#][^\r\n]*)", re.MULTILINE)
_COMMENT_FOR_TEXT = re.compile(r"[ \t]*:?[ \t]+(#(?!(?i:helplint):)\w[^\r\n]*)")
_ADVICE = {
    "cannot start any token": "a text that begins with “@” must stand in quotes",
    "mapping values are not allowed": "a text that holds a colon and a space must stand in quotes",
    "unexpected end of stream": "the quote that opens here is never closed",
    "could not find expected ':'": "this line is neither “key: value” nor an item; is it indented too little?",
    "maximum depth": f"it is nested more than {_DEEPEST} deep",
}


class _Composer(Composer):
    aliases = 0

    def __init__(self, loader: object = None) -> None:
        super().__init__(loader=loader)
        self.warn_double_anchors = False

    def compose_node(self, parent: object, index: object) -> object:
        if self.parser.check_event(AliasEvent):
            self.aliases += 1
            if self.aliases > _MOST_ALIASES:
                mark = self.parser.peek_event().start_mark
                raise MarkedYAMLError(None, None, f"it has more than {_MOST_ALIASES:,} aliases (“*name”)", mark)
        return super().compose_node(parent, index)


class YamlValue:
    """One value of a YAML text.

    Attributes
    ----------
    data
        Mapping, list, string or None; numbers, dates and truth values stay the text they are.
    """

    __slots__ = ("_base", "_file", "_node", "data")

    def __init__(self, node: Node, file: File, base: int) -> None:
        self._node, self._file, self._base = node, file, base
        self.data = self._plain(node, {})

    @property
    def source(self) -> Source:
        """The text of the file."""
        return self._file.source

    @property
    def start(self) -> int:
        """Offset into the text of the file."""
        return self._base + int(self._node.start_mark.index)

    def members(self) -> Iterator[tuple[str, YamlValue]]:
        """Yield the members of a mapping, those that ``<<`` merges in among them."""
        for key, value in self._members(self._node).items():
            yield key, YamlValue(value, self._file, self._base)

    def elements(self) -> Iterator[YamlValue]:
        """Yield the elements of a list."""
        for value in self._node.value:
            yield YamlValue(value, self._file, self._base)

    def excerpt(self) -> Excerpt:
        """Return the string with its places in the file."""
        assert isinstance(self._node, ScalarNode)  # noqa: S101 - only strings are asked for
        return scalar(self._file.source.text, self._node, self._base)

    def scalars(self) -> Iterator[tuple[int, int]]:
        """Yield the stretch of the file in which each key and each value stands, where a “#” begins no comment."""
        waiting, seen = [self._node], set()
        while waiting:
            node = waiting.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            if isinstance(node, MappingNode):
                waiting += [each for pair in node.value for each in pair]
            elif isinstance(node, SequenceNode):
                waiting += node.value
            elif isinstance(node, ScalarNode):
                start, end = (self._base + mark.index for mark in (node.start_mark, node.end_mark))
                if node.style in {"|", ">"}:
                    # What stands behind the mark itself may be a comment.
                    start = max(start, self._file.source.text.find("\n", start, end) + 1)
                yield start, end

    def comments_for_text(self) -> Iterator[tuple[str, str, int]]:
        """Yield each ``#word`` that YAML takes for a comment where a text was meant: key, comment, offset."""
        for key, value in self._node.value if isinstance(self._node, MappingNode) else ():
            if isinstance(key, ScalarNode) and isinstance(value, ScalarNode) and value.style is None:
                for mark in (key.end_mark, value.end_mark):
                    if found := _COMMENT_FOR_TEXT.match(self._file.source.text, self._base + mark.index):
                        yield str(key.value), found[1].strip(), found.start(1)
                        break

    def _plain(self, node: Node, known: dict[int, object]) -> object:
        if isinstance(node, ScalarNode):
            return None if node.style is None and str(node.ctag).endswith(":null") else str(node.value)
        # What an anchor names is one object however often it is named, and may even hold itself.
        if id(node) in known:
            return known[id(node)]
        if isinstance(node, SequenceNode):
            elements: list[object] = []
            known[id(node)] = elements
            elements.extend(self._plain(value, known) for value in node.value)
            return elements
        mapping: dict[str, object] = {}
        known[id(node)] = mapping
        mapping.update((key, self._plain(value, known)) for key, value in self._members(node).items())
        return mapping

    def _members(self, node: Node, above: tuple[int, ...] = ()) -> dict[str, Node]:
        merged: dict[str, Node] = {}
        own: dict[str, Node] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                continue
            if key.value == "<<" and key.style is None:
                for each in value.value if isinstance(value, SequenceNode) else [value]:
                    if isinstance(each, MappingNode) and id(each) not in above and len(above) < _DEEPEST:
                        merged = {**self._members(each, (*above, id(node))), **merged}
                continue
            if key.value in own:
                line = self._file.source.line_column(self._base + key.start_mark.index)[0]
                message = f"the key “{key.value}” stands twice in one record; is a “-” missing before it?"
                raise self._file.error(message, line)
            own[str(key.value)] = value
        return {**merged, **own}


def yaml_documents(file: File, start: int = 0, end: int | None = None) -> list[YamlValue]:
    """Return the documents in a stretch of a file.

    Raises
    ------
    HelplintError
        It is not valid YAML, nested too deep, or has too many aliases.
    """
    yaml = YAML(typ="safe", pure=True)
    yaml.Composer = _Composer
    yaml.max_depth = _DEEPEST
    text = file.source.text[start:end]
    if len(text) > _LONGEST:
        raise file.error(f"this YAML has {len(text):,} characters, too many to be read; save it as JSON Lines")
    try:
        return [YamlValue(node, file, start) for node in yaml.compose_all(text) if node is not None]
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        index = start + (mark.index if mark else 0)
        if error.context_mark is not None and "end of stream" in str(error.problem):
            index = start + error.context_mark.index
        problem = str(error.problem)[:_LONGEST_PROBLEM]
        advice = next((words for known, words in _ADVICE.items() if known in problem), problem)
        advice = advice.replace("@", file.source.text[index : index + 1])
        if file.source.text[index : index + 1] == "\t":
            advice = "YAML is indented with spaces, not with tabs"
        raise file.error(f"this is not valid YAML: {advice}", file.source.line_column(index)[0]) from error
    except YAMLError as error:
        position = getattr(error, "position", None)
        line = file.source.line_column(start + position)[0] if isinstance(position, int) else None
        raise file.error("this is not valid YAML: a control character stands in it", line) from error


def suppress_in_comments(file: File, documents: Iterable[YamlValue], start: int, end: int) -> None:
    """Take down the suppressions in the comments between two offsets.

    A comment on a line of its own is about the record, or the key, below it; one behind a value about that value.
    """
    text = file.source.text
    comments = list(_SUPPRESSION.finditer(text, start, end))
    if not comments:
        return
    scalars = sorted(span for document in documents for span in document.scalars())
    for comment in comments:
        at = bisect_right(scalars, (comment.start(), len(text))) - 1
        if at < 0 or comment.start() >= scalars[at][1]:
            said = comment["said"].rstrip()
            origin = Origin(path=file.path, source=file.source, start=comment.start("said"))
            first, last = _stretch(text, comment.start(), end)
            if at >= 0 and not re.search(r"[\r\n]", text[scalars[at][1] : comment.start()]):
                # A value of several lines, behind the last of which the comment stands.
                first = min(first, scalars[at][0])
            file.suppress(said, origin, (first, last), hole(text, comment.span()))


def _stretch(text: str, comment: int, end: int) -> tuple[int, int]:
    """Return the line that a comment stands behind or above, with the lines that are indented more than it."""
    start = max(text.rfind("\n", 0, comment), text.rfind("\r", 0, comment)) + 1
    beside = _CONTENT_LINE.match(text, start, comment)
    first = beside or _CONTENT_LINE.search(text, comment, end)
    if first is None:
        return end, end
    # Behind a value, the marks of a list are left of what the comment is about; above, they are part of it.
    indent = len(first["marks"]) if beside else len(first["marks"]) - len(first["marks"].lstrip())
    stretch_end = end
    for following in _CONTENT_LINE.finditer(text, first.end(), end):
        own = len(following["marks"]) - len(following["marks"].lstrip())
        below_key = not beside and own == indent and "-" in following["marks"] and "-" not in first["marks"]
        if own <= indent and not below_key:
            stretch_end = following.start()
            break
    return first.start(), stretch_end
