"""How much of one text stands in another: 13-character runs of sentences, compared as sets of hashes.

A run never crosses a sentence end, and is taken of the folded text with everything but letters, digits and
Han removed, so script, punctuation and line breaks do not matter. Comparing sampled hashes finds candidates
by look-up; comparing all of them gives the share (Broder 1997, "On the resemblance and containment of
documents").
"""

import re

import numpy as np
from numpy.typing import NDArray

from archive.text.fold import fold
from archive.text.gloss import strip_glosses

LENGTH = 13  # characters a run; shorter sentences count as one run when they reach SHORTEST
SHORTEST = 6
_SAMPLED = 32  # one hash in this many is kept for look-up, whatever the length of the text
_FEWEST = 8  # the smallest ones stand in where a text is too short for that

_SENTENCE_END = re.compile(r"[。!?;！？；\n\r]+")
_FILLER = re.compile(r"[\W_]+")
_BASE = np.uint64(0x9E3779B97F4A7C15)
_Hashes = NDArray[np.uint64]


def runs(text: str) -> _Hashes:
    """Return the sorted distinct hashes (64 bits) of the runs of `text`."""
    sentences = (
        _FILLER.sub("", sentence) for sentence in _SENTENCE_END.split(fold(strip_glosses(text).text))
    )
    hashes = [_hashes(sentence) for sentence in sentences if len(sentence) >= SHORTEST]
    return np.unique(np.concatenate(hashes)) if hashes else np.empty(0, np.uint64)


def sample(hashes: _Hashes) -> list[int]:
    """Return the hashes to look candidates up by, as signed 64-bit integers for a database column."""
    chosen = hashes[hashes % np.uint64(_SAMPLED) == 0]
    if len(chosen) < _FEWEST:
        chosen = hashes[:_FEWEST]  # sorted: the smallest ones, the same for equal texts
    values: list[int] = chosen.astype(np.int64).tolist()
    return values


def share(one: _Hashes, other: _Hashes) -> float:
    """Return the part of the shorter text's runs that the other one has, 0 to 1."""
    shorter = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / shorter if shorter else 0.0


def _hashes(sentence: str) -> _Hashes:
    codes = np.frombuffer(sentence.encode("utf-32-le"), np.uint32).astype(np.uint64)
    length = min(LENGTH, len(codes))
    windows = np.lib.stride_tricks.sliding_window_view(codes, length)
    value = np.zeros(len(windows), np.uint64)
    for column in range(length):
        value = _mixed(value ^ windows[:, column])
    return value


def _mixed(value: _Hashes) -> _Hashes:
    # The finaliser of splitmix64 (Steele, Lea, Flood 2014): every bit depends on every bit.
    value = value * _BASE
    value ^= value >> np.uint64(32)
    return value * np.uint64(0xBF58476D1CE4E5B9) ^ (value >> np.uint64(29))
