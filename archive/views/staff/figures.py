"""The figures of a report for staff: all in order with their sentence, and what a person says of each."""

import re
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from archive.models import Figure, Indicator, Report
from archive.services import ServiceError
from archive.services.figures import FigureVerdict, correct_figure, verdict_on
from archive.services.records import printable
from archive.views.figure_cells import SENTENCE, FigureCell, figure_cell
from archive.views.staff.access import guard

_ROWS = 50
_LONGEST_ADDRESS = 500
_MAY_EDIT = ("archive.change_figure",)
_SEEN = re.compile("([01])([01])([a-z0-9-]*)")
_SHOWN = ("all", "doubtful", "unnamed", "by_hand", "dismissed")

viewing = guard(("archive.view_figure",), gettext_lazy("当前账户不能查看数值。如需权限，请联系管理员。"))
editing = guard(_MAY_EDIT, gettext_lazy("当前账户可以查看数值，不能更正。如需权限，请联系管理员。"))


@dataclass(frozen=True)
class FigureRow:
    """A figure with its words, and what holds of it as the form posts it back."""

    one: Figure
    cell: FigureCell
    seen: str


@viewing
@never_cache
@require_safe
def report_figures(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the figures of the current text in order, fifty a page; `show` narrows them."""
    report = get_object_or_404(Report.objects.select_related("current_revision"), public_id=public_id)
    shown = request.GET.get("show", "all")
    figures = _shown(Figure.objects.filter(revision=report.current_revision), shown)
    page = Paginator(figures, _ROWS).get_page(request.GET.get("page"))
    context = {
        "report": report,
        "show": shown if shown in _SHOWN else "all",
        "page": page,
        "rows": [_row(one, report) for one in page.object_list],
        "indicators": Indicator.objects.filter(is_active=True).values_list("name", flat=True),
        "may_edit": request.user.has_perms(_MAY_EDIT),
    }
    return render(request, "staff/figures.html", context)


@require_POST
@editing
def correct(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    """Take what a person says of a figure: `act` is dismiss, restore, place or free."""
    figure = get_object_or_404(
        Figure.objects.select_related("indicator"), pk=pk, revision__report__public_id=public_id
    )
    try:
        verdict = _verdict(request, verdict_on(figure))
        correct_figure(figure=figure, verdict=verdict, seen=_seen(request), by=request.user)
    except ServiceError as error:
        messages.error(request, _("没有保存：%(why)s") % {"why": error})
    else:
        said = {
            "dismiss": _("已剔除“%(quoted)s”，读者不再看到；可以恢复。"),
            "restore": _("已恢复“%(quoted)s”。"),
            "place": _("已为“%(quoted)s”指定指标。"),
            "free": _("“%(quoted)s”改由词表归组。"),
        }
        messages.success(request, said[request.POST["act"]] % {"quoted": figure.quoted})
    listed = QueryDict(request.POST.get("list", "")[:_LONGEST_ADDRESS])
    return redirect(f"{reverse('figures_manage', args=[public_id], query=listed)}#{figure.anchor}")


def _shown(figures: QuerySet[Figure], shown: str) -> QuerySet[Figure]:
    narrowed = {
        "doubtful": figures.exclude(flags=[]),
        "unnamed": figures.filter(indicator__isnull=True, dismissed=False),
        "by_hand": figures.filter(by_hand=True),
        "dismissed": figures.filter(dismissed=True),
    }.get(shown, figures)
    rows = narrowed.select_related("indicator", "section").defer("revision__text")
    return rows.annotate(words=SENTENCE).order_by("order")


def _row(one: Figure, report: Report) -> FigureRow:
    dismissed, by_hand, slug = verdict_on(one)
    seen = f"{int(dismissed)}{int(by_hand)}{slug}"
    return FigureRow(one, figure_cell(one, report.public_id, getattr(one, "words", "")), seen)


def _seen(request: HttpRequest) -> FigureVerdict:
    """Return what held when the page was shown; what no page of ours says is equal to nothing that holds."""
    told = _SEEN.fullmatch(request.POST.get("seen", ""))
    return FigureVerdict(told[1] == "1", told[2] == "1", told[3]) if told else FigureVerdict(slug="?")


def _verdict(request: HttpRequest, now: FigureVerdict) -> FigureVerdict:
    """Return what is to hold. Raises ServiceError for an act or an indicator nobody knows."""
    act = request.POST.get("act", "")
    if act in ("dismiss", "restore"):
        return now._replace(dismissed=act == "dismiss")
    if act == "free":
        return now._replace(by_hand=False)
    if act == "place":
        return now._replace(by_hand=True, slug=_slug(printable(request.POST.get("indicator", "")).strip()))
    raise ServiceError(_("不知道要做什么，请用页面上的按钮。"))


def _slug(name: str) -> str:
    """Return the code of the active indicator of that name; empty for no name: of no indicator."""
    if not name:
        return ""
    found = Indicator.objects.filter(name=name, is_active=True).first()
    if found is None:
        raise ServiceError(_("没有名为“%(name)s”的指标，请从列表中选择。") % {"name": name[:60]})
    return found.slug
