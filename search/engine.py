"""What an engine is given and gives back: the contract any engine behind `execute` fills.

`execute(request, query) -> Outcome`. Counts are exact. What a query means, over folded texts without
glosses:

- A text is the heading of a section, the body of a section, or the title of a report. A pattern matches
  within one text. A term holds of a section when one of its patterns matches its heading or its body.
- Fields of `SECTION_FIELDS` hold of sections; the other ones of a report, and so of its sections and title.
- Unit `section`: the tree is judged for every section. The title of a report is a unit of its own, of which
  no section field holds.
- Unit `report`: a leaf holds of a report when it holds of one of its sections or of its title.
- A child of the topmost `And` (or the root itself) that has only fields for leaves is a filter. Filters,
  those of the request too, choose among the sections that the rest of the tree lists; they never change
  what it means.
- Listed under the unit `section`: the sections the tree holds of. Under `report`: within a report that the
  node holds of, a term lists the sections it holds of, a field those it holds of, `Not` all, `And` what its
  children other than `Not` and fields list (without such, the sections all its fields hold of, or all),
  `Or` what those of its children list that hold of the report.
- A report counts once, however many of its sections are listed. One found by its title alone counts without
  sections; a title has no role and no topic, so it passes no filter on those. Under the unit `section` it
  is found by its title when the tree holds of the title and has a wanted term; under `report`, when a
  wanted term of a branch that holds matches the title.
- With `request.strict`, a hit of a typed pattern counts only in the glyphs that were typed.
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
    """A report in the order asked for, with the best of its listed sections, best first.

    `section_total` counts all its listed sections, `occurrences` the marks its page will show, in these and
    in other sections.
    """

    report: str
    score: float
    sections: tuple[RankedSection, ...]
    section_total: int = 0
    occurrences: int = 0


@dataclass(frozen=True)
class Outcome:
    """The page of reports asked for, the totals behind it, and raw facet counts.

    `facets` is facet -> value -> Count, each with its own filter removed; `region` holds
    every prefix (`34`, `3405`, `340504`) of the codes met. `added` has, for each facet with a selection, what
    selecting one more value leads to.
    """

    reports: tuple[RankedReport, ...] = ()
    total: Count = NOTHING
    facets: Mapping[str, Mapping[str, Count]] = field(default_factory=dict)
    added: Mapping[str, Mapping[str, Count]] = field(default_factory=dict)
