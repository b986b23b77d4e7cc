"""The page of a batch: its files from the database, whoever looks and however often."""

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from archive.forms.bulk import BulkForm
from archive.models import Batch, Intake, Operation
from archive.models.audit import UNDO_PERIOD
from archive.models.intake import IntakeQuerySet
from archive.services import worker
from archive.views.staff.access import may_edit, may_publish, viewing
from archive.views.staff.rows import batch_rows, numbers_of, row_states
from archive.views.staff.shelf import counted
from archive.views.staff.tickets import ticket_for
from archive.views.staff.upload import limits

_ROWS = 200
_OPERATIONS = 5


@viewing
@never_cache
@require_safe
def batch(request: HttpRequest, batch: UUID) -> HttpResponse:
    """Show the files of a batch, of one state if `?state=` names it."""
    worker.wake()
    found = get_object_or_404(counted(Batch.objects.select_related("started_by")), pk=batch)
    state = request.GET.get("state", "")
    page = Paginator(_intakes(found, state), _ROWS).get_page(request.GET.get("page"))
    context = {
        "batch": found,
        "page": page,
        "rows": batch_rows(page.object_list),
        "state": state,
        "states": _states(found),
        "pending": getattr(found, "in_queued", 0),
        "may_edit": may_edit(request),
        "may_publish": may_publish(request),
        "ticket": ticket_for(request),
        "form": BulkForm(),
        "operations": _operations(found),
        **limits(),
    }
    return render(request, "staff/batch.html", context)


@viewing
@never_cache
@require_safe
def status(request: HttpRequest, batch: UUID) -> JsonResponse:
    """Answer with the rows named by `?n=` (those a page still waits for) and how many are pending."""
    worker.wake()
    found = get_object_or_404(Batch, pk=batch)
    numbers = numbers_of(request.GET.getlist("n")[:_ROWS])
    rows = (
        found.intakes.filter(number__in=numbers)
        .select_related("report", "twin__batch", "batch")
        .order_by("number")
    )
    counts = {label: count for _code, label, count in _states(found)}
    pending = found.intakes.queued().count()
    return JsonResponse({"pending": pending, "counts": counts, "rows": row_states(request, rows)})


def _operations(found: Batch) -> QuerySet[Operation]:
    """Return every bulk decision that can still be undone, and what became of the latest others."""
    since = timezone.now() - UNDO_PERIOD
    latest = found.operations.values_list("pk", flat=True)[:_OPERATIONS]
    shown = found.operations.filter(Q(at__gte=since, undone_at=None) | Q(pk__in=list(latest)))
    return shown.select_related("by", "undone_by")


def _intakes(found: Batch, state: str) -> IntakeQuerySet:
    intakes = found.intakes.for_lists().order_by("number")
    return intakes.filter(state=state) if state in Intake.State.values else intakes


def _states(found: Batch) -> list[tuple[str, str, int]]:
    counts: dict[str, int] = {}
    for state in found.intakes.values_list("state", flat=True):
        counts[state] = counts.get(state, 0) + 1
    return [(code, str(label), counts[code]) for code, label in Intake.State.choices if code in counts]
