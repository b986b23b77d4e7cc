"""What to offer beside the results: ways out of an empty one, spellings, completions, related and similar."""

from dataclasses import replace

from search.engine import Count
from search.language.ast import Query
from search.request import SearchRequest
from search.results import Suggestion
from search.suggest.offers import Counter, Tally
from search.suggest.operators import operators
from search.suggest.reading import read
from search.suggest.regions import misspelt, named
from search.suggest.slips import FEW, in_pieces, spellings
from search.suggest.ways_out import escapes

__all__ = ["suggestions"]

ESCAPES_COUNTED = 12  # most requests counted for the ways out of an empty result
SPELLINGS_COUNTED = 24  # most requests counted for what may have been meant, half of them as they stand


def suggestions(request: SearchRequest, query: Query, count: Counter, total: Count) -> tuple[Suggestion, ...]:
    """Return what to try instead: divisions named, spellings, then, when nothing is found, the ways out.

    Of a search in just the glyphs typed, dropping that comes first.

    `total` is what the request finds, `count` tells it of others. A request that finds more than FEW reports
    needs nothing else, unless what it found are only the pieces of a slip. Raises SearchError.
    """
    found = total
    if in_pieces(query):
        literal = replace(request, verbatim=True, page=1)
        found = count(literal, read(literal))
    if found.reports > FEW:
        return ()
    known = {replace(request, page=1): total}
    meant = _meant(request, query, found, Tally(count, SPELLINGS_COUNTED, known))
    ways_out = [] if total.reports else escapes(request, query, Tally(count, ESCAPES_COUNTED, known))
    if request.strict:
        return tuple(sorted((*meant, *ways_out), key=lambda one: one.kind != "looser"))
    return (*meant, *ways_out)


def _meant(request: SearchRequest, query: Query, found: Count, tally: Tally) -> list[Suggestion]:
    """Return what may have been meant by the words themselves; `found` is what they find as they stand."""
    meant = operators(request, found, tally) or named(request, query, found, tally)
    if meant:
        return meant
    return [*spellings(request, query, found, tally), *misspelt(request, query, found, tally)]
