"""The address completions are fetched from."""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from search import service
from search.engine import SearchError
from search.language.ast import FieldName
from search.suggest.completions import TERM, Completion, completions

LONGEST_TYPED = 200  # characters, as in the search box
FRESH_SECONDS = 60


@require_safe
@cache_control(public=True, max_age=FRESH_SECONDS)
def complete(http: HttpRequest) -> JsonResponse:
    """Answer what may be typed on: `{"completions": [{"kind", "label", "text", "query", "reports"}]}`."""
    typed = http.GET.get("q", "")
    if len(typed) > LONGEST_TYPED or not typed.isprintable():
        return JsonResponse({"completions": []})
    try:
        found = completions(typed.lstrip(), service.count)
    except SearchError:
        return JsonResponse({"completions": []}, status=503)
    return JsonResponse({"completions": [_shown(one) for one in found]})


def _shown(one: Completion) -> dict[str, str | int]:
    labels = {
        TERM: _("词"),
        FieldName.REGION: _("地区"),
        FieldName.ISSUER: _("机构"),
        FieldName.TOPIC: _("主题"),
        FieldName.KIND: _("种类"),
    }
    return {
        "kind": one.kind,
        "label": labels[one.kind],
        "text": one.text,
        "query": one.query,
        "reports": one.reports,
        "count": _("%(count)d 份") % {"count": one.reports},
    }
