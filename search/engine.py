"""What an engine is given and gives back: the contract any engine behind `execute` fills.

`execute(request, query) -> Outcome`. Counts are exact. A report counts once however many
of its sections match; a report found by its title alone counts without sections.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

FACETS = ("region", "year", "kind", "role", "topic", "source")
# The field of Filters each facet is selected by.
FILTER_OF = {
    "region": "regions",
    "year": "years",
    "kind": "kinds",
    "role": "roles",
    "topic": "topics",
    "source": "sources",
}


class SearchError(Exception):
    """A search could not be done; `str(error)` is one plain sentence safe to show."""


class Count(NamedTuple):
    """How many reports and sections."""

    reports: int = 0
    sections: int = 0


NOTHING = Count()


@dataclass(frozen=True)
class RankedSection:
    """A section that holds words of the query, best first within its report."""

    section_id: int
    report: str
    revision_id: int
    anchor: str
    score: float
    words: tuple[str, ...]
    occurrences: int


@dataclass(frozen=True)
class RankedReport:
    """A report in the order asked for, with all its matching sections, best first."""

    report: str
    score: float
    sections: tuple[RankedSection, ...]


@dataclass(frozen=True)
class Outcome:
    """The page of reports asked for, the totals behind it, and raw facet counts.

    `facets` is facet -> value -> Count, each with its own filter removed; `region` holds
    every prefix (`34`, `3405`, `340504`) of the codes met.
    """

    reports: tuple[RankedReport, ...] = ()
    total: Count = NOTHING
    facets: Mapping[str, Mapping[str, Count]] = field(default_factory=dict)
