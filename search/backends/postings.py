"""Posting lists of one index generation as numpy arrays: substrings by position arithmetic, BM25.

A position key is `document << 32 | position`; keys of a character ascend, so an exact
substring is an intersection of shifted key lists.
"""

import math
import threading
from collections import OrderedDict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.backends.analyzers import BODY_START

Keys = NDArray[np.int64]
Scores = NDArray[np.float64]

SHIFT = 32
CACHED_TERMS = 4096
K1, B = 1.2, 0.75  # the usual BM25 constants
HEADING_WEIGHT = 2.0


class Postings:
    """Decoded posting lists of an open reader; every list is read once and kept for a while."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._lock = threading.Lock()
        self._cache: OrderedDict[tuple[str, str], Keys] = OrderedDict()
        self.size: int = reader.doc_count_all()
        self._lengths = {name: self._field_lengths(name) for name in ("text", "chars")}

    def substring(self, folded: str) -> Keys:
        """Return the keys at which `folded` starts, ascending."""
        found = self._keys("chars", folded[0])
        for offset, char in enumerate(folded[1:], start=1):
            if not len(found):
                break
            found = found[np.isin(found + offset, self._keys("chars", char), assume_unique=True)]
        return found

    def word(self, word: str) -> Keys:
        """Return the keys of an indexed word."""
        return self._keys("text", word)

    def bm25(self, field: str, keys: Keys) -> Scores:
        """Score every document by the occurrences `keys` of one term in `field`."""
        scores = np.zeros(self.size)
        if not len(keys):
            return scores
        documents, counts = np.unique(keys >> SHIFT, return_counts=True)
        frequency = counts.astype(np.float64)
        if field == "chars":
            heading = keys[(keys & 0xFFFFFFFF) < BODY_START] >> SHIFT
            frequency += HEADING_WEIGHT * np.isin(documents, heading)
        rarity = math.log(1 + (self.size - len(documents) + 0.5) / (len(documents) + 0.5))
        lengths = self._lengths[field]
        norm = K1 * (1 - B + B * lengths[documents] / max(lengths.mean(), 1.0))
        scores[documents] = rarity * frequency * (K1 + 1) / (frequency + norm)
        return scores

    def _field_lengths(self, field: str) -> Scores:
        length = self._reader.doc_field_length
        return np.array([length(number, field) or 0 for number in range(self.size)], dtype=np.float64)

    def _keys(self, field: str, text: str) -> Keys:
        with self._lock:
            found = self._cache.get((field, text))
            if found is None:
                found = self._cache[field, text] = self._decode(field, text)
                if len(self._cache) > CACHED_TERMS:
                    self._cache.popitem(last=False)
            else:
                self._cache.move_to_end((field, text))
        return found

    def _decode(self, field: str, text: str) -> Keys:
        if (field, text) not in self._reader:
            return np.empty(0, dtype=np.int64)
        matcher = self._reader.postings(field, text)
        keys: list[int] = []
        while matcher.is_active():
            base = matcher.id() << SHIFT
            keys.extend(base | position for position in matcher.value_as("positions"))
            matcher.next()
        return np.unique(np.array(keys, dtype=np.int64))


def documents_of(keys: Keys, size: int) -> NDArray[np.bool_]:
    """Return a mask of the documents that `keys` stand in."""
    mask = np.zeros(size, dtype=np.bool_)
    mask[keys >> SHIFT] = True
    return mask


def occurrences(found: list[tuple[Keys, int]], size: int) -> NDArray[np.int64]:
    """Count marks per document: `found` pairs start keys with term lengths; overlaps count once."""
    starts = np.concatenate([keys for keys, _length in found]) if found else np.empty(0, np.int64)
    ends = np.concatenate([keys + length for keys, length in found]) if found else starts
    order = np.lexsort((-ends, starts))
    starts, ends = starts[order], ends[order]
    reached = np.maximum.accumulate(ends)
    fresh = np.ones(len(starts), dtype=np.bool_)
    fresh[1:] = starts[1:] >= reached[:-1]
    return np.bincount(starts[fresh] >> SHIFT, minlength=size)
