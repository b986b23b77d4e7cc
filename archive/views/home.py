"""The front page: what the archive is, how far it reaches, and ways in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.views.examples import example_searches
from archive.views.holdings import listed_reports, province_grid, topic_counts

LATEST = 10


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the live count, the search form, the grid of holdings, topics and the latest reports."""
    reports = listed_reports()
    context = {
        "total": reports.count(),
        "latest": reports.order_by("-created_at", "-pk")[:LATEST],
        "grid": province_grid(),
        "examples": example_searches(),
        "topics": topic_counts(),
    }
    return render(request, "archive/home.html", context)
