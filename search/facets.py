"""Raw counts of an engine turned into facet values with names, order and the selection marked."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import overload

from django.utils.translation import gettext as _

from archive.lexicons import kind_labels, role_labels, source_labels, topic_labels
from archive.models import Region, code_prefix
from search.engine import FACETS, FILTER_OF, Count
from search.request import Filters
from search.results import FacetValue

Counts = Mapping[str, Count]
UNKNOWN = "00"
_NAMES_KEPT = 600  # seconds before the division table is read again
_LONGEST = 6  # digits of a division code


def named(raw: Mapping[str, Counts], filters: Filters) -> dict[str, tuple[FacetValue, ...]]:
    """Return every facet of `raw` (facet -> value -> Count); selected values stay at count 0."""
    return {name: _facet(name, raw.get(name, {}), filters) for name in FACETS}


def region_names() -> Mapping[str, str]:
    """Return code prefix -> name, of the names a code has borne today's or else the latest.

    The table is read every ten minutes; while it is empty, every time.
    """
    names = _region_names(int(time.monotonic()) // _NAMES_KEPT)
    if len(names) == 1:
        _region_names.cache_clear()
    return names


@lru_cache(1)
def _region_names(_period: int) -> dict[str, str]:
    rows = Region.objects.order_by("valid_from", "pk").values_list("code", "name", "valid_to")
    current = sorted(rows, key=lambda row: row[2] is None)
    return {code_prefix(code): name for code, name, _last in current} | {UNKNOWN: _("地区未详")}


def _facet(name: str, counts: Counts, filters: Filters) -> tuple[FacetValue, ...]:
    match name:
        case "region":
            return _regions(counts, {code_prefix(code) for code in filters.regions})
        case "year":
            return _years(counts, filters)
        case "role":  # the order of a report's parts, not of counts
            return _coded(counts, role_labels(), filters.roles)
        case _:
            labels = {"kind": kind_labels, "topic": topic_labels, "source": source_labels}[name]()
            values = _coded(counts, labels, getattr(filters, FILTER_OF[name]))
            return tuple(sorted(values, key=lambda value: -value.reports))


def _coded(counts: Counts, labels: Mapping[str, str], selected: tuple[str, ...]) -> tuple[FacetValue, ...]:
    known = [code for code in labels if code in counts or code in selected]
    unnamed = sorted({*counts, *selected} - labels.keys())
    return tuple(_value(code, labels.get(code, code), counts, selected) for code in [*known, *unnamed])


def _years(counts: Counts, filters: Filters) -> tuple[FacetValue, ...]:
    single = {str(first) for first, last in filters.years if first is not None and first == last}
    inside = {
        year
        for year in counts
        for first, last in filters.years
        if (first is None or first <= int(year)) and (last is None or int(year) <= last)
    }
    years = sorted({*counts, *single}, key=int)
    return tuple(_value(year, year, counts, single | inside) for year in years)


def _regions(counts: Counts, selected: set[str]) -> tuple[FacetValue, ...]:
    return _Tree(counts, selected, region_names()).below("")


def _above(prefixes: Iterable[str]) -> set[str]:
    """Return the prefixes with those of the divisions they lie in."""
    return {prefix[:length] for prefix in prefixes for length in range(2, len(prefix) + 1, 2)}


@dataclass(frozen=True)
class _Tree:
    """The divisions met and those selected, each below the one it lies in."""

    counts: Counts
    selected: set[str]
    names: Mapping[str, str]

    def below(self, above: str) -> tuple[FacetValue, ...]:
        """Return the divisions right below `above`, most reports first."""
        values = [
            _value(prefix, self.names[prefix], self.counts, self.selected, Branch(self, prefix))
            for prefix in self._nearest(above)
        ]
        return tuple(sorted(values, key=lambda value: (-value.reports, value.value)))

    def _nearest(self, above: str) -> Iterator[str]:
        """Yield the prefixes right below `above`; a level the table lacks is passed over."""
        for prefix in self._children.get(above, ()) if above else self._provinces:
            if prefix in self.names:
                yield prefix
            else:
                yield from self._nearest(prefix)

    @property
    def _provinces(self) -> set[str]:
        return {prefix for prefix in (*self.counts, *_above(self.selected)) if len(prefix) == len(UNKNOWN)}

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        children: dict[str, list[str]] = {}
        for prefix in dict.fromkeys((*self.counts, *_above(self.selected))):
            children.setdefault(prefix[:-2], []).append(prefix)
        return children


class Branch(Sequence[FacetValue]):
    """The divisions below one. Found when they are looked at: few branches of a tree of thousands are."""

    def __init__(self, tree: _Tree, prefix: str) -> None:
        self._tree, self._prefix = tree, prefix

    @cached_property
    def _values(self) -> tuple[FacetValue, ...]:
        return () if len(self._prefix) == _LONGEST else self._tree.below(self._prefix)

    def __len__(self) -> int:
        return len(self._values)

    @overload
    def __getitem__(self, index: int) -> FacetValue: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[FacetValue]: ...
    def __getitem__(self, index: int | slice) -> FacetValue | Sequence[FacetValue]:
        return self._values[index]


def _value(
    value: str,
    label: str,
    counts: Counts,
    selected: Iterable[str],
    children: Sequence[FacetValue] = (),
) -> FacetValue:
    reports, sections = counts.get(value, Count())
    return FacetValue(value, label, reports, sections, value in selected, children)
