"""How files come in: every file handed in becomes a row of its batch, whatever becomes of the file."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from archive import storage
from archive.ingest.errors import IngestError
from archive.ingest.files.sniff import FileKind, kind_of
from archive.ingest.types import RawFile
from archive.models import Action, Batch, Intake, Report, Revision, SourceFile
from archive.recognition import recogniser
from archive.services.records import About, Actor, account, printable, record

_LONGEST_NAME = 255
_MEDIA_TYPES = {
    FileKind.TEXT: "text/plain",
    FileKind.HTML: "text/html",
    FileKind.MHT: "multipart/related",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.PDF: "application/pdf",
    FileKind.OFD: "application/ofd",
    FileKind.OFFICE: "application/octet-stream",
}


@dataclass(frozen=True)
class Upload:
    """One file as handed in. Repeats of one upload carry the same `key` and make one row."""

    name: str
    content: bytes
    key: str = ""


def start_batch(*, by: Actor, name: str = "", origin: str = Batch.Origin.WEB) -> Batch:
    """Open a batch for files that are about to come."""
    return Batch.objects.create(started_by=account(by), name=name[:120], origin=origin)


def receive(upload: Upload, *, batch: Batch, by: Actor) -> list[Intake]:
    """Keep a file, or every member of a zip archive, and return its rows: queued, duplicate or failed."""
    repeated = _repeated(batch, upload.key)
    if repeated is not None:
        return [repeated]
    try:
        kind = kind_of(upload.content)
        if kind is FileKind.ZIP:
            return _receive_members(upload, batch, by)
    except IngestError as error:
        return [refuse(upload, str(error), batch=batch, by=by)]
    return [_shelve(upload, kind, batch, by)]


def refuse(upload: Upload, reason: str, *, batch: Batch, by: Actor) -> Intake:
    """Make a failed row with its reason for a file of which nothing is kept."""
    return _add_row(Intake(name=upload.name, state=Intake.State.FAILED, reason=reason), upload, batch, by)


def held_report(sha256: str) -> Report | None:
    """Return the report, published or withdrawn, one of whose revisions came from these bytes.

    A withdrawn report counts: the same bytes must not bring it back under another address. A revision taken
    back by an undo does not: it was a mistake about where the bytes belong.
    """
    revisions = Revision.objects.readable().filter(source_file__sha256=sha256)
    return Report.objects.filter(revisions__in=revisions).order_by("state", "revisions__pk").first()


def held_sentence(report: Report) -> str:
    """Return one sentence saying that these bytes are already in, or were and have been withdrawn."""
    if report.state == Report.State.WITHDRAWN:
        words = {"title": report.title, "reason": report.withdrawn_reason}
        return _("这份文件曾收录为《%(title)s》，后已撤下（%(reason)s），未重新入库。") % words
    return _("这份文件已经收录为《%(title)s》，未重复入库。") % {"title": report.title}


def open_twin(sha256: str) -> Intake | None:
    """Return the file with the same bytes that still waits, if any; discarded ones do not count."""
    return Intake.objects.open().filter(source_file__sha256=sha256).order_by("received_at").first()


def twin_sentence(twin: Intake) -> str:
    """Return one sentence saying that these bytes already wait for a decision."""
    return _("与“%(name)s”内容完全相同，后者正在等待处理，未重复入库。") % {"name": twin.name}


def _repeated(batch: Batch, key: str) -> Intake | None:
    """Return the row that an upload with this key made already.

    The members of an archive carry its key and their place in it, so that an archive of which only some
    came in, because the server went down, is taken in to its end when it is sent again.
    """
    return batch.intakes.filter(upload_key=key).first() if key else None


def _receive_members(upload: Upload, batch: Batch, by: Actor) -> list[Intake]:
    """Make a row for every member. Raises IngestError when the archive as a whole is refused."""
    rows: list[Intake] = []
    with tempfile.TemporaryDirectory(prefix="archive-zip-") as place:
        members = recogniser().unpack(RawFile(upload.name, upload.content), Path(place))
        for at, member in enumerate(members):
            name = f"{upload.name}/{member.name}"
            key = f"{upload.key}:{at}" if upload.key else ""
            if member.path is None:
                rows.append(refuse(Upload(name, b"", key), member.reason, batch=batch, by=by))
            else:
                rows += receive(Upload(name, member.path.read_bytes(), key), batch=batch, by=by)
    return rows or [refuse(upload, _("压缩包里没有文件。"), batch=batch, by=by)]


def _shelve(upload: Upload, kind: FileKind, batch: Batch, by: Actor) -> Intake:
    sha256 = storage.store(upload.content)
    with transaction.atomic():
        locked = Batch.objects.select_for_update().get(pk=batch.pk)
        # Looked for under the lock: a twin may be published at this very moment.
        held, twin = held_report(sha256), open_twin(sha256)
        if held is not None:
            row = Intake(state=Intake.State.DUPLICATE, reason=held_sentence(held), report=held)
            return _add_row(row, upload, locked, by)
        source, _created = SourceFile.objects.get_or_create(
            sha256=sha256,
            defaults={
                "size": len(upload.content),
                "name": tidy_name(upload.name),
                "media_type": _MEDIA_TYPES[kind],
            },
        )
        row = Intake(source_file=source)
        if twin is not None:
            row = Intake(state=Intake.State.DUPLICATE, reason=twin_sentence(twin), twin=twin)
        return _add_row(row, upload, locked, by)


@transaction.atomic
def _add_row(row: Intake, upload: Upload, batch: Batch, by: Actor) -> Intake:
    locked = Batch.objects.select_for_update().get(pk=batch.pk)
    repeated = _repeated(locked, upload.key)  # by a request that ran beside this one
    if repeated is not None:
        return repeated
    last = locked.intakes.order_by("-number").values_list("number", flat=True).first() or 0
    row.batch, row.number = locked, last + 1
    row.name, row.upload_key, row.received_by = tidy_name(upload.name), upload.key, account(by)
    row.reason = row.reason[:300]
    row.save(force_insert=True)
    after = {"state": row.state, "reason": row.reason}
    if row.source_file is not None:
        after["sha256"] = row.source_file.sha256
    record(Action.RECEIVE, by, About(row.name, intake=row, report=row.report, after=after))
    return row


def tidy_name(name: str) -> str:
    """Return a file name fit to be stored and shown: no control signs, its end kept when it is too long."""
    shown = printable(name) or _("无名文件")
    if len(shown) <= _LONGEST_NAME:
        return shown
    return f"{shown[:120]}…{shown[-(_LONGEST_NAME - 121) :]}"
