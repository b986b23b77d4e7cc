"""The lexicon in force, remembered by each process and looked after at most once a second.

One row of the database, the stamp, is another after every change. Between two looks at it nothing is
asked of the database; a change made anywhere is in force everywhere a second later.
"""

import time
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import Any

from django.db import DatabaseError
from django.db.models.signals import post_save
from django.dispatch import receiver

from search.lexicon.table import Found, Table, build
from search.models import LexiconStamp, SynonymSet

_LOOK_EVERY = 1.0  # seconds
_REMEMBERED = 4096  # answers


@dataclass(frozen=True)
class _Lexicon:
    """A state of the lexicon; `stamp` is empty when there is none."""

    stamp: str = ""
    table: Table = field(default_factory=Table)


@dataclass
class _State:
    """What this process knows, and when it last looked whether that still holds."""

    lexicon: _Lexicon = field(default_factory=_Lexicon)
    looked_at: float = float("-inf")


_state = _State()
_lock = Lock()


def variants(folded: str) -> tuple[Found, ...]:
    """Return the other forms to search for the folded bare word `folded`, nearest first, at most 8.

    They are folded, distinct, and none contains `folded` or another of them. Without a lexicon (before the
    tables are made) there are none but those of regional vocabulary.
    """
    return _answer(_current().stamp, folded)


def version() -> str:
    """Return a value that is another whenever an answer of `variants` may be."""
    return _current().stamp


def shown(form: str) -> str:
    """Return a folded term as people write it: ICU for icu; a form the lexicon does not list as it is."""
    return _current().table.as_written.get(form, form)


@receiver(post_save, sender=LexiconStamp)
def forget(**_kwargs: Any) -> None:
    """Look at the stamp again at the next call instead of within a second."""
    _state.looked_at = float("-inf")


@lru_cache(_REMEMBERED)
def _answer(_stamp: str, folded: str) -> tuple[Found, ...]:
    return _state.lexicon.table.variants(folded)


def _current() -> _Lexicon:
    if time.monotonic() - _state.looked_at >= _LOOK_EVERY:
        with _lock:
            if time.monotonic() - _state.looked_at >= _LOOK_EVERY:
                _look()
    return _state.lexicon


def _look() -> None:
    """Load the sets if the stamp is another; what was known stays when the database does not answer."""
    try:
        stamp = LexiconStamp.objects.values_list("value", flat=True).first() or ""
        if stamp != _state.lexicon.stamp:
            rows = SynonymSet.objects.filter(active=True).values_list("relation", "terms")
            _state.lexicon = _Lexicon(stamp, build(rows))
    except DatabaseError:
        pass
    _state.looked_at = time.monotonic()
