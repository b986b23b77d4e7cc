"""Execution of parsed queries over the Whoosh index: what matches, in which order, how many.

A unit is a section, or a report with its title: required words must all stand in one,
excluded words must not. Under the unit `section` a title is a unit of its own. Filters
choose among the sections afterwards, so a filter never brings in what the words left out;
a title has no role and no topic, so it passes no filter on those.
"""

from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_, or_
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.text.segment import words
from search.backends.columns import Columns, Mask, ReportRow
from search.backends.opening import Generation, generation
from search.backends.postings import Keys, documents_of, occurrences
from search.engine import FACETS, Count, Outcome, RankedReport, RankedSection
from search.query import ParsedQuery, Term
from search.request import SearchRequest

WORD_SHARE = 0.5  # what dictionary words add to a score; exact substrings decide it
TITLE_SCORE = 2.0
SECTION_FACETS = {"role", "topic"}


def execute(request: SearchRequest, query: ParsedQuery) -> Outcome:
    """Return the reports of the page asked for, totals, and facet counts.

    A request without words and filters finds nothing.
    """
    found = _Matches(generation(), request, query)
    if not query and request.filters == type(request.filters)():
        return Outcome(facets={name: {} for name in FACETS})
    start = (request.page - 1) * request.page_size
    return Outcome(
        reports=found.ranked(start, start + request.page_size),
        total=found.total,
        facets={name: found.facet(name) for name in FACETS},
    )


def count(request: SearchRequest, query: ParsedQuery) -> Count:
    """Return only the totals."""
    return _Matches(generation(), request, query).total


@dataclass(frozen=True)
class _Found:
    """Where one term stands: start keys, documents, and titles by report number."""

    term: Term
    keys: Keys
    documents: Mask
    titles: Mask


