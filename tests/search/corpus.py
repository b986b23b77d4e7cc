"""Small made-up corpora in a real index, and a plain scan that says what a search must find."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from haystack import connections

from archive.models import code_prefix
from archive.text.fold import fold
from search.backends.analyzers import FIELD_GAP
from search.query import ParsedQuery, Term
from search.request import Filters, SearchRequest


@dataclass(frozen=True)
class Part:
    heading: str
    body: str
    role: str = "done"
    topics: tuple[str, ...] = ()

    def holds(self, term: Term) -> bool:
        return any(term.folded in fold(text) for text in (self.heading, self.body))


@dataclass(frozen=True)
class Work:
    """A report of the corpus; `parts` are its sections."""

    title: str
    parts: tuple[Part, ...]
    region: str = "340504"
    year: int = 2022
    kind: str = "summary"
    source: str = "gov"


@dataclass
class Corpus:
    works: list[Work] = field(default_factory=list)

    def write(self) -> None:
        """Make it the whole content of the index."""
        connections["default"].get_backend().rebuild(self.documents())

    def documents(self) -> Iterator[dict[str, object]]:
        for number, work in enumerate(self.works):
            for order, part in enumerate(work.parts):
                yield {
                    "id": f"archive.section.{number}-{order}",
                    "django_ct": "archive.section",
                    "django_id": str(number * 100 + order),
                    "text": f"{part.heading}\n{part.body}",
                    "chars": fold(part.heading) + FIELD_GAP + fold(part.body),
                    "report": f"r{number}",
                    "revision": number,
                    "anchor": f"s{order}",
                    "order": order,
                    "title": fold(work.title),
                    "region": work.region,
                    "year": work.year,
                    "kind": work.kind,
                    "source": work.source,
                    "role": part.role,
                    "topics": list(part.topics),
                }

    def scan(self, request: SearchRequest, query: ParsedQuery) -> tuple[set[str], set[str]]:
        """Return the ids of matching reports and `report/anchor` of matching sections."""
        reports: set[str] = set()
        sections: set[str] = set()
        if not query and request.filters == Filters():
            return reports, sections
        for number, work in enumerate(self.works):
            if not report_passes(work, request.filters):
                continue
            kept = [p for p in work.parts if section_passes(p, request.filters)]
            listed = [p for p in kept if matches(work, p, request, query)]
            title_counts = not (request.filters.roles or request.filters.topics)
            if listed or (kept and title_counts and title_matches(work, request, query)):
                reports.add(f"r{number}")
            sections |= {f"r{number}/s{work.parts.index(part)}" for part in listed}
        return reports, sections


def matches(work: Work, part: Part, request: SearchRequest, query: ParsedQuery) -> bool:
    if request.unit == "section":
        wanted = all(part.holds(term) for term in query.required)
        return wanted and not any(part.holds(term) for term in query.excluded)
    holding = any(part.holds(term) for term in query.required) or not query.required
    return holding and report_holds(work, query)


def title_matches(work: Work, request: SearchRequest, query: ParsedQuery) -> bool:
    title = fold(work.title)
    if request.unit == "section":
        wanted = bool(query.required) and all(term.folded in title for term in query.required)
        return wanted and not any(term.folded in title for term in query.excluded)
    return report_holds(work, query) and any(term.folded in title for term in query.required)


def report_holds(work: Work, query: ParsedQuery) -> bool:
    def anywhere(term: Term) -> bool:
        return term.folded in fold(work.title) or any(part.holds(term) for part in work.parts)

    wanted = all(anywhere(term) for term in query.required)
    return wanted and not any(anywhere(term) for term in query.excluded)


def report_passes(work: Work, filters: Filters) -> bool:
    prefixes = tuple(code_prefix(code) for code in filters.regions)
    years = [
        (first is None or first <= work.year) and (last is None or work.year <= last)
        for first, last in filters.years
    ]
    return (
        (not prefixes or work.region.startswith(prefixes))
        and (not years or (bool(work.year) and any(years)))
        and (not filters.kinds or work.kind in filters.kinds)
        and (not filters.sources or work.source in filters.sources)
    )


def section_passes(part: Part, filters: Filters) -> bool:
    topical = not filters.topics or bool(set(filters.topics) & set(part.topics))
    return topical and (not filters.roles or part.role in filters.roles)
