"""A waiting file and a held report side by side, and the decision what the one is to the other."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive import services
from archive.analysis.differences.compare import Difference, compare
from archive.analysis.differences.passages import Passage, pair
from archive.models import Intake, Report, Resemblance, Section
from archive.views.card import LABELS, CardRow, card_rows
from archive.views.staff.access import editing, viewing
from archive.views.staff.files import file_of, place_of, rights_of, state_page
from archive.views.staff.near import CHOICES
from archive.views.staff.reader import Reader, reader_of
from archive.views.staff.sheet import sheet_of

DISCARD = "discard"


@dataclass(frozen=True)
class FieldPair:
    """One metadata value of the held report and of the waiting file."""

    label: str
    held: str
    waiting: str

    @property
    def differs(self) -> bool:
        """Whether the two values differ."""
        return self.held != self.waiting


@dataclass(frozen=True)
class SectionPair:
    """Two sections that belong together, and what differs; `number` counts the differing pairs."""

    held: Passage | None
    waiting: Passage | None
    heading: Difference
    text: Difference
    number: int

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not self.number


@dataclass(frozen=True)
class Stretch:
    """Neighbouring pairs that are all the same, or one pair that differs."""

    is_same: bool
    pairs: list[SectionPair]


@viewing
@require_http_methods(["GET", "HEAD", "POST"])
def likeness(request: HttpRequest, batch: UUID, number: int, public_id: str) -> HttpResponseBase:
    """Show what differs; keep the decision posted."""
    intake = file_of(batch, number)
    if intake.state != Intake.State.WAITING:
        return state_page(request, intake, status=409 if request.method == "POST" else 200)
    related = intake.resemblances.select_related(
        "report__region__parent__parent", "report__current_revision__source_file"
    )
    noted = get_object_or_404(related, report__public_id=public_id)
    if request.method == "POST":
        return _decide(request, intake, noted)
    try:
        waiting = reader_of(sheet_of(intake, services.draft_of(intake)))
    except services.ServiceError as error:
        return state_page(request, intake, sentence=str(error))
    return render(request, "staff/likeness.html", _context(request, intake, noted, waiting))


@editing
def _decide(request: HttpRequest, intake: Intake, noted: Resemblance) -> HttpResponse:
    decision = request.POST.get("decision", "")
    try:
        if decision == DISCARD:
            services.discard(intake=intake, by=request.user)
            messages.success(request, _("已放弃“%(name)s”，原件仍保存在库中。") % {"name": intake.name})
            return redirect(intake)
        services.decide(intake=intake, report=noted.report, decision=decision, by=request.user)
    except services.ServiceError as error:
        messages.error(request, str(error))
    return redirect(f"{intake.get_absolute_url()}#dup")


def _context(request: HttpRequest, intake: Intake, noted: Resemblance, waiting: Reader) -> dict[str, Any]:
    pairs = section_pairs(_held_sections(noted.report), waiting.sections)
    return {
        "intake": intake,
        "place": place_of(intake),
        "noted": noted,
        "report": noted.report,
        "choices": CHOICES,
        "fields": field_pairs(noted.report, waiting.rows),
        "stretches": [
            Stretch(is_same, list(group)) for is_same, group in groupby(pairs, key=lambda one: one.is_same)
        ],
        "differing": sum(not one.is_same for one in pairs),
        **rights_of(request),
    }


def field_pairs(held: Report, waiting: list[CardRow]) -> list[FieldPair]:
    """Return the metadata of both, fields neither has left out."""
    rows = card_rows(held, held.current_revision) if held.current_revision else []
    ours, theirs = ({row.field: row.value for row in side} for side in (rows, waiting))
    return [
        FieldPair(str(label), ours.get(name, ""), theirs.get(name, ""))
        for name, label in LABELS.items()
        if ours.get(name) or theirs.get(name)
    ]


def section_pairs(held: list[Section], waiting: list[Section]) -> list[SectionPair]:
    """Return the sections of both in pairs, in reading order, the differing ones numbered from 1."""
    left, right = ([Passage(one.title, one.body) for one in side] for side in (held, waiting))
    pairs: list[SectionPair] = []
    number = 0
    for a, b in pair(left, right):
        ours, theirs = (None if a is None else left[a]), (None if b is None else right[b])
        heading = compare(*(one.heading if one else "" for one in (ours, theirs)))
        text = compare(*(one.text if one else "" for one in (ours, theirs)))
        same = ours is not None and theirs is not None and heading.is_same and text.is_same
        number += not same
        pairs.append(SectionPair(ours, theirs, heading, text, 0 if same else number))
    return pairs


def _held_sections(report: Report) -> list[Section]:
    return list(report.current_revision.sections.all()) if report.current_revision else []
