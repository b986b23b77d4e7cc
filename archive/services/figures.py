"""What staff say about single numbers of a report: no figure at all, or of this indicator."""

from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from archive.figure_rows import lexicon
from archive.models import Action, Figure, Indicator, Report, Snapshot
from archive.services.records import About, Actor, ConflictError, ServiceError, record


class FigureVerdict(NamedTuple):
    """A person's word on a figure.

    `dismissed`: it is no figure of the report. `by_hand`: it is of the indicator `slug`, or of none where
    that is empty; without it the lexicon decides and `slug` is what it says now.
    """

    dismissed: bool = False
    by_hand: bool = False
    slug: str = ""


def verdict_on(figure: Figure) -> FigureVerdict:
    """Return what holds of a stored figure; load it with its indicator."""
    return FigureVerdict(figure.dismissed, figure.by_hand, figure.indicator.slug if figure.indicator else "")


@transaction.atomic
def correct_figure(*, figure: Figure, verdict: FigureVerdict, seen: FigureVerdict, by: Actor) -> Figure:
    """Let `verdict` hold of a figure; its number and its name are never touched. Return the figure.

    `seen` is what held when the person decided. Raises ConflictError when something else holds by now,
    ServiceError for an indicator that is unknown.
    """
    one = _locked(figure)
    before = verdict_on(one)
    if before != seen:
        raise ConflictError(_("这个数值刚被别人改过，请看过现在的情况再改；刚才的改动没有保存。"))
    one.dismissed, one.by_hand = verdict.dismissed, verdict.by_hand
    _place(one, verdict)
    after = verdict_on(one)
    if before == after:
        return one
    one.save(update_fields=["dismissed", "by_hand", "indicator", "indicator_qualifier"])
    report = one.revision.report
    subject = f"{report.public_id} {one.anchor} {one.name} {one.quoted}"
    record(Action.FIGURE, by, About(subject, report=report, before=_in_words(before), after=_in_words(after)))
    if report.state == Report.State.PUBLISHED and report.current_revision_id == one.revision_id:
        Snapshot.advance()
    return one


def _locked(figure: Figure) -> Figure:
    rows = Figure.objects.select_for_update(of=("self",)).select_related("revision__report", "indicator")
    one = rows.filter(pk=figure.pk).first()
    if one is None:
        raise ServiceError(_("这个数值已不在：报告的数值刚被重新提取过。"))
    return one


def _place(one: Figure, verdict: FigureVerdict) -> None:
    """Set the indicator the verdict names, or the one the lexicon tells; what narrows the name stays."""
    match = lexicon().match(one.name, one.unit or one.unit_supplied, one.qualifier)
    slug = verdict.slug if verdict.by_hand else match.slug if match else ""
    one.indicator = Indicator.objects.filter(slug=slug).first() if slug else None
    if slug and one.indicator is None:
        raise ServiceError(_("没有代码为“%(slug)s”的指标。") % {"slug": slug})
    same = match is not None and match.slug == slug
    one.indicator_qualifier = (match.qualifier if match and same else one.qualifier if slug else "")[:120]


def _in_words(verdict: FigureVerdict) -> dict[str, Any]:
    return {"dismissed": verdict.dismissed, "by_hand": verdict.by_hand, "indicator": verdict.slug}
