"""What an open generation knows of its documents and reports, in arrays over all its segments.

Documents are numbered through the segments, and so are reports: a report written anew has another number, and
those left without documents stay as dead rows. The documents of a report follow one another.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from archive.models import code_prefix
from search.backends.execution.titles import Titles
from search.backends.execution.values import Mask, Numbers, Pairs, Values, named, paired, united
from search.backends.packed.rows import ReportRow
from search.backends.packed.segments import Segment

Value = TypeVar("Value", bound=np.generic)


class SectionRow(NamedTuple):
    """What the index knows of a section."""

    section_id: int
    revision_id: int
    anchor: str
    order: int


class Columns:
    """All columns of a generation; made once when it is opened."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        sizes = [segment.size for segment in segments]
        self._segments = segments
        self.bases: list[int] = [sum(sizes[:number]) for number in range(len(sizes))]
        self.size: int = sum(sizes)
        lengths = [int(segment.starts[-1]) for segment in segments]
        self.spaces: list[int] = [sum(lengths[:number]) for number in range(len(lengths))]
        self.space: int = sum(lengths)
        self.live: Mask | None = self._living()
        self.reports: list[ReportRow] = [row for segment in segments for row in segment.reports]
        owned = np.cumsum([0, *(len(segment.reports) for segment in segments)])
        self.report_of: Numbers = _joined(
            [segment.report_of + base for segment, base in zip(segments, owned[:-1], strict=True)], np.int32
        )

    @cached_property
    def held(self) -> Mask:
        """Return which reports have a document that is not deleted."""
        mask = np.zeros(len(self.reports), dtype=np.bool_)
        mask[self.report_of if self.live is None else self.report_of[self.live]] = True
        return mask

    @cached_property
    def report_starts(self) -> NDArray[np.int64]:
        """Return the first document of each report, and the number of documents at the end."""
        return np.searchsorted(self.report_of, np.arange(len(self.reports) + 1))

    @cached_property
    def document_count(self) -> int:
        """Return how many documents are not deleted."""
        return self.size if self.live is None else int(self.live.sum())

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Return the position of the first character of each document."""
        spaced = zip(self._segments, self.spaces, strict=True)
        return _joined([segment.starts[:-1] + space for segment, space in spaced], np.int64)

    @cached_property
    def heading_lengths(self) -> Numbers:
        """Return the characters of each heading."""
        return _joined([segment.heading_lengths for segment in self._segments], np.int32)

    @cached_property
    def text_starts(self) -> NDArray[np.int64]:
        """Return where headings and bodies begin, in turns."""
        bodies = self.starts + self.heading_lengths + 1
        return np.stack([self.starts, bodies], axis=1).ravel()

    @cached_property
    def heading_shares(self) -> NDArray[np.float32]:
        """Return each heading's length by the average one."""
        return _shares(self.heading_lengths)

    @cached_property
    def body_shares(self) -> NDArray[np.float32]:
        """Return each body's length by the average one."""
        return _shares(_joined([segment.body_lengths for segment in self._segments], np.int32))

    @cached_property
    def orders(self) -> Numbers:
        """Return the place of each section in its report."""
        return _joined([segment.orders for segment in self._segments], np.int32)

    @cached_property
    def roles(self) -> Values:
        """Return the role of each document."""
        found = [(segment.roles, segment.role_names) for segment in self._segments]
        return united([(ordinals.reshape(-1, 1).astype(np.int32), names) for ordinals, names in found])

    @cached_property
    def topics(self) -> Values:
        """Return the topics of each document: ordinals of shape (documents, most topics of one)."""
        return united([(_squared(segment), segment.topic_names) for segment in self._segments])

    def pairs(self, name: str) -> list[Pairs]:
        """Return the documents that have a first, second, … value of `role` or `topic`.

        Each place has the documents, and the cells of a table (reports, values + 1) they fall in. The first
        place stands for all documents and does not name them, the last column being no value.
        """
        return self._role_pairs if name == "role" else self._topic_pairs

    def column(self, name: str) -> Values:
        """Return the column of a facet: role and topic of documents, the other ones of reports."""
        columns = {"region": "regions", "year": "years", "kind": "kinds", "source": "sources"}
        found: Values = getattr(self, columns.get(name, f"{name}s"))
        return found

    def within(self, documents: Numbers, reports: NDArray[np.int64]) -> Numbers:
        """Return those of the ascending `documents` that belong to the ascending `reports`."""
        starts = self.report_starts
        begins = np.searchsorted(documents, starts[reports])
        lengths = np.searchsorted(documents, starts[reports + 1]) - begins
        before = np.cumsum(lengths) - lengths
        return documents[np.repeat(begins - before, lengths) + np.arange(int(lengths.sum()))]

    @cached_property
    def _role_pairs(self) -> list[Pairs]:
        return paired(self.roles, self.report_of)

    @cached_property
    def _topic_pairs(self) -> list[Pairs]:
        return paired(self.topics, self.report_of)

    @cached_property
    def regions(self) -> Values:
        """Return the prefixes of each report's division: ordinals of shape (reports, 3)."""
        return named([_prefixes(row.region) for row in self.reports], width=3)

    @cached_property
    def years(self) -> Values:
        """Return the year of each report; 0 is no value."""
        return named([[str(row.year)] if row.year else [] for row in self.reports], width=1)

    @cached_property
    def kinds(self) -> Values:
        """Return the kind of each report."""
        return named([[row.kind] if row.kind else [] for row in self.reports], width=1)

    @cached_property
    def sources(self) -> Values:
        """Return the kind of source of each report."""
        return named([[row.source] if row.source else [] for row in self.reports], width=1)

    @cached_property
    def year_numbers(self) -> Numbers:
        """Return the year of each report as a number, 0 when unknown."""
        return np.array([row.year for row in self.reports], dtype=np.int32)

    @cached_property
    def titles(self) -> Titles:
        """Return the titles of all reports, folded."""
        return Titles([row.title for row in self.reports])

    @cached_property
    def newest_first(self) -> Numbers:
        """Return the rank of each report: newest year first, unknown last, then publication, place, id."""
        return _ranks(self.reports, lambda row: (-row.year, *_later(row)))

    @cached_property
    def oldest_first(self) -> Numbers:
        """Return the rank of each report with the oldest year first, unknown last."""
        return _ranks(self.reports, lambda row: (row.year == 0, row.year, *_later(row)))

    @cached_property
    def by_region(self) -> Numbers:
        """Return the rank of each report by division, newest first within one."""
        return _ranks(self.reports, lambda row: (row.region, -row.year, *_later(row)))

    def section(self, document: int) -> SectionRow:
        """Return what the index knows of a document's section."""
        number = bisect_right(self.bases, document) - 1
        segment, place = self._segments[number], document - self.bases[number]
        return SectionRow(
            int(segment.section_ids[place]),
            int(segment.revision_ids[place]),
            segment.anchor(place),
            int(segment.orders[place]),
        )

    def documents_of(self, reports: Mask) -> Mask:
        """Return the documents of these reports, deleted ones left out."""
        found = reports[self.report_of]
        return found if self.live is None else found & self.live

    def _living(self) -> Mask | None:
        if not any(len(segment.deleted) for segment in self._segments):
            return None
        live = np.ones(self.size, dtype=np.bool_)
        for base, segment in zip(self.bases, self._segments, strict=True):
            live[segment.deleted + base] = False
        return live


