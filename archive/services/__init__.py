"""The only writes to the holdings, and what they refuse.

receiving: files in · recognising: files to drafts · drafts: corrections and trash · likeness: near duplicates
· holdings: what readers see · bulk: many at once, and undo · worker: the background of the web server.
"""

from archive.models import Batch, Intake
from archive.services.bulk import BulkOutcome, discard_many, publish_many, set_values, undo
from archive.services.drafts import discard, restore, save_corrections
from archive.services.holdings import amend, publish, reinstate, revert, revise, withdraw
from archive.services.likeness import decide
from archive.services.receiving import (
    Upload,
    held_report,
    held_sentence,
    open_twin,
    receive,
    refuse,
    start_batch,
)
from archive.services.recognising import draft_of, recognise, recognise_now, retry
from archive.services.records import Actor, ConflictError, ServiceError, announcing_together

__all__ = [
    "Actor",
    "BulkOutcome",
    "ConflictError",
    "ServiceError",
    "Upload",
    "amend",
    "announcing_together",
    "decide",
    "discard",
    "discard_many",
    "draft_of",
    "held_report",
    "held_sentence",
    "open_twin",
    "publish",
    "publish_many",
    "receive",
    "recognise",
    "recognise_now",
    "refuse",
    "reinstate",
    "restore",
    "retry",
    "revert",
    "revise",
    "save_corrections",
    "set_values",
    "start_batch",
    "take_in",
    "undo",
    "withdraw",
]


def take_in(*, content: bytes, name: str, by: Actor, batch: Batch | None = None) -> Intake:
    """Receive one file and recognise it in the caller's time; return its row, whatever became of it."""
    if batch is None:
        batch = start_batch(by=by)
    row = receive(Upload(name, content), batch=batch, by=by)[0]
    return recognise_now(row) if row.state == Intake.State.QUEUED else row
