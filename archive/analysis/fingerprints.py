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
_FEWEST = 8  # twice, four times, … as many are kept of a text too short to give that many

_SENTENCE_END = re.compile(r"[。!?;！？；\n\r]+")
_EDGE = "\n"
_FILLER = re.compile(r"[^\w\n]+|_+")
_BASE = np.uint64(0x9E3779B97F4A7C15)
_Hashes = NDArray[np.uint64]


def runs(text: str) -> _Hashes:
    """Return the sorted distinct hashes (64 bits) of the runs of `text`."""
    folded = _SENTENCE_END.sub(_EDGE, fold(strip_glosses(text).text))
    codes = _codes(_FILLER.sub("", folded))
    edges = np.flatnonzero(codes == ord(_EDGE))
    starts, ends = np.append(0, edges + 1), np.append(edges, len(codes))
    lengths = ends - starts
    long = _windows(codes, starts[lengths >= LENGTH], ends[lengths >= LENGTH] - LENGTH + 1)
    short = [_hashes(codes, starts[lengths == length], length) for length in range(SHORTEST, LENGTH)]
    return np.unique(np.concatenate([_hashes(codes, long, LENGTH), *short]))


def sample(hashes: _Hashes) -> list[int]:
    """Return the hashes to look candidates up by, as signed 64-bit integers for a database column."""
    rate = _SAMPLED
    # Each finer sample holds the coarser ones, so that texts just above and just below a step still meet.
    while rate > 1 and np.count_nonzero(hashes % np.uint64(rate) == 0) < _FEWEST:
        rate //= 2
    chosen = hashes[hashes % np.uint64(rate) == 0]
    values: list[int] = chosen.astype(np.int64).tolist()
    return values


def share(one: _Hashes, other: _Hashes) -> float:
    """Return the part of the shorter text's runs that the other one has, 0 to 1."""
    shorter = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / shorter if shorter else 0.0


def _codes(text: str) -> _Hashes:
    return np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.uint64)


def _windows(codes: _Hashes, starts: NDArray[np.intp], ends: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return every place from a start up to its end: where a whole run fits into its sentence."""
    opened = np.zeros(len(codes) + 1, np.int64)
    opened[starts] += 1
    opened[ends] -= 1  # starts and ends of sentences never coincide
    return np.flatnonzero(np.cumsum(opened))


def _hashes(codes: _Hashes, places: NDArray[np.intp], length: int) -> _Hashes:
    """Return the hash of the `length` codes from each place on."""
    value = np.zeros(len(places), np.uint64)
    for offset in range(length):
        value = _mixed(value ^ codes[places + offset])
    return value


def _mixed(value: _Hashes) -> _Hashes:
    # The finaliser of splitmix64 (Steele, Lea, Flood 2014): every bit depends on every bit.
    value = value * _BASE
    value ^= value >> np.uint64(32)
    return value * np.uint64(0xBF58476D1CE4E5B9) ^ (value >> np.uint64(29))
