"""How the lines of printed columns stand: their edges, their pitch, and how paragraphs begin."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise
from statistics import median

from archive.ingest.extractors.paged_lines import PrintedLine
from archive.ingest.labels import match_label
from archive.ingest.pages import ends_sentence
from archive.text.fold import fold

INDENT = 1.2  # ems; the first line of a paragraph stands two in
_FEWEST_LINES = 6  # fewer lines do not show the edges of their column
_SUPPORT = 0.1  # share of the lines that reach an edge
_SHORT = 3  # ems left on a line that was ended on purpose
_MOSTLY = 0.6


class Style(Enum):
    """Where paragraphs begin: two ems in, at the edge, or at the edge with what follows two ems in."""

    INDENTED = auto()
    FLUSH = auto()
    HANGING = auto()


@dataclass(frozen=True)
class Column:
    """The edges most lines of a column keep, and the usual distance of their tops."""

    left: float
    right: float
    pitch: float

    def opens(self, line: PrintedLine) -> bool:
        """Whether `line` stands in from the left edge."""
        return line.left - self.left > INDENT * line.size


Columns = Sequence[Mapping[tuple[int, ...], Column]]


def columns_of(pages: Sequence[Sequence[PrintedLine]]) -> Columns:
    """Return for each page its columns by number; one with few lines takes the edges of its fellows."""
    fellows: dict[tuple[int, ...], list[PrintedLine]] = defaultdict(list)
    for page in pages:
        for line in page:
            fellows[line.column].append(line)
    return [
        {
            number: _column(lines if len(lines) >= _FEWEST_LINES else fellows[number])
            for number, lines in _by_column(page).items()
        }
        for page in pages
    ]


def style_of(pages: Sequence[Sequence[PrintedLine]], columns: Columns) -> Style:
    """Return how the paragraphs of a document begin, by its surest beginnings and continuations."""
    begun, gone_on = [], []
    for page, by_number in zip(pages, columns, strict=True):
        for previous, line in _neighbours(page):
            column = by_number[line.column]
            short = column.right - previous.right > _SHORT * previous.size
            ended = ends_sentence(fold(previous.text))
            if short and ended:
                begun.append(column.opens(line))
            elif not short and not ended and match_label(fold(line.text)) is None:
                gone_on.append(column.opens(line))
    if begun and sum(begun) > _MOSTLY * len(begun):
        return Style.INDENTED
    hanging = gone_on and sum(gone_on) > _MOSTLY * len(gone_on)
    return Style.HANGING if hanging else Style.FLUSH


def _by_column(page: Sequence[PrintedLine]) -> dict[tuple[int, ...], list[PrintedLine]]:
    found: dict[tuple[int, ...], list[PrintedLine]] = defaultdict(list)
    for line in page:
        found[line.column].append(line)
    return found


def _neighbours(page: Sequence[PrintedLine]) -> Iterator[tuple[PrintedLine, PrintedLine]]:
    """Yield the pairs of lines of text that follow each other in one column."""
    for previous, line in pairwise(page):
        if previous.column == line.column and not previous.cells and not line.cells:
            yield previous, line


def _column(lines: Sequence[PrintedLine]) -> Column:
    texts = [line for line in lines if not line.cells] or list(lines)
    size = median(line.size for line in texts)
    needed = min(len(texts), max(2, int(len(texts) * _SUPPORT)))
    lefts = sorted(line.left for line in texts)
    rights = sorted(-line.right for line in texts)
    steps = [below.top - above.top for above, below in _neighbours(texts) if below.top > above.top]
    return Column(
        left=_edge(lefts, needed, size),
        right=-_edge(rights, needed, size),
        pitch=median(steps) if steps else 2 * size,
    )


def _edge(places: Sequence[float], needed: int, size: float) -> float:
    """Return the first of the sorted `places` that `needed` of them share within an em."""
    for index, place in enumerate(places[: len(places) - needed + 1]):
        if places[index + needed - 1] - place <= size:
            return place
    return places[0]
