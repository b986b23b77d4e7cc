"""One file of a batch: finding it, where it stands in the batch, and the page of a decided one."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from archive.models import Intake
from archive.views.staff.access import may_edit, may_publish

_LOOK_AGAIN = 5  # seconds until the page of a queued file loads itself again


@dataclass(frozen=True)
class Place:
    """Where a file stands in its batch, with its neighbours, if any."""

    number: int
    total: int
    previous: Intake | None
    following: Intake | None


def file_of(batch: UUID, number: int) -> Intake:
    """Return the file with its batch, report and original. Raises Http404 when there is none."""
    related = Intake.objects.select_related("batch", "report", "source_file", "twin__batch", "received_by")
    return get_object_or_404(related, batch=batch, number=number)


def place_of(intake: Intake) -> Place:
    """Return where the file stands in its batch."""
    others = intake.batch.intakes.all()
    return Place(
        number=others.filter(number__lte=intake.number).count(),
        total=others.count(),
        previous=others.filter(number__lt=intake.number).order_by("-number").first(),
        following=others.filter(number__gt=intake.number).order_by("number").first(),
    )


def rights_of(request: HttpRequest) -> dict[str, bool]:
    """Return which actions the page may offer."""
    return {"may_edit": may_edit(request), "may_publish": may_publish(request)}


def state_page(
    request: HttpRequest, intake: Intake, *, sentence: str = "", status: int = 200
) -> HttpResponse:
    """Say what became of a file that is not waiting for a decision, with the link that helps."""
    context: dict[str, Any] = {
        "intake": intake,
        "place": place_of(intake),
        "sentence": sentence,
        **rights_of(request),
    }
    response = render(request, "staff/preview_state.html", context, status=status)
    if intake.state == Intake.State.QUEUED:
        response.headers["Refresh"] = str(_LOOK_AGAIN)
    return response
