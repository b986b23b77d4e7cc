"""Which held reports a waiting file resembles, and what a person decided about each."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Count, F
from django.utils.translation import gettext as _

from archive.analysis.fingerprints import runs, sample, share
from archive.corrections import heading_of
from archive.ingest.types import Draft
from archive.models import Action, Fingerprint, Intake, Report, Resemblance, Revision
from archive.services.records import About, Actor, ServiceError, account, record

THRESHOLD = 0.8
_COMPARED = 5  # candidates whose whole texts are compared,
_FEWEST = 2  # if they share this many sampled runs,
_PROMISING = 0.15  # and this much of the smaller sample, which a short text fills with runs a long one skips
_TIED = (Resemblance.Decision.REVISION, Resemblance.Decision.REPOST)


class UndecidedError(ServiceError):
    """A person must decide about the resemblances `found` first."""

    def __init__(self, found: Sequence[Resemblance]) -> None:
        nearest = next(one for one in found if not one.decision)
        words = {"title": nearest.report.title, "percent": nearest.percent}
        super().__init__(_("与已收录的《%(title)s》有 %(percent)s%% 相同，请先决定如何处理。") % words)
        self.found = found


def words_of_draft(draft: Draft) -> str:
    """Return the words of the report proper, furniture left out, a paragraph a line."""
    text = draft.extracted.text
    lines: list[str] = []
    for section in draft.sections:
        lines.append(heading_of(section, text))
        lines += ["".join(text[a:b] for a, b in pieces) for pieces in section.paragraphs]
    return "\n".join(lines)


def words_of(revision: Revision) -> str:
    """Return the same words of a published revision."""
    return "\n".join(
        f"{heading}\n{body}" for heading, body in revision.sections.values_list("heading", "body")
    )


def remember(revision: Revision) -> None:
    """Store the look-up fingerprints of a revision."""
    values = sample(runs(words_of(revision)))
    Fingerprint.objects.bulk_create([Fingerprint(revision=revision, value=value) for value in values])


def find(intake: Intake, draft: Draft) -> list[Resemblance]:
    """Note every held report that shares at least THRESHOLD of the shorter text; decisions stay."""
    own = runs(words_of_draft(draft))
    looked_up = sample(own)
    counted = (
        Fingerprint.objects.filter(value__in=looked_up, revision__report__current_revision=F("revision"))
        .values("revision")
        .annotate(shared=Count("pk"))
        .filter(shared__gte=min(_FEWEST, (len(looked_up) + 1) // 2))
        .order_by("-shared")
    )
    found = []
    for row in counted[:_COMPARED]:
        revision = Revision.objects.select_related("report").get(pk=row["revision"])
        if row["shared"] < _PROMISING * min(len(looked_up), revision.fingerprints.count()):
            continue
        part = share(own, runs(words_of(revision)))
        if part >= THRESHOLD and revision.report_id != intake.report_id:
            noted, _created = Resemblance.objects.update_or_create(
                intake=intake, report=revision.report, defaults={"share": part}
            )
            found.append(noted)
    return found


@transaction.atomic
def note(found: Sequence[Resemblance]) -> None:
    """Note once more what a refused transaction found and took back, so that people can decide about it."""
    for one in found:
        if Intake.objects.waiting().filter(pk=one.intake_id).exists():
            Resemblance.objects.get_or_create(
                intake_id=one.intake_id, report_id=one.report_id, defaults={"share": one.share}
            )


def decided_target(intake: Intake, draft: Draft) -> Resemblance | None:
    """Return the decision that ties the file to a held report, or None when it stands alone.

    Looks again, since reports may have been published meanwhile; what a person has decided holds whether or
    not the two texts are still as near. Raises UndecidedError while a decision is open, ServiceError when
    the file was called a new version of several reports.
    """
    found = find(intake, draft)
    if any(not one.decision for one in found):
        raise UndecidedError(found)
    tied = list(intake.resemblances.filter(decision__in=_TIED).select_related("report"))
    versions = [one for one in tied if one.decision == Resemblance.Decision.REVISION]
    if len(versions) > 1:
        raise ServiceError(_("一份文件只能是一份报告的新版本，请把其余各份改判为转载或不同报告。"))
    return next(iter((*versions, *tied)), None)


@transaction.atomic
def decide(*, intake: Intake, report: Report, decision: str, by: Actor) -> Resemblance:
    """Keep a person's word on what a resemblance means.

    Raises ServiceError when the file is decided already or does not resemble the report.
    """
    locked = Intake.objects.select_for_update().get(pk=intake.pk)
    noted = Resemblance.objects.filter(intake=locked, report=report).first()
    if locked.state != Intake.State.WAITING or noted is None:
        raise ServiceError(_("这份文件已经处理过了，请刷新页面查看结果。"))
    if decision not in Resemblance.Decision.values:
        raise ServiceError(_("请在列出的各项中选择。"))
    before = noted.decision
    noted.decision, noted.decided_by = decision, account(by)
    noted.save(update_fields=["decision", "decided_by"])
    about = About(
        locked.name,
        intake=locked,
        report=report,
        before={"decision": before},
        after={"decision": decision, "share": noted.percent},
    )
    record(Action.DECIDE, by, about)
    return noted
