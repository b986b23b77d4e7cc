"""What staff say about sections of two reports: that they belong together, or that they do not."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from archive.models import Action, Report, SavedPair, Section, Snapshot
from archive.services.records import About, Actor, ServiceError, account, record


class PairEnd(NamedTuple):
    """One side of a pair: the public id of a report and the anchor of a section of its current text."""

    public_id: str
    anchor: str

    def __str__(self) -> str:
        return f"{self.public_id}.{self.anchor}"


class Verdict(NamedTuple):
    """A person's word on two sections: a pair, or (`apart`) no pair. Which of the two is first is free."""

    one: PairEnd
    other: PairEnd
    apart: bool = False

    @property
    def ends(self) -> tuple[PairEnd, PairEnd]:
        """Return both ends, that of the smaller public id first, as pairs are kept."""
        return (self.one, self.other) if self.one <= self.other else (self.other, self.one)


@transaction.atomic
def save_pairs(*, verdicts: Sequence[Verdict], by: Actor) -> int:
    """Keep the verdicts for everybody and return how many were new or changed.

    A verdict replaces what was kept on the same two sections. Raises ServiceError, keeping none, when a
    report is not published, a section is not in its current text, or both sections are of one report.
    """
    held = _held(end for verdict in verdicts for end in verdict.ends)
    changed = sum(_save(verdict, held, by) for verdict in verdicts)
    if changed:
        Snapshot.advance()
    return changed


@transaction.atomic
def remove_pair(*, key: int, by: Actor) -> None:
    """Take back what was kept on two sections; the program decides about them again.

    `key` is the primary key of the kept pair. Raises ServiceError when there is none.
    """
    found = SavedPair.objects.select_for_update().filter(pk=key).first()
    if found is None:
        raise ServiceError(_("这处配对已经被撤销了。"))
    verdict = verdict_of(found)
    found.delete()
    record(Action.PAIRING, by, _about(verdict, found.left, before=_state(apart=verdict.apart), after={}))
    Snapshot.advance()


def verdict_of(saved: SavedPair) -> Verdict:
    """Return a kept pair as a verdict; load it with both reports."""
    left = PairEnd(saved.left.public_id, saved.left_anchor)
    return Verdict(left, PairEnd(saved.right.public_id, saved.right_anchor), saved.apart)


def _held(ends: Iterable[PairEnd]) -> dict[str, Report]:
    """Return the reports by public id; raises ServiceError for an end nobody can read."""
    wanted = sorted(set(ends))
    published = Report.objects.published().filter(public_id__in={end.public_id for end in wanted})
    reports = {one.public_id: one for one in published}
    revisions = [one.current_revision_id for one in reports.values()]
    rows = Section.objects.filter(revision__in=revisions).only("revision", "start", "flags")
    anchors = {(row.revision_id, row.anchor) for row in rows}
    for end in wanted:
        report = reports.get(end.public_id)
        if report is None or (report.current_revision_id, end.anchor) not in anchors:
            raise ServiceError(_("没有可以配对的章节“%(end)s”，没有保存。") % {"end": end})
    return reports


def _save(verdict: Verdict, held: dict[str, Report], by: Actor) -> bool:
    left, right = verdict.ends
    if left.public_id == right.public_id:
        raise ServiceError(_("同一份报告的两个章节不能配对，没有保存。"))
    key: dict[str, Any] = {
        "left": held[left.public_id],
        "left_anchor": left.anchor,
        "right": held[right.public_id],
        "right_anchor": right.anchor,
    }
    before = SavedPair.objects.filter(**key).first()
    if before and before.apart == verdict.apart:
        return False
    SavedPair.objects.update_or_create(**key, defaults={"apart": verdict.apart, "by": account(by)})
    was = _state(apart=before.apart) if before else {}
    record(
        Action.PAIRING,
        by,
        _about(verdict, held[left.public_id], before=was, after=_state(apart=verdict.apart)),
    )
    return True


def _state(*, apart: bool) -> dict[str, str]:
    return {"decision": _("不配对") if apart else _("配对")}


def _about(verdict: Verdict, report: Report, before: dict[str, str], after: dict[str, str]) -> About:
    left, right = verdict.ends
    return About(f"{left} ~ {right}", report=report, before=before, after=after)
