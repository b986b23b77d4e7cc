"""The stand-alone page of one section: for sharing, citing and printing."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from archive.models import Report, Section
from archive.views.card import citation
from archive.views.reading_room import of_readable_report
from archive.views.report import reading_context


@require_safe
@of_readable_report
def section(request: HttpRequest, report: Report, anchor: str) -> HttpResponse:
    """Show a section with the sections below it, its path and its neighbours."""
    revision = report.current_revision
    sections = list(revision.sections.all()) if revision else []
    chosen = next((one for one in sections if one.anchor == anchor), None)
    if revision is None or chosen is None:
        return _newer_place(report, sections, anchor)
    position = sections.index(chosen)
    path = _path(chosen, sections)
    branch = _branch(sections, position)
    address = request.build_absolute_uri(reverse("section", args=[report.public_id, anchor]))
    today = timezone.localdate().isoformat()
    context = reading_context(request, report, revision) | {
        "citation": citation(report, revision, address, today),
        "section": chosen,
        "path": path,
        "sections": branch,
        "previous": sections[position - 1] if position else None,
        "following": _at(sections, position + len(branch)),
    }
    return render(request, "archive/section.html", context)


def _path(chosen: Section, sections: list[Section]) -> list[Section]:
    by_id = {one.pk: one for one in sections}
    path: list[Section] = []
    above = by_id.get(chosen.parent_id or 0)
    while above is not None:
        path.insert(0, above)
        above = by_id.get(above.parent_id or 0)
    return path


def _branch(sections: list[Section], position: int) -> list[Section]:
    """Return the section at `position` and everything below it, in reading order."""
    inside = {sections[position].pk}
    branch = [sections[position]]
    for one in sections[position + 1 :]:
        if one.parent_id not in inside:
            break
        inside.add(one.pk)
        branch.append(one)
    return branch


def _at(sections: list[Section], position: int) -> Section | None:
    return sections[position] if position < len(sections) else None


def _newer_place(report: Report, sections: list[Section], anchor: str) -> HttpResponseRedirect:
    """Redirect an anchor of an older revision to the section of the same heading, else to the report."""
    known = Section.objects.filter(revision__in=report.revisions.readable(), start=int(anchor.strip("sx")))
    old = known.order_by("-revision__number").first()
    same = next((one for one in sections if old and one.title == old.title), None)
    if same is None:
        return redirect("report", public_id=report.public_id)
    return redirect("section", public_id=report.public_id, anchor=same.anchor)
