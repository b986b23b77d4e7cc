"""Printed lines joined to paragraphs again, within columns and over pages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.ingest.cleaning.pages import ends_sentence
from archive.ingest.extractors.paged_columns import Column, Habit, Style, columns_of, habit_of
from archive.ingest.extractors.paged_lines import SOFT_HYPHEN, PrintedLine, glue
from archive.ingest.sectioning.labels import Rank, match_label
from archive.ingest.types import TextSpan
from archive.text.fold import fold

_ROOM = 0.6  # ems left on a line beyond what the next word needs: the break was meant
_SURE_ROOM = 2  # where neither the end of one line nor the beginning of the next speaks for it
_OTHER_SIZE = 1.1  # a heading in larger type
# What a line breaks before: a word of Latin letters and digits or one sign, with the brackets around it.
_WORD = re.compile(
    r"[(\[{「『《〈【〔“‘（［｛]*(?:[^\s\u2e80-\uffff]+|.)"
    r"(?:[)\]},.;:!?]+[^\s\u2e80-\uffff]*|[」』》〉】〕”’）］｝、，。；：！？]+)*"
)
# After one of these the sentence goes on.
_OPEN_END = re.compile("[，、,（(《“：:]$")
_HAN = re.compile("[\u4e00-\u9fff]")
_FULL_WIDTH = "\u2e80"  # characters from here on take an em
_NARROW = 0.6  # ems that the others take


@dataclass(frozen=True)
class _Placed:
    """A line with the number of its page and the column it stands in."""

    line: PrintedLine
    page: int
    column: Column


@dataclass
class _Writer:
    """Puts lines together to a text and remembers where pages and tables stand in it."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    tables: list[TextSpan] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    begun_pages: int = 0

    def write(self, glue: str, line: PrintedLine) -> None:
        text = ("\t".join(line.cells) if line.cells else line.text).replace(SOFT_HYPHEN, "")
        start = self.length + len(glue)
        self.parts += (glue, text)
        self.length = start + len(text)
        self.pages += [start] * (self.begun_pages - len(self.pages))
        if line.cells:
            self._add_row(TextSpan(start, self.length))

    def _add_row(self, row: TextSpan) -> None:
        if self.tables and self.tables[-1].end + 1 == row.start:
            row = TextSpan(self.tables.pop().start, row.end)
        self.tables.append(row)


def rejoin(pages: Sequence[Sequence[PrintedLine]]) -> tuple[str, tuple[TextSpan, ...], tuple[int, ...]]:
    """Return the text of printed `pages`, the spans of its tables and where each page begins in it."""
    columns = columns_of(pages)
    habit = habit_of(pages, columns)
    writer = _Writer()
    previous: _Placed | None = None
    for number, page in enumerate(pages):
        writer.begun_pages += 1
        for line in page:
            placed = _Placed(line, number, columns[number][line.column])
            writer.write(_glue(previous, placed, habit), line)
            previous = placed
    ended = [writer.length] * (writer.begun_pages - len(writer.pages))
    return "".join(writer.parts), tuple(writer.tables), (*writer.pages, *ended)


def _glue(previous: _Placed | None, placed: _Placed, habit: Habit) -> str:
    """Return what stands between two lines: a line break between paragraphs, a space between words."""
    if previous is None:
        return ""
    if not _goes_on(previous, placed, habit):
        return "\n"
    return glue(previous.line.text, placed.line.text)


def _goes_on(previous: _Placed, placed: _Placed, habit: Habit) -> bool:
    """Whether the paragraph of `previous` goes on in `placed`."""
    before, line = previous.line, placed.line
    if (
        before.stands_alone
        or line.stands_alone
        or _differ_in_size(before, line)
        or _is_short(previous, placed)
    ):
        return False
    if previous.page == placed.page:
        if len(before.column) != len(line.column):
            return False
        if before.column == line.column:
            below = not placed.column.parts(before, line)
            return below and (habit.spaced or _goes_on_in_style(previous, placed, habit))
    return _goes_on_in_style(previous, placed, habit)


def _goes_on_in_style(previous: _Placed, placed: _Placed, habit: Habit) -> bool:
    """Decide for a line that fills its column."""
    opens = placed.column.opens(placed.line)
    begins = _begins_part(previous.line.text, placed.line.text)
    if _are_title(previous, placed):
        return not begins
    if habit.style is Style.INDENTED:
        ended = ends_sentence(fold(previous.line.text))
        return not opens and not (begins and ended and _is_first_rank(placed.line.text))
    if habit.style is Style.HANGING:
        return opens or not (begins or ends_sentence(fold(previous.line.text)))
    return not begins and not (opens and not previous.column.opens(previous.line))


def _begins_part(before: str, text: str) -> bool:
    """Whether `text` begins with a label that does not stand within the sentence of `before`."""
    label = match_label(fold(text))
    if label is None or label.rank is Rank.POINT:  # 一是 stands within paragraphs as often as not
        return False
    return ends_sentence(fold(before)) or (_is_first_rank(text) and not _OPEN_END.search(before))


def _is_first_rank(text: str) -> bool:
    label = match_label(fold(text))
    return label is not None and label.rank <= Rank.FIRST


def _are_title(previous: _Placed, placed: _Placed) -> bool:
    """Whether both lines are centred, as a title that fills its first line goes on in the second."""
    return previous.column.centres(previous.line) and placed.column.centres(placed.line)


def _differ_in_size(before: PrintedLine, line: PrintedLine) -> bool:
    if not (_HAN.search(before.text) and _HAN.search(line.text)):
        return False
    smaller, larger = sorted((before.size, line.size))
    return larger > _OTHER_SIZE * smaller


def _is_short(previous: _Placed, placed: _Placed) -> bool:
    """Whether the next word would have found room on the line before."""
    before, line, column = previous.line, placed.line, previous.column
    room = column.right - before.right
    if _are_title(previous, placed):
        room += before.left - column.left
    word = _WORD.match(line.text)
    width = sum(1 if char >= _FULL_WIDTH else _NARROW for char in word.group()) if word else 0
    likely = ends_sentence(fold(before.text)) or match_label(fold(line.text)) is not None
    return room > (width + (_ROOM if likely else _SURE_ROOM)) * before.size
