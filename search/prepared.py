"""Queries by a list of keys, compiled once for each length of the list.

Django builds and compiles a query anew each time it is asked; on a result page that takes longer than the
database does. The rows come as the database driver gives them, without Django's conversions: a date is text
where the database has no dates.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import QuerySet

Key = int | str
AT_ONCE = 200  # keys in one statement; databases bound their number, and a statement is kept for each
_Compiled = tuple[str, tuple[Any, ...], tuple[int, ...]]  # SQL, parameters, which of them are the keys


@dataclass(frozen=True)
class Prepared:
    """A query of rows for keys: `build` makes it from the keys, each of which it uses once, in order.

    `stand_in(n)` is a key no parameter of the query equals but the n-th.
    """

    build: Callable[[list[Any]], QuerySet[Any, tuple[Any, ...]]]
    stand_in: Callable[[int], Key]
    compiled: dict[tuple[str, int], _Compiled] = field(default_factory=dict)

    def rows(self, keys: Sequence[Key]) -> list[tuple[Any, ...]]:
        """Return the rows for `keys`, in no order; none for no keys."""
        parts = (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))
        return [row for part in parts for row in self._rows(part)]

    def _rows(self, keys: Sequence[Key]) -> list[tuple[Any, ...]]:
        shape = (connection.vendor, len(keys))
        if shape not in self.compiled:
            self.compiled[shape] = self._compile(len(keys))
        sql, parameters, places = self.compiled[shape]
        given = list(parameters)
        for place, key in zip(places, keys, strict=True):
            given[place] = key
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    def _compile(self, count: int) -> _Compiled:
        keys = [self.stand_in(number) for number in range(count)]
        sql, parameters = self.build(keys).query.sql_with_params()
        return sql, tuple(parameters), tuple(parameters.index(key) for key in keys)


def whole_number(number: int) -> int:
    """Return a stand-in for a row's number."""
    return -1 - number


def text(number: int) -> str:
    """Return a stand-in for a text."""
    return f"\N{REPLACEMENT CHARACTER}{number}"
