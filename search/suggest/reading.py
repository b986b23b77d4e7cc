"""A changed request, read as the search page reads it."""

from search.language.ast import Query
from search.language.reading import read as read_typed
from search.request import SearchRequest


def read(request: SearchRequest) -> Query:
    """Return the query of a request."""
    return read_typed(request.query, verbatim=request.verbatim, strict=request.strict)
