"""Operators typed in small letters, which are searched as words: the same query with them in capitals."""

import re
from dataclasses import replace

from search.engine import Count
from search.request import SearchRequest
from search.results import Suggestion
from search.suggest.offers import Step, Tally
from search.suggest.reading import read

# Between words, and not within a phrase: an even number of quotation marks follows.
_SMALL = re.compile(r'(?<=\s)(?:and|or|not)(?=\s+\S)(?=[^"]*(?:"[^"]*"[^"]*)*$)', re.IGNORECASE)


def operators(request: SearchRequest, found: Count, tally: Tally) -> list[Suggestion]:
    """Return the request with `and`, `or` and `not` read as operators where that finds more than `found`."""
    typed = _SMALL.sub(lambda match: match[0].upper(), request.query)
    meant = replace(request, query=typed, page=1)
    if typed == request.query or read(meant).root == read(request).root:
        return []
    offer = tally.offer(Step("spelling", typed, meant))
    return [offer] if offer and offer.reports > found.reports else []
