"""The preview of one waiting file: what was recognised, corrected by a person, kept or published."""

import re
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive import services
from archive.corrections import corrected_metadata
from archive.models import Intake
from archive.views.staff.access import editing, publishing, viewing
from archive.views.staff.conflict import clashes, corrections_at, together
from archive.views.staff.evidence import proposals, reasons
from archive.views.staff.figures_found import found_figures
from archive.views.staff.files import file_of, place_of, rights_of, state_page
from archive.views.staff.near import CHOICES, keep_decisions, near_rows
from archive.views.staff.raw import raw_lines
from archive.views.staff.reader import reader_context
from archive.views.staff.sheet import Sheet, posted_sheet, sheet_of
from archive.views.staff.summary import Problem, doubts_by_field, problems
from archive.views.staff.values import machine_values

OUTLINE, FIGURES, READER, RAW = "outline", "figures", "reader", "raw"
_VIEWS = (OUTLINE, FIGURES, READER, RAW)
_VERSION = re.compile(r"[0-9]{1,9}")


@viewing
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, batch: UUID, number: int) -> HttpResponseBase:
    """Show what was recognised in a waiting file; keep corrections or publish."""
    intake = file_of(batch, number)
    if intake.state != Intake.State.WAITING:
        return state_page(request, intake, status=409 if request.method == "POST" else 200)
    try:
        draft = services.draft_of(intake)
    except services.ServiceError as error:
        return state_page(request, intake, sentence=str(error))
    if request.method == "POST":
        return _take(request, posted_sheet(intake, draft, request.POST))
    return _show(request, sheet_of(intake, draft))


@editing
def _take(request: HttpRequest, sheet: Sheet) -> HttpResponseBase:
    if "publish" in request.POST:
        return _publish(request, sheet)
    if "save" in request.POST:
        return _save(request, sheet)
    # A section was cut or a cut taken back: the form again, nothing stored yet.
    return _show(request, sheet, unsaved=True)


def _save(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    kept = _keep(request, sheet)
    if isinstance(kept, HttpResponse):
        return kept
    messages.success(request, _("已存为草稿，尚未发布。"))
    return redirect(f"{sheet.intake.get_absolute_url()}{_same_view(request)}")


@publishing
def _publish(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    kept = _keep(request, sheet)
    if isinstance(kept, HttpResponse):
        return kept
    try:
        report = services.publish(intake=kept, by=request.user, seen=kept.version)
    except services.ConflictError as error:
        return _conflict(request, sheet, error)
    except services.ServiceError as error:
        return _refused(request, sheet, error)
    messages.success(request, _("已发布，检索中立即可以找到。"))
    return redirect(report)


def _keep(request: HttpRequest, sheet: Sheet) -> Intake | HttpResponse:
    """Store corrections and decisions; return the file as it is now, or the answer if they were refused."""
    if not sheet.is_valid():
        return _show(request, sheet, status=422)
    try:
        kept = services.save_corrections(
            intake=sheet.intake, corrections=sheet.corrections(), by=request.user, seen=_seen(request)
        )
        keep_decisions(request, sheet.intake)
    except services.ConflictError as error:
        return _conflict(request, sheet, error)
    except services.ServiceError as error:
        return _refused(request, sheet, error)
    return kept


def _conflict(request: HttpRequest, sheet: Sheet, error: services.ConflictError) -> HttpResponse:
    """Show both sets of changes: this person's in the form, what the other one changed in a list."""
    fresh = file_of(sheet.intake.batch_id, sheet.intake.number)
    theirs = sheet_of(fresh, sheet.draft).kept
    base, yours = corrections_at(fresh, _seen(request)), sheet.corrections()
    merged = sheet_of(fresh, sheet.draft, together(base, theirs, yours))
    found = clashes(merged, base, theirs, yours)
    problem = Problem(str(error), "#clash" if found else "", _("没有保存"))
    return _show(request, merged, status=409, refusal=problem, clashes=found)


def _refused(request: HttpRequest, sheet: Sheet, error: services.ServiceError) -> HttpResponse:
    """Show the page again with the sentence; what could be kept is kept."""
    fresh = file_of(sheet.intake.batch_id, sheet.intake.number)
    if fresh.state != Intake.State.WAITING:
        return state_page(request, fresh, sentence=str(error), status=409)
    is_open = fresh.resemblances.filter(decision="").exists()
    refusal = Problem(str(error), "#dup" if is_open else "", _("已存为草稿，没有发布"))
    return _show(request, sheet_of(fresh, sheet.draft), status=422, refusal=refusal)


def _show(request: HttpRequest, sheet: Sheet, *, status: int = 200, **more: Any) -> HttpResponse:
    view = request.GET.get("view", OUTLINE)
    view = view if view in _VIEWS and status == HTTPStatus.OK else OUTLINE
    near = near_rows(sheet.intake, request.POST if request.method == "POST" else None)
    context = {
        "intake": sheet.intake,
        "draft": sheet.draft,
        "title": corrected_metadata(sheet.draft.metadata, sheet.kept).title or sheet.intake.name,
        "form": sheet.form,
        "outline": sheet.outline,
        "reasons": reasons(sheet.draft),
        "doubts": doubts_by_field(sheet),
        "claimed_year": _claimed_year(sheet),
        "machine": machine_values(sheet.draft, sheet.kept),
        "repairs": proposals(sheet.draft),
        "problems": problems(sheet, near, more.get("refusal")),
        "place": place_of(sheet.intake),
        "near": near,
        "near_choices": CHOICES,
        "view": view,
        **rights_of(request),
        **_of_view(request, sheet, view),
        **more,
    }
    return render(request, "staff/preview.html", context, status=status)


def _claimed_year(sheet: Sheet) -> int | None:
    """Return the year the title claims, unless its evidence is shown anyway."""
    told = any(item.field == "reporting_year_claimed" for item in sheet.draft.evidence)
    return None if told else sheet.draft.metadata.reporting_year_claimed


def _of_view(request: HttpRequest, sheet: Sheet, view: str) -> dict[str, Any]:
    if view == READER:
        return reader_context(request, sheet)
    if view == FIGURES:
        return {"found": found_figures(sheet)}
    return {"lines": raw_lines(sheet.draft)} if view == RAW else {}


def _seen(request: HttpRequest) -> int:
    """Return the version the person's page showed; a page that names none has seen the untouched draft."""
    posted = request.POST.get("version", "")
    return int(posted) if _VERSION.fullmatch(posted) else 0


def _same_view(request: HttpRequest) -> str:
    view = request.GET.get("view", OUTLINE)
    return f"?view={view}" if view in _VIEWS and view != OUTLINE else ""
