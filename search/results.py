"""What a search answers, engine-neutral; offsets point into the revision text (end exclusive)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from archive.text.spans import Segment
from search.engine import Count
from search.language.ast import Query
from search.records import ReportRecord
from search.request import SearchRequest


@dataclass(frozen=True)
class SectionHit:
    """One section that holds words of the query."""

    report: str  # public id
    revision_id: int
    anchor: str  # s<start>
    path: tuple[str, ...]  # headings from the top level to this section, labels included
    score: float
    words: tuple[str, ...]  # typed words this section holds
    snippet: tuple[Segment, ...]  # source glyphs; hit spans carry layer "hit"
    occurrences: int


@dataclass(frozen=True)
class ReportHit:
    """One report with its best sections."""

    report: str  # public id
    score: float
    sections: tuple[SectionHit, ...]
    section_total: int
    occurrences: int
    title: tuple[Segment, ...]
    record: ReportRecord


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet with the counts its link leads to."""

    value: str
    label: str
    reports: int
    sections: int
    selected: bool = False
    children: Sequence["FacetValue"] = ()


@dataclass(frozen=True)
class Suggestion:
    """A changed request that would find something: what is dropped or changed, and the count it gives."""

    kind: str  # region, spelling, without_filter, without_word, wider_unit, looser
    label: str
    request: SearchRequest
    reports: int
    sections: int


@dataclass(frozen=True)
class SearchPage:
    """A page of results with totals, facets and, when nothing matched, what killed it.

    `facets` is keyed region, year, kind, role, topic, source; each computed with its own filter removed.
    `interpreted` says what was really searched, `notices` how the typed text was bent.
    `added` is, for each facet with a selection, what selecting one more value leads to.
    """

    request: SearchRequest
    query: Query
    interpreted: str
    notices: tuple[str, ...]
    words: tuple[str, ...]
    reports: int
    sections: int
    hits: tuple[ReportHit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    suggestions: tuple[Suggestion, ...]
    pages: int
    added: Mapping[str, Mapping[str, Count]] = field(default_factory=dict)
