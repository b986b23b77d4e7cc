"""Changed requests on their way to being offered, and the counting that decides."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from search.engine import Count
from search.language.ast import Query
from search.request import SearchRequest
from search.results import Suggestion
from search.suggest.reading import read

Counter = Callable[[SearchRequest, Query], Count]


@dataclass(frozen=True)
class Step:
    """One change: its kind, how it is shown, and the request it leads to; see `search.results.Suggestion`."""

    kind: str
    label: str
    request: SearchRequest


class Tally:
    """Counts what requests find, each once, and no more than `most` of them."""

    def __init__(self, count: Counter, most: int, known: Mapping[SearchRequest, Count] | None = None) -> None:
        self._count = count
        self._left = most
        self._known = dict(known or {})

    def of(self, request: SearchRequest) -> Count | None:
        """Return what a request finds, or None when enough has been counted."""
        if request not in self._known:
            if not self._left:
                return None
            self._left -= 1
            self._known[request] = self._count(request, read(request))
        return self._known[request]

    def offer(self, step: Step) -> Suggestion | None:
        """Return the step with what it finds, or None when enough has been counted."""
        found = self.of(step.request)
        return found and Suggestion(step.kind, step.label, step.request, found.reports, found.sections)
