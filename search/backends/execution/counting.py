"""Totals and facet counts of what a query found.

A facet is counted with its own filter removed, so every count is the total behind the link it stands at. For
a facet with a selection `added` tells what selecting one more value leads to.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, reduce
from operator import and_

import numpy as np
from numpy.typing import NDArray

from search.backends.execution.columns import Columns, Mask, Values
from search.backends.execution.judging import Verdict
from search.backends.execution.selection import Selection
from search.engine import Count

OF_REPORTS = ("region", "year", "kind", "source")
OF_SECTIONS = ("role", "topic")
FEW = 8  # documents are looked up one by one when they are fewer than one in so many


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
    def listed(self) -> NDArray[np.int32]:
        """Return the listed documents that pass every filter, ascending."""
        keep = self._passing()
        return self._verdict.documents if keep is None else self._verdict.documents[keep]

    @cached_property
    def owners(self) -> NDArray[np.int32]:
        """Return the report of each of `listed`."""
        keep = self._passing()
        return self._owners if keep is None else self._owners[keep]

    @cached_property
    def counted(self) -> Mask:
        """Return the reports that count: with a listed section, or found by their title."""
        return self._counted(self._per_report(None), "")

    @property
    def total(self) -> Count:
        """Return the reports and sections found."""
        return Count(int(self.counted.sum()), len(self.listed))

    def facet(self, name: str) -> Mapping[str, Count]:
        """Return value -> what selecting it alone leads to; values without reports are left out."""
        return self._of_reports(name) if name in OF_REPORTS else self._of_sections(name)

    @cached_property
    def _owners(self) -> NDArray[np.int32]:
        return self._columns.report_of[self._verdict.documents]

    def _passing(self, but: str = "") -> Mask | None:
        """Return which listed documents pass the filters other than one; None when all do."""
        documents = self._verdict.documents
        masks = [mask[self._owners] for name, mask in self._selection.reports.items() if name != but]
        masks += [mask[documents] for name, mask in self._selection.documents.items() if name != but]
        return reduce(and_, masks) if masks else None

    def _per_report(self, but: str | None) -> NDArray[np.int64]:
        """Return how many listed sections each report has under the filters other than one."""
        keep = self._passing(but or "")
        owners = self._owners if keep is None else self._owners[keep]
        return np.bincount(owners, minlength=len(self._columns.reports))

    @cached_property
    def _unfiltered(self) -> NDArray[np.int64]:
        return self._per_report(None)

    def _counted(self, sections: NDArray[np.int64], but: str) -> Mask:
        if self._selection.documents.keys() - {but}:  # a title has no role and no topic
            return sections > 0
        titled = [mask for name, mask in self._selection.reports.items() if name != but]
        return (sections > 0) | reduce(and_, titled, self._verdict.titled)

    def _of_reports(self, name: str) -> Mapping[str, Count]:
        column = self._column(name)
        sections = self._per_report(name) if name in self._selection.reports else self._unfiltered
        rows = np.flatnonzero(self._counted(sections, name))
        ordinals = column.ordinals[rows]
        reports = _sums(ordinals, None, len(column.names))
        found = _sums(ordinals, sections[rows], len(column.names))
        return Counted(column.names, reports, found)

    def _of_sections(self, name: str) -> Mapping[str, Count]:
        column = self._column(name)
        keep = self._passing(name)
        documents = self._verdict.documents if keep is None else self._verdict.documents[keep]
        grid, sections = self._grid(name, documents)
        return Counted(column.names, grid.sum(axis=0, dtype=np.int64), sections)

    def _grid(self, name: str, documents: NDArray[np.int32]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
        """Return which reports have which values in `documents`, and how many of these have each value."""
        pairs = self._columns.pairs(name)
        size = len(self._column(name).names)
        flags = np.zeros((len(self._columns.reports), size + 1), dtype=np.uint8)
        sections = np.zeros(size + 1, dtype=np.int64)
        for place, (owners, cells, ordinals) in enumerate(pairs):
            # Every document has a first value or none; few have a second one.
            rows = documents if place == 0 else common(owners, documents, self._columns.size)
            flags.ravel()[cells[rows]] = 1
            sections += np.bincount(ordinals[rows], minlength=size + 1)
        return flags[:, :size], sections[:size]

    def added(self, name: str) -> Mapping[str, Count]:
        """Return value -> what selecting it besides those selected leads to; empty without a selection."""
        if name in self._selection.reports:
            return self._added_reports(name)
        return self._added_sections(name) if name in self._selection.documents else {}

    def _added_reports(self, name: str) -> Mapping[str, Count]:
        column, chosen = self._column(name), self._selection.reports[name]
        sections = self._per_report(name)
        counted = self._counted(sections, name)
        ordinals = column.ordinals
        fresh = ~chosen
        reports = _sums(ordinals[counted & fresh], None, len(column.names)) + int((counted & chosen).sum())
        found = _sums(ordinals, sections * fresh, len(column.names)) + int(sections[chosen].sum())
        return Counted(column.names, reports, found)

    def _added_sections(self, name: str) -> Mapping[str, Count]:
        column, chosen = self._column(name), self._selection.documents[name]
        keep = self._passing(name)
        documents = self._verdict.documents if keep is None else self._verdict.documents[keep]
        owners = self._columns.report_of[documents]
        inside = chosen[documents]
        held = np.bincount(owners[inside], minlength=len(self._columns.reports)) > 0
        grid, sections = self._grid(name, documents[~inside])
        reports = grid[~held].sum(axis=0, dtype=np.int64) + int(held.sum())
        return Counted(column.names, reports, sections + int(inside.sum()))

    def _column(self, name: str) -> Values:
        columns = self._columns
        return {
            "region": lambda: columns.regions,
            "year": lambda: columns.years,
            "kind": lambda: columns.kinds,
            "source": lambda: columns.sources,
            "role": lambda: columns.roles,
            "topic": lambda: columns.topics,
        }[name]()


def common(owners: NDArray[np.int64], documents: NDArray[np.int32], size: int) -> NDArray[np.int64]:
    """Return the rows of `owners` that are among `documents`; both ascend, below `size`."""
    if len(documents) * FEW < size and len(owners):
        rows = np.searchsorted(owners, documents)
        rows[rows == len(owners)] = 0
        return rows[owners[rows] == documents]
    chosen = np.zeros(size, dtype=np.bool_)
    chosen[documents] = True
    return np.flatnonzero(chosen[owners])


def _sums(ordinals: NDArray[np.int32], weights: NDArray[np.int64] | None, size: int) -> NDArray[np.int64]:
    """Return the rows of each name, or their weights; a row counts for every name it has."""
    total = np.zeros(size + 1, dtype=np.int64)
    for place in range(ordinals.shape[1]):
        total += np.bincount(ordinals[:, place] % (size + 1), weights, minlength=size + 1).astype(np.int64)
    return total[:size]
