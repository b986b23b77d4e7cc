"""The names of indicators of which published reports give numbers, and the queries that look for them."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Exists, OuterRef

from archive.models import Figure, Indicator, Snapshot
from archive.text.fold import fold
from search.spelling.beginnings import beginnings
from search.spelling.wordlist import WordList

MOST_SPELLINGS = 4  # of one indicator tried: its name, then its first aliases


@dataclass(frozen=True)
class IndicatorName:
    """An indicator of which a published report gives a number, and the queries that look for it."""

    name: str
    spellings: tuple[str, ...]


@dataclass(frozen=True)
class _Held:
    listed: WordList
    of: Mapping[str, IndicatorName]


def indicators_begun(word: str, most: int) -> list[IndicatorName]:
    """Return at most `most` indicators whose name is or begins like `word`, in the order of the lexicon."""
    held = _gathered(Snapshot.objects.values_list("number", "at").first())
    own = held.of.get(fold(word))
    found = [held.of[match.word] for match in beginnings(word, held.listed, most)]
    return [one for one in (own, *found) if one][:most]


@lru_cache(1)
def _gathered(_state: Hashable) -> _Held:
    """Gather the names once for every state; to count numbers instead of looking for one takes seconds."""
    published = Figure.objects.published().filter(indicator=OuterRef("pk"))
    rows = Indicator.objects.filter(Exists(published), is_active=True).prefetch_related("aliases")
    named = {fold(row.name): _named(row) for row in rows}
    return _Held(WordList({text: len(named) - place for place, text in enumerate(named)}), named)


def _named(row: Indicator) -> IndicatorName:
    spellings = (row.name, *(alias.term for alias in row.aliases.all()))[:MOST_SPELLINGS]
    return IndicatorName(row.name, tuple(map(_typed, spellings)))


def _typed(name: str) -> str:
    """Return a name as a query: signs in it are meant as they stand."""
    return name if name.isalnum() else f'"{name}"'
