"""Pages without holdings: help, and what is shown when something is not there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from archive.models import Report
from archive.views.syntax import QUERY_SYNTAX


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Explain the query language, the scope and the marks."""
    context = {"total": Report.objects.published().count(), "syntax": QUERY_SYNTAX}
    return render(request, "archive/help.html", context)


@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    """Lead browsers that ask for the old address to the icon."""
    return redirect(static("img/icon.svg"), permanent=True)


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Keep crawlers out of staff pages and of the endless combinations of search filters."""
    rules = ["User-agent: *", "Disallow: /admin/", "Disallow: /ingest/", "Disallow: /search", ""]
    return HttpResponse("\n".join(rules), content_type="text/plain; charset=utf-8")


def gone(request: HttpRequest, report: Report) -> HttpResponse:
    """Answer for a withdrawn report: its bibliographic card and the reason, nothing of its text."""
    return render(request, "410.html", {"report": report}, status=410)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer what cannot be read; like server_error it asks nothing more of the request."""
    return HttpResponse(render_to_string("400.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer when an account may not do this."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer for an address that leads nowhere."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer when the archive itself failed; touches neither the session nor the database."""
    return HttpResponse(render_to_string("500.html"), status=500)
