"""Engines that match the same substrings must find the same: totals, counts, and the newest reports."""

from collections.abc import Iterable, Mapping
from functools import cache

from archive.models import Region, code_prefix
from search.engine import Count
from search.results import FacetValue
from tests.bench.search.mix import Ask
from tests.bench.search.page import FACETS, SHOWN, Counts, Engine, Page


def disagreements(first: Engine, other: Engine, asks: Iterable[Ask]) -> list[str]:
    """Return one line for every query that two engines answer differently."""
    found: list[str] = []
    for ask in asks:
        if first.answers(ask) and other.answers(ask):
            told = differences(first.page(ask), other.page(ask), newest=ask.newest)
            found += (
                [f"{ask.typed}: {first.name} and {other.name} differ in {', '.join(told)}"] if told else []
            )
    return found


def differences(one: Page, two: Page, *, newest: bool) -> list[str]:
    """Return what two pages differ in, with both values.

    Sorted by date, the reports of the shorter list begin the longer one: one engine shows
    twenty reports, the other the reports of twenty sections.
    """
    told = [f"total {one.total} {two.total}"] if one.total != two.total else []
    for facet in FACETS:
        counts, others = (_shown(facet, page.facets[facet]) for page in (one, two))
        if counts != others:
            told.append(f"{facet} {sorted(counts.items() ^ others.items())[:4]}")
    shown = min(len(one.reports), len(two.reports), SHOWN)
    if newest and (one.reports[:shown] != two.reports[:shown] or bool(one.reports) != bool(two.reports)):
        told.append(f"reports {one.reports[:3]} {two.reports[:3]}")
    return told


def _shown(facet: str, counts: Counts) -> dict[str, int]:
    """Return sections by value; left out is what a page has no name for: codes of no division, no source."""
    known = _divisions() if facet == "region" else None
    found = _plain(counts) if isinstance(counts, Mapping) else _below(counts)
    return {v: count for v, count in found.items() if count and v and (known is None or v in known)}


def _plain(counts: Mapping[str, int] | Mapping[str, Count]) -> dict[str, int]:
    return {value: one.sections if isinstance(one, Count) else one for value, one in counts.items()}


def _below(values: Iterable[FacetValue]) -> dict[str, int]:
    found: dict[str, int] = {}
    for value in values:
        found[value.value] = value.sections
        found |= _below(value.children)
    return found


@cache
def _divisions() -> frozenset[str]:
    return frozenset(code_prefix(code) for code in Region.objects.values_list("code", flat=True))
