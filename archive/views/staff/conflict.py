"""Two people corrected the same draft: what each changed, and both sets of changes brought together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from archive import lexicons
from archive.corrections import Corrections, SectionChange
from archive.forms import level_name
from archive.models import Action, AuditEvent, Intake
from archive.views.card import LABELS
from archive.views.staff.sheet import Sheet
from archive.views.staff.values import in_words

Value = TypeVar("Value")
_UNCHANGED = SectionChange()
_ABSENT = object()


@dataclass(frozen=True)
class Clash:
    """One thing somebody else changed: what it is, their value, and what is now in this person's form."""

    label: str
    theirs: str
    yours: str
    is_kept: bool  # the person had changed it too: their own value stays in the form


def corrections_at(intake: Intake, version: int) -> Corrections:
    """Return the corrections as they stood when `Intake.version` was `version`."""
    events = AuditEvent.objects.filter(intake=intake, action=Action.CORRECT).order_by("pk")
    next_one = events[version : version + 1].first() if version >= 0 else None
    return Corrections.from_json(next_one.before) if next_one else Corrections()


def together(base: Corrections, theirs: Corrections, yours: Corrections) -> Corrections:
    """Return `theirs` with everything over it that `yours` changed since `base`."""
    return replace(
        yours,
        values=_merged(base.values, theirs.values, yours.values),
        sections=_merged(base.sections, theirs.sections, yours.sections),
        cuts=yours.cuts if yours.cuts != base.cuts else theirs.cuts,
    )


def clashes(sheet: Sheet, base: Corrections, theirs: Corrections, yours: Corrections) -> list[Clash]:
    """Return what changed from `base` to `theirs`, in the order of the page."""
    found = [
        Clash(
            str(LABELS[name]),
            in_words(sheet.draft, name, theirs),
            in_words(sheet.draft, name, yours),
            is_kept=_get(yours.values, name) != _get(base.values, name),
        )
        for name in LABELS
        if _get(theirs.values, name) != _get(base.values, name)
    ]
    for row in sheet.outline.rows:
        before, changed, mine = (one.sections.get(row.key, _UNCHANGED) for one in (base, theirs, yours))
        if changed != before:
            found.append(Clash(row.name, _change(changed), _change(mine), is_kept=mine != before))
    if theirs.cuts != base.cuts:
        other, own = (_("拆分 %(n)d 处") % {"n": len(one.cuts)} for one in (theirs, yours))
        found.append(Clash(_("章节"), other, own, is_kept=yours.cuts != base.cuts))
    return found


def _merged(
    base: Mapping[str, Value], theirs: Mapping[str, Value], yours: Mapping[str, Value]
) -> dict[str, Value]:
    merged: dict[str, Value] = {}
    for name in {**theirs, **yours}:
        mine = _get(yours, name) != _get(base, name)
        chosen = yours if mine else theirs
        if name in chosen:
            merged[name] = chosen[name]
    return merged


def _get(values: Mapping[str, Any], name: str) -> Any:
    return values.get(name, _ABSENT)


def _change(change: SectionChange) -> str:
    """Return a change to a section in words."""
    if change.drop:
        return _("删去")
    if change.merge:
        return _("并入上一节")
    parts = [
        *([str(level_name(change.level))] if change.level is not None else []),
        *([lexicons.role_labels().get(change.role, _("角色未定"))] if change.role is not None else []),
        *([lexicons.topic_labels().get(change.topic, _("主题未定"))] if change.topic is not None else []),
    ]
    return _("、").join(parts) or _("未改动")
