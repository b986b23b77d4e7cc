"""What every write shares: refusals in one sentence, the audit row, the announcement after commit."""

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from threading import local
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction

from archive.models import Action, AuditEvent, Intake, Operation, Report, Snapshot
from archive.signals import reports_changed

Actor = User | AnonymousUser | None
_TOGETHER = 50  # reports told of in one signal


class ServiceError(Exception):
    """The change was refused; `str(error)` is one plain Chinese sentence."""


class ConflictError(ServiceError):
    """Somebody else changed the same thing first; nothing was overwritten."""


@dataclass(frozen=True)
class About:
    """What an audit row is about; the subject is the name people know it by."""

    subject: str
    report: Report | None = None
    intake: Intake | None = None
    operation: Operation | None = None
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


def account(by: Actor) -> User | None:
    """Return the account acting, or None for the command line."""
    return by if isinstance(by, User) else None


def printable(text: str) -> str:
    """Return `text` without control signs, which could hide or reorder what people read of it."""
    return "".join(char for char in text if unicodedata.category(char)[0] != "C").strip()


def record(action: Action, by: Actor, about: About) -> AuditEvent:
    """Add one row to the append-only record."""
    return AuditEvent.objects.create(
        action=action,
        actor=account(by),
        report=about.report,
        intake=about.intake,
        operation=about.operation,
        subject=about.subject[:255],
        before=dict(about.before),
        after=dict(about.after),
    )


class _Collector(local):
    """Reports of this thread whose announcement waits for the end of a bulk change."""

    reports: list[Report] | None = None


_collector = _Collector()


@contextmanager
def announcing_together() -> Iterator[None]:
    """Announce changes made inside in groups, so that a listener may do one commit for many reports."""
    _collector.reports = []
    try:
        yield
    finally:
        pending, _collector.reports = _collector.reports, None
        _send(pending)


def announce(report: Report) -> None:
    """Tell listeners, once the transaction has committed, that what readers may see of `report` changed.

    Counts up the snapshot; call it inside the transaction of the change.
    """
    Snapshot.advance()
    transaction.on_commit(partial(_announce_now, report))


def _announce_now(report: Report) -> None:
    if _collector.reports is None:
        _send([report])
        return
    _collector.reports.append(report)
    if len(_collector.reports) >= _TOGETHER:
        pending, _collector.reports = _collector.reports, []
        _send(pending)


def _send(reports: list[Report]) -> None:
    if reports:
        reports_changed.send(sender=Report, reports=reports)
