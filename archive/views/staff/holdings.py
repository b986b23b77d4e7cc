"""What publishers do to a published report: withdraw, reinstate, go back a version."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from archive import services
from archive.models import AuditEvent, Report
from archive.views.staff.access import may_publish, publishing, viewing
from archive.views.staff.audit import EventRow, changes

_EVENTS = 30


@viewing
@never_cache
@require_safe
def manage(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the state of a report, its versions and its record."""
    report = get_object_or_404(
        Report.objects.select_related("region", "current_revision"), public_id=public_id
    )
    events = AuditEvent.objects.filter(report=report).select_related("actor", "report", "intake__batch")
    context = {
        "report": report,
        "revisions": report.revisions.select_related("source_file", "published_by").defer("text"),
        "rows": [EventRow(event, changes(event.before, event.after)) for event in events[:_EVENTS]],
        "may_publish": may_publish(request),
    }
    return render(request, "staff/report.html", context)


@require_POST
@publishing
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a report out of sight, with a reason readers see."""
    change = partial(services.withdraw, reason=request.POST.get("reason", ""))
    return _changed(request, public_id, change, _("已撤下，读者打开它的地址只看到撤下的原因。"))


@require_POST
@publishing
def reinstate(request: HttpRequest, public_id: str) -> HttpResponse:
    """Bring a withdrawn report back."""
    return _changed(request, public_id, services.reinstate, _("已恢复，地址不变。"))


@require_POST
@publishing
def revert(request: HttpRequest, public_id: str) -> HttpResponse:
    """Make the version before the current one current again."""
    return _changed(request, public_id, services.revert, _("已退回上一版本，退回的文本不再显示。"))


def _changed(request: HttpRequest, public_id: str, change: Callable[..., object], done: str) -> HttpResponse:
    """Make a change to a report and go back to its page with the sentence that fits."""
    report = get_object_or_404(Report, public_id=public_id)
    try:
        change(report=report, by=request.user)
    except services.ServiceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect("report_manage", public_id)
