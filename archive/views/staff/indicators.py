"""The staff pages of the lexicon of indicators: all of them, and the names that are of none yet."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from archive.forms.indicators import AliasForm, IndicatorFilter
from archive.models import Figure, Indicator
from archive.services import ServiceError
from archive.services.indicators import add_alias, switch_indicator
from archive.services.records import printable
from archive.services.shipped_indicators import is_changed
from archive.views.staff.access import guard
from archive.views.staff.unnamed import unnamed_names, with_examples

_ROWS = 50
_LONGEST_WORDS = 60
_LONGEST_ADDRESS = 500
_MAY_EDIT = ("archive.change_indicator", "archive.add_indicatoralias")

viewing = guard(
    ("archive.view_indicator",), gettext_lazy("当前账户不能查看指标词表。如需权限，请联系管理员。")
)
editing = guard(_MAY_EDIT, gettext_lazy("当前账户可以查看指标词表，不能修改。如需权限，请联系管理员。"))


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator of the list with what is published of it."""

    one: Indicator
    names: str
    figures: int
    reports: int
    is_changed: bool


@viewing
@never_cache
@require_safe
def all_indicators(request: HttpRequest) -> HttpResponse:
    """Show the indicators with their numbers of figures and reports, fifty a page."""
    form = IndicatorFilter(request.GET)
    page = Paginator(form.wanted(), _ROWS).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": _rows(list(page.object_list)), "may_edit": _may(request)}
    return render(request, "staff/indicators.html", context)


@viewing
@never_cache
@require_safe
def names(request: HttpRequest) -> HttpResponse:
    """Show the names of no indicator, those most reports use first, each to be made an alias."""
    words = printable(request.GET.get("q", "")).strip()[:_LONGEST_WORDS]
    page = Paginator(unnamed_names(words), _ROWS).get_page(request.GET.get("page"))
    context = {
        "words": words,
        "page": page,
        "rows": with_examples(list(page.object_list)),
        "indicators": Indicator.objects.filter(is_active=True).values_list("name", flat=True),
        "may_edit": _may(request),
    }
    return render(request, "staff/indicator_names.html", context)


@require_POST
@editing
def alias(request: HttpRequest) -> HttpResponse:
    """Make a name that reports use one of an indicator's."""
    form = AliasForm(request.POST)
    if not form.is_valid():
        refusal = next(error for errors in form.errors.values() for error in errors)
        messages.error(request, _("没有保存：%(why)s") % {"why": refusal})
        return redirect(_back(request))
    term, indicator = form.cleaned_data["term"], form.cleaned_data["indicator"]
    try:
        add_alias(held=indicator, term=term, by=request.user)
    except ServiceError as error:
        messages.error(request, _("没有保存：%(why)s") % {"why": error})
    else:
        count = Figure.objects.published().filter(name__contains=term, indicator=indicator).count()
        words = {"term": term, "name": indicator.name, "n": count}
        messages.success(
            request, _("“%(term)s”已是“%(name)s”的别名，名称含它的数值有 %(n)d 个归入。") % words
        )
    return redirect(_back(request))


@require_POST
@editing
def switch(request: HttpRequest, slug: str) -> HttpResponse:
    """Put an indicator in force (`active=1`) or out of it."""
    held = get_object_or_404(Indicator, slug=slug)
    active = request.POST.get("active") == "1"
    try:
        switch_indicator(held=held, by=request.user, active=active)
    except ServiceError as error:
        messages.error(request, _("没有改动：%(why)s") % {"why": error})
    else:
        said = _("已启用：%(name)s") if active else _("已停用：%(name)s。它的数值不再归入指标。")
        messages.success(request, said % {"name": held.name})
    return redirect(reverse("staff_indicators", query=_list(request)))


def _rows(shown: list[Indicator]) -> list[IndicatorRow]:
    counted = Figure.objects.published().filter(indicator__in=shown).order_by().values_list("indicator")
    counts = {
        key: (figures, reports)
        for key, figures, reports in counted.annotate(Count("pk"), Count("revision", distinct=True))
    }
    return [
        IndicatorRow(
            one,
            _("、").join(alias.term for alias in one.aliases.all()),
            *counts.get(one.pk, (0, 0)),
            is_changed(one),
        )
        for one in shown
    ]


def _may(request: HttpRequest) -> bool:
    return request.user.has_perms(_MAY_EDIT)


def _list(request: HttpRequest) -> QueryDict:
    """Return the query of the list as it was filtered; the form of a row posts it."""
    return QueryDict(request.POST.get("list", "")[:_LONGEST_ADDRESS])


def _back(request: HttpRequest) -> str:
    return reverse("staff_indicator_names", query=_list(request))
