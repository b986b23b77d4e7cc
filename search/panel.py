"""Facets and year bars, each value carrying the address of the search it leads to and what it finds there."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from archive.models import code_prefix
from search import links
from search.engine import Count
from search.request import SearchRequest, YearRange
from search.results import FacetValue, SearchPage

SHOWN = 8  # values of a facet listed before the fold
FILTERED = 12  # with more values, a script offers a box to filter them
EXCLUSIVE = {"region", "kind", "source"}  # a report has one value of these, so counts add up
WIDEST_AXIS = 30  # years; a longer span shows only the years that have reports
PLACEHOLDER = "\N{REPLACEMENT CHARACTER}"  # stands for the values of a facet in an address

Counter = Callable[[SearchRequest], int]


@dataclass(frozen=True)
class Choice:
    """A link to a changed search.

    `total` and `sections` are how many reports and sections the link leads to; when the value is added
    (`adds`) to others that is more than has the value itself. A value that is selected (`current`) says what
    has it. `bar` is the share of the longest, in percent.
    """

    label: str
    url: str
    current: bool = False
    total: int = 0
    sections: int = 0
    adds: bool = False
    bar: int = 0
    children: tuple["Choice", ...] = ()


@dataclass(frozen=True)
class FacetGroup:
    """One facet as listed: the first values, and the rest behind a fold."""

    key: str
    title: str
    note: str
    first: tuple[Choice, ...]
    rest: tuple[Choice, ...]

    @property
    def total(self) -> int:
        """Return how many values there are at the top of the facet."""
        return len(self.first) + len(self.rest)

    @property
    def is_long(self) -> bool:
        """Whether there are so many values that a box to filter them helps."""
        return self.total > FILTERED


@dataclass(frozen=True)
class YearBar:
    """One year of the distribution; `url` is empty when it has no report."""

    year: int
    count: int
    height: int
    url: str
    current: bool
    short: str  # what stands under the bar: two digits of the year where the axis is crowded
    words: str

    @property
    def rise(self) -> int:
        """Return the distance from the top of the chart, in percent."""
        return 100 - self.height


def facet_titles() -> dict[str, tuple[str, str]]:
    """Return key -> (title, small note) in the order facets are listed."""
    return {
        "region": (_("地区"), _("行政区划")),
        "kind": (_("报告种类"), ""),
        "topic": (_("主题（章节）"), _("自动归类")),
        "role": (_("章节角色"), _("自动归类")),
        "source": (_("来源"), ""),
    }


def facet_groups(page: SearchPage) -> list[FacetGroup]:
    """Return the facets worth showing: two values or more, or something selected."""
    groups = []
    for key, (title, note) in facet_titles().items():
        values = page.facets.get(key, ())
        if links.values_of(page.request.filters, key) or _divides(values):
            groups.append(FacetGroup(key, title, note, *_fold(_Listing.of(page, key).choices)))
    return groups


def _divides(values: Sequence[FacetValue]) -> bool:
    """Whether there is more than one value, at the top or below the only one."""
    return len(values) > 1 or (len(values) == 1 and _divides(values[0].children))


@dataclass(frozen=True)
class _Address:
    """The address of one request with other values of one facet; made once, for all its links."""

    key: str
    before: str
    after: str

    @classmethod
    def of(cls, request: SearchRequest, key: str) -> "_Address":
        """Take the address of `request` apart where the values of the facet `key` stand."""
        mark: Any = (YearRange(0, 0),) if key == "year" else (PLACEHOLDER,)
        filters = replace(request.filters, **{links.FACETS[key]: mark})
        address = links.address(replace(request, filters=filters, page=1))
        written = urlencode({key: "0" if key == "year" else PLACEHOLDER})
        before, _mark, after = address.partition(written)
        return cls(key, before, after)

    def of_values(self, values: Iterable[str]) -> str:
        """Return the address with `values` of the facet selected."""
        chosen = "&".join(_written(self.key, value) for value in sorted(values))
        if chosen:
            return f"{self.before}{chosen}{self.after}"
        return f"{self.before[:-1]}{self.after}" if self.before.endswith("&") else self._first()

    def _first(self) -> str:
        """Return the address without the facet where it is the first key."""
        return f"{self.before[:-1]}?{self.after[1:]}" if self.after else self.before[:-1]


@lru_cache(4096)
def _written(key: str, value: str) -> str:
    """Return one value of a facet as it stands in an address; each page has the same hundred."""
    return urlencode({key: value})


@dataclass(frozen=True)
class _Listing:
    """The values of one facet, being made into choices."""

    page: SearchPage
    key: str
    values: Sequence[FacetValue]
    chosen: tuple[str, ...]
    address: _Address

    @classmethod
    def of(cls, page: SearchPage, key: str) -> "_Listing":
        chosen = tuple(links.values_of(page.request.filters, key))
        return cls(page, key, page.facets.get(key, ()), chosen, _Address.of(page.request, key))

    @property
    def choices(self) -> tuple[Choice, ...]:
        longest = max((one.reports for one in self.values), default=0) or 1
        return tuple(self.choice(value, longest) for value in self.values)

    def choice(self, value: FacetValue, longest: int) -> Choice:
        led_to = self._led_to(value)
        reports, sections = self._count(value, led_to)
        return Choice(
            label=value.label,
            url=self.address.of_values(led_to),
            current=value.selected,
            total=reports,
            sections=sections,
            adds=bool(self.chosen) and set(self.chosen) < set(led_to),
            bar=min(round(100 * value.reports / longest), 100),
            children=tuple(self.choice(child, longest) for child in value.children)
            if self._is_open(value)
            else (),
        )

    def _led_to(self, value: FacetValue) -> Sequence[str]:
        """Return the values selected after a click."""
        written = code_prefix(value.value) if self.key == "region" else value.value
        if not self.chosen:
            return (written,)
        request = self.page.request
        if value.selected:
            changed = links.without_value(request, self.key, written)
        else:
            changed = links.with_value(request, self.key, written)
        return links.values_of(changed.filters, self.key)

    def _count(self, value: FacetValue, led_to: Sequence[str]) -> Count:
        """Return what the link finds; of a selected value, what has it."""
        if value.selected or len(led_to) == 1:
            return Count(value.reports, value.sections)
        if self.key not in EXCLUSIVE:
            return self.page.added.get(self.key, {}).get(value.value, Count(value.reports, value.sections))
        held = [_held(self.values, one) for one in led_to]
        return Count(sum(one.reports for one in held), sum(one.sections for one in held))

    def _is_open(self, value: FacetValue) -> bool:
        """Whether the values below one are listed: of a division that is selected, or has or holds one."""
        if self.key != "region":
            return False
        prefix = code_prefix(value.value)
        touched = any(one.startswith(prefix) or prefix.startswith(one) for one in self.chosen)
        return touched or len(self.values) == 1


def _held(values: Sequence[FacetValue], wanted: str) -> Count:
    """Return the count of a value, wherever in the tree it stands."""
    for value in values:
        if value.value == wanted:
            return Count(value.reports, value.sections)
        if value.children and wanted.startswith(value.value):
            return _held(value.children, wanted)
    return Count()


def _fold(choices: tuple[Choice, ...]) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """Split at SHOWN, keeping what is selected before the fold; a single folded value is not worth one."""
    if len(choices) <= SHOWN + 1:
        return choices, ()
    kept = [i < SHOWN or bool(c.current or c.children) for i, c in enumerate(choices)]
    first = tuple(c for c, is_first in zip(choices, kept, strict=True) if is_first)
    return first, tuple(c for c, is_first in zip(choices, kept, strict=True) if not is_first)


def year_bars(page: SearchPage) -> list[YearBar]:
    """Return the distribution over years, empty when fewer than two years have reports."""
    counts = {int(v.value): v for v in page.facets.get("year", ()) if v.value.isdecimal()}
    held = sorted(year for year, value in counts.items() if value.reports)
    if len(held) < 2:  # noqa: PLR2004  (one bar says nothing)
        return []
    axis = list(range(held[0], held[-1] + 1))
    years = axis if len(axis) <= WIDEST_AXIS else held
    highest = max(value.reports for value in counts.values())
    only = links.values_of(page.request.filters, "year")
    address = _Address.of(page.request, "year")
    urls = {year: address.of_values([] if only == [str(year)] else [str(year)]) for year in held}
    words = _("%(year)d 年，%(count)d 份")
    crowded = len(years) > 10  # noqa: PLR2004  (four digits no longer fit)
    return [
        YearBar(
            year=year,
            count=counts[year].reports if year in counts else 0,
            height=max(round(100 * counts[year].reports / highest), 3) if year in urls else 0,
            url=urls.get(year, ""),
            current=year in counts and counts[year].selected,
            short=str(year)[2:] if crowded and year % 5 and year != years[-1] else str(year),
            words=words % {"year": year, "count": counts[year].reports if year in counts else 0},
        )
        for year in years
    ]


def year_ends(page: SearchPage) -> tuple[int, int] | None:
    """Return the first and last year to prefill the range form with, or None when there is no choice."""
    held = [int(v.value) for v in page.facets.get("year", ()) if v.value.isdecimal()]
    chosen = page.request.filters.years
    if len(held) < 2 and not chosen:  # noqa: PLR2004
        return None
    firsts = [years.first for years in chosen if years.first] or held
    lasts = [years.last for years in chosen if years.last] or held
    # An end is open when any of the ranges leaves it open.
    if any(years.first is None for years in chosen):
        firsts = held or firsts
    if any(years.last is None for years in chosen):
        lasts = held or lasts
    return (min(firsts), max(lasts)) if firsts and lasts else None
