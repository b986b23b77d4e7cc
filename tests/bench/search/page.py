"""What every engine gives back for a query, and what an engine is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from search.engine import Count
from search.results import FacetValue
from tests.bench.search.mix import Ask

SHOWN = 20
# What engines hand over for a facet.
Counts = Mapping[str, int] | Mapping[str, Count] | Sequence[FacetValue]
FACETS = ("region", "year", "kind", "role", "topic", "source")
# The facet each filter of an Ask belongs to: it does not narrow the counts of its own facet.
FILTERS = {"region": "region", "years": "year", "report_kind": "kind", "topic": "topic"}


@dataclass(frozen=True)
class Page:
    """A result page: exact total of sections, the reports shown, counts, marked texts.

    `reports` are public ids in order, each once; `facets` is facet -> value -> sections, or reports and
    sections, each with its own filter removed (where the engine can), `region` by all prefixes.
    """

    total: int
    reports: tuple[str, ...]
    facets: Mapping[str, Counts]
    marked: tuple[str, ...]


class Engine(Protocol):
    """Something that answers queries; it is opened already."""

    name: str

    def answers(self, ask: Ask) -> bool:
        """Tell whether the engine can answer it at all."""
        ...

    def page(self, ask: Ask) -> Page:
        """Do everything a result page needs."""
        ...


def selected(ask: Ask) -> dict[str, object]:
    """Return filter -> value of the filters an Ask has."""
    return {name: getattr(ask, name) for name in FILTERS if getattr(ask, name)}


def rolled_up(counties: Mapping[str, int]) -> dict[str, int]:
    """Return counts by all prefixes from counts by the longest one."""
    found: dict[str, int] = {}
    for code, count in counties.items():
        for length in (2, 4, 6):
            if len(code) >= length:
                found[code[:length]] = found.get(code[:length], 0) + count
    return found
