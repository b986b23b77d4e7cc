"""Open segments: columns and posting lists as numpy arrays over the mapped file of a segment.

A segment never changes but for its deletions, which belong to the opened generation. Positions are those of
the segment's space: character `i` of the heading of document `d` stands at `starts[d] + i`, character `i` of
its body at `starts[d] + heading_lengths[d] + 1 + i`.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.backends.packed import arrays, rows
from search.backends.packed.damage import damage_told
from search.backends.packed.packing import Numbers, Small
from search.backends.packed.rows import ReportRow
from search.backends.packed.tables import STREAMS, TABLES, Table

# Too large to be read whole when a file is opened; each list is checked when it is decoded.
_STREAMS = tuple(f"{name}.{part}" for names in TABLES.values() for name in names for part in STREAMS)
_NOBODY = np.empty(0, dtype=np.int64)


class Segment:
    """One segment of an open generation; `deleted` are the numbers of its deleted documents, ascending."""

    def __init__(self, name: str, path: Path) -> None:
        """Map the file. Raises BrokenFileError, and OSError when there is none."""
        held = arrays.read(path, trusted=_STREAMS)
        columns = rows.from_arrays(held)
        self.name = name
        # Names may come again, in an index put back or built anew; a file does not.
        seen = path.stat()
        self.identity = (str(path), seen.st_ino, seen.st_mtime_ns)
        self.deleted: Numbers = _NOBODY
        self.size: int = columns.size
        self.starts: Numbers = columns.starts
        self.heading_lengths: Small = columns.plain["heading_lengths"]
        self.body_lengths: Small = columns.plain["body_lengths"]
        self.reports: list[ReportRow] = list(columns.reports)
        self.report_numbers = {row.public_id: number for number, row in enumerate(self.reports)}
        self.report_of: Small = columns.plain["report_of"]
        self.section_ids: Numbers = columns.plain["section_ids"]
        self.revision_ids: Numbers = columns.plain["revision_ids"]
        self.anchors: Numbers = columns.plain["anchors"]
        self.virtual: NDArray[np.bool_] = columns.plain["virtual"]
        self.orders: Small = columns.plain["orders"]
        self.roles: NDArray[np.int16] = columns.plain["roles"]
        self.role_names: list[str] = list(columns.role_names)
        self.topic_starts: Small = columns.topic_starts
        self.topic_ordinals: NDArray[np.int16] = columns.topic_ordinals
        self.topic_names: list[str] = list(columns.topic_names)
        self._tables = {name: Table(name, held) for names in TABLES.values() for name in names}

    def without(self, deleted: Numbers) -> "Segment":
        """Return the same segment with other deletions; everything else is shared."""
        other = Segment.__new__(Segment)
        vars(other).update(vars(self), deleted=deleted)
        return other

    def documents_of(self, public_ids: Iterable[str]) -> Numbers:
        """Return the documents of some reports, deleted ones included, ascending."""
        numbers = [self.report_numbers[one] for one in public_ids if one in self.report_numbers]
        chosen = np.zeros(len(self.reports), dtype=np.bool_)
        chosen[numbers] = True
        return np.flatnonzero(chosen[self.report_of])

    def documents(self, field: str, term: str) -> tuple[Small, Small]:
        """Return the documents that hold a term, and how often each does.

        Fields are `text`, `chars`, `heads` (as `chars`, of headings alone) and `glyphs`.
        """
        table = self._table(field, term)
        with damage_told():
            number = table.find(_encoded(term))
            found, counts = table.documents(number)
            expected, total = (0, 0) if number is None else (table.listed[number], table.totals[number])
            _check(found, int(expected), self.size)
            if len(counts) != expected or counts.sum(dtype=np.int64) != total or (counts < 1).any():
                raise ValueError("other counts than were written")
            return found, counts

    def positions(self, field: str, term: str) -> Small:
        """Return where a term of `chars` or a typed glyph (field glyphs) stands, ascending.

        A text ends with a pair of its last character and FIELD_GAP; a single character stands where the
        pairs that begin with it do.
        """
        with damage_told():
            if field == "chars" and len(term) == 1:
                table = self._tables["pairs"]
                numbers = table.beginning(_encoded(term))
                found = table.positions_of(numbers)
            else:
                table = self._table(field, term)
                number = table.find(_encoded(term))
                numbers = range(0) if number is None else range(number, number + 1)
                found = table.positions(number)
            expected = int(table.totals[numbers.start : numbers.stop].sum(dtype=np.int64))
            _check(found, expected, int(self.starts[-1]))
            return found

    def frequency(self, field: str, term: str) -> int:
        """Return in how many documents a term of a field stands, deleted ones included."""
        table = self._table(field, term)
        number = table.find(_encoded(term))
        return 0 if number is None else int(table.listed[number])

    def words(self) -> Iterator[tuple[str, int]]:
        """Yield the words of the field text and in how many documents each stands, in UTF-8 order."""
        terms = self._tables["words"].terms()
        for term, documents in zip(terms, self._tables["words"].listed.tolist(), strict=True):
            yield term.decode("utf-8", "surrogatepass"), documents

    def anchor(self, document: int) -> str:
        """Return the anchor of a document's section: `s<start>`, with an `x` when it is a supplied node."""
        return f"s{self.anchors[document]}" + ("x" if self.virtual[document] else "")

    def topics(self, document: int) -> list[str]:
        """Return the topics of a document."""
        first, last = self.topic_starts[document], self.topic_starts[document + 1]
        return [self.topic_names[number] for number in self.topic_ordinals[first:last]]

    def _table(self, field: str, term: str) -> Table:
        names = TABLES[field]
        return self._tables[names[min(len(term), len(names)) - 1]]


def _check(found: Small, expected: int, end: int) -> None:
    """Raise ValueError unless there are so many numbers, ascending from 0 on, all below `end`."""
    if len(found) != expected:
        raise ValueError("a list of another length")
    if expected and (found[0] < 0 or found[-1] >= end or not (found[1:] > found[:-1]).all()):
        raise ValueError("a list of impossible numbers")


def _encoded(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")
