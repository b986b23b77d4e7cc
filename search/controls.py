"""The controls around the results: chips, sort and unit switches, page links.

Each carries its own address, so templates hold no query-string logic.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, cast

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from archive import lexicons
from search import links
from search.facets import region_names
from search.panel import Choice, facet_titles
from search.request import SearchRequest, Sort, Unit
from search.results import SearchPage

MANY = 10_000  # reports; no page of results says more exactly how many there are


@dataclass(frozen=True)
class Chip:
    """A selected value with the address of the search without it."""

    key: str
    facet: str
    label: str
    url: str


def chips(request: SearchRequest) -> list[Chip]:
    """Return every selected value, in the order of the address."""
    titles = {key: title for key, (title, _note) in facet_titles().items()}
    titles |= {"year": _("年份"), "topic": _("主题")}
    return [
        Chip(key, titles[key], label, links.address(links.without_value(request, key, value)))
        for key in links.FACETS
        for value, label in _labelled(key, links.values_of(request.filters, key))
    ]


def _labelled(key: str, values: list[str]) -> list[tuple[str, str]]:
    if key == "year":
        return [(value, _year_label(value)) for value in values]
    labels = _labels(key)
    return [(value, labels.get(value, value)) for value in values]


def _labels(key: str) -> Mapping[str, str]:
    if key == "region":
        return region_names()
    return {
        "kind": lexicons.kind_labels,
        "topic": lexicons.topic_labels,
        "role": lexicons.role_labels,
        "source": lexicons.source_labels,
    }[key]()


def _year_label(value: str) -> str:
    first, dash, last = value.partition("-")
    if not dash:
        return first
    if first and last:
        return f"{first}–{last}"
    return _("%(year)s 年起") % {"year": first} if first else _("%(year)s 年止") % {"year": last}


def sorts(request: SearchRequest) -> list[Choice]:
    """Return the orders to choose from."""
    labels = {
        "rel": _("最相关"),
        "new": _("年份近"),
        "old": _("年份远"),
        "region": _("按地区"),
    }
    return [
        Choice(
            label,
            links.address(replace(request, sort=cast("Sort", key), page=1)),
            key == request.sort,
        )
        for key, label in labels.items()
    ]


def units(request: SearchRequest) -> list[Choice]:
    """Return the units a query may be judged over."""
    labels = {"report": _("同一报告"), "section": _("同一章节")}
    return [
        Choice(
            label,
            links.address(replace(request, unit=cast("Unit", key), page=1)),
            key == request.unit,
        )
        for key, label in labels.items()
    ]


def strict(request: SearchRequest) -> Choice:
    """Return the switch that lets the glyphs of the typed words matter, or no longer."""
    switched = replace(request, strict=not request.strict, page=1)
    return Choice(_("严格字形"), links.address(switched), request.strict)


def verbatim(page: SearchPage) -> Choice | None:
    """Return the way to search just what was typed, or back; None when it would change nothing."""
    request = page.request
    if request.verbatim:
        return Choice(_("也查同义词"), links.address(replace(request, verbatim=False, page=1)))
    if any(term.variants for term in page.query.terms):
        return Choice(_("只查原词"), links.address(replace(request, verbatim=True, page=1)))
    return None


def heading(page: SearchPage) -> str:
    """Return the sentence that says how many reports were found; above MANY no exact number."""
    words = {"count": _amount(page.reports), "words": page.request.query}
    if not page.request.query:
        return _("%(count)s报告符合筛选") % words
    if page.request.unit == "section" and len(page.words) > 1:
        return _("%(count)s报告在同一章节提到“%(words)s”") % words
    return _("%(count)s报告提到“%(words)s”") % words


def _amount(reports: int) -> str:
    if reports > MANY:
        return _("%(count)s 份以上的") % {"count": f"{MANY:,}"}
    return _("%(count)d 份") % {"count": reports}


PageLink = tuple[int | Literal[""], str]


def page_links(page: SearchPage) -> list[PageLink]:
    """Return (number, address) of the pages to offer; a gap is an empty number without address."""
    paginator = Paginator(range(page.pages), 1)
    numbers = paginator.get_elided_page_range(page.request.page, on_each_side=2, on_ends=1)
    return [
        (number, page_address(page, number)) if isinstance(number, int) else ("", "") for number in numbers
    ]


def page_address(page: SearchPage, number: int) -> str:
    """Return the address of another page of the same results, or an empty string when there is none."""
    if not 1 <= number <= page.pages:
        return ""
    return links.address(replace(page.request, page=number))
