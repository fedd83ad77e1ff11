"""What the formats that are text share: parts one behind the other are the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from helplint.bulk._columns import Schema


def join(parts: Iterable[bytes], schema: Schema, file: BinaryIO) -> None:
    """Write parts one behind the other."""
    del schema
    file.writelines(parts)
