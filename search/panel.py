"""Facets and year bars, each value carrying the address of the search it leads to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.models import code_prefix
from search import links
from search.request import SearchRequest
from search.results import FacetValue, SearchPage

SHOWN = 8  # values of a facet listed before the fold
EXCLUSIVE = {"region", "kind", "source"}  # a report has one value of these, so counts add up
WIDEST_AXIS = 30  # years; a longer span shows only the years that have reports

Counter = Callable[[SearchRequest], int]


@dataclass(frozen=True)
class Choice:
    """A link to a changed search.

    `count` is how many reports have the value and `total` how many the link leads to: more than `count` when
    the value is added (`adds`) to others. `bar` is the share of the longest, in percent.
    """

    label: str
    url: str
    current: bool = False
    count: int = 0
    total: int = 0
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


@dataclass(frozen=True)
class YearBar:
    """One year of the distribution; `url` is empty when it has no report."""

    year: int
    count: int
    height: int
    url: str
    current: bool
    short: str  # two digits where the axis is crowded, else empty

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


def facet_groups(page: SearchPage, count: Counter) -> list[FacetGroup]:
    """Return the facets worth showing: two values or more, or something selected.

    `count` tells how many reports a request finds; it is asked only where the counts of the page do not
    say what adding a value would lead to.
    """
    groups = []
    for key, (title, note) in facet_titles().items():
        values = page.facets.get(key, ())
        if links.values_of(page.request.filters, key) or _leaves(values) > 1:
            listing = _Listing(page, key, values, count)
            groups.append(FacetGroup(key, title, note, *_fold(listing.choices)))
    return groups


def _leaves(values: Iterable[FacetValue]) -> int:
    return sum(_leaves(value.children) or 1 for value in values)


@dataclass(frozen=True)
class _Listing:
    """The values of one facet, being made into choices."""

    page: SearchPage
    key: str
    values: tuple[FacetValue, ...]
    count: Counter

    @property
    def choices(self) -> tuple[Choice, ...]:
        return tuple(map(self.choice, self.values))

    def choice(self, value: FacetValue) -> Choice:
        request = self.page.request
        led_to = _switched(request, self.key, value)
        opened = self.key != "region" or len(self.values) == 1 or _touched(request, value.value)
        longest = max(one.reports for one in self.values) or 1
        return Choice(
            label=value.label,
            url=links.address(led_to),
            current=value.selected,
            count=value.reports,
            total=value.reports if value.selected else self.total(value, led_to),
            adds=self.is_added(led_to),
            bar=min(round(100 * value.reports / longest), 100),
            children=tuple(map(self.choice, value.children)) if opened else (),
        )

    def is_added(self, led_to: SearchRequest) -> bool:
        """Whether the values selected now all stay selected beside a further one."""
        chosen = set(links.values_of(self.page.request.filters, self.key))
        return bool(chosen) and chosen < set(links.values_of(led_to.filters, self.key))

    def total(self, value: FacetValue, led_to: SearchRequest) -> int:
        """Return how many reports the search with `value` finds."""
        chosen = links.values_of(led_to.filters, self.key)
        if len(chosen) == 1:
            return value.reports
        if self.key in EXCLUSIVE:
            held = _counts(self.values)
            return sum(held.get(one, 0) for one in chosen)
        return self.count(led_to)


def _counts(values: Iterable[FacetValue]) -> dict[str, int]:
    """Return value -> reports for the whole tree."""
    found: dict[str, int] = {}
    for value in values:
        found |= {value.value: value.reports} | _counts(value.children)
    return found


def _touched(request: SearchRequest, code: str) -> bool:
    """Whether a division, or one above or below it, is selected."""
    prefix = code_prefix(code)
    return any(c.startswith(prefix) or prefix.startswith(c) for c in request.filters.regions)


def _switched(request: SearchRequest, key: str, value: FacetValue) -> SearchRequest:
    if not value.selected:
        return links.with_value(request, key, value.value)
    written = code_prefix(value.value) if key == "region" else value.value
    return links.without_value(request, key, written)


def _fold(choices: tuple[Choice, ...]) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """Split at SHOWN, keeping what is selected before the fold; a single folded value is not worth one."""
    if len(choices) <= SHOWN + 1:
        return choices, ()
    first = [c for i, c in enumerate(choices) if i < SHOWN or c.current or c.children]
    return tuple(first), tuple(c for c in choices if c not in first)


def year_bars(page: SearchPage) -> list[YearBar]:
    """Return the distribution over years, empty when fewer than two years have reports."""
    counts = {int(v.value): v for v in page.facets.get("year", ()) if v.value.isdecimal()}
    held = sorted(year for year, value in counts.items() if value.reports)
    if len(held) < 2:  # noqa: PLR2004  (one bar says nothing)
        return []
    axis = list(range(held[0], held[-1] + 1))
    years = axis if len(axis) <= WIDEST_AXIS else held
    highest = max(value.reports for value in counts.values())
    return [_bar(page.request, year, counts.get(year), highest, years) for year in years]


def _bar(
    request: SearchRequest, year: int, value: FacetValue | None, highest: int, years: list[int]
) -> YearBar:
    count = value.reports if value else 0
    crowded = len(years) > 10  # noqa: PLR2004  (four digits no longer fit)
    return YearBar(
        year=year,
        count=count,
        height=max(round(100 * count / highest), 3) if count else 0,
        url=links.address(links.for_year(request, year)) if count else "",
        current=bool(value and value.selected),
        short=str(year)[2:] if crowded and year % 5 and year != years[-1] else "",
    )


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
