"""The one door to searching, for pages, feeds and commands: `search(request) -> SearchPage`."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from search import facets, suggest
from search.backends.execution import executor
from search.engine import Count, Outcome
from search.language import reading
from search.language.ast import Query
from search.passages import report_hits
from search.request import SearchRequest
from search.results import ReportHit, SearchPage

SECTIONS_SHOWN = 3
DEEPEST_PAGE = 200
AT_ONCE = 100  # reports of one step through everything found


def read(request: SearchRequest) -> Query:
    """Return the query a request asks. Never raises."""
    return reading.read(request.query, verbatim=request.verbatim, strict=request.strict)


def search(request: SearchRequest, *, sections_shown: int | None = SECTIONS_SHOWN) -> SearchPage:
    """Answer a request. A page after the last one becomes the last.

    Each report carries its best `sections_shown` sections (None: all). Raises SearchError,
    whose message is safe to show, when the index cannot be used.
    """
    query = read(request)
    outcome = executor.execute(request, query, sections_shown)
    pages = _pages(request, outcome)
    if request.page > max(pages, 1):
        request = replace(request, page=max(pages, 1))
        outcome = executor.execute(request, query, sections_shown)
    return _page(request, query, outcome, sections_shown)


@dataclass(frozen=True)
class Everything:
    """All that a request finds: totals, and the reports of all its pages with every section found.

    `edition` tells the state of the index they come from. `batches` reads the database as it goes.
    """

    total: Count
    edition: str
    batches: Iterator[tuple[ReportHit, ...]]


def everything(request: SearchRequest) -> Everything:
    """Return all pages at once, for who goes through them one by one. Raises SearchError like `search`."""
    query = read(request)
    found = executor.walk(request, query, AT_ONCE)
    return Everything(
        total=found.total,
        edition=found.edition,
        batches=(report_hits(ranked, query, None) for ranked in found.batches),
    )


def count(request: SearchRequest) -> int:
    """Return how many reports a request finds. Raises SearchError like `search`."""
    return executor.count(request, read(request)).reports


def _pages(request: SearchRequest, outcome: Outcome) -> int:
    return min(-(-outcome.total.reports // request.page_size), DEEPEST_PAGE)


def _page(request: SearchRequest, query: Query, outcome: Outcome, sections_shown: int | None) -> SearchPage:
    return SearchPage(
        request=request,
        query=query,
        interpreted=query.interpreted,
        notices=query.notices,
        words=tuple(term.text for term in query.terms),
        reports=outcome.total.reports,
        sections=outcome.total.sections,
        hits=report_hits(outcome.reports, query, sections_shown),
        facets=facets.named(outcome.facets, request.filters),
        added=outcome.added,
        suggestions=suggest.suggestions(request, query, executor.count, outcome.total),
        pages=_pages(request, outcome),
    )
