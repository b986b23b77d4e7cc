"""The entrance of the staff pages: what waits, batch by batch."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from archive.models import Batch, Intake
from archive.services import worker
from archive.views.staff.access import may_edit, viewing

_BATCHES = 30


def counted(batches: QuerySet[Batch]) -> QuerySet[Batch]:
    """Return the batches with `total` and one count for every state, named `in_<state>`."""
    states: Iterable[str] = Intake.State.values
    each = {f"in_{state}": Count("intakes", filter=Q(intakes__state=state)) for state in states}
    return batches.annotate(total=Count("intakes"), **each)


@viewing
@never_cache
@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """List the batches, newest first, with what became of their files."""
    worker.wake()
    batches = counted(Batch.objects.select_related("started_by")).order_by("-started_at")
    page = Paginator(batches, _BATCHES).get_page(request.GET.get("page"))
    waiting = Intake.objects.waiting().count()
    context = {"page": page, "waiting": waiting, "may_edit": may_edit(request)}
    return render(request, "staff/shelf.html", context)
