"""The one door to a report's text: what was withdrawn stays behind it on every address."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from archive.models import Report
from archive.views.pages import gone

View = Callable[..., HttpResponseBase]


def of_readable_report(view: View) -> View:
    """Call `view` with the Report of `public_id`; answer 404 for an unknown one, 410 for a withdrawn one.

    The report comes with its place, current revision, original and evidence.
    """

    @wraps(view)
    def guarded(request: HttpRequest, public_id: str, **kwargs: Any) -> HttpResponseBase:
        reports = Report.objects.select_related("region__parent__parent", "current_revision__source_file")
        report = get_object_or_404(
            reports.prefetch_related("current_revision__evidence"), public_id=public_id
        )
        if report.state != Report.State.PUBLISHED:
            return gone(request, report)
        return view(request, report, **kwargs)

    return guarded
