"""What a search asks, engine-neutral: every page, feed and command builds one of these."""

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

Unit = Literal["report", "section"]
Sort = Literal["rel", "new", "old", "region"]


class YearRange(NamedTuple):
    """Reporting (or, lacking one, plan) years, both ends included; None leaves an end open."""

    first: int | None
    last: int | None


@dataclass(frozen=True)
class Filters:
    """Facet selections: OR inside a facet, AND across facets.

    `regions` are GB/T 2260 codes or prefixes (`34`, `3405`, `340504`); `years` may hold several ranges.
    """

    regions: tuple[str, ...] = ()
    years: tuple[YearRange, ...] = ()
    kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def without(self, facet: str) -> "Filters":
        """Return the filters with one facet (`regions`, `years`, …) cleared."""
        return replace(self, **{facet: ()})


@dataclass(frozen=True)
class SearchRequest:
    """A typed query with its filters, the unit booleans are judged over, order and page (1-based).

    `verbatim` searches only what was typed, no synonyms and no scattered words; `strict` lets glyphs matter.
    """

    query: str = ""
    filters: Filters = Filters()
    unit: Unit = "report"
    sort: Sort = "rel"
    page: int = 1
    page_size: int = 20
    verbatim: bool = False
    strict: bool = False
