"""Pairing a section by hand: choose its partners in the other reports, and go back to the comparison."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.services.pairings import PairEnd, Verdict
from archive.views.compare.address import Asked, read_address, read_end
from archive.views.compare.columns import Column
from archive.views.compare.layout import Layout, lay_out
from archive.views.compare.page import FEWEST, prompt
from archive.views.compare.sections import path_of

_ROUNDS = 4  # in which verdicts are added until the row is as it was filled in
_OPENING = 60  # characters of a section shown beside its heading


@dataclass(frozen=True)
class Choice:
    """A section that can be chosen: its name in the address, its path, how it begins."""

    end: str
    path: str
    opening: str
    chosen: bool


@dataclass(frozen=True)
class Choices:
    """The sections of one other report."""

    column: Column
    sections: tuple[Choice, ...]


@require_safe
def compare_repair(request: HttpRequest) -> HttpResponse:
    """Show the form for `section` (`id.anchor`), or, with `done`, go to the comparison as it was filled in.

    `with` are the sections ticked; `done=none` stands for none of them.
    """
    reading = read_address(request.GET)
    if len(reading.reports) < FEWEST:
        return prompt(request, reading)
    layout = lay_out(reading)
    end = read_end(request.GET.get("section", ""))
    if end is None or end not in set(_ends(layout)):
        return render(request, "archive/compare/repair_none.html", _nothing(request, layout), status=404)
    if "done" not in request.GET:
        return render(request, "archive/compare/repair.html", _form(layout, end))
    ticked = request.GET.getlist("with") if request.GET["done"] != "none" else []
    chosen = {one for one in map(read_end, ticked) if one and one.public_id != end.public_id}
    asked = _judged(layout, end, chosen & set(_ends(layout)))
    return HttpResponseRedirect(f"{asked.address()}#{end.public_id}-{end.anchor}")


def _ends(layout: Layout) -> Iterator[PairEnd]:
    for column, by_anchor in zip(layout.columns, layout.held, strict=True):
        for anchor in by_anchor:
            yield PairEnd(column.report.public_id, anchor)


def _judged(layout: Layout, end: PairEnd, chosen: set[PairEnd]) -> Asked:
    """Return what was asked with verdicts about `end` that give it just the `chosen` partners.

    A report whose partners are those it has anyway needs none; in another all chosen ones are named, since a
    pair made by hand takes its section out of what the program pairs.
    """
    others = [one for one in layout.asked.verdicts if end not in one.ends]
    before = layout.judged(others).partners(end)
    changed = {one.public_id for one in chosen ^ before}
    new = [Verdict(end, one) for one in chosen if one.public_id in changed]
    new += [Verdict(end, one, apart=True) for one in before - chosen]
    # What was changed may loosen what the program paired, and bring along what belongs to a new partner.
    for _round in range(_ROUNDS):
        found = layout.judged([*others, *new]).partners(end)
        if found == chosen:
            break
        new += _mended(end, chosen, found)
    return layout.asked.judged([*others, *new])


def _mended(end: PairEnd, chosen: set[PairEnd], found: set[PairEnd]) -> list[Verdict]:
    """Return verdicts that bring back what is missing of the `chosen` partners and part what is none."""
    lost = {one.public_id for one in chosen - found}
    stray = found - chosen
    return [
        *(Verdict(end, one) for one in chosen if one.public_id in lost),
        *(
            Verdict(one, other, apart=True)
            for one in {end, *chosen}
            for other in stray
            if one.public_id != other.public_id
        ),
    ]


def _form(layout: Layout, end: PairEnd) -> dict[str, Any]:
    place = layout.asked.ids.index(end.public_id)
    section = layout.held[place][end.anchor]
    partners = layout.partners(end)
    others = (other for other in range(len(layout.columns)) if other != place)
    return {
        "layout": layout,
        "column": layout.columns[place],
        "section": section,
        "path": path_of(section),
        "opening": section.body[:_OPENING],
        "others": [_choices(layout, other, partners) for other in others],
        "chosen": len(partners),
        "hidden": [*layout.asked.parameters, ("section", str(end))],
        "back": f"{layout.asked.address()}#{end.public_id}-{end.anchor}",
    }


def _choices(layout: Layout, place: int, partners: set[PairEnd]) -> Choices:
    column = layout.columns[place]
    sections = (
        (PairEnd(column.report.public_id, anchor), section) for anchor, section in layout.held[place].items()
    )
    return Choices(
        column,
        tuple(
            Choice(str(end), path_of(section), section.body[:_OPENING], end in partners)
            for end, section in sections
        ),
    )


def _nothing(request: HttpRequest, layout: Layout) -> dict[str, Any]:
    typed = request.GET.get("section", "")[:_OPENING]
    sentence = _("这些报告里没有章节“%(typed)s”，请从对比页点“改配对”。") % {"typed": typed}
    return {"sentence": sentence, "back": layout.asked.address()}
