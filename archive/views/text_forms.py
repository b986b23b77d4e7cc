"""The report as plain text, as JSON, and as the bytes it was received in."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from archive import storage
from archive.models import Figure, Report, Revision, Section
from archive.views.card import CardRow, card_rows
from archive.views.reading_room import of_readable_report
from archive.views.script_choice import script_of

_REPAIR = ("start", "end", "reading", "kind", "exact", "note")


@require_safe
@of_readable_report
def plain(request: HttpRequest, report: Report) -> HttpResponse:
    """Return the report's own words as text; the source's script unless ?s= names another."""
    revision = report.current_revision
    if revision is None:
        raise Http404
    text = revision.text[revision.main_start : revision.main_end]
    convert = script_of(request).convert if "s" in request.GET else None
    return HttpResponse(convert(text) if convert else text, content_type="text/plain; charset=utf-8")


@require_safe
@of_readable_report
def structured(request: HttpRequest, report: Report) -> HttpResponse:
    """Return metadata with its evidence, the sections and the figures with offsets into the revision text."""
    revision = report.current_revision
    if revision is None:
        raise Http404
    fields = [_field(row) for row in card_rows(report, revision)]
    known = revision.figures.filter(dismissed=False).order_by("order")
    sections = [_section(one) for one in revision.sections.select_related("parent")]
    answer = {
        "id": report.public_id,
        "url": request.build_absolute_uri(report.get_absolute_url()),
        "title": report.title,
        "region_code": report.region.code if report.region else None,
        "reporting_year": report.reporting_year,
        "plan_year": report.plan_year,
        "kind": report.kind,
        "revision": _revision(request, report, revision),
        "metadata": fields,
        "sections": sections,
        "figures": [_figure(one) for one in known.select_related("indicator")],
    }
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


@require_safe
@of_readable_report
def original(_request: HttpRequest, report: Report, number: int) -> HttpResponse:
    """Return the received bytes of one revision, only ever as a download."""
    revision = get_object_or_404(report.revisions.readable().select_related("source_file"), number=number)
    source = revision.source_file
    try:
        content = storage.read(source.sha256)
    except FileNotFoundError as error:
        raise Http404 from error
    headers = {
        "Content-Disposition": content_disposition_header(True, source.name) or "attachment",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)


def _field(row: CardRow) -> dict[str, Any]:
    return {
        "field": row.field,
        "value": row.value,
        "inferred": row.inferred,
        "machine": row.machine,
        "note": row.note,
        "quotes": list(row.quotes),
    }


def _section(one: Section) -> dict[str, Any]:
    return {
        "anchor": one.anchor,
        "parent": one.parent.anchor if one.parent else None,
        "level": one.level,
        "label": one.label,
        "heading": one.heading,
        "supplied": one.heading_supplied,
        "role": one.role,
        "topics": one.topics,
        "start": one.start,
        "end": one.end,
        "text": one.body,
    }


def _figure(one: Figure) -> dict[str, Any]:
    return {
        "anchor": one.anchor,
        "start": one.start,
        "end": one.end,
        "quoted": one.quoted,
        "name": one.name,
        "value": format(one.value.normalize(), "f"),
        "unit": one.unit,
        "unit_supplied": one.unit_supplied,
        "comparator": one.comparator,
        "role": one.role,
        "qualifier": one.qualifier,
        "indicator": one.indicator.slug if one.indicator and one.indicator.is_active else None,
        "indicator_qualifier": one.indicator_qualifier,
        "flags": one.flags,
    }


def _revision(request: HttpRequest, report: Report, revision: Revision) -> dict[str, Any]:
    source = revision.source_file
    address = reverse("original", args=[report.public_id, revision.number])
    return {
        "number": revision.number,
        "published": revision.published_at.isoformat(),
        "sha256": source.sha256,
        "bytes": source.size,
        "encoding": revision.encoding,
        "media_type": source.media_type,
        "extractor": revision.extractor,
        "tables": revision.tables,
        "repairs": [dict(zip(_REPAIR, repair, strict=True)) for repair in revision.repairs],
        "original": request.build_absolute_uri(address),
    }
