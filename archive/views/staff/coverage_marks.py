"""Staff mark what they looked for in vain: one form, and the list of all marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from archive.forms.coverage import CoverageMarkForm, seen_in_form
from archive.models import CoverageMark, Report
from archive.services.coverage import MAY_MARK, Checked, mark_checked, marks_seen, take_back
from archive.services.records import ConflictError, ServiceError
from archive.views.coverage.places import places
from archive.views.staff.access import guard
from archive.views.staff.summary import Problem, Summary

_MARKS = 50
_COLUMNS = ("checked_on", "note", "source_url")

seeing = guard(("archive.view_coveragemark",), _("当前账户不能查看收录标记。如需权限，请联系管理员。"))
marking = guard(MAY_MARK, _("当前账户可以查看收录标记，不能标记。如需权限，请联系管理员。"))
removing = guard(("archive.delete_coveragemark",), _("当前账户不能取消收录标记。如需权限，请联系管理员。"))


@dataclass(frozen=True)
class MarkRow:
    """A mark as listed; `outdated` once a report of its division and year is held."""

    mark: CoverageMark
    place: str
    outdated: bool
    edit: str
    cell: str


@require_http_methods(["GET", "HEAD", "POST"])
@seeing
@never_cache
def marks(request: HttpRequest) -> HttpResponseBase:
    """Show the form, filled for `region` and `year`, above the list of marks; keep what is posted."""
    if request.method != "POST":
        return _show(request, CoverageMarkForm(initial=_initial(request)))
    return _keep_posted(request)


@marking
def _keep_posted(request: HttpRequest) -> HttpResponse:
    form = CoverageMarkForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    try:
        made = _keep(request, form)
    except ConflictError as error:
        return _show(request, _with_marks_of_now(request, form), refusal=str(error), status=409)
    except ServiceError as error:
        return _show(request, form, refusal=str(error), status=409)
    messages.success(request, _("已标记 %(n)d 个年度，读者立即可以看到。") % {"n": len(made)})
    return redirect("coverage_marks")


@require_POST
@removing
def unmark(request: HttpRequest, key: int) -> HttpResponse:
    """Take a mark back; one that is gone is said to be."""
    mark = CoverageMark.objects.filter(pk=key).first() or CoverageMark(pk=key)
    try:
        take_back(mark=mark, by=request.user)
    except ServiceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("标记已取消，操作记录里留有原来的内容。"))
    return redirect("coverage_marks")


def _keep(request: HttpRequest, form: CoverageMarkForm) -> list[CoverageMark]:
    values = form.cleaned_data
    return mark_checked(
        **_asked(values),
        seen=form.marks_seen,
        checked=Checked(**{name: values[name] for name in _COLUMNS}),
        by=request.user,
    )


def _asked(values: dict[str, Any]) -> dict[str, Any]:
    """Return the division and the years a filled-in form is about."""
    first, last = values["year"], values["until"] or values["year"]
    return {"region_code": values["region"], "first": first, "last": last}


def _with_marks_of_now(request: HttpRequest, form: CoverageMarkForm) -> CoverageMarkForm:
    """Return a form as it was filled in, for a person who has been told of the marks there are."""
    posted = request.POST.copy()
    posted["seen"] = seen_in_form(marks_seen(**_asked(form.cleaned_data)))
    return CoverageMarkForm(posted)


def _initial(request: HttpRequest) -> dict[str, Any]:
    """Return what the form starts with: the mark there is, or the division and year and today."""
    code, year = request.GET.get("region", "")[:60], request.GET.get("year", "")[:4]
    found = None
    if year.isascii() and year.isdecimal():
        found = CoverageMark.objects.filter(region_code=code, year=int(year)).first()
    kept = {name: getattr(found, name) for name in _COLUMNS} if found else {}
    kept["seen"] = seen_in_form(marks_seen(code, found.year, found.year)) if found else ""
    named = {"region": _typed(code), "year": year, "checked_on": timezone.localdate()}
    return {**named, **kept}


def _typed(code: str) -> str:
    table = places()
    place = table.get(code)
    return f"{table.full_name(code, timezone.localdate().year)} {code}" if place else code


def _show(
    request: HttpRequest, form: CoverageMarkForm, *, status: int = 200, refusal: str = ""
) -> HttpResponse:
    refused = [Problem(refusal, "", _("没有保存"))] if refusal else []
    wrong = [
        Problem(f"{field.label}：{error}", f"#{field.id_for_label}")
        for field in (form if form.is_bound else ())
        for error in field.errors
    ]
    listed = CoverageMark.objects.select_related("by").order_by("-at", "-pk")
    page = Paginator(listed, _MARKS).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": _rows(page),
        "problems": Summary((*refused, *wrong), ()),
        "may_mark": request.user.has_perms(MAY_MARK),
        "may_remove": request.user.has_perm("archive.delete_coveragemark"),
    }
    return render(request, "staff/coverage_marks.html", context, status=status)


def _rows(page: Page[CoverageMark]) -> list[MarkRow]:
    listed: Iterable[CoverageMark] = list(page.object_list)
    codes = {mark.region_code for mark in listed}
    rows = Report.objects.published().filter(region__code__in=codes).order_by()
    held = set(rows.values_list("region__code", "shelf_year").distinct())
    table = places()
    return [
        MarkRow(
            mark,
            table.full_name(mark.region_code, mark.year) or mark.region_code,
            (mark.region_code, mark.year) in held,
            f"{reverse('coverage_marks')}?region={mark.region_code}&year={mark.year}",
            reverse("coverage_cell", args=[mark.region_code, mark.year]),
        )
        for mark in listed
    ]
