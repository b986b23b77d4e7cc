"""Decisions about one file outside its preview form: discard it, take it back, read it again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from archive import services
from archive.services import worker
from archive.views.staff.access import editing
from archive.views.staff.files import file_of


@require_POST
@editing
def discard(request: HttpRequest, batch: UUID, number: int) -> HttpResponse:
    """Set a file aside; its page then offers to take it back."""
    intake = file_of(batch, number)
    try:
        services.discard(intake=intake, by=request.user)
    except services.ServiceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已放弃“%(name)s”，原件仍保存在库中。") % {"name": intake.name})
    return redirect(intake)


@require_POST
@editing
def restore(request: HttpRequest, batch: UUID, number: int) -> HttpResponse:
    """Take a discarded file back to where it was."""
    intake = file_of(batch, number)
    try:
        services.restore(intake=intake, by=request.user)
    except services.ServiceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已取回“%(name)s”。") % {"name": intake.name})
    return redirect(intake)


@require_POST
@editing
def retry(request: HttpRequest, batch: UUID, number: int) -> HttpResponse:
    """Put a failed file back into the queue."""
    intake = file_of(batch, number)
    try:
        services.retry(intake=intake, by=request.user)
    except services.ServiceError as error:
        messages.error(request, str(error))
    else:
        worker.wake()
    return redirect(intake)
