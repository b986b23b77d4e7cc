"""Texts as weighted character bigrams, without looking at one character after another.

Only Han characters count: numbers differ from year to year, and marks say nothing. Texts are
compared folded, without glosses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from archive.text.fold import fold
from archive.text.gloss import strip_glosses

Floats = npt.NDArray[np.float32]
Keys = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]

STOCK_PATH = Path(__file__).with_name("stock_phrases.txt")
STOCK_WEIGHTS = (0.25, 0.5)  # of the two parts of the file
_HAN_FIRST, _HAN_LAST = 0x4E00, 0x9FFF
_SHIFT = np.uint64(32)


@dataclass(frozen=True)
class Counted:
    """How often each bigram stands in each text: parallel arrays sorted by text, then bigram.

    `texts` are places in the list counted, `bigrams` places in `keys`, `counts` at least 1.
    """

    keys: Keys
    texts: Numbers
    bigrams: Numbers
    counts: Numbers
    size: int  # how many texts were counted


def matching_form(texts: Sequence[str]) -> list[str]:
    """Return the texts of one report folded and without glosses, which are believed when it has several."""
    if not texts:
        return []
    joined = "\0".join(text.replace("\0", " ") for text in texts)
    if "(" in joined or "（" in joined:
        joined = strip_glosses(joined).text
    return fold(joined).split("\0")


def count(texts: Sequence[str]) -> Counted:
    """Count the bigrams of folded texts."""
    codes = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    lengths = np.fromiter((len(text) + 1 for text in texts), dtype=np.int64, count=len(texts))
    owner = np.repeat(np.arange(len(texts), dtype=np.int64), lengths)
    pairs, place = _han_pairs(codes)
    keys, bigrams = np.unique(pairs, return_inverse=True)
    width = max(len(keys), 1)
    cells, counts = np.unique(owner[place] * width + bigrams, return_counts=True)
    return Counted(keys, cells // width, cells % width, counts, len(texts))


def stock_weights(keys: Keys) -> Floats:
    """Return for each bigram what a stock phrase leaves of its weight: 1 for one of none."""
    weights = np.ones(len(keys), dtype=np.float32)
    for stock, weight in reversed(tuple(zip(_stock(), STOCK_WEIGHTS, strict=True))):
        weights[np.isin(keys, stock)] = weight
    return weights


def _han_pairs(codes: npt.NDArray[np.uint32]) -> tuple[Keys, Numbers]:
    """Return the bigrams of Han characters as numbers, and where each begins."""
    han = (codes >= _HAN_FIRST) & (codes <= _HAN_LAST)
    place = np.flatnonzero(han[:-1] & han[1:])
    wide = codes.astype(np.uint64)
    return (wide[place] << _SHIFT) | wide[place + 1], place


@cache
def _stock() -> tuple[Keys, ...]:
    parts = STOCK_PATH.read_text(encoding="utf-8").split("\n\n")
    return tuple(count([part]).keys for part in parts)
