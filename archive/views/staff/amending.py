"""Correct what is known of a published report, its text left as it is."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive import services
from archive.forms import MetadataForm, amended_values, report_initial
from archive.models import Report
from archive.views.staff.access import publishing
from archive.views.staff.summary import Problem, Summary


@require_http_methods(["GET", "HEAD", "POST"])
@publishing
def amend(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the values in force in a form; keep what was changed."""
    report = get_object_or_404(Report.objects.select_related("region"), public_id=public_id)
    if request.method != "POST":
        return _show(request, report, MetadataForm(initial=report_initial(report)))
    form = MetadataForm(request.POST, initial=report_initial(report))
    if not form.is_valid():
        return _show(request, report, form, status=422, seen=request.POST.get("seen", ""))
    values = amended_values(form, report)
    try:
        if values:
            services.amend(report=report, values=values, by=request.user, seen=_seen(request))
    except services.ConflictError as error:
        return _show(request, report, MetadataForm(initial=report_initial(report)), refusal=str(error))
    messages.success(request, _("报告信息已改，读者立即可以看到。") if values else _("没有改动。"))
    return redirect("report_manage", public_id)


def _show(
    request: HttpRequest, report: Report, form: MetadataForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    refused = [Problem(more["refusal"], "", _("没有保存"))] if "refusal" in more else []
    wrong = [
        Problem(f"{field.label}：{error}", f"#{field.id_for_label}")
        for field in (form if form.is_bound else ())
        for error in field.errors
    ]
    context: dict[str, Any] = {
        "report": report,
        "form": form,
        "may_edit": True,
        "problems": Summary((*refused, *wrong), ()),
        **{name: {} for name in ("machine", "reasons", "doubts")},  # of a draft, not of a report
        "seen": more.get("seen") or report.updated_at.isoformat(),
    }
    return render(request, "staff/amend.html", context, status=409 if refused else status)


def _seen(request: HttpRequest) -> datetime:
    """Return the state the page showed; a page that names none has seen none that still stands."""
    try:
        seen = parse_datetime(request.POST.get("seen", ""))
    except ValueError:
        seen = None
    return seen or datetime.min  # noqa: DTZ901  (equal to no moment)
