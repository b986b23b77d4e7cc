"""Automatic numbering: the label Word prints before a paragraph but does not store in its text.

Rules are those of ECMA-376 part 1, 17.9. A list (`w:num`) points to a definition (`w:abstractNum`) of up to
nine levels. Lists that share a definition share its counters; a list may override levels and their starts. A
paragraph belongs to a list by itself or through its style.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from archive.ingest.extractors.word.counting import numeral, padded
from archive.ingest.extractors.word.markup import is_on, number, value
from archive.ingest.extractors.word.styles import Styles
from archive.ingest.extractors.xml import child, children

_PLACE = re.compile(r"%([1-9])")
_MOST_LINKS = 8  # a definition may refer to a style that refers to a definition
_NO_LIST = "0"


@dataclass(frozen=True)
class Level:
    """How one level of a list counts and looks."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""  # %1 stands for the number of the first level, and so on
    custom: str = ""  # the first values of a custom format
    restart: int | None = None  # restarts after this level (1-based) or a higher one; 0 never
    style: str | None = None
    legal: bool = False  # all numbers of the label in decimal digits
    joined: bool = False  # nothing between label and text


@dataclass(frozen=True)
class _Definition:
    levels: Mapping[int, Level]
    style_link: str | None = None  # the levels are those of the list of this style


@dataclass(frozen=True)
class _List:
    definition: str
    starts: Mapping[int, int]
    levels: Mapping[int, Level]


@dataclass(frozen=True)
class Label:
    """What stands before the paragraph; `joined` when nothing parts it from the text."""

    text: str
    joined: bool


NO_LABEL = Label("", joined=True)


@dataclass
class Numbering:
    """The lists of one document and how far each has counted; ask in reading order."""

    styles: Styles
    definitions: Mapping[str, _Definition] = field(default_factory=dict)
    lists: Mapping[str, _List] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, properties: Element | None) -> Label:
        """Count the paragraph with these `w:pPr` and return its label."""
        num_id, level = self._place(properties)
        chosen = self.lists.get(num_id)
        if chosen is None:
            return NO_LABEL
        key, levels = self._levels(chosen)
        current = levels.get(level)
        if current is None:
            return NO_LABEL
        counts = self._counts.setdefault(key, {})
        self._count(counts, num_id, level, levels)
        text = "" if current.form == "bullet" else _written(current, counts, levels)
        return Label(text, current.joined)

    def _place(self, properties: Element | None) -> tuple[str, int]:
        """Return the list and level of a paragraph: its own, or those of its style."""
        own = child(properties, "w:numPr")
        num_id, level = value(own, "w:numId"), value(own, "w:ilvl")
        chain = list(self.styles.chain(value(properties, "w:pStyle")))
        if num_id is None:
            bearer = next((style for _id, style in chain if style.num_id is not None), None)
            if bearer is None:
                return _NO_LIST, 0
            num_id = bearer.num_id or _NO_LIST
            level = level or self._level_of([style_id for style_id, _style in chain], num_id) or bearer.level
        return num_id, number(level)

    def _level_of(self, style_ids: list[str], num_id: str) -> str | None:
        """Return the level of the list that names one of these styles as its own."""
        chosen = self.lists.get(num_id)
        levels = self._levels(chosen)[1] if chosen else {}
        linked = {level.style: str(index) for index, level in levels.items()}
        return next((linked[style_id] for style_id in style_ids if style_id in linked), None)

    def _levels(self, chosen: _List) -> tuple[str, Mapping[int, Level]]:
        """Return the definition that counts for a list, and its levels with the list's own."""
        key = self._resolved(chosen.definition)
        definition = self.definitions.get(key)
        levels = {**(definition.levels if definition else {}), **chosen.levels}
        return key, {i: _started(level, chosen.starts.get(i)) for i, level in levels.items()}

    def _resolved(self, key: str) -> str:
        for _ in range(_MOST_LINKS):
            definition = self.definitions.get(key)
            style = self.styles.by_id.get((definition and definition.style_link) or "")
            following = self.lists.get((style and style.num_id) or "")
            if following is None:
                break
            key = following.definition
        return key

    def _count(self, counts: dict[int, int], num_id: str, level: int, levels: Mapping[int, Level]) -> None:
        if (num_id, level) not in self._begun:
            self._begun.add((num_id, level))
            if level in self.lists[num_id].starts:
                counts.pop(level, None)
        counts[level] = counts[level] + 1 if level in counts else levels[level].start
        for deeper in [i for i in counts if i > level and _restarts(levels.get(i), level)]:
            del counts[deeper]


def _restarts(level: Level | None, after: int) -> bool:
    restart = None if level is None else level.restart
    return restart is None or after < restart


def _started(level: Level, start: int | None) -> Level:
    if start is None:
        return level
    return Level(**{**vars(level), "start": start})


def _written(level: Level, counts: Mapping[int, int], levels: Mapping[int, Level]) -> str:
    def fill(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        other = levels.get(index, Level())
        count = counts.get(index, other.start)
        if level.legal:
            return str(count)
        return padded(count, other.custom) if other.custom else numeral(count, other.form)

    text = _PLACE.sub(fill, level.pattern)
    # A mark without any letter or number is a bullet, whatever its format says.
    return text if any(char.isalnum() or char.isnumeric() for char in text) else ""


def read_numbering(root: Element | None, styles: Styles) -> Numbering:
    """Read `word/numbering.xml`; a document without it numbers nothing."""
    definitions = {
        element.get("w:abstractNumId") or "": _Definition(
            dict(_read_levels(element)), value(element, "w:numStyleLink")
        )
        for element in children(root, "w:abstractNum")
    }
    lists = {element.get("w:numId") or "": _read_list(element) for element in children(root, "w:num")}
    return Numbering(styles, definitions, lists)


def _read_list(element: Element) -> _List:
    starts: dict[int, int] = {}
    levels: dict[int, Level] = {}
    for override in children(element, "w:lvlOverride"):
        start = value(override, "w:startOverride")
        levels.update(_read_levels(override))
        if start is not None:
            starts[number(override.get("w:ilvl"))] = number(start)
    return _List(value(element, "w:abstractNumId") or "", starts, levels)


def _read_levels(element: Element) -> Iterator[tuple[int, Level]]:
    for found in children(element, "w:lvl"):
        # Custom formats stand inside mc:AlternateContent, before a fallback.
        form = next(found.iter("w:numFmt"), None)
        restart = value(found, "w:lvlRestart")
        yield (
            number(found.get("w:ilvl")),
            Level(
                start=number(value(found, "w:start"), 1),
                form=(form.get("w:val") if form is not None else None) or "decimal",
                pattern=value(found, "w:lvlText") or "",
                custom=(form.get("w:format") if form is not None else None) or "",
                restart=None if restart is None else number(restart),
                style=value(found, "w:pStyle"),
                legal=is_on(found, "w:isLgl") or False,
                joined=value(found, "w:suff") == "nothing",
            ),
        )
