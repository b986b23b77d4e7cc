"""What a search answers, engine-neutral; offsets point into the revision text (end exclusive)."""

from collections.abc import Mapping
from dataclasses import dataclass

from archive.text.spans import Segment
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
    children: tuple["FacetValue", ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """A changed request that would find something: what is dropped or changed, and the count it gives."""

    kind: str  # without_filter, without_word, wider_unit
    label: str
    request: SearchRequest
    reports: int
    sections: int


@dataclass(frozen=True)
class SearchPage:
    """A page of results with totals, facets and, when nothing matched, what killed it.

    `facets` is keyed region, year, kind, role, topic, source; each computed with its own filter removed.
    `interpreted` is what was really searched, `notice` one sentence when the typed text had to be bent.
    """

    request: SearchRequest
    interpreted: str
    notice: str
    words: tuple[str, ...]
    reports: int
    sections: int
    hits: tuple[ReportHit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    suggestions: tuple[Suggestion, ...]
    pages: int