def _prefixes(code: str) -> list[str]:
    prefix = code_prefix(code)
    return [prefix[:length] for length in (2, 4, 6) if len(prefix) >= length]


def _later(row: ReportRow) -> tuple[int, str, str]:
    return -int(row.published.replace("-", "") or 0), row.region, row.public_id


def _ranks(rows: Sequence[ReportRow], order: object) -> Numbers:
    ranks = np.empty(len(rows), dtype=np.int32)
    ranks[sorted(range(len(rows)), key=lambda number: order(rows[number]))] = range(len(rows))  # type: ignore[operator]
    return ranks


def _squared(segment: Segment) -> Numbers:
    """Return the topics of a segment's documents as a table, filled up with -1."""
    starts = segment.topic_starts
    lengths = np.diff(starts)
    table = np.full((segment.size, max(int(lengths.max(initial=0)), 1)), -1, dtype=np.int32)
    rows = np.repeat(np.arange(segment.size), lengths)
    table[rows, np.arange(starts[-1]) - starts[rows]] = segment.topic_ordinals
    return table


def _joined(parts: Sequence[NDArray[Value]], kind: type[np.generic]) -> NDArray[Value]:
    if not parts:
        return np.empty(0, dtype=kind)
    return np.concatenate(parts).astype(kind, copy=False)


def _shares(lengths: Numbers) -> NDArray[np.float32]:
    average = max(float(lengths.mean()), 1.0) if len(lengths) else 1.0
    return (lengths / average).astype(np.float32)
