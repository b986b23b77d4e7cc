"""The addresses of completions and of related words."""

import logging
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from search import forms, service
from search.engine import SearchError
from search.language.ast import FieldName
from search.links import address, query_pairs
from search.suggest.completions import INDICATOR, TERM, Completion, completions
from search.suggest.reading import read
from search.suggest.related import related

LONGEST_TYPED = 200  # characters, as in the search box
FRESH_SECONDS = 2  # of the reader's own browser alone: a word that was withdrawn is offered no longer

logger = logging.getLogger(__name__)


@require_safe
@cache_control(private=True, max_age=FRESH_SECONDS)
def complete(http: HttpRequest) -> JsonResponse:
    """Answer what may be typed on: `{"completions": [{"kind", "label", "text", "query", "reports"}]}`."""
    typed = http.GET.get("q", "")
    if len(typed) > LONGEST_TYPED or not typed.isprintable():
        return JsonResponse({"completions": []})
    try:
        found = completions(typed.lstrip())
    except SearchError:
        return JsonResponse({"completions": []}, status=503)
    return JsonResponse({"completions": [_shown(one) for one in found]})


@require_safe
def related_words(http: HttpRequest) -> HttpResponse:
    """Show the words related to what a search finds; with `part=list` only the list, to be put in place."""
    asked = forms.read(http.GET).request
    query = read(asked)
    if not query:
        return redirect("search")
    context = {"asked": asked, "kept": query_pairs(replace(asked, query="", page=1)), "back": address(asked)}
    try:
        found = related(asked, query, service.count)
    except SearchError as error:
        logger.error("no related words: %s", error)  # noqa: TRY400  (the sentence says it all)
        return render(http, "search/unavailable.html", context, status=503)
    context["related"] = [(one, address(one.request)) for one in found]
    part = "search/related_words.html" if http.GET.get("part") == "list" else "search/related.html"
    return render(http, part, context)


def _shown(one: Completion) -> dict[str, str | int | None]:
    labels = {
        TERM: _("词"),
        INDICATOR: _("指标"),
        FieldName.REGION: _("地区"),
        FieldName.ISSUER: _("机构"),
        FieldName.TOPIC: _("主题"),
        FieldName.KIND: _("种类"),
        FieldName.ROLE: _("章节"),
        FieldName.SOURCE: _("来源"),
    }
    return {
        "kind": one.kind,
        "label": labels[one.kind],
        "text": one.text,
        "query": one.query,
        "reports": one.reports,
        "count": "" if one.reports is None else _("%(count)d 份") % {"count": one.reports},
    }
