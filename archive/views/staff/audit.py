"""The append-only record: filtered by object, person, action and day; as a page and as CSV."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from archive.exports import Export, csv_response
from archive.forms.bulk import AuditFilter
from archive.models import AuditEvent
from archive.views.staff.access import may_edit, viewing
from archive.views.staff.record_words import name_in_words, value_in_words

_EVENTS = 50


@dataclass(frozen=True)
class Change:
    """One value that changed, as text."""

    name: str
    before: str
    after: str

    @property
    def label(self) -> str:
        """The name in words."""
        return name_in_words(self.name)


@dataclass(frozen=True)
class EventRow:
    """An event with its changes laid out."""

    event: AuditEvent
    changes: tuple[Change, ...]


@viewing
@never_cache
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Show the record, fifty rows a page."""
    form = AuditFilter(request.GET)
    page = Paginator(_events(form), _EVENTS).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [EventRow(event, changes(event.before, event.after)) for event in page.object_list],
        "people": User.objects.order_by("username").values_list("username", flat=True),
        "may_edit": may_edit(request),
    }
    return render(request, "staff/audit.html", context)


@viewing
@require_safe
def audit_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Stream the rows asked for as CSV (UTF-8 with byte order mark)."""
    events = _events(AuditFilter(request.GET))
    asked = [(name, value) for name, value in sorted(request.GET.items()) if value and name != "page"]
    export = Export(
        name="audit",
        title=_("操作记录"),
        parameters=urlencode(asked),
        columns=_columns(),
        rows=_table(events),
        edition=None,
    )
    return csv_response(request, export)


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return what differs between two states, nested values by path, unchanged ones left out."""
    old, new = dict(_flat(before)), dict(_flat(after))
    names = [*old, *(name for name in new if name not in old)]
    return tuple(
        Change(name, old.get(name, ""), new.get(name, ""))
        for name in names
        if old.get(name, "") != new.get(name, "")
    )


def _events(form: AuditFilter) -> QuerySet[AuditEvent]:
    rows = AuditEvent.objects.select_related("actor", "report", "intake__batch", "operation")
    return rows.filter(form.wanted())


def _flat(values: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{path}{name}.")
        elif value not in (None, "", [], False):
            yield f"{path}{name}", value_in_words(f"{path}{name}", value)


def _columns() -> tuple[str, ...]:
    what = (_("时间"), _("操作者"), _("操作"), _("对象"), _("报告编号"))
    return (*what, _("项目"), _("之前"), _("之后"))


def _table(events: QuerySet[AuditEvent]) -> Iterator[list[object]]:
    for event in events.iterator(chunk_size=500):
        head = [
            timezone.localtime(event.at).isoformat(timespec="seconds"),
            event.actor.get_username() if event.actor else "",
            event.get_action_display(),
            event.subject,
            event.report.public_id if event.report else "",
        ]
        found = changes(event.before, event.after) or (Change("", "", ""),)
        for change in found:
            yield [*head, change.label, change.before, change.after]
