"""Rows of a batch page: what a person sees of each file, and what a script asks for again and again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from archive import lexicons
from archive.models import Intake, region_display
from archive.services.importing import open_doubts
from archive.views.staff.access import may_edit

_MOST_DIGITS = 9  # of a 32-bit column


@dataclass(frozen=True)
class BatchRow:
    """One file of a batch with the values in force."""

    intake: Intake
    title: str
    place: str
    years: str
    kind: str
    doubts: int
    near: int  # near duplicates still undecided
    state: str  # what is happening now, in words

    @property
    def can_be_ticked(self) -> bool:
        """Tell whether bulk decisions apply to the file."""
        return self.intake.state in (Intake.State.WAITING, Intake.State.FAILED, Intake.State.DUPLICATE)


def numbers_of(typed: Iterable[str]) -> list[int]:
    """Return the row numbers among `typed`; what no row can have is passed over."""
    return [int(number) for number in typed if number.isdecimal() and len(number) <= _MOST_DIGITS]


def batch_rows(intakes: Iterable[Intake]) -> list[BatchRow]:
    """Return the rows of files from `IntakeQuerySet.for_lists`."""
    kinds = lexicons.kind_labels()
    places: dict[str, str] = {}
    return [_row(intake, kinds, places) for intake in intakes]


def row_states(request: HttpRequest, intakes: Iterable[Intake]) -> list[dict[str, Any]]:
    """Return for a script each file's number, state and its table row as the page draws it."""
    editable = may_edit(request)
    return [
        {
            "number": row.intake.number,
            "state": row.intake.state,
            "label": row.state,
            "open": row.intake.state == Intake.State.QUEUED,
            "key": row.intake.upload_key.partition(":")[0],
            "html": render_to_string(
                "staff/batch_row.html", {"row": row, "may_edit": editable}, request=request
            ),
        }
        for row in batch_rows(intakes)
    ]


def _row(intake: Intake, kinds: Any, places: dict[str, str]) -> BatchRow:
    seen = intake.overview
    code = seen.get("region_code") or ""
    if code and code not in places:
        places[code] = region_display(code)
    return BatchRow(
        intake=intake,
        title=seen.get("title") or "",
        place=places.get(code, ""),
        years=_years(seen.get("reporting_year"), seen.get("plan_year")),
        kind=str(kinds.get(seen.get("kind") or "", "")),
        doubts=len(open_doubts(intake)),
        near=getattr(intake, "near", 0),
        state=str(_("识别中")) if intake.in_progress else str(intake.get_state_display()),
    )


def _years(reporting: int | None, plan: int | None) -> str:
    if reporting and plan and reporting != plan:
        return _("%(reporting)s 总结，%(plan)s 计划") % {"reporting": reporting, "plan": plan}
    if reporting:
        return str(reporting)
    return _("%(plan)s 计划") % {"plan": plan} if plan else ""
