"""The page of a report: its card, its text with marks, its versions."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from archive.models import Report, Revision
from archive.views.card import card_rows, citation, read_as, short_fields, web_address
from archive.views.noted_figures import figures_of
from archive.views.reading_room import of_readable_report
from archive.views.script_choice import SCRIPTS, script_of
from archive.views.shelf import kin_years, place_crumbs

LONGEST_QUERY = 200  # as much as the search reads
CARD_EXTRA = ("kind", "index_no")  # hidden on narrow screens, shown in the full card


@require_safe
@of_readable_report
def report(request: HttpRequest, found: Report) -> HttpResponse:
    """Show the newest revision of a report, or why it was withdrawn."""
    if found.current_revision is None:
        raise Http404
    return _reading_page(request, found, found.current_revision)


@require_safe
@of_readable_report
def revision(request: HttpRequest, found: Report, number: int) -> HttpResponse:
    """Show one revision; an older one says which is newest."""
    chosen = get_object_or_404(
        found.revisions.readable().select_related("source_file").prefetch_related("evidence"),
        number=number,
    )
    return _reading_page(request, found, chosen)


@require_safe
@of_readable_report
def history(request: HttpRequest, found: Report) -> HttpResponse:
    """List the revisions of a report, newest first."""
    revisions = found.revisions.readable().select_related("source_file").defer("text").order_by("-number")
    context = {"report": found, "revisions": revisions, "crumbs": place_crumbs(found)}
    return render(request, "archive/history.html", context)


def _reading_page(request: HttpRequest, found: Report, shown: Revision) -> HttpResponse:
    sections = list(shown.sections.all())
    rows = card_rows(found, shown)
    context = reading_context(request, found, shown) | {
        "sections": sections,
        "characters": sum(len(section.body) + len(section.heading) for section in sections),
        "rows": rows,
        "card_fields": short_fields(found, rows),
        "card_extra": CARD_EXTRA,
        "source_link": web_address(found.source_url),
        "kin": kin_years(found),
        "read_as": read_as(shown),
        "repost_of": _repost_of(found),
        "reposts": found.reposts.published().newest_first(),
    }
    return render(request, "archive/report.html", context)


def _repost_of(found: Report) -> Report | None:
    """Return the report this one repeats, if it is there to be read."""
    source = found.repost_of
    return source if source and source.state == Report.State.PUBLISHED else None


def reading_context(request: HttpRequest, found: Report, shown: Revision) -> dict[str, Any]:
    """Return what every page with text of a report needs."""
    permalink = request.build_absolute_uri(reverse("report", args=[found.public_id]))
    return {
        "report": found,
        "revision": shown,
        "figures": figures_of(shown),
        "query": request.GET.get("q", "").strip()[:LONGEST_QUERY],
        "script": script_of(request, shown.text),
        "scripts": SCRIPTS.values(),
        "crumbs": place_crumbs(found),
        "permalink": permalink,
        "citation": citation(found, shown, permalink, timezone.localdate().isoformat()),
    }
