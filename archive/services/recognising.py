"""From a queued file to a draft that waits for a person: claimed under a lease, read, settled once."""

import logging
from collections.abc import Iterable
from datetime import timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from archive import rows, storage
from archive.corrections import Corrections
from archive.ingest import pipeline
from archive.ingest.errors import IngestError
from archive.ingest.parsing.codec import decode_draft, encode_draft
from archive.ingest.types import Draft, RawFile
from archive.models import Action, Intake, Recognition
from archive.recognition import recogniser
from archive.services import likeness
from archive.services.records import About, Actor, ServiceError, record

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=20)  # renewed while a worker lives; a dead worker's files are free after that
_MOST_ATTEMPTS = 3


def recognise(*, content: bytes, name: str) -> Draft:
    """Return what the pipeline recognised in a file; writes nothing.

    Raises IngestError when the file cannot become a report.
    """
    return recogniser().recognise(RawFile(name, content))


def claim(limit: int) -> list[Intake]:
    """Lease up to `limit` queued files to the caller, oldest first, and return them."""
    now = timezone.now()
    free = Intake.objects.queued().filter(Q(leased_until=None) | Q(leased_until__lt=now))
    # The condition is repeated in the update: of two callers, one changes the row.
    claimed = [
        pk
        for pk in free.order_by("received_at", "number").values_list("pk", flat=True)[:limit]
        if free.filter(pk=pk).update(leased_until=now + LEASE, attempts=F("attempts") + 1)
    ]
    return list(Intake.objects.select_related("source_file").filter(pk__in=claimed))


def renew(intakes: Iterable[Intake]) -> None:
    """Hold on to leased files that are still being read."""
    pks = [intake.pk for intake in intakes]
    Intake.objects.queued().filter(pk__in=pks).update(leased_until=timezone.now() + LEASE)


def release(intakes: Iterable[Intake]) -> None:
    """Give leased files back at once, as if they had not been claimed: the server is going down."""
    pks = [intake.pk for intake in intakes]
    if pks:
        Intake.objects.queued().filter(pk__in=pks).update(leased_until=None, attempts=F("attempts") - 1)


def read(intake: Intake) -> Draft:
    """Recognise the stored bytes of a file. Raises IngestError with the reason it cannot become a report."""
    if intake.attempts > _MOST_ATTEMPTS:
        raise IngestError(_("识别多次中断，未能完成；请检查文件，或另存为其他格式后再上传。"))
    if intake.source_file is None:
        raise IngestError(_("原件没有保存，请重新上传。"))
    try:
        content = storage.read(intake.source_file.sha256)
    except FileNotFoundError:
        raise IngestError(_("库中找不到原件，请运行 manage.py verify 检查。")) from None
    return recognise(content=content, name=intake.name)


def settle(intake: Intake, outcome: Draft | IngestError) -> Intake:
    """Write down what became of a queued file; a file settled meanwhile stays as it is.

    A draft that cannot be written down fails its own file and stops no other. Raises OperationalError or
    InterfaceError when the database itself cannot be reached: the file is read again later.
    """
    try:
        return _settle(intake, outcome)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("a draft could not be written down")
        return _settle(intake, IngestError(_("识别结果无法保存，请重试；仍不行请联系管理员。")))


@transaction.atomic
def _settle(intake: Intake, outcome: Draft | IngestError) -> Intake:
    locked = Intake.objects.select_for_update().get(pk=intake.pk)
    if locked.state != Intake.State.QUEUED:
        return locked
    if isinstance(outcome, IngestError):
        locked.state, locked.reason = Intake.State.FAILED, str(outcome)[:300]
    else:
        locked.state, locked.reason = Intake.State.WAITING, ""
        locked.overview = rows.overview(outcome, Corrections.from_json(locked.corrections))
        _keep(locked, outcome)
        likeness.find(locked, outcome)
    locked.leased_until = None
    locked.save(update_fields=["state", "reason", "overview", "leased_until"])
    return locked


def recognise_now(intake: Intake) -> Intake:
    """Read and settle one queued file in the caller's time."""
    try:
        outcome: Draft | IngestError = read(intake)
    except IngestError as error:
        outcome = error
    return settle(intake, outcome)


@transaction.atomic
def retry(*, intake: Intake, by: Actor) -> Intake:
    """Put a failed file whose bytes were kept back into the queue.

    Raises ServiceError when it has not failed or nothing of it was kept.
    """
    locked = Intake.objects.select_for_update().get(pk=intake.pk)
    if locked.state != Intake.State.FAILED or locked.source_file_id is None:
        raise ServiceError(_("这份文件不能重试，请重新上传。"))
    before = {"state": locked.state, "reason": locked.reason}
    locked.state, locked.reason, locked.attempts, locked.leased_until = Intake.State.QUEUED, "", 0, None
    locked.save(update_fields=["state", "reason", "attempts", "leased_until"])
    record(Action.RETRY, by, About(locked.name, intake=locked, before=before, after={"state": locked.state}))
    return locked


def draft_of(intake: Intake) -> Draft:
    """Return the draft of a waiting file: the one kept, or, after the pipeline changed, a fresh one.

    Raises ServiceError when the stored bytes can no longer be read.
    """
    kept = Recognition.objects.filter(intake=intake, pipeline_version=pipeline.VERSION).first()
    if kept is not None:
        return decode_draft(bytes(kept.draft), RawFile(intake.name, b""))
    try:
        draft = read(intake)
    except IngestError as error:
        raise ServiceError(str(error)) from error
    _keep(intake, draft)
    return draft


def _keep(intake: Intake, draft: Draft) -> None:
    Recognition.objects.update_or_create(
        intake=intake,
        defaults={"draft": encode_draft(draft), "pipeline_version": pipeline.VERSION},
    )
