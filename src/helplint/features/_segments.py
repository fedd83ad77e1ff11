"""Sums and the like over stretches of an array: of the tokens of each text, of the words of each sentence."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Bounds = NDArray[np.intp]
"""Where each of ``n`` stretches that lie side by side begins, and where the last one ends; shape ``(n + 1,)``."""

_LARGEST_BYTE = 255


def bounds_of(lengths: list[int]) -> Bounds:
    """Return the bounds of stretches of these lengths.

    Examples
    --------
    >>> bounds_of([2, 0, 3]).tolist()
    [0, 2, 2, 5]
    """
    bounds = np.zeros(len(lengths) + 1, np.intp)
    np.cumsum(lengths, out=bounds[1:])
    return bounds


def over(ufunc: np.ufunc, values: NDArray[Any], bounds: Bounds, dtype: type | None = None) -> NDArray[Any]:
    """Return what a function of two makes of each stretch, 0 of an empty one.

    The order it works in hangs on the length of the stretch alone, so that not even the last bit tells of the others.

    Parameters
    ----------
    values
        Shape ``(bounds[-1], …)``.

    Examples
    --------
    >>> over(np.add, np.array([1, 2, 3, 4, 5]), bounds_of([2, 0, 3])).tolist()
    [3, 0, 12]
    """
    filled = bounds[:-1] < bounds[1:]
    if len(values) and filled.all():
        every: NDArray[Any] = ufunc.reduceat(values, bounds[:-1], axis=0, dtype=dtype)
        return every
    # An empty stretch would be given the value that stands where it begins.
    found = np.zeros((len(filled), *values.shape[1:]), dtype or values.dtype)
    if filled.any():
        found[filled] = ufunc.reduceat(values, bounds[:-1][filled], axis=0, dtype=dtype)
    return found


def sums_of_ones(ones: NDArray[np.uint8], bounds: Bounds) -> NDArray[np.int64]:
    """Return the sum of each column, of which none holds more than 1, over each stretch.

    Parameters
    ----------
    ones
        Shape ``(bounds[-1], columns)``, with a multiple of eight columns.

    Examples
    --------
    >>> sums_of_ones(np.ones((1000, 8), np.uint8), bounds_of([1, 999])).tolist()
    [[1, 1, 1, 1, 1, 1, 1, 1], [999, 999, 999, 999, 999, 999, 999, 999]]
    """
    # Eight bytes are added as one number, and over no more than 255 rows, so that no byte runs over into the next.
    pieces = np.concatenate([bounds, np.arange(0, len(ones), _LARGEST_BYTE)])
    pieces.sort()
    sums = over(np.add, ones.view(np.uint64), pieces).view(np.uint8)
    return over(np.add, sums, among(pieces, bounds), np.int64)


def count(flags: NDArray[Any], bounds: Bounds) -> NDArray[np.intp]:
    """Return how many values of each stretch are not 0.

    Examples
    --------
    >>> count(np.array([4, 0, 4]), bounds_of([2, 1])).tolist()
    [1, 1]
    """
    among_them = among(flags.nonzero()[0], bounds)
    return among_them[1:] - among_them[:-1]


def nth(values: NDArray[np.int64], bounds: Bounds, *numbers: int) -> NDArray[np.int64]:
    """Return some values of each stretch, counted from its end where a number is negative; 0 where there is none.

    Parameters
    ----------
    values
        Shape ``(…, bounds[-1])``.

    Returns
    -------
    Shape ``(…, numbers, stretches)``.

    Examples
    --------
    >>> nth(np.array([1, 2, 3, 4, 5]), bounds_of([1, 4]), 0, -2).tolist()
    [[1, 2], [0, 4]]
    """
    begin, end, each = bounds[:-1], bounds[1:], np.array(numbers)[:, None]
    at = np.where(each < 0, end, begin) + each
    there = (begin <= at) & (at < end)
    return (
        values.take(at, axis=-1, mode="clip") * there
        if values.size
        else np.zeros(values.shape[:-1] + at.shape, np.int64)
    )


def among(chosen: NDArray[np.intp], bounds: Bounds) -> Bounds:
    """Return the bounds that stretches have among the values at these ascending indexes.

    Examples
    --------
    >>> among(np.array([0, 3, 4]), bounds_of([2, 1, 2])).tolist()
    [0, 1, 1, 3]
    """
    return chosen.searchsorted(bounds)
