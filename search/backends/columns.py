"""The columns of one index generation: which report, place, year, kind … each section has.

Documents are Whoosh document numbers; reports are numbered in the order they are met.
Deleted documents belong to no report (-1) and pass no filter.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.models import code_prefix
from archive.text.fold import fold
from search.engine import FILTER_OF
from search.request import Filters

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class ReportRow:
    """What the index knows of a report; `title` is folded, `year` 0 when unknown."""

    public_id: str
    title: str
    region: str
    year: int
    published: str


@dataclass(frozen=True)
class SectionRow:
    """What the index knows of a section."""

    section_id: int
    revision_id: int
    anchor: str
    order: int


@dataclass
class Column:
    """Values of one facet: parallel arrays of documents and value numbers, a document in several rows."""

    values: list[str] = field(default_factory=list)
    documents: list[int] = field(default_factory=list)
    ordinals: list[int] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def add(self, document: int, value: str) -> None:
        """Note that a document has a value."""
        if value not in self.numbers:
            self.numbers[value] = len(self.values)
            self.values.append(value)
        self.documents.append(document)
        self.ordinals.append(self.numbers[value])


class Columns:
    """All columns of an open reader, read once."""

    def __init__(self, reader: Any) -> None:
        self.size: int = reader.doc_count_all()
        self.reports: list[ReportRow] = []
        self.sections: dict[int, SectionRow] = {}
        self.report_of: NDArray[np.int64] = np.full(self.size, -1, dtype=np.int64)
        self.facets = {name: Column() for name in FILTER_OF}
        numbers: dict[str, int] = {}
        for document, stored in reader.iter_docs():
            public_id = stored["report"]
            if public_id not in numbers:
                numbers[public_id] = len(self.reports)
                self.reports.append(_report_row(stored))
            self.report_of[document] = numbers[public_id]
            self.sections[document] = _section_row(stored)
            for name, values in _facet_values(stored).items():
                for value in values:
                    self.facets[name].add(document, value)
        self.live: Mask = self.report_of >= 0

    def masks(self, filters: Filters) -> dict[str, Mask]:
        """Return facet -> documents its selection lets pass; facets without one are left out."""
        return {
            name: self._mask(name, filters) & self.live
            for name, attribute in FILTER_OF.items()
            if getattr(filters, attribute)
        }

    def reports_with(self, documents: Mask) -> Mask:
        """Return which reports have one of these documents."""
        mask = np.zeros(len(self.reports), dtype=np.bool_)
        mask[self.report_of[documents & self.live]] = True
        return mask

    def documents_in(self, reports: Mask) -> Mask:
        """Return the documents of these reports."""
        mask = np.zeros(self.size, dtype=np.bool_)
        mask[self.live] = reports[self.report_of[self.live]]
        return mask

    def _mask(self, name: str, filters: Filters) -> Mask:
        column = self.facets[name]
        chosen = [number for value, number in column.numbers.items() if _passes(name, value, filters)]
        mask = np.zeros(self.size, dtype=np.bool_)
        rows = np.isin(np.array(column.ordinals, dtype=np.int64), chosen)
        mask[np.array(column.documents, dtype=np.int64)[rows]] = True
        return mask


def region_prefixes(code: str) -> list[str]:
    """Return the prefixes a division counts under: 340504 -> 34, 3405, 340504."""
    prefix = code_prefix(code)
    return [prefix[:length] for length in (2, 4, 6) if len(prefix) >= length]


def _passes(name: str, value: str, filters: Filters) -> bool:
    match name:
        case "region":
            return value in {code_prefix(code) for code in filters.regions}
        case "year":
            year = int(value)
            return any(
                (first is None or first <= year) and (last is None or year <= last)
                for first, last in filters.years
            )
        case _:
            selected: tuple[str, ...] = getattr(filters, FILTER_OF[name])
            return value in selected


def _report_row(stored: dict[str, Any]) -> ReportRow:
    published = stored.get("published")
    return ReportRow(
        public_id=stored["report"],
        title=fold(stored["title"]),
        region=stored["region"],
        year=stored["year"],
        published=str(published)[:10] if published else "",
    )


def _section_row(stored: dict[str, Any]) -> SectionRow:
    return SectionRow(int(stored["django_id"]), stored["revision"], stored["anchor"], stored["order"])


def _facet_values(stored: dict[str, Any]) -> dict[str, list[str]]:
    found = {
        "region": region_prefixes(stored["region"]),
        "year": [str(stored["year"])] if stored["year"] else [],
        "kind": [stored["kind"]],
        "role": [stored["role"]],
        "topic": stored["topics"],
        "source": [stored["source"]],
    }
    return {name: [value for value in values if value] for name, values in found.items()}
