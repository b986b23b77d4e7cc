"""The only writes to the holdings: receive, publish, revise, withdraw, discard, amend."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive import lexicons, rows, storage
from archive.corrections import Corrections, check_editable, corrected_metadata
from archive.ingest import pipeline
from archive.ingest.types import Draft, RawFile
from archive.models import AuditEvent, Intake, Report, Revision, SourceFile
from archive.signals import report_published, report_withdrawn

Actor = User | AnonymousUser | None


class ServiceError(Exception):
    """The change was refused; `str(error)` is one plain Chinese sentence."""


@dataclass(frozen=True)
class Receipt:
    """What became of a received file: it waits (`intake`), or its bytes are already in (`held`)."""

    intake: Intake | None
    held: Report | None


def recognise(*, content: bytes, name: str) -> Draft:
    """Return what the pipeline recognises in a file; writes nothing.

    Raises IngestError when the file cannot become a report.
    """
    return pipeline.run(RawFile(name=name, content=content), lexicons.vocabulary())


def draft_of(intake: Intake) -> Draft:
    """Return the draft of a waiting file, recognised afresh from the stored bytes."""
    return recognise(content=storage.read(intake.source_file.sha256), name=intake.name)


def receive(*, content: bytes, name: str, by: Actor) -> Receipt:
    """Keep the bytes and put the file on the intake shelf, or say which report already holds them.

    Raises IngestError when the file cannot become a report; nothing is kept then.
    """
    held = held_report(storage.sha256_of(content))
    if held is not None:
        return Receipt(intake=None, held=held)
    draft = recognise(content=content, name=name)
    sha256 = storage.store(content)
    with transaction.atomic():
        source, _created = SourceFile.objects.get_or_create(
            sha256=sha256,
            defaults={
                "size": len(content),
                "name": name[:255],
                "media_type": draft.extracted.media_type,
            },
        )
        waiting = Intake.objects.waiting().filter(source_file=source).first()
        intake = waiting or Intake.objects.create(
            source_file=source, name=name[:255], received_by=_account(by)
        )
        if waiting is None:
            _record("receive", by, subject=intake.name, after={"sha256": sha256})
    return Receipt(intake=intake, held=None)


def held_report(sha256: str) -> Report | None:
    """Return the report, published or withdrawn, one of whose revisions came from these bytes.

    A withdrawn one counts: the same bytes must not bring it back under another address.
    """
    revisions = Revision.objects.filter(source_file__sha256=sha256)
    found = revisions.select_related("report").order_by("report__state", "pk").first()
    return found.report if found else None


def held_sentence(report: Report) -> str:
    """Return one sentence saying that these bytes are already in, or were and have been withdrawn."""
    if report.state == Report.State.WITHDRAWN:
        words = {"title": report.title, "reason": report.withdrawn_reason}
        return _("这份文件曾收录为《%(title)s》，后已撤下（%(reason)s），未重新入库。") % words
    return _("这份文件已经收录为《%(title)s》，未重复入库。") % {"title": report.title}


@transaction.atomic
def save_corrections(*, intake: Intake, corrections: Corrections, by: Actor) -> None:
    """Keep a person's corrections with the waiting file, publishing nothing."""
    locked = _waiting(intake)
    before, locked.corrections = locked.corrections, corrections.as_json()
    locked.save(update_fields=["corrections"])
    _record("correct", by, subject=locked.name, before=before, after=locked.corrections)


@transaction.atomic
def publish(*, intake: Intake, corrections: Corrections, by: Actor) -> Report:
    """Make a report of a waiting file and publish it.

    Raises ServiceError when the file was already decided or its bytes are already published.
    """
    locked = _waiting(intake)
    held = held_report(locked.source_file.sha256)
    if held is not None:
        raise ServiceError(held_sentence(held))
    draft = draft_of(locked)
    metadata = corrected_metadata(draft.metadata, corrections)
    report = Report(public_id=rows.public_id(metadata, locked.source_file.sha256))
    rows.apply(report, metadata)
    report.save()
    rows.add_revision(report, locked, draft, corrections, _account(by))
    _decide(locked, Intake.State.PUBLISHED, report)
    _record("publish", by, report=report, subject=report.title, after=rows.snapshot(report))
    _announce(report)
    return report


@transaction.atomic
def revise(*, report: Report, intake: Intake, corrections: Corrections, by: Actor) -> Revision:
    """Publish a waiting file as the next revision of `report`, whose address stays.

    Raises ServiceError when the file was already decided.
    """
    locked = _waiting(intake)
    before = rows.snapshot(report)
    draft = draft_of(locked)
    rows.apply(report, corrected_metadata(draft.metadata, corrections))
    report.state, report.withdrawn_reason = Report.State.PUBLISHED, ""
    revision = rows.add_revision(report, locked, draft, corrections, _account(by))
    _decide(locked, Intake.State.PUBLISHED, report)
    _record(
        "revise",
        by,
        report=report,
        subject=report.title,
        before=before,
        after=rows.snapshot(report),
    )
    _announce(report)
    return revision


@transaction.atomic
def withdraw(*, report: Report, reason: str, by: Actor) -> None:
    """Take a report out of sight; its address answers with the reason.

    Raises ServiceError when no reason is given.
    """
    if not reason.strip():
        raise ServiceError(_("请写明撤下的原因。"))
    before = rows.snapshot(report)
    report.state, report.withdrawn_reason = Report.State.WITHDRAWN, reason.strip()
    report.save()
    _record(
        "withdraw",
        by,
        report=report,
        subject=report.title,
        before=before,
        after=rows.snapshot(report),
    )
    transaction.on_commit(partial(report_withdrawn.send, sender=Report, report=report))


@transaction.atomic
def discard(*, intake: Intake, by: Actor) -> None:
    """Set a waiting file aside; its bytes stay in the store."""
    locked = _waiting(intake)
    _decide(locked, Intake.State.DISCARDED, None)
    _record("discard", by, subject=locked.name)


@transaction.atomic
def amend(*, report: Report, values: Mapping[str, Any], by: Actor) -> None:
    """Correct metadata of a published report; the machine's value stays beside it in Evidence.

    Raises ValueError for a name that may not be corrected.
    """
    check_editable(values)
    before = rows.snapshot(report)
    rows.apply_values(report, values)
    report.save()
    if report.current_revision is not None:
        report.current_revision.evidence.filter(field__in=values).update(overridden=True)
    _record(
        "amend",
        by,
        report=report,
        subject=report.title,
        before=before,
        after=rows.snapshot(report),
    )
    if report.state == Report.State.PUBLISHED:
        _announce(report)


def _account(by: Actor) -> User | None:
    return by if isinstance(by, User) else None


def _waiting(intake: Intake) -> Intake:
    locked = Intake.objects.select_for_update().select_related("source_file").get(pk=intake.pk)
    if locked.state != Intake.State.WAITING:
        raise ServiceError(_("这份文件已经处理过了，请刷新页面查看结果。"))
    return locked


def _decide(intake: Intake, state: str, report: Report | None) -> None:
    intake.state, intake.report, intake.decided_at = state, report, timezone.now()
    intake.save(update_fields=["state", "report", "decided_at"])


def _announce(report: Report) -> None:
    transaction.on_commit(partial(report_published.send, sender=Report, report=report))


def _record(  # noqa: PLR0913  (an audit row names all of these)
    action: str,
    by: Actor,
    *,
    subject: str,
    report: Report | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    AuditEvent.objects.create(
        action=action,
        actor=_account(by),
        report=report,
        subject=subject[:255],
        before=dict(before or {}),
        after=dict(after or {}),
    )
