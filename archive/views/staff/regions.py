"""Divisions for the region field: what a few typed characters may mean."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from archive.forms import find_divisions
from archive.views.staff.access import viewing

_LONGEST = 60


@viewing
@require_safe
def regions(request: HttpRequest) -> JsonResponse:
    """Return up to twelve divisions that ?q= may mean, likeliest first."""
    found = [
        {
            "code": one.code,
            "name": one.name,
            "full_name": one.full_name,
            "valid": one.validity,
            "typed": one.typed,
        }
        for one in find_divisions(request.GET.get("q", "")[:_LONGEST])
    ]
    return JsonResponse({"regions": found}, json_dumps_params={"ensure_ascii": False})
