"""Folding of long texts with numpy, many times as fast as character by character.

What comes out is what `archive.text.fold` and `archive.text.invisible` say; a test compares every character.
"""

import sys
from functools import cache

import numpy as np
from numpy.typing import NDArray

from archive.text.fold import TABLE_PATH, read_table
from archive.text.fold import fold as fold_short
from archive.text.invisible import find_invisible, has_invisible

LONG = 64  # characters from which numpy is faster
_CODES = np.dtype("<u4")


def fold(text: str) -> str:
    """Return the folded text, as `archive.text.fold.fold` does."""
    return fold_short(text) if len(text) < LONG else _text(_folding().take(_codes(text)))


def fold_visible(text: str) -> str | None:
    """Return the folded text, or None when it has characters that show nothing."""
    if len(text) < LONG:
        return None if has_invisible(text) else fold_short(text)
    codes = _codes(text)
    return None if _hidden().take(codes).any() else _text(_folding().take(codes))


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=_CODES)


def _text(codes: NDArray[np.uint32]) -> str:
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


@cache
def _folding() -> NDArray[np.uint32]:
    """Return the folded character of every character."""
    table = np.arange(sys.maxunicode + 1, dtype=_CODES)
    pairs = read_table(TABLE_PATH.read_text(encoding="utf-8"))
    table[_codes("".join(pairs.keys()))] = _codes("".join(pairs.values()))
    return table


@cache
def _hidden() -> NDArray[np.bool_]:
    """Return which characters show nothing."""
    hidden = np.zeros(sys.maxunicode + 1, dtype=np.bool_)
    for span in find_invisible(_text(np.arange(sys.maxunicode + 1, dtype=_CODES))):
        hidden[span.start : span.end] = True
    return hidden
