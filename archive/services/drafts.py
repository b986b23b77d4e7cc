"""What people do to a waiting file short of publishing it: correct, discard, take back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive import rows
from archive.corrections import Corrections, check_editable
from archive.models import Action, AuditEvent, Intake, Operation, Recognition, Report
from archive.services.recognising import draft_of
from archive.services.records import About, Actor, ConflictError, ServiceError, record


def locked_waiting(intake: Intake, seen: int | None = None) -> Intake:
    """Return the row locked for a change; `seen` is the version of it the person knows.

    Raises ServiceError when it was decided already, ConflictError when it has moved on from `seen`.
    """
    related = Intake.objects.select_for_update(of=("self",)).select_related("source_file", "batch")
    locked = related.get(pk=intake.pk)
    if locked.state != Intake.State.WAITING:
        raise ServiceError(_("这份文件已经处理过了，请刷新页面查看结果。"))
    if seen is not None and seen != locked.version:
        raise ConflictError(_conflict(locked))
    return locked


def set_state(intake: Intake, state: str, report: Report | None) -> None:
    """Write a decision to a locked row."""
    decided = None if state in (Intake.State.WAITING, Intake.State.QUEUED) else timezone.now()
    intake.state, intake.report, intake.decided_at = state, report, decided
    intake.save(update_fields=["state", "report", "decided_at"])


@transaction.atomic
def save_corrections(
    *,
    intake: Intake,
    corrections: Corrections,
    by: Actor,
    seen: int | None = None,
    operation: Operation | None = None,
) -> Intake:
    """Keep a person's corrections with the waiting file, publishing nothing; return the row as it is now.

    `seen` is the `Intake.version` the person's page showed. Raises ConflictError when it has moved on,
    ServiceError when the file was decided, ValueError for a value that may not be corrected.
    """
    check_editable(corrections.values)
    locked = locked_waiting(intake, seen)
    before, after = locked.corrections, corrections.as_json()
    if Corrections.from_json(before) != corrections:
        locked.corrections, locked.version = after, locked.version + 1
        locked.overview = rows.overview(draft_of(locked), corrections)
        locked.save(update_fields=["corrections", "version", "overview"])
        about = About(locked.name, intake=locked, operation=operation, before=before, after=after)
        record(Action.CORRECT, by, about)
    return locked


@transaction.atomic
def discard(*, intake: Intake, by: Actor, operation: Operation | None = None) -> None:
    """Set a waiting or failed file aside; its bytes stay in the store.

    Raises ServiceError when it was decided already.
    """
    locked = Intake.objects.select_for_update().get(pk=intake.pk)
    if locked.state not in (Intake.State.WAITING, Intake.State.FAILED, Intake.State.DUPLICATE):
        raise ServiceError(_("这份文件已经处理过了，请刷新页面查看结果。"))
    before = {"state": locked.state}
    set_state(locked, Intake.State.DISCARDED, locked.report)
    Recognition.objects.filter(intake=locked).delete()
    after = {"state": locked.state}
    record(
        Action.DISCARD, by, About(locked.name, intake=locked, operation=operation, before=before, after=after)
    )


@transaction.atomic
def restore(*, intake: Intake, by: Actor, operation: Operation | None = None) -> None:
    """Take a discarded file back to where it was.

    Raises ServiceError when it is not discarded, or its bytes came in again meanwhile.
    """
    locked = Intake.objects.select_for_update().get(pk=intake.pk)
    if locked.state != Intake.State.DISCARDED:
        raise ServiceError(_("这份文件没有放弃，不需要取回。"))
    if _came_again(locked):
        raise ServiceError(_("同样的文件后来又上传过，请在那一份上处理。"))
    last = AuditEvent.objects.filter(intake=locked, action=Action.DISCARD).first()
    state = last.before["state"] if last else Intake.State.WAITING
    set_state(locked, state, locked.report)
    about = About(
        locked.name,
        intake=locked,
        operation=operation,
        before={"state": Intake.State.DISCARDED.value},
        after={"state": state},
    )
    record(Action.RESTORE, by, about)


def _came_again(intake: Intake) -> bool:
    if intake.source_file_id is None:
        return False
    others = Intake.objects.filter(source_file=intake.source_file_id).exclude(pk=intake.pk)
    return others.filter(
        state__in=(Intake.State.QUEUED, Intake.State.WAITING, Intake.State.PUBLISHED)
    ).exists()


def _conflict(intake: Intake) -> str:
    last = AuditEvent.objects.filter(intake=intake, action=Action.CORRECT).select_related("actor").first()
    if last is None:
        return _("这份草稿在您打开之后已有改动，您的修改没有保存；请核对最新内容后再改。")
    words = {
        "who": last.actor.get_username() if last.actor else _("命令行"),
        "at": timezone.localtime(last.at).strftime("%H:%M"),
    }
    return _("%(who)s 在 %(at)s 已改过这份草稿，您的修改没有保存；请核对最新内容后再改。") % words
