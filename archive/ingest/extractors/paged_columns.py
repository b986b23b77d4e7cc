"""How the lines of printed columns stand: their edges, their pitch, and how paragraphs begin."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import chain, pairwise
from statistics import median

from archive.ingest.cleaning.pages import ends_sentence
from archive.ingest.extractors.paged_lines import PrintedLine
from archive.ingest.sectioning.labels import match_label
from archive.text.fold import fold

INDENT = 1.2  # ems; the first line of a paragraph stands two in
_FEWEST = 2  # lines that show an edge
_FEW_LINES = 8  # in fewer lines the outermost shows it
_FEW = 0.05  # share of all lines of a column that reach an edge
_MANY = 0.25  # share of its lines on one page that do
_GAP = 1.25  # times the usual distance of two lines
_SHORT = 3  # ems left on a line that was ended on purpose
_MOSTLY = 0.6
_TITLE = 1.1  # times the usual size of type


class Style(Enum):
    """Where paragraphs begin: two ems in, at the edge, or at the edge with what follows two ems in."""

    INDENTED = auto()
    FLUSH = auto()
    HANGING = auto()


@dataclass(frozen=True)
class Habit:
    """How the paragraphs of a document begin; `spaced` when a gap stands before each."""

    style: Style
    spaced: bool


@dataclass(frozen=True)
class Column:
    """The edges most lines of a column keep, the usual distance of their tops, and their size of type."""

    left: float
    right: float
    pitch: float
    size: float

    def parts(self, previous: PrintedLine, line: PrintedLine) -> bool:
        """Whether a gap parts two lines that follow each other in the column."""
        step = line.top - previous.top
        return step * self.size > _GAP * self.pitch * max(self.size, line.size)

    def opens(self, line: PrintedLine) -> bool:
        """Whether `line` stands in from the left edge."""
        return line.left - self.left > INDENT * line.size

    def centres(self, line: PrintedLine) -> bool:
        """Whether `line` stands in from both edges alike."""
        left, right = line.left - self.left, self.right - line.right
        is_title = line.size > _TITLE * self.size
        return abs(left - right) < line.size and (is_title or left > line.size / 2)


Columns = Sequence[Mapping[tuple[int, ...], Column]]


def columns_of(pages: Sequence[Sequence[PrintedLine]]) -> Columns:
    """Return for each page its columns by name; one whose lines do not show its edges takes its fellows'."""
    fellows = {name: _column(lines, _FEW) for name, lines in _by_column(chain(*pages)).items()}
    return [
        {name: _column(lines, _MANY, fellows[name]) for name, lines in _by_column(page).items()}
        for page in pages
    ]


def habit_of(pages: Sequence[Sequence[PrintedLine]], columns: Columns) -> Habit:
    """Return how the paragraphs of a document begin, by its surest beginnings and continuations."""
    begun, parted, gone_on = [], [], []
    for page, by_name in zip(pages, columns, strict=True):
        for previous, line in _neighbours(page):
            column = by_name[line.column]
            short = column.right - previous.right > _SHORT * previous.size
            ended = ends_sentence(fold(previous.text))
            if short and ended:
                begun.append(column.opens(line))
                parted.append(column.parts(previous, line))
            elif not short and not ended and match_label(fold(line.text)) is None:
                gone_on.append(column.opens(line))
    style = Style.FLUSH
    if _are_most(begun):
        style = Style.INDENTED
    elif _are_most(gone_on):
        style = Style.HANGING
    return Habit(style, _are_most(parted))


def _are_most(answers: Sequence[bool]) -> bool:
    return sum(answers) > _MOSTLY * len(answers)


def _by_column(page: Iterable[PrintedLine]) -> dict[tuple[int, ...], list[PrintedLine]]:
    found: dict[tuple[int, ...], list[PrintedLine]] = defaultdict(list)
    for line in page:
        found[line.column].append(line)
    return found


def _neighbours(page: Sequence[PrintedLine]) -> Iterator[tuple[PrintedLine, PrintedLine]]:
    """Yield the pairs of lines of text that follow each other in one column."""
    for previous, line in pairwise(page):
        if previous.column == line.column and not (previous.stands_alone or line.stands_alone):
            yield previous, line


def _column(lines: Sequence[PrintedLine], support: float, fellows: Column | None = None) -> Column:
    """Return the edges that a share of the `lines` keep, those of the fellows where any line keeps them."""
    texts = [line for line in lines if not line.stands_alone] or list(lines)
    size = median(line.size for line in texts)
    lefts, rights = sorted(line.left for line in texts), sorted(-line.right for line in texts)
    if fellows is None:
        steps = [below.top - above.top for above, below in _neighbours(texts) if below.top > above.top]
        fellows = Column(lefts[0], -rights[0], median(steps) if steps else 2 * size, size)
        return replace(fellows, left=_edge(lefts, support, size), right=-_edge(rights, support, size))
    left, right = fellows.left, fellows.right
    is_within = lefts[0] > left - size and -rights[0] < right + size
    if len(texts) < _FEW_LINES and is_within:
        return fellows
    if abs(lefts[0] - left) > size:
        left = _edge(lefts, support, size)
    if abs(-rights[0] - right) > size:
        right = -_edge(rights, support, size)
    return replace(fellows, left=left, right=right)


def _edge(places: Sequence[float], support: float, size: float) -> float:
    """Return the middle of the first of the sorted `places` that a share of them keep within an em."""
    if len(places) < _FEW_LINES:
        return places[0]
    ahead = max(_FEWEST, int(len(places) * support)) - 1
    pairs = zip(places, places[ahead:], strict=False)
    first = next((place for place, later in pairs if later - place <= size), places[0])
    return median(place for place in places if first <= place <= first + size)
