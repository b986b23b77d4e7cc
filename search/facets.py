"""Raw counts of an engine turned into facet values with names, order and the selection marked."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from archive.lexicons import kind_labels, role_labels, source_labels, topic_labels
from archive.models import Region, code_prefix
from search.engine import FACETS, FILTER_OF, Count
from search.request import Filters
from search.results import FacetValue

Counts = Mapping[str, Count]
UNKNOWN = "00"


def named(raw: Mapping[str, Counts], filters: Filters) -> dict[str, tuple[FacetValue, ...]]:
    """Return every facet of `raw` (facet -> value -> Count); selected values stay at count 0."""
    return {name: _facet(name, raw.get(name, {}), filters) for name in FACETS}


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
    names = _names({*counts, *selected})
    return _level({*counts, *selected}, "", counts, names, selected)


def _level(
    prefixes: set[str], above: str, counts: Counts, names: Mapping[str, str], selected: set[str]
) -> tuple[FacetValue, ...]:
    """Return the divisions right below `above`; a level the table lacks is passed over."""
    below = sorted(p for p in prefixes if p.startswith(above) and p != above)
    nearest = [p for p in below if not any(p != q and p.startswith(q) for q in below)]
    found: list[FacetValue] = []
    for prefix in nearest:
        children = _level(prefixes, prefix, counts, names, selected)
        if prefix in names:
            found.append(_value(prefix, names[prefix], counts, selected, children))
        else:
            found.extend(children)
    return tuple(sorted(found, key=lambda value: (-value.reports, value.value)))


def _names(prefixes: Iterable[str]) -> dict[str, str]:
    """Return prefix -> the newest name of its division."""
    codes = {prefix.ljust(6, "0"): prefix for prefix in prefixes}
    rows = Region.objects.filter(code__in=codes).order_by("valid_from", "pk")
    names = {codes[code]: name for code, name in rows.values_list("code", "name")}
    return names | ({UNKNOWN: _("地区未详")} if UNKNOWN in codes.values() else {})


def _value(
    value: str,
    label: str,
    counts: Counts,
    selected: Iterable[str],
    children: tuple[FacetValue, ...] = (),
) -> FacetValue:
    reports, sections = counts.get(value, Count())
    return FacetValue(value, label, reports, sections, value in selected, children)
