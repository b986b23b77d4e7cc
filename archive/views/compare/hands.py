"""What people said about sections of the reports compared: in the address, or kept by staff."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.translation import gettext as _

from archive.analysis.pairing import Hand
from archive.models import Report, SavedPair, Section
from archive.services.pairings import PairEnd, Verdict, verdict_of
from archive.views.compare.address import Asked, canonical, few
from archive.views.compare.columns import Column
from archive.views.compare.sections import Held, path_of

_Sections = Mapping[PairEnd, tuple[Report, Section]]


@dataclass(frozen=True)
class HandMark:
    """A verdict in force as a page tells it: which sections of which reports, and how to undo it.

    `undo` is the address without it, empty for one staff kept; `saved` is the key of that one, else None.
    `aged` tells that one of the texts has a newer version than it was kept for: its anchors may name others.
    """

    verdict: Verdict
    sides: tuple[str, str]
    undo: str
    saved: int | None = None
    aged: bool = False


@dataclass(frozen=True)
class Hands:
    """The verdicts in force: those of the address first, then kept ones the address does not override.

    `idle` are kept ones without effect: a section of theirs is not in the current text.
    """

    marks: tuple[HandMark, ...]
    complaints: tuple[str, ...] = ()
    idle: tuple[HandMark, ...] = ()

    @property
    def given(self) -> tuple[HandMark, ...]:
        """Return those of the address."""
        return tuple(mark for mark in self.marks if mark.saved is None)

    def for_pairing(self, ids: Sequence[str]) -> list[Hand]:
        """Return the verdicts as the pairing takes them, reports by column."""
        return [
            Hand(
                (ids.index(one.public_id), one.anchor),
                (ids.index(other.public_id), other.anchor),
                apart=mark.verdict.apart,
            )
            for mark in self.marks
            for one, other in [mark.verdict.ends]
        ]

    def within(self, ends: Iterable[PairEnd]) -> tuple[HandMark, ...]:
        """Return the pairs made by hand whose sections are both among `ends`."""
        inside = set(ends)
        return tuple(
            mark for mark in self.marks if not mark.verdict.apart and inside.issuperset(mark.verdict.ends)
        )


def hands_of(asked: Asked, held: Held, reports: Sequence[Report]) -> Hands:
    """Return the verdicts in force for the sections of these reports, held by anchor.

    Those of the address that name sections nobody has are complained of; kept ones whose sections went with
    an earlier version of a text are idle until staff remove them.
    """
    sections = {
        PairEnd(report.public_id, anchor): (report, section)
        for report, by_anchor in zip(reports, held, strict=True)
        for anchor, section in by_anchor.items()
    }
    known = [one for one in asked.verdicts if sections.keys() >= set(one.ends)]
    unknown = [end for one in asked.verdicts for end in one.ends if end not in sections]
    given = [_given(one, asked.judged(known), sections) for one in known]
    overridden = {one.ends for one in known}
    saved = [_kept(row, sections, reports) for row in _saved(reports)]
    kept = [mark for mark in saved if mark.verdict.ends not in overridden]
    idle = [mark for mark in kept if not sections.keys() >= set(mark.verdict.ends)]
    sentence = _("没有可以配对的章节“%(end)s”，已忽略这处人工配对。")
    complaints = few([sentence % {"end": end} for end in dict.fromkeys(unknown)])
    in_force = (mark for mark in kept if mark not in idle)
    return Hands((*given, *in_force), tuple(complaints), tuple(idle))


def taken(asked: Asked, hands: Hands) -> Asked:
    """Return what was asked with the verdicts that have an effect, and no others."""
    return replace(asked, verdicts=canonical(mark.verdict for mark in hands.given))


def _saved(reports: Sequence[Report]) -> Iterable[SavedPair]:
    both = Q(left__in=reports) & Q(right__in=reports)
    return SavedPair.objects.filter(both).select_related("left", "right").order_by("pk")


def _given(verdict: Verdict, asked: Asked, sections: _Sections) -> HandMark:
    others = (one for one in asked.verdicts if one != verdict)
    one, other = (_said(*sections[end]) for end in verdict.ends)
    return HandMark(verdict, (one, other), asked.judged(others).address())


def _kept(row: SavedPair, sections: _Sections, reports: Sequence[Report]) -> HandMark:
    verdict = verdict_of(row)
    by_id = {one.public_id: one for one in reports}
    one, other = (
        _said(*sections[end]) if end in sections else _gone(by_id[end.public_id], end) for end in verdict.ends
    )
    current = (by_id[end.public_id].current_revision for end in verdict.ends)
    aged = any(revision is not None and revision.published_at > row.at for revision in current)
    return HandMark(verdict, (one, other), "", saved=row.pk, aged=aged)


def _said(report: Report, section: Section) -> str:
    name = Column.of(report, remove="").name
    return _("%(report)s“%(section)s”") % {"report": name, "section": path_of(section)}


def _gone(report: Report, end: PairEnd) -> str:
    name = Column.of(report, remove="").name
    return _("%(report)s原来的章节 %(anchor)s（现在的文本里没有）") % {"report": name, "anchor": end.anchor}
