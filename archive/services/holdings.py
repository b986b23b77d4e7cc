"""The writes readers can see: publish, revise, amend, withdraw, reinstate, go back a version."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive import rows
from archive.corrections import Corrections, check_editable, corrected_metadata, corrected_sections
from archive.ingest.types import Draft
from archive.models import Action, AuditEvent, Intake, Operation, Recognition, Report, Resemblance, Revision
from archive.services import likeness
from archive.services.drafts import locked_waiting, set_state
from archive.services.receiving import held_report, held_sentence
from archive.services.recognising import draft_of
from archive.services.records import (
    About,
    Actor,
    ConflictError,
    ServiceError,
    account,
    announce,
    printable,
    record,
)


@dataclass(frozen=True)
class _Confirmed:
    """A locked file with what is to be published of it, by whom and as part of what."""

    intake: Intake
    draft: Draft
    corrections: Corrections
    by: Actor
    operation: Operation | None


def publish(
    *,
    intake: Intake,
    by: Actor,
    corrections: Corrections | None = None,
    seen: int | None = None,
    operation: Operation | None = None,
) -> Report:
    """Publish a waiting file: as a report, or as the next version of the one a person tied it to.

    Without `corrections` those kept with the file are in force; `seen` is the `Intake.version` the person
    knows. Raises ConflictError when that has moved on, ServiceError when the file was decided already, its
    bytes are in another report, or a near duplicate still awaits a decision.
    """
    try:
        with transaction.atomic():
            locked = locked_waiting(intake, seen)
            if corrections is None:
                corrections = Corrections.from_json(locked.corrections)
            return _publish(_Confirmed(locked, draft_of(locked), corrections, by, operation))
    except likeness.UndecidedError as error:
        likeness.note(error.found)
        raise


@transaction.atomic
def revise(*, report: Report, intake: Intake, corrections: Corrections, by: Actor) -> Revision:
    """Publish a waiting file as the next revision of `report`, whose address stays.

    Raises ServiceError when the file was decided already or its bytes are in a report.
    """
    locked = locked_waiting(intake)
    _refuse_held(locked, None)
    confirmed = _Confirmed(locked, draft_of(locked), corrections, by, None)
    revision = _add_version(confirmed, report).current_revision
    assert revision is not None  # noqa: S101  (just made)
    return revision


@transaction.atomic
def withdraw(*, report: Report, reason: str, by: Actor, operation: Operation | None = None) -> None:
    """Take a report out of sight; its address answers with the reason.

    Raises ServiceError when no reason is given or it is withdrawn already.
    """
    told = printable(reason)[:300]
    if not told:
        raise ServiceError(_("请写明撤下的原因。"))
    locked = _locked(report)
    if locked.state == Report.State.WITHDRAWN:
        raise ServiceError(_("这份报告已经撤下。"))
    _change_state(locked, report, Report.State.WITHDRAWN, told)
    before = {"state": Report.State.PUBLISHED.value}
    after = {"state": report.state, "reason": report.withdrawn_reason}
    record(Action.WITHDRAW, by, About(report.title, report, operation=operation, before=before, after=after))
    announce(report)


@transaction.atomic
def reinstate(*, report: Report, by: Actor) -> None:
    """Bring a withdrawn report back under its address.

    Raises ServiceError when it is not withdrawn.
    """
    locked = _locked(report)
    if locked.state != Report.State.WITHDRAWN:
        raise ServiceError(_("这份报告没有撤下，不需要恢复。"))
    before = {"state": locked.state, "reason": locked.withdrawn_reason}
    _change_state(locked, report, Report.State.PUBLISHED, "")
    taken_back = Intake.objects.waiting().filter(report=report).first()
    if taken_back is not None:  # by the undoing of its publication
        set_state(taken_back, Intake.State.PUBLISHED, report)
    after = {"state": report.state}
    record(Action.REINSTATE, by, About(report.title, report, taken_back, before=before, after=after))
    announce(report)


@transaction.atomic
def revert(*, report: Report, by: Actor, operation: Operation | None = None) -> None:
    """Make the version before the current one current again, with the metadata it had.

    The text taken back is shown no more. Raises ServiceError when there is no earlier version.
    """
    locked = _locked(report)
    current = locked.current_revision
    earlier = current and locked.revisions.readable().exclude(pk=current.pk).order_by("-number").first()
    if current is None or earlier is None:
        raise ServiceError(_("这份报告没有更早的版本。"))
    before = rows.snapshot(locked)
    locked.revisions.filter(pk=current.pk).update(retracted_at=timezone.now())
    rows.restore_values(locked, _values_before(locked, current))
    locked.show(earlier)
    locked.save()
    after = rows.snapshot(locked)
    record(Action.REVERT, by, About(locked.title, locked, operation=operation, before=before, after=after))
    report.refresh_from_db()
    if report.state == Report.State.PUBLISHED:  # of one that is withdrawn readers see nothing
        announce(report)


@transaction.atomic
def amend(*, report: Report, values: Mapping[str, Any], by: Actor, seen: datetime | None = None) -> None:
    """Correct metadata of a published report; the machine's value stays beside it in Evidence.

    `seen` is the `updated_at` of what the person's page showed. Raises ConflictError when the report has
    changed since, ValueError for a name that may not be corrected.
    """
    check_editable(values)
    locked = _locked(report)
    if seen is not None and seen != locked.updated_at:
        raise ConflictError(_("这份报告在您打开之后已有改动，您的修改没有保存；请核对下面的最新内容后再改。"))
    before = rows.snapshot(locked)
    rows.apply_values(locked, values)
    locked.save()
    if locked.current_revision is not None:
        locked.current_revision.evidence.filter(field__in=values).update(overridden=True)
    record(Action.AMEND, by, About(locked.title, locked, before=before, after=rows.snapshot(locked)))
    report.refresh_from_db()
    if report.state == Report.State.PUBLISHED:
        announce(report)


def _publish(confirmed: _Confirmed) -> Report:
    intake = confirmed.intake
    _refuse_held(intake, intake.report)
    tie = likeness.decided_target(intake, confirmed.draft)
    if tie is not None and tie.decision == Resemblance.Decision.REVISION:
        return _add_version(confirmed, tie.report)
    if intake.report is not None:  # published before and taken back: the same address again
        return _add_version(confirmed, intake.report)
    return _publish_new(confirmed, repost_of=tie.report if tie else None)


def _values_before(report: Report, revision: Revision) -> dict[str, Any]:
    """Return the metadata a report had before `revision` was published, from the record."""
    revised = AuditEvent.objects.filter(report=report, action=Action.REVISE, after__revision=revision.number)
    event = revised.order_by("-pk").first()
    return dict(event.before) if event else {}


def _publish_new(confirmed: _Confirmed, *, repost_of: Report | None) -> Report:
    metadata = corrected_metadata(confirmed.draft.metadata, confirmed.corrections)
    source = confirmed.intake.source_file
    assert source is not None  # noqa: S101  (a waiting file has its bytes)
    report = Report(public_id=rows.public_id(metadata, source.sha256), repost_of=repost_of)
    rows.apply(report, metadata)
    report.save()
    _write_revision(confirmed, report)
    _told(Action.PUBLISH, confirmed, report, {})
    return report


def _add_version(confirmed: _Confirmed, report: Report) -> Report:
    before = rows.snapshot(report)
    rows.apply(report, corrected_metadata(confirmed.draft.metadata, confirmed.corrections))
    report.state, report.withdrawn_reason = Report.State.PUBLISHED, ""
    _write_revision(confirmed, report)
    _told(Action.REVISE, confirmed, report, before)
    return report


def _write_revision(confirmed: _Confirmed, report: Report) -> None:
    sections = confirmed.draft.sections
    if sections and not corrected_sections(sections, confirmed.corrections):
        raise ServiceError(_("各节都已删去，没有正文可以发布；请至少保留一节。"))
    revision = rows.add_revision(
        report, confirmed.intake, confirmed.draft, confirmed.corrections, account(confirmed.by)
    )
    likeness.remember(revision)
    set_state(confirmed.intake, Intake.State.PUBLISHED, report)
    Recognition.objects.filter(intake=confirmed.intake).delete()


def _told(action: Action, confirmed: _Confirmed, report: Report, before: Mapping[str, Any]) -> None:
    about = About(
        report.title,
        report,
        confirmed.intake,
        confirmed.operation,
        before=before,
        after=rows.snapshot(report),
    )
    record(action, confirmed.by, about)
    announce(report)


def _refuse_held(intake: Intake, own: Report | None) -> None:
    assert intake.source_file is not None  # noqa: S101  (a waiting file has its bytes)
    held = held_report(intake.source_file.sha256)
    if held is not None and held != own:
        raise ServiceError(held_sentence(held))


def _locked(report: Report) -> Report:
    return Report.objects.select_for_update(of=("self",)).select_related("current_revision").get(pk=report.pk)


def _change_state(locked: Report, report: Report, state: str, reason: str) -> None:
    for row in (locked, report):
        row.state, row.withdrawn_reason = state, reason
    locked.save(update_fields=["state", "withdrawn_reason", "updated_at"])
