"""What to offer beside the results: ways out of an empty one, spellings, completions, related and similar."""

from dataclasses import replace

from search.language.ast import Query
from search.request import SearchRequest
from search.results import Suggestion
from search.suggest.offers import Counter, Tally
from search.suggest.slips import FEW, spellings
from search.suggest.ways_out import escapes

__all__ = ["FEW", "suggestions"]

ESCAPES_COUNTED = 12  # most requests counted for the ways out of an empty result
SPELLINGS_COUNTED = 12  # most requests counted for spellings


def suggestions(request: SearchRequest, query: Query, count: Counter) -> tuple[Suggestion, ...]:
    """Return what to try instead: spellings first, then, when nothing is found, the ways out.

    `count` tells what a request finds. A request that finds more than FEW reports needs nothing else.
    Raises SearchError.
    """
    found = count(request, query)
    if found.reports > FEW:
        return ()
    known = {replace(request, page=1): found}
    spelt = spellings(request, query, found, Tally(count, SPELLINGS_COUNTED, known))
    ways_out = () if found.reports else escapes(request, query, Tally(count, ESCAPES_COUNTED, known))
    return (*spelt, *ways_out)
