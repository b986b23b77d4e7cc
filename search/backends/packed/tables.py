"""The packed fields of a segment as arrays in its file: a dictionary of terms and their lists."""

from collections.abc import Iterator

import numpy as np

from search.backends.packed.arrays import Arrays
from search.backends.packed.occurrences import Occurrences
from search.backends.packed.packing import (
    Small,
    Stream,
    ascending,
    decode,
    list_lengths,
    pack_ascending,
    pack_counted,
    unpack_ascending,
    unpack_counted,
    unpack_lists,
)

# Field -> its tables: terms of one character, and of two; or of any length.
TABLES = {
    "text": ("words",),
    "chars": ("characters", "pairs"),
    "heads": ("head_characters", "head_pairs"),
    "glyphs": ("glyphs",),
}

STREAMS = ("documents", "counts", "positions")
_NOTHING = np.empty(0, dtype=np.int32)
_NO_BYTES = np.empty(0, dtype=np.uint8)
_AFTER = b"\xff"  # above every byte of UTF-8


def packed(name: str, found: Occurrences) -> Arrays:
    """Return the arrays that hold a field, their names beginning with its own."""
    documents, counts = pack_counted(found.documents, found.counts, found.listed)
    positions = pack_ascending(found.positions, found.placed)
    letters = b"".join(found.terms)
    ends = np.cumsum([len(term) for term in found.terms], dtype=np.int64)
    totals = np.add.reduceat(found.counts, np.cumsum(found.listed) - found.listed) if len(ends) else ends
    arrays: Arrays = {
        f"{name}.letters": np.frombuffer(letters, dtype=np.uint8),
        f"{name}.ends": ends.astype(np.uint32),
        f"{name}.listed": found.listed.astype(np.uint32),
        f"{name}.totals": totals.astype(np.uint32),
    }
    for part, stream in zip(STREAMS, (documents, counts, positions), strict=True):
        arrays[f"{name}.{part}"] = stream.content
        arrays[f"{name}.{part}.ends"] = stream.ends
    return arrays


class Table:
    """One packed field of an open segment; terms are numbered in the order of their UTF-8 bytes."""

    def __init__(self, name: str, arrays: Arrays) -> None:
        self._letters = arrays[f"{name}.letters"]
        self._ends = arrays[f"{name}.ends"]
        self.listed = arrays[f"{name}.listed"]
        self.totals = arrays[f"{name}.totals"]
        self._documents, self._counts, self._positions = (
            Stream(arrays[f"{name}.{part}"], arrays[f"{name}.{part}.ends"]) for part in STREAMS
        )

    def __len__(self) -> int:
        return len(self._ends)

    def term(self, number: int) -> bytes:
        """Return the UTF-8 bytes of a term."""
        start = int(self._ends[number - 1]) if number else 0
        return self._letters[start : int(self._ends[number])].tobytes()

    def first(self, term: bytes) -> int:
        """Return the number of the first term that is not before `term`."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.term(middle) < term:
                low = middle + 1
            else:
                high = middle
        return low

    def find(self, term: bytes) -> int | None:
        """Return the number of a term, or None."""
        number = self.first(term)
        return number if number < len(self) and self.term(number) == term else None

    def terms(self, start: int = 0) -> Iterator[bytes]:
        """Yield the terms from a number on."""
        letters = self._letters.tobytes()
        begin = int(self._ends[start - 1]) if start else 0
        for end in self._ends[start:].tolist():
            yield letters[begin:end]
            begin = end

    def documents(self, number: int | None) -> tuple[Small, Small]:
        """Return the documents of a term, ascending, and how often it stands in each."""
        if number is None:
            return _NOTHING, _NOTHING
        return unpack_counted(self._documents.of(number), self._counts.of(number))

    def positions(self, number: int | None) -> Small:
        """Return the positions of a term, ascending."""
        if number is None:
            return _NOTHING
        return unpack_ascending(self._positions.of(number))

    def beginning(self, prefix: bytes) -> range:
        """Return the numbers of the terms that begin with `prefix`."""
        return range(self.first(prefix), self.first(prefix + _AFTER))

    def positions_of(self, numbers: range) -> Small:
        """Return the positions of neighbouring terms, ascending."""
        first, last = numbers.start, numbers.stop
        begin = int(self._positions.ends[first - 1]) if first else 0
        ends = self._positions.ends[first:last] - begin
        content = self._positions.content[begin : begin + int(ends[-1])] if last > first else _NO_BYTES
        found = unpack_lists(Stream(content, ends))
        return np.sort(found.astype(np.int32))

    def occurrences(self) -> Occurrences:
        """Return everything at once, for merging."""
        listed = self.listed.astype(np.int64)
        marked = decode(self._documents.content)
        counts = np.ones(len(marked), dtype=np.int32)
        counts[(marked & 1).astype(np.bool_)] = decode(self._counts.content) + 2
        return Occurrences(
            terms=list(self.terms()),
            listed=listed,
            documents=ascending(marked >> 1, listed).astype(np.int32),
            counts=counts,
            placed=list_lengths(self._positions),
            positions=unpack_lists(self._positions).astype(np.int32),
        )
