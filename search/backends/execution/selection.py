"""Which reports and documents a condition chooses: the filters of a request and the fields of a query."""

from functools import reduce
from operator import and_, or_

import numpy as np

from archive.models import code_prefix
from search.backends.execution.corpus import Corpus
from search.backends.execution.values import Mask
from search.language.ast import SECTION_FIELDS, And, Field, FieldName, Node, Not, Or, leaves
from search.request import Filters, YearRange


class Selection:
    """The filters of a request: for each facet with a choice a mask, over reports or over documents."""

    def __init__(self, corpus: Corpus, filters: Filters, conditions: tuple[Node, ...] = ()) -> None:
        columns = corpus.columns
        self.reports: dict[str, Mask] = {}
        self.documents: dict[str, Mask] = {}
        if filters.regions:
            self.reports["region"] = columns.regions.having([code_prefix(code) for code in filters.regions])
        if filters.years:
            self.reports["year"] = _in_years(corpus, filters.years)
        if filters.kinds:
            self.reports["kind"] = columns.kinds.having(filters.kinds)
        if filters.sources:
            self.reports["source"] = columns.sources.having(filters.sources)
        if filters.roles:
            self.documents["role"] = columns.roles.having(filters.roles)
        if filters.topics:
            self.documents["topic"] = columns.topics.having(filters.topics)
        for number, condition in enumerate(conditions):
            fields = (leaf for leaf in leaves(condition) if isinstance(leaf, Field))
            of_sections = any(field.name in SECTION_FIELDS for field in fields)
            chosen = self.documents if of_sections else self.reports
            chosen[f"typed {number}"] = _judged(corpus, condition, of_sections=of_sections)


def documents_with(corpus: Corpus, field: Field) -> Mask:
    """Return the documents a field holds of; deleted ones may be among them."""
    columns = corpus.columns
    match field.name:
        case FieldName.ROLE:
            return columns.roles.having(field.values)
        case FieldName.TOPIC:
            return columns.topics.having(field.values)
        case FieldName.HEADING:
            mask = np.zeros(columns.size, dtype=np.bool_)
            for value in field.values:
                mask[corpus.in_headings(value)] = True
            return mask
        case _:
            return reports_with(corpus, field)[columns.report_of]


def reports_with(corpus: Corpus, field: Field) -> Mask:
    """Return the reports a field of reports holds of."""
    columns = corpus.columns
    match field.name:
        case FieldName.REGION:
            found = columns.regions.having(field.values)
        case FieldName.KIND:
            found = columns.kinds.having(field.values)
        case FieldName.SOURCE:
            found = columns.sources.having(field.values)
        case FieldName.YEAR:
            found = _in_years(corpus, tuple(map(year_range, field.values)))
        case _:
            texts = corpus.report_texts(field.name)
            none = np.zeros(len(columns.reports), dtype=np.bool_)
            found = reduce(or_, map(texts.holding, field.values), none)
    return found


def year_range(written: str) -> YearRange:
    """Read `2020-2024`, `2020-` or `-2024`, as a year field carries it."""
    first, _dash, last = written.partition("-")
    return YearRange(int(first) if first else None, int(last) if last else None)


def _in_years(corpus: Corpus, ranges: tuple[YearRange, ...]) -> Mask:
    years = corpus.columns.year_numbers
    chosen = np.zeros(len(years), dtype=np.bool_)
    for first, last in ranges:
        chosen |= (years >= (first or 1)) & (years <= (last or np.iinfo(np.int32).max))
    return chosen & (years > 0)


def _judged(corpus: Corpus, node: Node, *, of_sections: bool) -> Mask:
    def judged(child: Node) -> Mask:
        return _judged(corpus, child, of_sections=of_sections)

    match node:
        case And(children):
            found = reduce(and_, map(judged, children))
        case Or(children):
            found = reduce(or_, map(judged, children))
        case Not(child):
            found = ~judged(child)
        case Field():
            found = documents_with(corpus, node) if of_sections else reports_with(corpus, node)
        case _:
            raise TypeError(f"not a condition on fields: {node!r}")
    return found
