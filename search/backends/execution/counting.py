"""Totals and facet counts of what a query found.

A facet is counted with its own filter removed, so every count is the total behind the link it stands at. For
a facet with a selection `added` tells what selecting one more value leads to.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, reduce
from operator import and_

import numpy as np
from numpy.typing import NDArray

from search.backends.execution.columns import Columns
from search.backends.execution.judging import Verdict
from search.backends.execution.selection import Selection
from search.backends.execution.values import Mask, Values
from search.engine import Count

OF_SECTIONS = ("role", "topic")
FEW = 64  # documents are looked up one by one when they are fewer than one in so many
MANY = 4  # a list is long when it is so many times as long as what it is counted by
SPARSE = 100  # cells are few when they are fewer than one in so many

Documents = NDArray[np.int32]


class Counted(Mapping[str, Count]):
    """Value -> Count, made into objects only as they are asked for; values without reports are left out."""

    def __init__(self, names: Sequence[str], reports: NDArray[np.int64], sections: NDArray[np.int64]) -> None:
        self._names = names
        self._reports = reports
        self._sections = sections

    def __getitem__(self, value: str) -> Count:
        return self._held[value]

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return int(np.count_nonzero(self._reports))

    @cached_property
    def _held(self) -> dict[str, Count]:
        found = np.flatnonzero(self._reports)
        counts = zip(self._reports[found].tolist(), self._sections[found].tolist(), strict=True)
        return {self._names[place]: Count(*both) for place, both in zip(found.tolist(), counts, strict=True)}


class Tally:
    """Counts of one verdict under one selection."""

    def __init__(self, columns: Columns, verdict: Verdict, selection: Selection) -> None:
        self._columns = columns
        self._verdict = verdict
        self._selection = selection

    @cached_property
    def listed(self) -> Documents:
        """Return the listed documents that pass every filter, ascending."""
        return self._passing("")

    @cached_property
    def owners(self) -> NDArray[np.int32]:
        """Return the report of each of `listed`."""
        return self._columns.report_of[self.listed]

    @cached_property
    def counted(self) -> Mask:
        """Return the reports that count: with a listed section, or found by their title."""
        return self._counted("")

    @property
    def total(self) -> Count:
        """Return the reports and sections found."""
        return Count(int(np.count_nonzero(self.counted)), len(self.listed))

    def facet(self, name: str) -> Mapping[str, Count]:
        """Return value -> what selecting it alone leads to; values without reports are left out."""
        column = self._columns.column(name)
        if name in OF_SECTIONS:
            table = self._table(name, self._passing(name))
            return Counted(column.names, table.reports(), table.sections())
        rows = np.flatnonzero(self._counted(name))
        ordinals = column.ordinals[rows]
        sections = self._per_report[rows]
        return Counted(column.names, _sums(ordinals, None, column), _sums(ordinals, sections, column))

    def sections(self, name: str) -> dict[str, int]:
        """Return value -> its sections, as `facet` counts them, for lists that have no reports."""
        column = self._columns.column(name)
        if name in OF_SECTIONS:
            counts = self._table(name, self._passing(name)).sections()
        else:
            rows = np.flatnonzero(self._counted(name))
            counts = _sums(column.ordinals[rows], self._per_report[rows], column)
        found = np.flatnonzero(counts)
        values = map(column.names.__getitem__, found.tolist())
        return dict(zip(values, counts[found].tolist(), strict=True))

    def added(self, name: str) -> Mapping[str, Count]:
        """Return value -> what selecting it besides those selected leads to; empty without a selection."""
        if name in self._selection.reports:
            return self._added_reports(name)
        return self._added_sections(name) if name in self._selection.documents else {}

    @cached_property
    def _per_report(self) -> NDArray[np.int64]:
        """Return how many sections each report lists, whatever it is itself."""
        documents = self._of_right_sections(self._verdict.documents, "")
        starts = self._columns.report_starts
        if len(documents) > MANY * len(starts):
            return np.diff(np.searchsorted(documents, starts))
        return np.bincount(self._columns.report_of[documents], minlength=len(starts) - 1)

    def _reports(self, but: str) -> Mask | None:
        """Return which reports pass the filters on reports other than one; None when all do."""
        masks = [mask for name, mask in self._selection.reports.items() if name != but]
        return reduce(and_, masks) if masks else None

    def _counted(self, but: str) -> Mask:
        """Return the reports that count under the filters other than one on reports."""
        found = self._per_report > 0
        if not self._selection.documents:  # a title has no role and no topic
            found |= self._verdict.titled
        chosen = self._reports(but)
        return found if chosen is None else found & chosen

    def _passing(self, but: str) -> Documents:
        """Return the listed documents that pass the filters other than one on sections."""
        return self._of_right_sections(self._of_right_reports, but)

    @cached_property
    def _of_right_reports(self) -> Documents:
        chosen = self._reports("")
        if chosen is None:
            return self._verdict.documents
        return self._columns.within(self._verdict.documents, np.flatnonzero(chosen))

    def _of_right_sections(self, documents: Documents, but: str) -> Documents:
        masks = [mask for name, mask in self._selection.documents.items() if name != but]
        return documents[reduce(and_, (mask[documents] for mask in masks))] if masks else documents

    def _table(self, name: str, documents: Documents) -> "_Table":
        columns = self._columns
        parts = [
            # Every document has a first value or none; few have a second one.
            cells.take(documents if place == 0 else common(owners, documents, columns.size))
            for place, (owners, cells) in enumerate(columns.pairs(name))
        ]
        return _Table(np.concatenate(parts), len(columns.reports), len(columns.column(name).names))

    def _added_reports(self, name: str) -> Mapping[str, Count]:
        column, chosen = self._columns.column(name), self._selection.reports[name]
        counted = self._counted(name)
        inside, rows = counted & chosen, np.flatnonzero(counted & ~chosen)
        ordinals, sections = column.ordinals[rows], self._per_report[rows]
        return Counted(
            column.names,
            _sums(ordinals, None, column) + np.count_nonzero(inside),
            _sums(ordinals, sections, column) + int(self._per_report[inside].sum()),
        )

    def _added_sections(self, name: str) -> Mapping[str, Count]:
        column, documents = self._columns.column(name), self._passing(name)
        inside = self._selection.documents[name][documents]
        held = np.zeros(len(self._columns.reports), dtype=np.bool_)
        held[self._columns.report_of[documents[inside]]] = True
        table = self._table(name, documents[~inside])
        return Counted(
            column.names,
            table.reports(~held) + np.count_nonzero(held),
            table.sections() + np.count_nonzero(inside),
        )


class _Table:
    """How often each value stands in each report: the cells met of a table (reports, values + 1).

    Many cells are counted all at once, few are sorted; in between it is enough to note which are met.
    """

    def __init__(self, cells: NDArray[np.int64], rows: int, values: int) -> None:
        self._cells = cells
        self._shape = rows, values + 1
        self._size = rows * (values + 1)

    def sections(self) -> NDArray[np.int64]:
        """Return how many sections have each value."""
        if self._is_full:
            found: NDArray[np.int64] = self._counts.sum(axis=0)[:-1]
            return found
        return np.bincount(self._cells % self._shape[1], minlength=self._shape[1])[:-1]

    def reports(self, chosen: Mask | None = None) -> NDArray[np.int64]:
        """Return how many reports, of those `chosen`, have each value."""
        if len(self._cells) * SPARSE < self._size:
            return self._of_few(chosen)
        held = self._counts > 0 if self._is_full else self._met
        found: NDArray[np.int64] = np.count_nonzero(held if chosen is None else held[chosen], axis=0)[:-1]
        return found

    def _of_few(self, chosen: Mask | None) -> NDArray[np.int64]:
        met = np.unique(self._cells)
        if chosen is not None:
            met = met[chosen[met // self._shape[1]]]
        return np.bincount(met % self._shape[1], minlength=self._shape[1])[:-1]

    @property
    def _is_full(self) -> bool:
        return len(self._cells) * MANY > self._size

    @cached_property
    def _counts(self) -> NDArray[np.int64]:
        return np.bincount(self._cells, minlength=self._size).reshape(self._shape)

    @property
    def _met(self) -> Mask:
        met = np.zeros(self._size, dtype=np.bool_)
        met[self._cells] = True
        return met.reshape(self._shape)


def common(owners: NDArray[np.int64], documents: NDArray[np.int32], size: int) -> NDArray[np.int64]:
    """Return the rows of `owners` that are among `documents`; both ascend, below `size`."""
    if len(documents) * FEW < size and len(owners):
        rows = np.searchsorted(owners, documents)
        rows[rows == len(owners)] = 0
        met: NDArray[np.int64] = rows[owners[rows] == documents]
        return met
    chosen = np.zeros(size, dtype=np.bool_)
    chosen[documents] = True
    return np.flatnonzero(chosen[owners])


def _sums(
    ordinals: NDArray[np.int32], weights: NDArray[np.int64] | None, column: Values
) -> NDArray[np.int64]:
    """Return the rows of each name, or their weights; a row counts for every name it has."""
    size = len(column.names) + 1  # one more for no value, which is -1
    total = np.zeros(size, dtype=np.int64)
    for place in range(ordinals.shape[1]):
        total += np.bincount(ordinals[:, place] % size, weights, minlength=size).astype(np.int64)
    return total[:-1]
