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
from archive.text.fold import fold
from search.backends.rows import ReportRow
from search.backends.segments import Segment

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int32]
Value = TypeVar("Value", bound=np.generic)
Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]

TITLE_GAP = "\x1e"


class SectionRow(NamedTuple):
    """What the index knows of a section."""

    section_id: int
    revision_id: int
    anchor: str
    order: int


class Values:
    """A column of names: `ordinals`, of shape (rows, most names of one), point into `names`; -1 is none."""

    def __init__(self, ordinals: Numbers, names: Sequence[str]) -> None:
        self.ordinals = ordinals
        self.names = list(names)
        self.numbers = {name: number for number, name in enumerate(self.names)}

    def chosen(self, values: Sequence[str]) -> NDArray[np.bool_]:
        """Return a mask over `names` (one more at the end, False, for no value) of those in `values`."""
        mask = np.zeros(len(self.names) + 1, dtype=np.bool_)
        mask[[self.numbers[value] for value in values if value in self.numbers]] = True
        return mask

    def having(self, values: Sequence[str]) -> Mask:
        """Return which rows have one of `values`."""
        chosen = self.chosen(values)
        held = chosen[self.ordinals[:, 0]]
        for place in range(1, self.ordinals.shape[1]):
            held |= chosen[self.ordinals[:, place]]
        return held


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
        return _united([(ordinals.reshape(-1, 1).astype(np.int32), names) for ordinals, names in found])

    @cached_property
    def topics(self) -> Values:
        """Return the topics of each document: ordinals of shape (documents, most topics of one)."""
        return _united([(_squared(segment), segment.topic_names) for segment in self._segments])

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
        return _paired(self.roles, self.report_of)

    @cached_property
    def _topic_pairs(self) -> list[Pairs]:
        return _paired(self.topics, self.report_of)

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
    def titles(self) -> "Titles":
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
        anchor = f"s{segment.anchors[place]}" + ("x" if segment.virtual[place] else "")
        return SectionRow(
            int(segment.section_ids[place]),
            int(segment.revision_ids[place]),
            anchor,
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


class Titles:
    """Short texts of all reports in one string, to be searched at once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = [text.replace(TITLE_GAP, " ") for text in texts]
        self.joined = TITLE_GAP.join(map(fold, self.texts))
        self._ends = np.cumsum([len(text) + 1 for text in self.texts])

    def holding(self, folded: str) -> Mask:
        """Return which reports' texts contain `folded`."""
        mask = np.zeros(len(self.texts), dtype=np.bool_)
        found = np.searchsorted(self._ends, self.places(folded), side="right")
        mask[found] = True
        return mask

    def places(self, folded: str) -> list[int]:
        """Return where `folded` begins in `joined`, once a text at least."""
        places, place = [], self.joined.find(folded)
        while place >= 0:
            places.append(place)
            place = self.joined.find(folded, place + 1)
        return places


def named(rows: Sequence[Sequence[str]], width: int) -> Values:
    """Return the column of lists of names, `width` names at most in each."""
    numbers: dict[str, int] = {}
    ordinals = np.full((len(rows), width), -1, dtype=np.int32)
    for number, row in enumerate(rows):
        for place, name in enumerate(row):
            ordinals[number, place] = numbers.setdefault(name, len(numbers))
    return Values(ordinals, list(numbers))


def region_prefixes(code: str) -> list[str]:
    """Return the prefixes a division counts under: 340504 -> 34, 3405, 340504."""
    return _prefixes(code)


def _prefixes(code: str) -> list[str]:
    prefix = code_prefix(code)
    return [prefix[:length] for length in (2, 4, 6) if len(prefix) >= length]


def _later(row: ReportRow) -> tuple[int, str, str]:
    return -int(row.published.replace("-", "") or 0), row.region, row.public_id


def _ranks(rows: Sequence[ReportRow], order: object) -> Numbers:
    ranks = np.empty(len(rows), dtype=np.int32)
    ranks[sorted(range(len(rows)), key=lambda number: order(rows[number]))] = range(len(rows))  # type: ignore[operator]
    return ranks


def _united(parts: Sequence[tuple[Numbers, Sequence[str]]]) -> Values:
    """Return columns of several segments, each with names of its own, as one."""
    names = {name: number for number, name in enumerate(dict.fromkeys(n for _o, own in parts for n in own))}
    width = max((ordinals.shape[1] for ordinals, _names in parts), default=1)
    rows = []
    for ordinals, own in parts:
        # One more entry at the end, so that -1, no value, stays -1.
        renamed = np.array([*(names[name] for name in own), -1], dtype=np.int32)[ordinals]
        rows.append(np.pad(renamed, ((0, 0), (0, width - renamed.shape[1])), constant_values=-1))
    joined = np.concatenate(rows) if rows else np.empty((0, width), dtype=np.int32)
    return Values(joined, list(names))


def _paired(column: Values, owners: Numbers) -> list[Pairs]:
    width = len(column.names) + 1
    pairs = []
    for place in range(column.ordinals.shape[1]):
        ordinals = column.ordinals[:, place] % width
        if place == 0:
            pairs.append((np.empty(0, dtype=np.int64), owners.astype(np.int64) * width + ordinals))
            continue
        held = np.flatnonzero(ordinals < width - 1)
        pairs.append((held, owners[held].astype(np.int64) * width + ordinals[held]))
    return pairs


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
