"""Queries over the open generation: what matches, in which order, how many (see `search.engine`)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.backends.execution.columns import Columns
from search.backends.execution.corpus import Corpus, corpus
from search.backends.execution.counting import Tally
from search.backends.execution.judging import Judge, divided
from search.backends.execution.marking import occurrences
from search.backends.execution.postings import NONE
from search.backends.execution.scoring import Scorer, pairs_of
from search.backends.execution.selection import Selection
from search.engine import FACETS, Count, Outcome, RankedReport, RankedSection
from search.language.ast import Query
from search.request import Filters, SearchRequest

RESCORED = 60  # reports whose best sections are looked at more closely
TIER = 1000.0  # worth more than any score


def execute(request: SearchRequest, query: Query, sections: int | None = None) -> Outcome:
    """Return the reports of the page asked for, totals, and facet counts.

    Each report carries its best `sections` (all: None). A request without words and filters finds nothing.
    Raises SearchError when the index cannot be read.
    """
    if not query and request.filters == Filters():
        return Outcome(facets={name: {} for name in FACETS})
    found = _Execution(corpus(), request, query, sections)
    start = (request.page - 1) * request.page_size
    return Outcome(
        reports=found.page(start, start + request.page_size),
        total=found.tally.total,
        facets={name: found.tally.facet(name) for name in FACETS},
        added={name: counts for name in FACETS if (counts := found.tally.added(name))},
    )


@dataclass(frozen=True)
class Walk:
    """All that a request finds: totals, then the reports in order with all their listed sections.

    `edition` tells this state of the index from every other; a later one changes nothing on the way.
    """

    total: Count
    edition: str
    batches: Iterator[tuple[RankedReport, ...]]


def walk(request: SearchRequest, query: Query, at_once: int) -> Walk:
    """Return every report a request finds, `at_once` in a batch, in the order of its pages.

    Raises SearchError when the index cannot be read.
    """
    opened = corpus()
    found = _Execution(opened, request, query)
    return Walk(found.tally.total, repr(opened.key), found.batches(at_once))


def count(request: SearchRequest, query: Query) -> Count:
    """Return only the totals. Raises SearchError when the index cannot be read."""
    if not query and request.filters == Filters():
        return Count()
    return _Execution(corpus(), request, query).tally.total


def sections(
    request: SearchRequest, query: Query, start: int, end: int
) -> tuple[Count, list[tuple[int, float]], Mapping[str, Mapping[str, int]]]:
    """Return totals, documents `start:end` of the order asked for with scores, and facets: value -> sections.

    The sections of all reports in one list. A query without words and filters finds them all. Raises
    SearchError when the index cannot be read.
    """
    found = _Execution(corpus(), request, query)
    return found.tally.total, found.sections(start, end), {n: found.tally.sections(n) for n in FACETS}


class _Execution:
    """One query over one corpus."""

    def __init__(
        self, opened: Corpus, request: SearchRequest, query: Query, sections: int | None = None
    ) -> None:
        judged, conditions = divided(query.root)
        judge = Judge(opened)
        over = judge.over_sections if request.unit == "section" else judge.over_reports
        self._corpus = opened
        self._columns: Columns = opened.columns
        self._query = query
        self._sections = sections
        self._sort = request.sort if request.sort != "rel" or query.terms else "new"
        self._scorer = Scorer(opened, judge, query, judged)
        self.tally = Tally(self._columns, over(judged), Selection(opened, request.filters, conditions))

    def page(self, start: int, end: int) -> tuple[RankedReport, ...]:
        """Return the reports `start:end` of the order asked for."""
        numbers = np.flatnonzero(self.tally.counted).astype(np.int32)
        return tuple(self._shown(self._ordered(numbers, end, closely=end <= RESCORED)[start:end]))

    def batches(self, at_once: int) -> Iterator[tuple[RankedReport, ...]]:
        """Yield all reports in the order of the pages."""
        numbers = np.flatnonzero(self.tally.counted).astype(np.int32)
        ordered = self._ordered(numbers, len(numbers), closely=True)
        for start in range(0, len(ordered), at_once):
            yield tuple(self._shown(ordered[start : start + at_once]))

    def sections(self, start: int, end: int) -> list[tuple[int, float]]:
        """Return the documents `start:end` of the order asked for, whatever their reports, with scores."""
        listed, ranks = self.tally.listed, self._ranks[self.tally.owners]
        order = _falling(self._worth(listed), ranks) if self._sort == "rel" else ranks
        chosen = _first(listed, order, end)[start:end]
        ascending = np.sort(chosen)
        scores = self._scorer.scores(ascending)[np.searchsorted(ascending, chosen)]
        return list(zip(chosen.tolist(), scores.tolist(), strict=True))

    def _worth(self, documents: NDArray[np.int32]) -> NDArray[np.float32]:
        scores = self._scorer.scores(documents)
        if self._scorer.is_level:
            return scores
        return scores + TIER * self._scorer.tiers(documents).astype(np.float32)

    def _ordered(self, numbers: NDArray[np.int32], end: int, *, closely: bool) -> NDArray[np.int32]:
        """Return the `end` first of `numbers` (by relevance: or some more), in the order asked for."""
        if self._sort == "rel":
            return self._by_relevance(numbers, end, closely=closely)
        return self._by_rank(numbers, end)

    def _by_rank(self, numbers: NDArray[np.int32], end: int) -> NDArray[np.int32]:
        return _first(numbers, self._ranks[numbers], end)

    def _by_relevance(self, numbers: NDArray[np.int32], end: int, *, closely: bool) -> NDArray[np.int32]:
        """Order by tier and score of the best section; the best reports may be looked at more closely."""
        listed, columns = self.tally.listed, self._columns
        worth = self._worth(listed)
        best = np.zeros(len(columns.reports), dtype=np.float32)
        owners = self.tally.owners
        if len(listed):
            first = np.flatnonzero(np.diff(owners, prepend=-1))
            best[owners[first]] = np.maximum.reduceat(worth, first)
        best[numbers] += self._scorer.title_worth(numbers)
        ordered = _first(numbers, _falling(best[numbers], self._ranks[numbers]), max(end, RESCORED))
        if not closely or not pairs_of(self._scorer.terms):
            return ordered
        return self._rescored(ordered, worth, best)

    def _rescored(
        self, ordered: NDArray[np.int32], worth: NDArray[np.float32], best: NDArray[np.float32]
    ) -> NDArray[np.int32]:
        """Order the first reports anew, with the nearness of terms in their sections."""
        head, tail = ordered[:RESCORED], ordered[RESCORED:]
        chosen = np.zeros(len(self._columns.reports), dtype=np.bool_)
        chosen[head] = True
        inside = np.flatnonzero(chosen[self.tally.owners])
        documents = self.tally.listed[inside]
        added = best.copy()
        closer = worth[inside] + self._scorer.closeness(documents)
        titles = best[head] - _highest(self._columns.report_of[documents], worth[inside], len(best))[head]
        added[head] = _highest(self._columns.report_of[documents], closer, len(best))[head] + titles
        return np.concatenate([head[np.lexsort((self._ranks[head], -added[head]))], tail])

    @cached_property
    def _ranks(self) -> NDArray[np.int32]:
        columns = self._columns
        match self._sort:
            case "old":
                return columns.oldest_first
            case "region":
                return columns.by_region
            case _:
                return columns.newest_first

    def _shown(self, reports: NDArray[np.int32]) -> Iterator[RankedReport]:
        rows, listed = self._columns.reports, self.tally.listed
        documents = np.concatenate(
            [NONE, *(listed[first:last] for first, last in self._runs(np.sort(reports)))]
        )
        marks = _Marks(self._corpus, self._query, reports)
        described = _Described(self._corpus, self._scorer, documents, marks)
        owners = self._columns.report_of[documents]
        bounds = np.searchsorted(owners, np.stack([reports, reports + 1], axis=1)).tolist()
        titles = self._scorer.title_worth(reports).tolist()
        for report, (first, last), title in zip(reports.tolist(), bounds, titles, strict=True):
            best = described.best(first, last, self._sections)
            score = title + (best[0].score if best else 0.0)
            yield RankedReport(rows[report].public_id, score, best, last - first, marks.of_report(report))

    def _runs(self, reports: NDArray[np.int32]) -> list[list[int]]:
        """Return where the listed documents of each report begin and end among all that are listed."""
        starts = self._columns.report_starts
        runs: list[list[int]] = np.searchsorted(
            self.tally.listed, np.stack([starts[reports], starts[reports + 1]], axis=1)
        ).tolist()
        return runs


class _Marks:
    """How many marks the pages of some reports will show, whatever sections are listed of them."""

    def __init__(self, opened: Corpus, query: Query, reports: NDArray[np.int32]) -> None:
        starts = opened.columns.report_starts
        ranges = [
            np.arange(starts[report], starts[report + 1], dtype=np.int32) for report in np.sort(reports)
        ]
        self._documents = np.concatenate([NONE, *ranges])
        self._owners = opened.columns.report_of[self._documents]
        self._counts = occurrences(opened, query, self._documents)

    def of_report(self, report: int) -> int:
        """Return the marks on the page of a report."""
        first, last = np.searchsorted(self._owners, [report, report + 1])
        return int(self._counts[first:last].sum())

    def of(self, documents: NDArray[np.int32]) -> list[int]:
        """Return the marks in each of `documents`, sections of these reports."""
        found: list[int] = self._counts[np.searchsorted(self._documents, documents)].tolist()
        return found


class _Described:
    """The listed sections of the reports shown: order, score, marks and words of each."""

    def __init__(self, opened: Corpus, scorer: Scorer, documents: NDArray[np.int32], marks: _Marks) -> None:
        self._columns = opened.columns
        self._terms = scorer.terms
        self._documents = documents
        self._owners = opened.columns.report_of[documents]
        self._scores = scorer.scores(documents)
        if pairs_of(scorer.terms):
            self._scores = self._scores + scorer.closeness(documents)
        tiers, orders = scorer.tiers(documents), opened.columns.orders[documents]
        self._order = np.lexsort((orders, -self._scores, -tiers, self._owners))
        self._held = scorer.holding(documents)
        self._marks = marks.of(documents)

    def best(self, first: int, last: int, most: int | None) -> tuple[RankedSection, ...]:
        """Return the best sections of the report whose documents are `first:last`."""
        return tuple(map(self._section, self._order[first:last][:most].tolist()))

    def _section(self, place: int) -> RankedSection:
        row = self._columns.section(int(self._documents[place]))
        return RankedSection(
            section_id=row.section_id,
            report=self._columns.reports[int(self._owners[place])].public_id,
            revision_id=row.revision_id,
            anchor=row.anchor,
            score=float(self._scores[place]),
            words=tuple(t.text for t, held in zip(self._terms, self._held, strict=True) if held[place]),
            occurrences=self._marks[place],
        )


def _first(numbers: NDArray[np.int32], order: NDArray[np.generic], end: int) -> NDArray[np.int32]:
    """Return the `end` numbers that come first in `order`, sorted by it."""
    if len(numbers) > 4 * end:
        nearest = np.argpartition(order, end)[:end]
        numbers, order = numbers[nearest], order[nearest]
    return numbers[np.argsort(order, kind="stable")]


def _falling(worth: NDArray[np.float32], ranks: NDArray[np.int32]) -> NDArray[np.float64]:
    """Return a key that rises as worth falls, ties broken by rank."""
    return -np.round(worth.astype(np.float64), 4) + ranks * 1e-9


def _highest(owners: NDArray[np.int32], worth: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    """Return the highest worth of each owner; equal owners follow one another."""
    highest = np.zeros(size, dtype=np.float32)
    if len(owners):
        first = np.flatnonzero(np.diff(owners, prepend=-1))
        highest[owners[first]] = np.maximum.reduceat(worth, first)
    return highest
