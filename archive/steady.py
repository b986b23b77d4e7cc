"""One state of the database for as long as somebody reads, however long that takes.

SQLite in WAL mode and PostgreSQL both let a transaction that only reads see what was committed when it began,
and hold no writer up meanwhile. Django's own `atomic` takes the write lock of SQLite, so the reading has a
connection of its own, which stands in for the usual one while a step of it runs.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

_BEGIN = {"postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"}


class SteadyState:
    """What was committed when this was made; `close` it. Inside a transaction it is that one's own state."""

    def __init__(self) -> None:
        usual = connections[DEFAULT_DB_ALIAS]
        self._own: BaseDatabaseWrapper | None = None
        if not usual.in_atomic_block:
            self._own = usual.copy()
            with self._own.cursor() as cursor:
                cursor.execute(_BEGIN.get(usual.vendor, "BEGIN"))

    @contextmanager
    def read(self) -> Iterator[None]:
        """Have every query of this thread answered from this state until the block ends."""
        if self._own is None:
            yield
            return
        usual = connections[DEFAULT_DB_ALIAS]
        connections[DEFAULT_DB_ALIAS] = self._own
        try:
            yield
        finally:
            connections[DEFAULT_DB_ALIAS] = usual

    def close(self) -> None:
        """Let go of the state; may be called again."""
        own, self._own = self._own, None
        if own is not None:
            try:
                own.rollback()
            finally:
                own.close()
