"""What the exports of Facebook, Instagram and Threads have in common.

In all three the bytes of UTF-8 are written as if each were a character, and in one export all three may be: the files
with posts are told by their names, since their folders were renamed more than once. Messages are never read.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from helplint.origin import utf8_length
from helplint.readers._excerpt import Excerpt
from helplint.readers._json_document import mappings_at, text_at, word_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from helplint.readers._file import File
    from helplint.readers._json_layout import Path

_OF_AN_EXPORT = re.compile(
    r"your_(?:instagram|facebook|threads)_activity/|your_activity_across_facebook/|this_profile's_activity_across_facebook/"
    r"|messages/(?:inbox|archived_threads|message_requests|filtered_threads|e2ee_cutover)/|inbox/[^/]+/message_\d+\."
    r"|content/(?:posts_\d+|reels|stories)\.json|posts/your_posts[^/]*\.json"
)
_POSTS = re.compile(
    r"(?:.*/)?(?:posts_\d+|reels|igtv_videos|threads_and_replies|your_posts[^/]*|profile_posts_\d+)\.json",
    re.IGNORECASE,
)
_PRIVATE = re.compile(r"(?:.*/)?(?:messages|inbox|[^/]*(?:archive|trash|delete)[^/]*)/", re.IGNORECASE)
_CONVERSATION = re.compile(r'\s*\{\s*"participants"\s*:')


def export(names: Sequence[str]) -> Sequence[str] | None:
    """Return the files with posts among those of an export; none where it holds other things only.

    Examples
    --------
    >>> export(["content/posts_1.json", "messages/inbox/ada_1/message_1.json"])
    ['content/posts_1.json']
    >>> export(["posts_1.json"]) is None
    True
    """
    if not any(map(_OF_AN_EXPORT.match, names)):
        return None
    return [name for name in names if _POSTS.fullmatch(name) and not _PRIVATE.match(name)]


def is_conversation(file: File) -> bool:
    """Return whether a file holds private messages."""
    return bool(_CONVERSATION.match(file.head))


def repaired(text: Excerpt) -> Excerpt:
    r"""Return a text whose bytes of UTF-8 were taken for characters, as it is meant; another one as it is.

    Each character has the place of its first byte.

    Examples
    --------
    >>> repaired(Excerpt("Caf\u00c3\u00a9", 0)).text
    'Café'
    """
    if text.text.isascii():
        return text
    try:
        meant = text.text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
    places = text.all_offsets
    return Excerpt.mapped(meant, [places[byte] for byte in accumulate(map(utf8_length, meant), initial=0)])


def caption(record: Mapping[str, object]) -> tuple[Excerpt, Path]:
    """Return the caption of a post with media, and where it stands: at the post, or at its only picture."""
    paths: list[Path] = [("title",)]
    paths += [("media", index, "title") for index in range(len(mappings_at(record, "media")))]
    for path in paths:
        if (text := text_at(record, *path)).strip():
            return repaired(Excerpt(text, 0)), path
    return Excerpt("", 0), paths[0]


def files_of(record: Mapping[str, object]) -> list[tuple[str, None]]:
    """Return the pictures and videos of a post; their descriptions are not exported."""
    return [(word_at(medium, "uri"), None) for medium in mappings_at(record, "media") if word_at(medium, "uri")]
