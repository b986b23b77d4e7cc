"""The names of indicators of which published reports give numbers, and the queries that look for them."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from archive.models import Snapshot
from archive.text.fold import fold
from archive.views.indicator_counts import Counted, counted_indicators
from search.spelling.beginnings import beginnings
from search.spelling.wordlist import WordList

MOST_SPELLINGS = 4  # of one indicator tried: its name, then its first aliases


@dataclass(frozen=True)
class IndicatorName:
    """An indicator of which `reports` published reports give numbers, and the queries that look for it."""

    name: str
    spellings: tuple[str, ...]
    reports: int


@dataclass(frozen=True)
class _Held:
    listed: WordList
    of: Mapping[str, IndicatorName]


def indicators_begun(word: str, most: int) -> list[IndicatorName]:
    """Return at most `most` indicators whose name is or begins like `word`, those of most reports first."""
    held = _gathered(Snapshot.current())
    own = held.of.get(fold(word))
    found = [held.of[match.word] for match in beginnings(word, held.listed, most)]
    return [one for one in (own, *found) if one][:most]


@lru_cache(1)
def _gathered(_state: Hashable) -> _Held:
    named = {fold(one.name): _named(one) for one in counted_indicators().indicators if one.reports}
    return _Held(WordList({text: one.reports for text, one in named.items()}), named)


def _named(one: Counted) -> IndicatorName:
    spellings = (one.name, *one.aliases)[:MOST_SPELLINGS]
    return IndicatorName(one.name, tuple(map(_typed, spellings)), one.reports)


def _typed(name: str) -> str:
    """Return a name as a query: signs in it are meant as they stand."""
    return name if name.isalnum() else f'"{name}"'
