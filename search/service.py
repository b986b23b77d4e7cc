"""The one door to searching, for pages, feeds and commands: `search(request) -> SearchPage`."""

from dataclasses import replace

from search import facets, suggest
from search.backends import executor
from search.engine import Outcome
from search.marks.older import tree
from search.passages import report_hits
from search.query import ParsedQuery, parse
from search.request import SearchRequest
from search.results import SearchPage

SECTIONS_SHOWN = 3


def search(request: SearchRequest, *, sections_shown: int | None = SECTIONS_SHOWN) -> SearchPage:
    """Answer a request. A page after the last one becomes the last.

    Each report carries its best `sections_shown` sections (None: all). Raises SearchError,
    whose message is safe to show, when the index cannot be used.
    """
    query = parse(request.query)
    outcome = executor.execute(request, query)
    pages = -(-outcome.total.reports // request.page_size)
    if request.page > max(pages, 1):
        request = replace(request, page=max(pages, 1))
        outcome = executor.execute(request, query)
    return _page(request, query, outcome, sections_shown)


def count(request: SearchRequest) -> int:
    """Return how many reports a request finds. Raises SearchError like `search`."""
    return executor.count(request, parse(request.query)).reports


def _page(
    request: SearchRequest, query: ParsedQuery, outcome: Outcome, sections_shown: int | None
) -> SearchPage:
    found = outcome.total.reports
    return SearchPage(
        request=request,
        interpreted=query.interpreted,
        notice=query.notice,
        words=tuple(term.text for term in query.required),
        reports=found,
        sections=outcome.total.sections,
        hits=report_hits(outcome.reports, tree(query), sections_shown),
        facets=facets.named(outcome.facets, request.filters),
        suggestions=() if found else suggest.suggestions(request, query, executor.count),
        pages=-(-found // request.page_size),
    )
