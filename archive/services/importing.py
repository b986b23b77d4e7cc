"""Files already recognised go onto the shelf, or straight into the holdings, without passing the queue."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from archive import storage
from archive.ingest.types import Draft
from archive.models import Batch, Intake, Report
from archive.services.holdings import publish
from archive.services.receiving import Upload, held_report, held_sentence, open_twin, receive, twin_sentence
from archive.services.recognising import settle
from archive.services.records import Actor, ServiceError


@dataclass(frozen=True)
class Known:
    """Why bytes need not come in again: a report holds or held them, or they wait on the shelf."""

    sentence: str
    withdrawn: bool = False
    waiting: Intake | None = None


def known(content: bytes) -> Known | None:
    """Tell whether these bytes are in a report or wait already; None when they are new."""
    sha256 = storage.sha256_of(content)
    held = held_report(sha256)
    if held is not None:
        return Known(held_sentence(held), held.state == Report.State.WITHDRAWN)
    twin = open_twin(sha256)
    if twin is None:
        return None
    return Known(twin_sentence(twin), waiting=twin if twin.state == Intake.State.WAITING else None)


@transaction.atomic
def shelve(upload: Upload, draft: Draft, *, batch: Batch, by: Actor) -> Intake:
    """Keep a file with its draft; the row waits for a person, or says why it does not."""
    row = receive(upload, batch=batch, by=by)[0]
    return settle(row, draft) if row.state == Intake.State.QUEUED else row


def open_doubts(intake: Intake) -> list[str]:
    """Return the warnings of a waiting file, one sentence each; a value a person set is in doubt no more."""
    settled = intake.corrections.get("values", {})
    warnings = intake.overview.get("warnings", ())
    return [warning["message"] for warning in warnings if warning["field"] not in settled]


def doubts(intake: Intake) -> list[str]:
    """Return, one sentence each, what a person should look at before a waiting file is published."""
    warnings = open_doubts(intake)
    resembled = intake.resemblances.filter(decision="").select_related("report")
    near = _("与已收录的《%(title)s》有 %(percent)s%% 相同，请先决定如何处理。")
    return warnings + [near % {"title": one.report.title, "percent": one.percent} for one in resembled]


def publish_undoubted(intake: Intake, *, by: Actor, force: bool) -> tuple[Report | None, list[str]]:
    """Publish a waiting file that nobody looks at now, if nothing is in doubt or `force` is given.

    Returns the report, or None with the reasons; a near duplicate waits for a person even with `force`.
    """
    reasons = doubts(intake)
    if reasons and not force:
        return None, reasons
    try:
        return publish(intake=intake, by=by), []
    except ServiceError as error:
        return None, [str(error)]
