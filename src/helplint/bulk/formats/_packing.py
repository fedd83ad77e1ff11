"""Parts packed as gzip or Zstandard: packed files one behind the other are a packed file."""

from __future__ import annotations

import gzip

from helplint.notice import HelplintError

PACKED = (".gz", ".zst")


def pack(data: bytes, packed: str) -> bytes:
    """Return bytes packed as the ending says, the same for the same bytes.

    Raises
    ------
    HelplintError
        The package for it is not installed.

    Examples
    --------
    >>> pack(b"Fix it first.", "")
    b'Fix it first.'
    """
    if packed == ".gz":
        return gzip.compress(data, mtime=0)
    if packed == ".zst":
        try:
            import zstandard  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise HelplintError("writing .zst needs zstandard; install helplint[archives]") from error
        return bytes(zstandard.ZstdCompressor().compress(data))
    return data