class _Matches:
    """One query over one generation; masks are over documents unless said otherwise."""

    def __init__(self, opened: Generation, request: SearchRequest, query: ParsedQuery) -> None:
        self._columns: Columns = opened.columns
        self._postings = opened.postings
        self._request = request
        self._required = [self._find(term) for term in query.required]
        self._excluded = [self._find(term) for term in query.excluded]
        self._masks = self._columns.masks(request.filters)
        if request.unit == "section":
            self._judge_sections()
        else:
            self._judge_reports()

    @property
    def total(self) -> Count:
        """The reports and sections that match."""
        passing = self._passing()
        counted = self._columns.reports_with(self._counted() & passing)
        return Count(int(counted.sum()), int((self._listed & passing).sum()))

    def facet(self, name: str) -> dict[str, Count]:
        """Count every value of a facet as if it were the facet's only selection."""
        column, passing = self._columns.facets[name], self._passing(but=name)
        documents = np.array(column.documents, dtype=np.int64)
        ordinals = np.array(column.ordinals, dtype=np.int64)
        listed = (self._listed & passing)[documents]
        sections = np.bincount(ordinals[listed], minlength=len(column.values))
        counted = (self._counted(name) & passing)[documents]
        pairs = np.stack([ordinals[counted], self._columns.report_of[documents[counted]]])
        reports = np.bincount(np.unique(pairs, axis=1)[0], minlength=len(column.values))
        return {
            value: Count(int(reports[number]), int(sections[number]))
            for number, value in enumerate(column.values)
            if reports[number]
        }

    def ranked(self, start: int, end: int) -> tuple[RankedReport, ...]:
        """Return the reports `start:end` of the order asked for."""
        passing = self._passing()
        sections: dict[int, list[int]] = {
            int(report): []
            for report in np.flatnonzero(self._columns.reports_with(self._counted() & passing))
        }
        for document in np.flatnonzero(self._listed & passing):
            sections[int(self._columns.report_of[document])].append(int(document))
        for documents in sections.values():
            documents.sort(key=self._section_order)
        ordered = sorted(sections, key=lambda report: self._report_order(report, sections[report]))
        return tuple(self._report(report, sections[report]) for report in ordered[start:end])

    def _judge_reports(self) -> None:
        columns = self._columns
        wanted = np.ones(len(columns.reports), dtype=np.bool_)
        for found in self._required:
            wanted &= columns.reports_with(found.documents) | found.titles
        for found in self._excluded:
            wanted &= ~(columns.reports_with(found.documents) | found.titles)
        holding = _any([found.documents for found in self._required], columns.live)
        self._listed = columns.documents_in(wanted) & holding
        titled = _any([found.titles for found in self._required], np.zeros_like(wanted))
        self._titled = columns.documents_in(wanted & titled)

    def _judge_sections(self) -> None:
        columns = self._columns
        kept = reduce(and_, (~found.documents for found in self._excluded), columns.live)
        self._listed = reduce(and_, (found.documents for found in self._required), kept)
        none = np.zeros(len(columns.reports), dtype=np.bool_)
        titled = reduce(and_, (found.titles for found in self._required), ~none)
        titled = reduce(and_, (~found.titles for found in self._excluded), titled)
        self._titled = columns.documents_in(titled if self._required else none)

    def _find(self, term: Term) -> _Found:
        keys = self._postings.substring(term.folded)
        titles = [term.folded in report.title for report in self._columns.reports]
        held = documents_of(keys, self._columns.size)
        return _Found(term, keys, held, np.array(titles, dtype=np.bool_))

    def _passing(self, but: str = "") -> Mask:
        chosen = (mask for name, mask in self._masks.items() if name != but)
        return reduce(and_, chosen, self._columns.live)

    def _counted(self, facet: str = "") -> Mask:
        """Return the documents whose reports count: listed ones, and any of a report found by title."""
        of_sections = SECTION_FACETS & {facet, *self._masks}
        return self._listed if of_sections else self._listed | self._titled

    @cached_property
    def _scores(self) -> NDArray[np.float64]:
        scores = np.zeros(self._columns.size)
        for found in self._required:
            scores += self._postings.bm25("chars", found.keys)
            for word in dict.fromkeys(token.text for token in words(found.term.folded)):
                scores += WORD_SHARE * self._postings.bm25("text", self._postings.word(word))
        return scores

    @cached_property
    def _complete(self) -> Mask:
        return reduce(and_, (found.documents for found in self._required), self._columns.live)

    @cached_property
    def _occurrences(self) -> NDArray[np.int64]:
        found = [(found.keys, len(found.term.folded)) for found in self._required]
        return occurrences(found, self._columns.size)

    def _section_order(self, document: int) -> tuple[Any, ...]:
        row = self._columns.sections[document]
        return (not self._complete[document], -self._scores[document], row.order)

    def _report_order(self, report: int, documents: list[int]) -> tuple[Any, ...]:
        row = self._columns.reports[report]
        score = self._report_score(report, documents)
        complete = bool(documents) and bool(self._complete[documents[0]])
        match self._request.sort:
            case "old":
                return (not row.year, row.year, row.published, row.region, row.public_id)
            case "region":
                return (row.region, *_newest_first(row))
            case "rel" if self._required:
                return (not complete, -score, *_newest_first(row))
            case _:
                return _newest_first(row)

    def _report_score(self, report: int, documents: list[int]) -> float:
        titles = sum(bool(found.titles[report]) for found in self._required)
        best = float(self._scores[documents[0]]) if documents else 0.0
        return best + TITLE_SCORE * titles

    def _report(self, report: int, documents: list[int]) -> RankedReport:
        row = self._columns.reports[report]
        sections = tuple(self._section(row, document) for document in documents)
        return RankedReport(row.public_id, self._report_score(report, documents), sections)

    def _section(self, report: ReportRow, document: int) -> RankedSection:
        row = self._columns.sections[document]
        return RankedSection(
            section_id=row.section_id,
            report=report.public_id,
            revision_id=row.revision_id,
            anchor=row.anchor,
            score=float(self._scores[document]),
            words=tuple(f.term.text for f in self._required if f.documents[document]),
            occurrences=int(self._occurrences[document]),
        )


def _any(masks: list[Mask], otherwise: Mask) -> Mask:
    return reduce(or_, masks) if masks else otherwise


def _newest_first(row: ReportRow) -> tuple[Any, ...]:
    published = -int(row.published.replace("-", "") or 0)
    return (-row.year, published, row.region, row.public_id)
