"""Which indicator a number of a report is of: the names reports use, brought together.

A name is of an indicator when it ends in one of the indicator's names, give or take words that change
nothing (数, 人数, 达到, 累计). What stands before that narrows it and becomes the qualifier; anything else
behind it makes it another thing: 村卫生室面积 is no number of 村卫生室.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.analysis.measures import fits, same_unit
from archive.analysis.name_words import Squeezed, joined, says_rate, squeeze, tail

_SHORT = 2  # characters of a name so short that only a unit told makes sure of it
_MOST_BEFORE = 30  # characters before a name above which the words are a clause and no qualifier


@dataclass(frozen=True)
class IndicatorEntry:
    """An indicator as the lexicon has it.

    `names` are its name and aliases, as people write them; `units` the units a number of it may have (empty:
    any); a name with one of the words `without` is another thing; `measure` is count, rate, amount or index.
    """

    slug: str
    names: tuple[str, ...]
    units: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    measure: str = "count"


@dataclass(frozen=True)
class Match:
    """The indicator a name is of.

    `qualifier` is all that narrows it: the words of the name beyond it (公办, 11-14周岁), then the words
    beside the name that were handed in; empty for the plain indicator.
    """

    slug: str
    qualifier: str = ""


@dataclass(frozen=True)
class _Known:
    """One name of one entry, squeezed."""

    text: str
    entry: IndicatorEntry
    units: frozenset[str]
    without: tuple[str, ...]
    rank: int


@dataclass(frozen=True)
class _Said:
    """What a report says of a number: its name and the words beside it, squeezed, and its unit."""

    name: Squeezed
    unit: str
    beside: str


class IndicatorLexicon:
    """Tells the indicator of a name; made once of all entries, asked often."""

    def __init__(self, entries: Iterable[IndicatorEntry]) -> None:
        self.entries = tuple(entries)
        self._beginning = _by_beginning(self.entries)

    def match(self, name: str, unit: str, qualifier: str = "") -> Match | None:
        """Return the indicator of a figure's `name`, or None; script and width make no difference.

        `unit` is the normalised unit, `qualifier` the words beside the name that narrow it. The longest name
        that fits wins, then the first in `name`, then the entry that comes first.
        """
        given = squeeze(name)
        found = [*self._found(given.text)]
        found.sort(key=lambda one: (-len(one[1].text), one[0], one[1].rank))
        if not found:
            return None
        said = _Said(given, same_unit(unit), squeeze(qualifier).text)
        for at, known in found:
            behind = _behind(said, at, known)
            if behind is not None:
                before = given.before(at)
                if before is None or len(before) > _MOST_BEFORE:
                    return None
                return Match(known.entry.slug, joined([before, *behind, qualifier]))
        return None

    def _found(self, text: str) -> Iterator[tuple[int, _Known]]:
        """Yield where the names of entries stand in a squeezed name."""
        for at in range(len(text) - 1):
            for known in self._beginning.get(text[at : at + 2], ()):
                if text.startswith(known.text, at):
                    yield at, known


def _by_beginning(entries: Sequence[IndicatorEntry]) -> dict[str, list[_Known]]:
    """Return the names of all entries under their first two characters."""
    found: dict[str, list[_Known]] = {}
    for rank, entry in enumerate(entries):
        units = frozenset(map(same_unit, entry.units))
        without = tuple(squeeze(word).text for word in entry.without)
        for text in dict.fromkeys(squeeze(name).text for name in entry.names):
            if len(text) >= _SHORT:
                found.setdefault(text[:2], []).append(_Known(text, entry, units, without, rank))
    return found


def _behind(said: _Said, at: int, known: _Known) -> list[str] | None:
    """Return the words behind the entry's own name at `at` that narrow it; None where it is another thing."""
    if _is_another(said, at, known):
        return None
    return tail(said.name, at + len(known.text), known.entry.measure)


def _is_another(said: _Said, at: int, known: _Known) -> bool:
    """Tell whether unit, words or digits around say that the name at `at` is not the entry's."""
    text, measure = said.name.text, known.entry.measure
    vague = len(known.text) <= _SHORT or (measure == "rate" and not says_rate(text[at:]))
    return (
        not fits(said.unit, known.units, measure)
        or (vague and not said.unit)
        or (known.text[0].isdigit() and text[:at][-1:].isdigit())  # 5岁以下 within 15岁以下
        or any(word in text or word in said.beside for word in known.without if word not in known.text)
    )
