"""The search page: one address grammar, one call of the service, one of three templates."""

import logging
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.models import Report
from archive.views.holdings import province_grid, topic_counts
from search import controls, exports, forms, links, panel, service, zero
from search.cards import cards
from search.engine import SearchError
from search.request import Filters
from search.results import SearchPage

TOPICS_SHOWN = 12
SECTIONS_SHOWN = 2  # sections of a report shown on its card

logger = logging.getLogger(__name__)


@require_safe
def search_page(http: HttpRequest) -> HttpResponse:
    """Answer a search; an address not in canonical order is redirected to the one that is."""
    asked = forms.read(http.GET)
    # A complaint would be lost on the way, so those pages stay where they are.
    if not asked.complaints and links.typed_pairs(http) != links.query_pairs(asked.request):
        return redirect(links.address(asked.request))
    query = service.read(asked.request)
    if not query and asked.request.filters == Filters():
        said = (*asked.complaints, *query.notices)
        return render(http, "search/start.html", _start(replace(asked, complaints=said)))
    try:
        return _found(http, asked)
    except SearchError as error:
        logger.error("no search: %s", error)  # noqa: TRY400  (the sentence says it all)
        return render(http, "search/unavailable.html", {"asked": asked.request}, status=503)


def _found(http: HttpRequest, asked: forms.Asked) -> HttpResponse:
    page, complaints = _answer(asked)
    context = _shared(page) | {"complaints": complaints}
    if not page.reports:
        return render(http, "search/zero.html", context | zero.context(page))
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
        "strict": controls.strict(asked) if page.query.terms else None,
        "verbatim": controls.verbatim(page),
    }


def _results(page: SearchPage) -> dict[str, Any]:
    asked = page.request
    everywhere = replace(asked, page=1, filters=replace(asked.filters, years=()))
    return {
        "cards": cards(page),
        "facets": panel.facet_groups(page),
        "bars": panel.year_bars(page),
        "year_ends": panel.year_ends(page),
        "without_years": links.query_pairs(everywhere),
        "heading": controls.heading(page),
        "is_cut": page.reports > page.pages * asked.page_size,
        "meant": [one for kind in ("region", "spelling") for one in zero.offers(page.suggestions, kind)],
        "sorts": controls.sorts(asked),
        "page_links": controls.page_links(page),
        "previous": controls.page_address(page, asked.page - 1),
        "next": controls.page_address(page, asked.page + 1),
        "csv": exports.file_address(asked),
    }
