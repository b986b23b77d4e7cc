"""The search page: one address grammar, one call of the service, one of three templates."""

from dataclasses import replace
from itertools import groupby
from typing import Any
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.models import Report
from archive.views.holdings import province_grid, topic_counts
from search import controls, forms, links, panel, service
from search.cards import cards
from search.engine import SearchError
from search.request import Filters, SearchRequest
from search.results import SearchPage

TOPICS_SHOWN = 12
SECTIONS_SHOWN = 2  # sections of a report shown on its card


@require_safe
def search_page(http: HttpRequest) -> HttpResponse:
    """Answer a search; an address not in canonical order is redirected to the one that is."""
    asked = forms.read(http.GET)
    # A complaint would be lost on the way, so those pages stay where they are.
    if not asked.complaints and _typed(http) != links.query_pairs(asked.request):
        return redirect(links.address(asked.request))
    query = service.read(asked.request)
    if not query and asked.request.filters == Filters():
        said = (*asked.complaints, *query.notices)
        return render(http, "search/start.html", _start(replace(asked, complaints=said)))
    try:
        return _found(http, asked)
    except SearchError as error:
        context = {"asked": asked.request, "error": error}
        return render(http, "search/unavailable.html", context, status=503)


def _typed(http: HttpRequest) -> list[tuple[str, str]]:
    """Return keys and values in the order they came; WSGI hands raw bytes over as Latin-1."""
    raw = http.META.get("QUERY_STRING", "").encode("latin-1", "replace")
    return parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True)


def _found(http: HttpRequest, asked: forms.Asked) -> HttpResponse:
    page, complaints = _answer(asked)
    context = _shared(page) | {"complaints": complaints}
    if not page.reports:
        return render(http, "search/zero.html", context | _zero(page))
    return render(http, "search/results.html", context | _results(page))


def _answer(asked: forms.Asked) -> tuple[SearchPage, tuple[str, ...]]:
    """Search; the service answers a page beyond the end with the last one, which is said here."""
    page = service.search(asked.request, sections_shown=SECTIONS_SHOWN)
    if page.request.page == asked.request.page or not page.pages:
        return page, asked.complaints
    said = _("结果只有 %(pages)d 页，这是最后一页。") % {"pages": page.pages}
    return page, (*asked.complaints, said)


def _start(asked: forms.Asked) -> dict[str, Any]:
    return {
        "asked": asked.request,
        "complaints": asked.complaints,
        "total": Report.objects.published().count(),
        "topics": topic_counts()[:TOPICS_SHOWN],
        "grid": province_grid(),
    }


def _shared(page: SearchPage) -> dict[str, Any]:
    asked = page.request
    kept = links.query_pairs(replace(asked, query="", page=1))
    return {
        "page": page,
        "asked": asked,
        "kept": kept,
        "canonical": links.address(asked),
        "noindex": links.used_facets(asked.filters) > 1,
        "chips": controls.chips(asked),
        "clear": links.address(links.without_filters(asked)),
        "units": controls.units(asked) if asked.query else [],
    }


def _results(page: SearchPage) -> dict[str, Any]:
    asked = page.request
    everywhere = replace(asked, page=1, filters=replace(asked.filters, years=()))
    return {
        "cards": cards(page),
        "facets": panel.facet_groups(page, service.count),
        "bars": panel.year_bars(page),
        "year_ends": panel.year_ends(page),
        "without_years": links.query_pairs(everywhere),
        "sorts": controls.sorts(asked),
        "page_links": controls.page_links(page),
        "previous": controls.page_address(page, asked.page - 1),
        "next": controls.page_address(page, asked.page + 1),
    }


def _zero(page: SearchPage) -> dict[str, Any]:
    return {
        "heading": _zero_heading(page),
        "searched": _searched(page.request),
        "place": _place(page.request),
        "suggestions": [
            (_suggestion_titles()[kind], [(s, links.address(s.request)) for s in group])
            for kind, group in groupby(page.suggestions, key=lambda s: s.kind)
        ],
    }


def _suggestion_titles() -> dict[str, str]:
    return {
        "spelling": _("是不是要找"),
        "without_filter": _("去掉筛选"),
        "without_word": _("少用一个词"),
        "wider_unit": _("放宽命中范围"),
        "looser": _("放宽写法"),
    }


def _zero_heading(page: SearchPage) -> str:
    query = page.query
    if not query.terms and not query.unwanted:
        return _("没有报告符合这些筛选条件")
    if not query.terms:
        return _("排除“%(words)s”之后没有剩下的报告") % {"words": "、".join(t.text for t in query.unwanted)}
    if len(page.words) > 1:
        where = _("没有章节") if page.request.unit == "section" else _("没有报告")
        return _("%(where)s同时包含这 %(count)d 个词") % {
            "where": where,
            "count": len(page.words),
        }
    return _("没有报告提到“%(query)s”") % {"query": page.request.query}


def _place(asked: SearchRequest) -> tuple[str, str] | None:
    """Return name and browse address of the division searched, or None unless it is a single one."""
    if len(asked.filters.regions) != 1:
        return None
    [code] = asked.filters.regions
    [label] = [chip.label for chip in controls.chips(asked) if chip.key == "region"]
    return label, reverse("browse_region", args=[code.ljust(6, "0")])


def _searched(asked: SearchRequest) -> str:
    """Return the sentence saying how many reports were looked through."""
    reports = Report.objects.published()
    place = _place(asked)
    if place is None or asked.filters.regions == (forms.UNKNOWN_REGION,):
        return _("本档案共收录 %(count)d 份报告，均已查过。") % {"count": reports.count()}
    count = reports.in_region(asked.filters.regions[0]).count()
    return _("%(region)s共收录 %(count)d 份报告，均已查过。") % {"region": place[0], "count": count}
