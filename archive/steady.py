"""One state of the database for as long as somebody reads, however long that takes.

A view marked `of_one_state` reads, from its first query to the last row it streams, the same state.

SQLite in WAL mode and PostgreSQL both let a transaction that only reads see what was committed when it began,
and hold no writer up meanwhile. Django's own `atomic` takes the write lock of SQLite, so the reading has a
connection of its own, which stands in for the usual one while a step of it runs.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http.response import HttpResponseBase

_BEGIN = {"postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"}
_reading: "ContextVar[SteadyState | None]" = ContextVar("reading", default=None)

Parameters = ParamSpec("Parameters")


class SteadyState:
    """What was committed when this was made; `close` it. Inside a transaction it is that one's own state."""

    def __init__(self) -> None:
        usual = connections[DEFAULT_DB_ALIAS]
        self._own: BaseDatabaseWrapper | None = None
        if not usual.in_atomic_block:
            self._own = usual.copy()
            with self._own.cursor() as cursor:
                cursor.execute(_BEGIN.get(usual.vendor, "BEGIN"))

    @classmethod
    def in_force(cls) -> "SteadyState":
        """Return the state that is being read, or else the present one."""
        return _reading.get() or cls()

    @contextmanager
    def read(self) -> Iterator[None]:
        """Have every query of this thread answered from this state until the block ends."""
        if self._own is None:
            yield
            return
        usual = connections[DEFAULT_DB_ALIAS]
        connections[DEFAULT_DB_ALIAS] = self._own
        outer = _reading.set(self)
        try:
            yield
        finally:
            _reading.reset(outer)
            connections[DEFAULT_DB_ALIAS] = usual

    def close(self) -> None:
        """Let go of the state; may be called again."""
        own, self._own = self._own, None
        if own is not None:
            try:
                own.rollback()
            finally:
                own.close()


def of_one_state(
    view: Callable[Parameters, HttpResponseBase],
) -> Callable[Parameters, HttpResponseBase]:
    """Have all that a view reads be of one state; what streams rows lets go of it at their end.

    For views that only read: what they wrote would be lost.
    """

    @wraps(view)
    def answer(*args: Parameters.args, **kwargs: Parameters.kwargs) -> HttpResponseBase:
        state = SteadyState()
        response: HttpResponseBase | None = None
        try:
            with state.read():
                response = view(*args, **kwargs)
        finally:
            if response is None or not response.streaming:
                state.close()
        return response

    return answer
