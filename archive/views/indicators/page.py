"""What reports measure: the indicators, and the numbers of each by division and year."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.exports import Export, csv_response
from archive.models import Figure, Indicator, Region, Report
from archive.services.records import printable
from archive.views.indicators.counts import Counted, counted_indicators
from archive.views.indicators.figure_rows import figure_columns, figure_rows
from archive.views.indicators.question import ALL, GROUP_NAMES, LEVELS, Question, asked
from archive.views.indicators.table import ROWS, Outline, Place, figures_of_indicator, outline, table_rows
from archive.views.reading_room import of_readable_report

LONGEST_FILTER = 60


@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """List the indicators by topic, each with how many reports and figures there are.

    `q` filters by a word of name, alias or definition, `held=1` leaves out those without a figure.
    """
    words, only_held = _filter(request.GET)
    shown = counted_indicators(words, only_held=only_held)
    context = {
        "words": words,
        "only_held": only_held,
        "parameters": _filter_parameters(words, only_held=only_held),
        "groups": shown.groups,
        "total": len(shown.indicators),
        "used": sum(one.figures > 0 for one in shown.indicators),
        "figures": sum(one.figures for one in shown.indicators),
    }
    return render(request, "archive/indicators/list.html", context)


@require_safe
def indicators_csv(request: HttpRequest) -> HttpResponseBase:
    """Return the list as a file, filtered as on the page."""
    words, only_held = _filter(request.GET)
    columns = (
        _("代码"),
        _("指标"),
        _("主题"),
        _("单位"),
        _("定义"),
        _("别名"),
        _("报告数"),
        _("数值数"),
        _("页面"),
    )
    export = Export(
        name="indicators",
        title=_("指标"),
        parameters=_filter_parameters(words, only_held=only_held),
        columns=columns,
        rows=_counted_rows(request, words, only_held=only_held),
    )
    return csv_response(request, export)


def _filter(query: QueryDict) -> tuple[str, bool]:
    return printable(query.get("q", "")).strip()[:LONGEST_FILTER], query.get("held") == "1"


def _filter_parameters(words: str, *, only_held: bool) -> str:
    """Return the filter of the list as a query string, what goes without saying left out."""
    return urlencode(
        {name: value for name, value in (("q", words), ("held", "1" if only_held else "")) if value}
    )


def _counted_rows(request: HttpRequest, words: str, *, only_held: bool) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the list; nothing is asked of the database before the first."""
    for one in counted_indicators(words, only_held=only_held).indicators:
        yield (*_counted_row(one), request.build_absolute_uri(one.page))


def _counted_row(one: Counted) -> tuple[str, ...]:
    return (
        one.slug,
        one.name,
        one.topic_name,
        one.unit,
        one.definition,
        "、".join(one.aliases),
        str(one.reports),
        str(one.figures),
    )


@require_safe
def indicator(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the numbers of an indicator, divisions by years, with the sentence of each."""
    found = get_object_or_404(Indicator, slug=slug, is_active=True)
    question = asked(request.GET)
    counted = outline(found, question)
    page, about_page = _page(counted.places, request.GET.get("page", ""))
    rows = table_rows(found, question, counted, list(page.object_list))
    context: dict[str, Any] = {
        "indicator": found,
        "aliases": list(found.aliases.values_list("term", flat=True)),
        "question": question,
        "complaints": (*question.complaints, *about_page),
        "outline": counted,
        "summary": summary(counted),
        "page": page,
        "rows": rows,
        "years": counted.years,
        "drawn": any(row.strip for row in rows),
        "roles": _roles(request.GET, counted, question),
        "provinces": _provinces(question),
        "parameters": question.parameters,
        "of_all_roles": replace(question, role=ALL).parameters,
        "crumbs": [(_("指标"), reverse("indicators"))],
    }
    return render(request, "archive/indicators/page.html", context)


@require_safe
def indicator_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Return the figures of an indicator as a file; asked as on the page, ?role=all for every kind."""
    found = get_object_or_404(Indicator, slug=slug, is_active=True)
    question = asked(request.GET, all_roles=True)
    if question.complaints:
        said = [_("没有生成文件，因为网址中有看不懂的条件；在页面上会这样处理："), *question.complaints]
        return HttpResponseBadRequest("\n".join(said), content_type="text/plain; charset=utf-8")
    figures = figures_of_indicator(found, question)
    export = Export(
        name=f"indicator-{found.slug}",
        title=_("指标“%(name)s”的数值") % {"name": found.name},
        parameters=question.parameters,
        columns=figure_columns(),
        rows=figure_rows(request, figures),
    )
    return csv_response(request, export)


@require_safe
@of_readable_report
def report_figures_csv(request: HttpRequest, report: Report) -> HttpResponseBase:
    """Return every figure known of the current text of a report as a file."""
    export = Export(
        name=f"figures-{report.public_id}",
        title=_("报告 %(id)s 的数值") % {"id": report.public_id},
        parameters="",
        columns=figure_columns(),
        rows=figure_rows(request, Figure.objects.published().filter(revision=report.current_revision)),
    )
    return csv_response(request, export)


def summary(counted: Outline) -> str:
    """Return in one sentence how much was found, where and when."""
    if not counted.figures:
        return ""
    words = {
        "reports": f"{counted.reports:,}",
        "figures": f"{counted.figures:,}",
        "places": f"{counted.known_places:,}",
    }
    parts = [_("%(reports)s 份报告给出了 %(figures)s 个数值") % words]
    years = counted.known_years
    if years:
        span = f"{years[0]}–{years[-1]}" if years[0] != years[-1] else str(years[0])
        parts.append(_("%(span)s 年") % {"span": span})
    if counted.known_places:
        parts.append(_("涉及 %(places)s 个地区") % words)
    return f"{'，'.join(parts)}。"


def _page(places: list[Place], asked_page: str) -> tuple[Page[Place], list[str]]:
    paginator = Paginator(places, ROWS)
    page = paginator.get_page(asked_page or 1)
    if not asked_page or str(page.number) == asked_page:
        return page, []
    words = {"asked": asked_page[:20], "pages": paginator.num_pages, "number": page.number}
    return page, [_("没有第“%(asked)s”页，共 %(pages)s 页；已显示第 %(number)s 页。") % words]


def _roles(query: QueryDict, counted: Outline, question: Question) -> Iterator[tuple[str, str, int, bool]]:
    """Yield (name, address, figures, whether current) of each kind of statement."""
    for role, name in GROUP_NAMES.items():
        other = query.copy()
        other.pop("page", None)
        other.pop("role", None)
        if role != LEVELS:
            other["role"] = role
        address = f"?{other.urlencode()}"
        yield str(name), address, counted.by_group[role], role == question.role


def _provinces(question: Question) -> list[tuple[str, str]]:
    """Return code and name of the provinces, and of the division asked for if it is none of them."""
    rows = Region.objects.current().filter(level=Region.Level.PROVINCE).order_by("code")
    offered = list(rows.values_list("code", "name"))
    if question.region and question.region not in dict(offered):
        offered.append((question.region, question.region_name))
    return offered
