"""The coverage page: divisions by years, what is held, what is not, and what was looked for in vain."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive import lexicons
from archive.exports import csv_response
from archive.services.coverage import MAY_MARK
from archive.views.coverage.counts import Totals, tally, totals
from archive.views.coverage.export import coverage_export
from archive.views.coverage.grid import Drawing, draw, grid
from archive.views.coverage.places import PROVINCE, Places, places
from archive.views.coverage.question import (
    ALL,
    LEVEL_NAMES,
    OWN,
    Question,
    latest_year,
    levels_within,
    other_page,
    read_question,
)
from archive.views.coverage.words import left_out, sentence, share_in_words


@dataclass(frozen=True)
class LevelLink:
    """A level the same divisions can be shown at, with the share of its cells that is held."""

    name: str
    address: str
    current: bool
    share: str
    held: str
    cells: str


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Show the grid asked for by `level`, `in`, `from`, `to`, `kind`, `source`, `topic`, `scope`, `page`."""
    table = places()
    asked, complaints = read_question(request.GET, table)
    drawing = draw(asked, table)
    question = drawing.question
    number = request.GET.get("page")
    drawn = grid(drawing, number)
    complaints += other_page(number, drawn.page.number)
    counts = totals(drawing.counted, drawing.held, question, drawing.places)
    context = {
        "question": question,
        "asked": drawing.asked,
        "grid": drawn,
        "page": drawn.page,
        "complaints": complaints,
        "heading": _heading(question, drawing.places),
        "sentence": sentence(question, counts, _name(question, drawing.places)),
        "left_out": left_out(question, drawing.counted),
        "totals": counts,
        "crumbs": _crumbs(drawing),
        "levels": _levels(drawing, counts),
        "choices": _choices(),
        "csv": f"{reverse('coverage_csv')}?{drawing.asked.query()}",
        "may_mark": request.user.has_perms(MAY_MARK),
    }
    return render(request, "archive/coverage/page.html", context)


@require_safe
def coverage_csv(request: HttpRequest) -> HttpResponseBase:
    """Stream the whole grid as CSV, a row for every division and year."""
    return csv_response(request, coverage_export(request))


def _name(question: Question, table: Places) -> str:
    place = table.get(question.within)
    return place.name_by(question.last) if place else ""


def _heading(question: Question, table: Places) -> str:
    level = LEVEL_NAMES[question.level]
    if question.within:
        return _("%(place)s的收录情况：%(level)s") % {"place": _name(question, table), "level": level}
    return _("收录情况：%(level)s") % {"level": level}


def _crumbs(drawing: Drawing) -> list[tuple[str, str]]:
    """Return the way back up from the division shown, which comes last."""
    asked, table = drawing.asked, drawing.places
    if not asked.within:
        return []
    base = reverse("coverage")
    crumbs = [(_("全部地区"), f"{base}?{asked.query(level=PROVINCE, within='')}")]
    for place in table.path(asked.within):
        level = levels_within(place.code, table)[0]
        crumbs.append(
            (
                place.name_by(drawing.question.last),
                f"{base}?{asked.query(level=level, within=place.code)}",
            )
        )
    return crumbs


def _levels(drawing: Drawing, shown: Totals) -> list[LevelLink]:
    """Return the levels to choose from, each with its own counts; none if there is only one."""
    offered = levels_within(drawing.asked.within, drawing.places)
    found = []
    for level in sorted(offered, key=list(LEVEL_NAMES).index) if len(offered) > 1 else ():
        counts = shown if level == drawing.question.level else _totals_at(drawing, level)
        found.append(
            LevelLink(
                name=str(LEVEL_NAMES[level]),
                address=f"{reverse('coverage')}?{drawing.asked.query(level=level)}",
                current=level == drawing.question.level,
                share=share_in_words(counts),
                held=f"{counts.held:,}",
                cells=f"{counts.cells:,}",
            )
        )
    return found


def _totals_at(drawing: Drawing, level: str) -> Totals:
    question = replace(drawing.question, level=level)
    counted = tally(drawing.held, question, drawing.places)
    return totals(counted, drawing.held, question, drawing.places)


def _choices() -> dict[str, Any]:
    return {
        "kind": lexicons.kind_labels().items(),
        "source": lexicons.source_labels().items(),
        "topic": lexicons.topic_labels().items(),
        "scope": ((ALL, _("本级和下级")), (OWN, _("只算本级部门"))),
        "latest": latest_year(),
    }
