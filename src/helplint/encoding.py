"""How the bytes of a file stand for characters, so that it can be written again as it was."""

from __future__ import annotations

import codecs
from typing import NamedTuple

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Encoding(NamedTuple):
    """The encoding of a file.

    Attributes
    ----------
    name
        As Python calls it.
    mark
        The byte order mark that the file begins with, which is no character of its text.
    """

    name: str
    mark: bytes = b""

    @classmethod
    def of(cls, data: bytes) -> Encoding:
        r"""Return the encoding of some bytes: by their byte order mark, UTF-8 where they are, or else Windows-1252.

        Examples
        --------
        >>> Encoding.of("caf\u00e9".encode("utf-16")).name, Encoding.of(b"caf\xe9").name
        ('utf-16-le', 'cp1252')
        """
        for mark, name in _BYTE_ORDER_MARKS:
            if data.startswith(mark):
                return cls(name, mark)
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return cls("cp1252")
        return cls("utf-8")

    def decode(self, data: bytes) -> str:
        """Return the characters of a file.

        Raises
        ------
        UnicodeDecodeError
            Its bytes are not in this encoding after all.
        """
        return data[len(self.mark) :].decode(self.name)

    def decode_start(self, data: bytes) -> str:
        """Return the characters at the start of a file, of which only these bytes are known; the last may be lost."""
        name = "utf-8" if self.name == "cp1252" and _is_cut_utf8(data) else self.name
        return data[len(self.mark) :].decode(name, errors="replace")

    def encode(self, text: str) -> bytes:
        """Return the bytes of a file that has these characters."""
        return self.mark + text.encode(self.name)


def _is_cut_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return True
