"""Addresses of searches: the canonical query string and the requests that facet, chip and page links ask.

The grammar is `/search?q=…&region=34&year=2013-2024&kind=…&topic=…&role=…&source=…&sort=…&page=2&unit=…`
and `&only=1&strict=1` for just what was typed and just its glyphs: a repeated key means OR inside a facet,
defaults are left out, and values of one key are sorted.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest
from django.urls import reverse

from archive.models import code_prefix
from search.request import Filters, SearchRequest, YearRange

# URL key -> field of Filters, in the order keys stand in an address.
FACETS = {
    "region": "regions",
    "year": "years",
    "kind": "kinds",
    "topic": "topics",
    "role": "roles",
    "source": "sources",
}


def address(request: SearchRequest) -> str:
    """Return the canonical address of `request`."""
    pairs = query_pairs(request)
    return f"{reverse('search')}?{urlencode(pairs)}" if pairs else reverse("search")


def query_pairs(request: SearchRequest) -> list[tuple[str, str]]:
    """Return the keys and values of the canonical query string, in order."""
    pairs = [("q", request.query)] if request.query else []
    pairs += filter_pairs(request.filters)
    if request.sort != "rel":
        pairs.append(("sort", request.sort))
    if request.page > 1:
        pairs.append(("page", str(request.page)))
    if request.unit != "report":
        pairs.append(("unit", request.unit))
    flags = {"only": request.verbatim, "strict": request.strict}
    return pairs + [(key, "1") for key, is_set in flags.items() if is_set]


def typed_pairs(http: HttpRequest) -> list[tuple[str, str]]:
    """Return keys and values in the order they came; WSGI hands raw bytes over as Latin-1."""
    raw = http.META.get("QUERY_STRING", "").encode("latin-1", "replace")
    return parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True)


def filter_pairs(filters: Filters) -> list[tuple[str, str]]:
    """Return the facet selections as keys and values, in order."""
    return [(key, value) for key in FACETS for value in values_of(filters, key)]


def values_of(filters: Filters, key: str) -> list[str]:
    """Return what one facet has selected, as written in an address."""
    if key == "year":
        return sorted({year_text(years) for years in filters.years})
    return sorted(set(getattr(filters, FACETS[key])))


def year_text(years: YearRange) -> str:
    """Return `2022`, `2013-2024`, `2013-` or `-2024`."""
    if years.first == years.last:
        return str(years.first)
    return f"{years.first or ''}-{years.last or ''}"


def used_facets(filters: Filters) -> int:
    """Return how many facets have something selected."""
    return sum(bool(getattr(filters, name)) for name in FACETS.values())


def without_filters(request: SearchRequest) -> SearchRequest:
    """Return the request with every facet cleared, on its first page."""
    return replace(request, filters=Filters(), page=1)


def without_value(request: SearchRequest, key: str, value: str) -> SearchRequest:
    """Return the request with one selected value taken away, on its first page."""
    name = FACETS[key]
    kept = tuple(v for v in getattr(request.filters, name) if _written(v) != value)
    return replace(request, filters=replace(request.filters, **{name: kept}), page=1)


def with_value(request: SearchRequest, key: str, value: str) -> SearchRequest:
    """Return the request with one more value selected, on its first page.

    A division replaces those above and below it: choosing 马鞍山市 under 安徽省 narrows, and the other
    way round widens.
    """
    chosen: Iterable[str] = getattr(request.filters, FACETS[key])
    if key == "region":
        value = code_prefix(value)
        chosen = [c for c in chosen if not (c.startswith(value) or value.startswith(c))]
    changed: dict[str, Any] = {FACETS[key]: (*chosen, value)}
    return replace(request, filters=replace(request.filters, **changed), page=1)


def for_year(request: SearchRequest, year: int) -> SearchRequest:
    """Return the request for that year alone, or for all years when it is the one selected."""
    only = (YearRange(year, year),)
    years = () if request.filters.years == only else only
    return replace(request, filters=replace(request.filters, years=years), page=1)


def _written(value: str | YearRange) -> str:
    return year_text(value) if isinstance(value, YearRange) else value
