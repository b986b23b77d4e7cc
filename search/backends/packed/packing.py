"""Ascending lists of numbers as bytes, many lists at a time.

Gaps between neighbours are written seven bits to a byte, most significant first; every byte but the last of
a number has its high bit set (the "variable byte" code, Manning et al., Introduction to Information
Retrieval, 5.3.1). A stream holds the lists of all terms of a field; `ends` says where each list ends.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Numbers = NDArray[np.int64]
Small = NDArray[np.int32]
Integers = NDArray[np.integer[Any]]

_MORE = 0x80
_SEVEN = 0x7F
_LONGEST = 10  # bytes of a number below 2 ** 63, and one more
_WIDE = 4  # a byte with so many after it does not fit 32 bits
_AT_ONCE = 1 << 20  # numbers encoded at once, to need little memory
_NO_BYTES: Bytes = np.empty(0, dtype=np.uint8)


@dataclass(frozen=True)
class Stream:
    """The bytes of many lists; list `i` is `content[ends[i - 1]:ends[i]]`."""

    content: Bytes
    ends: NDArray[np.uint32]

    def of(self, number: int) -> Bytes:
        """Return the bytes of one list."""
        start = int(self.ends[number - 1]) if number else 0
        return self.content[start : int(self.ends[number])]


def encode(values: Integers) -> tuple[Bytes, Bytes]:
    """Return the code of numbers >= 0 and the bytes each one takes."""
    parts = [_encode(values[start : start + _AT_ONCE]) for start in range(0, len(values), _AT_ONCE)]
    if not parts:
        return _NO_BYTES, _NO_BYTES
    return np.concatenate([content for content, _sizes in parts]), np.concatenate([s for _c, s in parts])


def decode(content: Bytes) -> NDArray[Any]:
    """Return the numbers of a code, int32 where none is longer than four bytes and int64 else.

    Raises ValueError when it ends inside a number.
    """
    if not len(content):
        return np.empty(0, dtype=np.int32)
    if content[-1] & _MORE:
        raise ValueError("a list of numbers is cut short")
    going_on = content >= _MORE
    sevens = content & _SEVEN
    # Each byte in turn takes up those before it in its number; at the last one the number is whole.
    values = sevens.astype(np.int32)
    before = going_on
    for place in range(1, _LONGEST):
        before = before[:-1] & going_on[place - 1 : -1]
        if not before.any():
            break
        if place == _WIDE:
            values = values.astype(np.int64)
        values[place:] |= (sevens[:-place] * before).astype(values.dtype) << (7 * place)
    return values[~going_on]


def pack_ascending(values: Small, lengths: Numbers) -> Stream:
    """Write lists of numbers, each strictly ascending; `lengths` says how many each has."""
    return _stream(_gaps(values, lengths), lengths)


def unpack_ascending(content: Bytes) -> Small:
    """Read one list of `pack_ascending`."""
    return np.cumsum(decode(content), dtype=np.int32)


def pack_counted(documents: Small, counts: Small, lengths: Numbers) -> tuple[Stream, Stream]:
    """Write lists of documents with a count >= 1 each, as a stream of documents and one of counts.

    The lowest bit of a gap says that the count is above one; only those counts are written.
    """
    often = counts > 1
    written = np.zeros(len(lengths), dtype=np.int64)
    if len(counts):
        starts = (np.cumsum(lengths) - lengths)[lengths > 0]
        written[lengths > 0] = np.add.reduceat(often, starts, dtype=np.int64)
    marked = _gaps(documents, lengths)
    marked <<= 1
    marked |= often
    return _stream(marked, lengths), _stream(counts[often] - 2, written)


def unpack_counted(documents: Bytes, counts: Bytes) -> tuple[Small, Small]:
    """Read one list of `pack_counted`: documents ascending, and the count of each."""
    marked = decode(documents)
    found = np.ones(len(marked), dtype=np.int32)
    found[(marked & 1).astype(np.bool_)] = decode(counts) + 2
    return np.cumsum(marked >> 1, dtype=np.int32), found


def unpack_lists(stream: Stream) -> Numbers:
    """Read all lists of `pack_ascending` at once."""
    return ascending(decode(stream.content), list_lengths(stream))


def list_lengths(stream: Stream) -> Numbers:
    """Return how many numbers each list of a stream has."""
    known = np.concatenate(([0], np.cumsum(stream.content < _MORE)))[stream.ends]
    return np.diff(known, prepend=0)


def ascending(gaps: Numbers, lengths: Numbers) -> Numbers:
    """Turn the gaps of lists back into their numbers; `lengths` says how many each list has."""
    values: Numbers = np.cumsum(gaps, dtype=np.int64)
    full = lengths[lengths > 0]
    starts = np.cumsum(full) - full
    before = np.concatenate(([0], values))[starts]
    found: Numbers = values - np.repeat(before, full)
    return found


def _gaps(values: Small, lengths: Numbers) -> Small:
    """Return each number less the one before it in its list; the first number of a list as it is."""
    gaps = values.copy()
    gaps[1:] -= values[:-1]
    starts = (np.cumsum(lengths) - lengths)[lengths > 0]
    gaps[starts] = values[starts]
    return gaps


def _stream(values: Small, lengths: Numbers) -> Stream:
    content, sizes = encode(values)
    held = lengths > 0
    taken = np.zeros(len(lengths), dtype=np.int64)
    if len(sizes):
        taken[held] = np.add.reduceat(sizes, (np.cumsum(lengths) - lengths)[held], dtype=np.int64)
    return Stream(content, np.cumsum(taken).astype(np.uint32))


def _encode(values: Integers) -> tuple[Bytes, Bytes]:
    sizes = np.ones(len(values), dtype=np.uint8)
    rest = values >> 7
    while rest.any():
        sizes += rest > 0
        rest >>= 7
    ends = np.cumsum(sizes, dtype=np.int64) - 1
    content = np.empty(int(ends[-1]) + 1, dtype=np.uint8)
    content[ends] = values & _SEVEN
    for place in range(1, int(sizes.max())):
        longer = np.flatnonzero(sizes > place)
        content[ends[longer] - place] = (values[longer] >> (7 * place)) & _SEVEN | _MORE
    return content, sizes
