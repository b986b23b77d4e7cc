"""Staff pages: upload one file, see what was recognised, correct it, publish or set it aside."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from archive import services
from archive.corrections import Corrections, SectionChange
from archive.forms import (
    MetadataForm,
    SectionForm,
    UploadForm,
    changed_values,
    metadata_initial,
    section_initial,
)
from archive.ingest.errors import IngestError
from archive.ingest.types import Draft, Evidence, SectionDraft
from archive.models import Intake, region_display
from archive.uploads import TOO_LARGE

uploading = permission_required("archive.add_intake", raise_exception=True)
publishing = permission_required("archive.publish_report", raise_exception=True)


@dataclass(frozen=True)
class OutlineRow:
    """One line of the outline editor."""

    section: SectionDraft
    form: SectionForm
    excerpt: str


@dataclass(frozen=True)
class EvidenceRow:
    """One piece of evidence with the words of the source it rests on."""

    evidence: Evidence
    quotes: tuple[str, ...]


@login_required
@uploading
@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """List files waiting for a decision and those decided lately."""
    intakes = Intake.objects.select_related("report", "received_by")[:100]
    return render(request, "staff/shelf.html", {"intakes": intakes})


@login_required
@uploading
def upload(request: HttpRequest) -> HttpResponse:
    """Receive one file and lead to its preview."""
    posted = request.method == "POST"
    form = UploadForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        too_large=TOO_LARGE in request.META,
    )
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            receipt = services.receive(content=file.read(), name=file.name, by=request.user)
        except IngestError as error:
            form.add_error("file", str(error))
        else:
            if receipt.intake is not None:
                return redirect("intake_preview", receipt.intake.pk)
            if receipt.held is not None:
                messages.warning(request, services.held_sentence(receipt.held))
            return redirect("intake_list")
    return render(request, "staff/upload.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@uploading
def preview(request: HttpRequest, pk: str) -> HttpResponse:
    """Show what was recognised in a waiting file; keep corrections or publish."""
    intake = get_object_or_404(Intake.objects.select_related("report"), pk=pk)
    if intake.state != Intake.State.WAITING:
        return redirect(intake.report) if intake.report else redirect("intake_list")
    draft = services.draft_of(intake)
    kept = Corrections.from_json(intake.corrections)
    form = MetadataForm(request.POST or None, initial=metadata_initial(draft.metadata, kept), label_suffix="")
    outline = _outline(request, draft, kept)
    if request.method == "POST" and form.is_valid() and all(row.form.is_valid() for row in outline):
        return _save(request, intake, draft, form, outline)
    context = {
        "intake": intake,
        "draft": draft,
        "form": form,
        "outline": outline,
        "evidence": _evidence(draft),
        "region_name": region_display(form["region_code"].value() or ""),
    }
    return render(request, "staff/preview.html", context, status=422 if request.method == "POST" else 200)


@login_required
@uploading
@require_POST
def discard(request: HttpRequest, pk: str) -> HttpResponse:
    """Set a waiting file aside."""
    intake = get_object_or_404(Intake, pk=pk)
    try:
        services.discard(intake=intake, by=request.user)
    except services.ServiceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已放弃《%(name)s》，原件仍保存在库中。") % {"name": intake.name})
    return redirect("intake_list")


def _save(
    request: HttpRequest, intake: Intake, draft: Draft, form: MetadataForm, outline: list[OutlineRow]
) -> HttpResponse:
    changes = {at: row.form.change_from(row.section) for at, row in enumerate(outline)}
    corrections = Corrections(
        values=changed_values(form, draft.metadata),
        sections={at: change for at, change in changes.items() if change != SectionChange()},
    )
    try:
        services.save_corrections(intake=intake, corrections=corrections, by=request.user)
        if "publish" in request.POST:
            return _publish(request, intake, corrections)
    except services.ServiceError as error:
        messages.error(request, str(error))
        return redirect("intake_list")
    messages.success(request, _("更正已保存，尚未发布。"))
    return redirect("intake_preview", intake.pk)


@publishing
def _publish(request: HttpRequest, intake: Intake, corrections: Corrections) -> HttpResponse:
    report = services.publish(intake=intake, corrections=corrections, by=request.user)
    messages.success(request, _("已发布，检索中立即可以找到。"))
    return redirect(report)


def _outline(request: HttpRequest, draft: Draft, kept: Corrections) -> list[OutlineRow]:
    text = draft.extracted.text
    return [
        OutlineRow(
            section=section,
            form=SectionForm(
                request.POST or None,
                prefix=f"s{at}",
                initial=section_initial(section, kept.sections.get(at, SectionChange())),
            ),
            excerpt="".join(text[a:b] for pieces in section.paragraphs[:1] for a, b in pieces)[:60],
        )
        for at, section in enumerate(draft.sections)
    ]


def _evidence(draft: Draft) -> dict[str, list[EvidenceRow]]:
    rows: dict[str, list[EvidenceRow]] = {}
    for item in draft.evidence:
        quotes = tuple(draft.extracted.text[start:end] for start, end in item.spans[:8])
        rows.setdefault(item.field, []).append(EvidenceRow(item, quotes))
    return rows
