"""Completion as somebody types: words, divisions, issuers, topics and kinds that begin like the last word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from archive.text.fold import fold
from search.backends import vocabulary
from search.language.names import FIELD_NAMES
from search.spelling.beginnings import beginnings
from search.spelling.written import written
from search.suggest import lexis
from search.suggest.names import Name, names

TERM = "term"
MOST = 8
MOST_NAMES = 4
LONGEST = 24  # characters of a word somebody may be typing

# The last word, with the sign or the name of a field before it, and everything kept before that.
_LAST = re.compile(
    r'(?P<kept>(?:.*[\s()"|&])?[-!]?)(?:(?P<field>[^\W\d_]+):)?(?P<word>[^\s()"|&:*]+)', re.DOTALL
)


@dataclass(frozen=True)
class Completion:
    """One way to go on: what it is (TERM or a field), how it is shown, the whole query.

    `reports` have the word as one of their words (a search may find it within longer ones too), or the name.
    """

    kind: str
    text: str
    query: str
    reports: int


@dataclass(frozen=True)
class _Typed:
    """The query as typed: what is kept, the name of a field if one is being filled in, the last word."""

    kept: str
    field: str
    word: str


def completions(typed: str) -> tuple[Completion, ...]:
    """Return at most MOST ways to complete the last word of a query: words, then names.

    Nothing is offered that no report has now. Raises SearchError.
    """
    last = _last(typed)
    if last is None:
        return ()
    named = [Completion(name.field, name.name, last.kept + name.typed, name.reports) for name in _names(last)]
    words = (
        Completion(TERM, written(word), last.kept + written(word), vocabulary.reports_with(word))
        for word in _words(last, MOST - len(named))
    )
    return (*(word for word in words if word.reports), *named)


def _last(typed: str) -> _Typed | None:
    """Return what is being typed, None after a space or in a text too long to be a word."""
    match = _LAST.fullmatch(fold(typed))
    if match is None or len(match["word"]) > LONGEST:
        return None
    field = FIELD_NAMES.get(match["field"] or "", "")
    if match["field"] and not field:
        return None
    return _Typed(typed[: match.end("kept")], field, match["word"])


def _words(last: _Typed, most: int) -> list[str]:
    if last.field:
        return []
    return [match.word for match in beginnings(last.word, lexis.words(), most)]


def _names(last: _Typed) -> Iterator[Name]:
    """Yield names that begin so; within a phrase there are none."""
    held = names()
    if last.kept.count('"') % 2:
        return iter(())
    begun = (name for match in beginnings(last.word, held.listed, MOST) for name in held.of[match.word])
    whole = held.of.get(last.word, ())
    fitting = (name for name in (*whole, *begun) if last.field in ("", name.field))
    return islice(fitting, MOST if last.field else MOST_NAMES)
