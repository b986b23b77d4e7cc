"""Which indicator a number of a report is of: the names reports use, brought together."""

from collections.abc import Iterable
from dataclasses import dataclass


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
    """The indicator a name is of; `qualifier` is what the name says beyond it (公办, 11-14周岁)."""

    slug: str
    qualifier: str = ""


class IndicatorLexicon:
    """Tells the indicator of a name; made once of all entries, asked often."""

    def __init__(self, entries: Iterable[IndicatorEntry]) -> None:
        self.entries = tuple(entries)

    def match(self, name: str, unit: str, qualifier: str = "") -> Match | None:
        """Return the indicator of a figure's `name`, or None; script and width make no difference.

        `unit` is the normalised unit, `qualifier` the words beside the name that narrow it.
        """
        del name, unit, qualifier
        return None
