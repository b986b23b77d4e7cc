"""Completion as somebody types: words, divisions, issuers, topics, kinds, indicators like the last word."""

import re
import time
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from archive.text.fold import fold
from search import lexicon
from search.backends import vocabulary
from search.backends.execution import executor
from search.language.ast import FieldName, Reason
from search.language.names import FIELD_NAMES, SECTION
from search.request import SearchRequest
from search.spelling.beginnings import beginnings
from search.spelling.written import written
from search.suggest import lexis
from search.suggest.indicators import IndicatorName, indicators_begun
from search.suggest.names import Name, names
from search.suggest.reading import read

TERM = "term"
INDICATOR = "indicator"
MOST = 8
MOST_NAMES = 4
MOST_INDICATORS = 2
OF_ANY_FIELD = 400  # names looked at for those of one field
LONGEST = 24  # characters of a word somebody may be typing
COUNTING = 0.008  # seconds after which nothing more is counted: the list is waited for at every key
MANY = 30_000  # sections among which words near each other are too long in counting
# Of these so few values exist that all are offered where none is begun.
_FEW_VALUES = {FieldName.KIND, FieldName.TOPIC, FieldName.ROLE, FieldName.SOURCE, SECTION}

# The last word, with the sign or the name of a field before it, and everything kept before that.
_LAST = re.compile(
    r'(?P<kept>(?:.*[\s()"|&])?[-!]?)(?:(?P<field>[^\W\d_]+):)?(?P<word>[^\s()"|&:*]*)', re.DOTALL
)


@dataclass(frozen=True)
class Completion:
    """One way to go on: what it is (TERM, INDICATOR or a field), how it is shown, the whole query.

    `reports` is what the query finds; None where counting that would take too long.
    """

    kind: str
    text: str
    query: str
    reports: int | None = None


@dataclass(frozen=True)
class _Typed:
    """The query as typed: what is kept, the name of a field if one is being filled in, the last word."""

    kept: str
    field: str
    word: str


def completions(typed: str) -> tuple[Completion, ...]:
    """Return at most MOST ways to complete the last word of a query: words, then names, then indicators.

    Nothing is offered that no report has now. Raises SearchError.
    """
    last = _last(typed)
    if last is None:
        return ()
    counting = _Counting(time.monotonic() + COUNTING, vocabulary.size() > MANY, _state())
    named = [Completion(name.field, name.name, last.kept + _asked(last, name)) for name in _names(last)]
    measured = _indicators(last, MOST - len(named), counting)
    words = [
        Completion(TERM, written(word), last.kept + written(word))
        for word in _words(last, MOST - len(named) - len(measured))
        if vocabulary.reports_with(word)
    ]
    said = {one.query for one in words}
    found = [*words, *named, *(one for one in measured if one.query not in said)]
    told = [replace(one, reports=counting.reports(one.query)) for one in found]
    return tuple(one for one in told if one.reports != 0)


@dataclass(frozen=True)
class _Counting:
    """Counts what queries find until the time is over; among many sections (`large`) the slow ones not."""

    until: float
    large: bool
    state: Hashable

    def reports(self, query: str) -> int | None:
        if time.monotonic() >= self.until or (self.large and _is_scattered(query)):
            return None
        return _reports(query, self.state)


def _state() -> Hashable:
    return vocabulary.commit().key, lexicon.version()


@lru_cache(4096)
def _reports(query: str, _versions: Hashable) -> int:
    request = SearchRequest(query)
    return executor.count(request, read(request)).reports


def _is_scattered(query: str) -> bool:
    """Tell whether a word of a query is also searched as several words near each other."""
    terms = read(SearchRequest(query)).terms
    return any(variant.reason is Reason.SCATTERED for term in terms for variant in term.variants)


def _asked(last: _Typed, name: Name) -> str:
    """Return the condition as typed: 章节 asks for a heading as well as for the role of a section."""
    return name.typed_as(last.field) if last.field == SECTION else name.typed


def _last(typed: str) -> _Typed | None:
    """Return what is being typed, None after a space or in a text too long to be a word."""
    match = _LAST.fullmatch(fold(typed))
    if match is None or len(match["word"]) > LONGEST:
        return None
    field = FIELD_NAMES.get(match["field"] or "", "")
    if (match["field"] and not field) or not (match["word"] or field in _FEW_VALUES):
        return None
    return _Typed(typed[: match.end("kept")], field, match["word"])


def _words(last: _Typed, most: int) -> list[str]:
    if last.field:
        return []
    return [match.word for match in beginnings(last.word, lexis.words(), most)]


def _indicators(last: _Typed, most: int, counting: _Counting) -> list[Completion]:
    """Return the indicators that begin so, each as a search for the first of its names found."""
    if last.field or not last.word or last.kept.count('"') % 2:
        return []
    begun = indicators_begun(last.word, min(most, MOST_INDICATORS))
    return [Completion(INDICATOR, one.name, last.kept + _found_as(one, counting)) for one in begun]


def _found_as(one: IndicatorName, counting: _Counting) -> str:
    return next((text for text in one.spellings if counting.reports(text) != 0), one.spellings[0])


def _names(last: _Typed) -> Iterator[Name]:
    """Yield names that begin so; within a phrase there are none."""
    if last.kept.count('"') % 2:
        return iter(())
    fields = {"": frozenset(FieldName), SECTION: {FieldName.ROLE}}.get(last.field, {last.field})
    fitting = (name for name in _begun(last) if name.field in fields)
    return islice(fitting, MOST if last.field else MOST_NAMES)


def _begun(last: _Typed) -> Iterator[Name]:
    """Yield the names that are or begin like the typed word; all of them, most reports first, for none."""
    held = names()
    if not last.word:
        every = (name for named in held.of.values() for name in named)
        yield from sorted(every, key=lambda name: -name.reports)
        return
    yield from held.of.get(last.word, ())
    for match in beginnings(last.word, held.listed, OF_ANY_FIELD if last.field else MOST):
        yield from held.of[match.word]
