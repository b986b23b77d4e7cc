"""Decisions about many files at once, each of which stands or is refused by itself, and their undoing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.corrections import Corrections
from archive.models import Action, AuditEvent, Batch, Intake, Operation, Report
from archive.services import drafts, holdings
from archive.services.records import About, Actor, ServiceError, account, announcing_together, record

SETTABLE = ("region_code", "reporting_year", "plan_year", "kind")


@dataclass(frozen=True)
class BulkOutcome:
    """What became of a bulk decision: how many changed, and which were left alone, with the reason."""

    operation: Operation
    done: int
    refused: tuple[tuple[Intake, str], ...]


def set_values(
    intakes: Iterable[Intake], values: Mapping[str, Any], *, batch: Batch | None, by: Actor
) -> BulkOutcome:
    """Set the same metadata values (names in SETTABLE) on waiting files.

    Raises ValueError for another name.
    """
    unknown = set(values) - set(SETTABLE)
    if unknown:
        raise ValueError(f"not settable: {', '.join(sorted(unknown))}")
    operation = _begin(Operation.Kind.SET, batch, by, values)

    def change(intake: Intake) -> None:
        corrections = Corrections.from_json(intake.corrections)
        merged = replace(corrections, values={**corrections.values, **values})
        drafts.save_corrections(
            intake=intake, corrections=merged, by=by, seen=intake.version, operation=operation
        )

    return _each(operation, intakes, change)


def publish_many(intakes: Iterable[Intake], *, batch: Batch | None, by: Actor) -> BulkOutcome:
    """Publish waiting files with the corrections kept for each."""
    operation = _begin(Operation.Kind.PUBLISH, batch, by)

    def change(intake: Intake) -> None:
        holdings.publish(intake=intake, by=by, operation=operation)

    with announcing_together():
        return _each(operation, intakes, change)


def discard_many(intakes: Iterable[Intake], *, batch: Batch | None, by: Actor) -> BulkOutcome:
    """Set files aside."""
    operation = _begin(Operation.Kind.DISCARD, batch, by)

    def change(intake: Intake) -> None:
        drafts.discard(intake=intake, by=by, operation=operation)

    return _each(operation, intakes, change)


def undo(operation: Operation, *, by: Actor) -> BulkOutcome:
    """Take an operation back, file by file; what has moved on since is left alone and named.

    Each file is taken back once, whoever asks and however often: where the server went down in the middle,
    asking again does the rest. Raises ServiceError when all was undone already or the 30 days are over.
    """
    if not Operation.objects.get(pk=operation.pk).can_be_undone:
        raise ServiceError(_("这次操作已经撤销，或已超过 30 天，不能再撤销。"))
    done, refused = 0, []
    events = operation.events.filter(action__in=_TAKEN_BACK).select_related("intake", "report", "operation")
    with announcing_together():
        for event in list(events):
            intake = event.intake
            assert intake is not None  # noqa: S101  (bulk operations are about files)
            try:
                done += _take_back(event, intake, by)
            except ServiceError as error:
                refused.append((intake, str(error)))
    Operation.objects.filter(pk=operation.pk, undone_at=None).update(
        undone_at=timezone.now(), undone_by=account(by)
    )
    operation.refresh_from_db()
    return BulkOutcome(operation, done, tuple(refused))


@transaction.atomic
def _take_back(event: AuditEvent, intake: Intake, by: Actor) -> bool:
    """Take one file back and record it; False when that has been done. Raises ServiceError when refused."""
    locked = Intake.objects.select_for_update().get(pk=intake.pk)
    if AuditEvent.objects.filter(operation=event.operation, intake=locked, action=Action.UNDO).exists():
        return False
    before = {"state": locked.state}
    _TAKEN_BACK[event.action](event, locked, by)
    locked.refresh_from_db()
    after = {"state": locked.state}
    record(Action.UNDO, by, About(locked.name, event.report, locked, event.operation, before, after))
    return True


def _begin(kind: str, batch: Batch | None, by: Actor, values: Mapping[str, Any] | None = None) -> Operation:
    return Operation.objects.create(kind=kind, batch=batch, by=account(by), values=dict(values or {}))


def _each(operation: Operation, intakes: Iterable[Intake], change: Callable[[Intake], object]) -> BulkOutcome:
    """Make the change to every file; each stands or is refused by itself."""
    done, refused = 0, []
    for intake in intakes:
        try:
            change(intake)
            done += 1
        except ServiceError as error:
            refused.append((intake, str(error)))
    return BulkOutcome(operation, done, tuple(refused))


def _undo_correction(event: AuditEvent, intake: Intake, by: Actor) -> None:
    locked = drafts.locked_waiting(intake)
    if locked.corrections != event.after:
        raise ServiceError(_("之后又有人改过这份草稿，未撤销。"))
    before = Corrections.from_json(event.before)
    drafts.save_corrections(intake=locked, corrections=before, by=by)


def _undo_publishing(event: AuditEvent, intake: Intake, by: Actor) -> None:
    report = _as_left(event)
    holdings.withdraw(report=report, reason=_("发布后撤销"), by=by)
    _back_to_shelf(intake, report)


def _undo_version(event: AuditEvent, intake: Intake, by: Actor) -> None:
    report = _as_left(event)
    holdings.revert(report=report, by=by)
    if event.before["state"] == Report.State.WITHDRAWN:
        reason = event.before.get("withdrawn_reason") or _("发布后撤销")
        holdings.withdraw(report=report, reason=reason, by=by)
    # A file published, taken back and published again stays tied to its address.
    own = report.revisions.readable().filter(source_file=intake.source_file_id).exists()
    _back_to_shelf(intake, report if own else None)


def _undo_discarding(event: AuditEvent, intake: Intake, by: Actor) -> None:  # noqa: ARG001  (one signature)
    drafts.restore(intake=intake, by=by)


def _as_left(event: AuditEvent) -> Report:
    """Return the report of an event if nothing newer has been published or withdrawn since."""
    report = event.report
    assert report is not None  # noqa: S101  (publishing names its report)
    current = report.current_revision.number if report.current_revision else None
    if report.state != Report.State.PUBLISHED or current != event.after["revision"]:
        raise ServiceError(_("《%(title)s》之后又有改动，未撤销。") % {"title": report.title})
    return report


def _back_to_shelf(intake: Intake, report: Report | None) -> None:
    locked = Intake.objects.select_for_update().get(pk=intake.pk)
    drafts.set_state(locked, Intake.State.WAITING, report)


_TAKEN_BACK: Mapping[str, Callable[[AuditEvent, Intake, Actor], None]] = {
    Action.CORRECT: _undo_correction,
    Action.PUBLISH: _undo_publishing,
    Action.REVISE: _undo_version,
    Action.DISCARD: _undo_discarding,
}
