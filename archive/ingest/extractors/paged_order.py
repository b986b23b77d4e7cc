"""The order in which the lines of a page are read: tables, then columns from left to right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from archive.ingest.extractors.paged_grid import ruled_rows
from archive.ingest.extractors.paged_lines import Fragment, PrintedLine, Row, Sheet, line_of, rows_of
from archive.ingest.extractors.paged_tables import with_aligned_rows

_FEWEST_LINES = 4  # a column has so many at least
_FEWEST_SIGNS = 8  # and most of its lines hold so many characters
_RAGGED = 1.5  # ems that a full line may differ from the edge
_MOSTLY_FULL = 0.4  # share of full lines, on average
_DEEPEST = 2  # up to four columns


Name = tuple[int, ...]


def lines_of(sheets: Sequence[Sheet]) -> list[list[PrintedLine]]:
    """Return the lines of each of `sheets` in reading order; texts aslant come last."""
    pages = [ruled_rows(sheet) for sheet in sheets]
    gutters = [_gutter(rows_of(page)) for page in pages]
    usual = _usual(gutters)
    lines = []
    for sheet, page, gutter in zip(sheets, pages, gutters, strict=True):
        column: Name = (round(sheet.width),)
        if gutter is None and usual and all(f.right < usual for f in page):
            column += (0,)  # the last page of several, its right column empty
        lines.append([*_ordered(page, column), *_aslant(sheet)])
    return lines


def _usual(gutters: Sequence[float | None]) -> float | None:
    """Return the gutter that most sheets have, if most have one."""
    found = [gutter for gutter in gutters if gutter is not None]
    return median(found) if found and len(found) * 2 > len(gutters) - 1 else None


def _aslant(sheet: Sheet) -> Iterator[PrintedLine]:
    for text in sheet.aslant:
        yield PrintedLine(text, 0, sheet.height, 0, sheet.height, 1, (round(sheet.width), -1), is_aslant=True)


@dataclass(frozen=True)
class _Halves:
    """Rows in which no fragment crosses a gutter, as what stands left and right of it."""

    left: list[Fragment]
    right: list[Fragment]


def _ordered(fragments: Sequence[Fragment], column: Name) -> Iterator[PrintedLine]:
    rows = rows_of(fragments)
    gutter = _gutter(rows) if len(column) <= _DEEPEST else None
    if gutter is None:
        yield from (line_of(row, column) for row in with_aligned_rows(rows))
        return
    for crossed, band in groupby(rows, key=lambda row: _crosses(row, gutter)):
        if crossed:
            yield from (line_of(row, column) for row in band)
            continue
        halves = _halves(band, gutter)
        yield from _ordered(halves.left, (*column, 0))
        yield from _ordered(halves.right, (*column, 1))


def _gutter(rows: Sequence[Row]) -> float | None:
    """Return where the page parts into two columns of running text; None where it does not."""
    lefts = sorted((f.left, f.size) for row in rows for f in row)
    best, most, tried = None, 0, lefts[0][0] if lefts else 0.0
    for index, (left, size) in enumerate(lefts[: 1 - _FEWEST_LINES]):
        together = lefts[index + _FEWEST_LINES - 1][0] - left < size / 2
        if not together or left - tried < size or left - lefts[0][0] < _FEWEST_SIGNS * size:
            continue
        tried, place = left, left - size * 0.4
        free = [row for row in rows if not _crosses(row, place)]
        halves = _halves(free, place)
        if len(halves.right) > most and _are_columns(halves):
            best, most = place, len(halves.right)
    return best


def _crosses(row: Row, place: float) -> bool:
    return any(f.left < place < f.right for f in row)


def _halves(rows: Iterator[Row] | Sequence[Row], place: float) -> _Halves:
    fragments = [f for row in rows for f in row]
    return _Halves([f for f in fragments if f.right <= place], [f for f in fragments if f.left >= place])


def _are_columns(halves: _Halves) -> bool:
    """Whether both halves hold lines of running text, which reach one right edge; cells do not."""
    full = [_full_lines(half) for half in (halves.left, halves.right)]
    sizes = [len(halves.left), len(halves.right)]
    shares = [count / size for count, size in zip(full, sizes, strict=True) if size]
    return min(full) >= _FEWEST_LINES and sum(shares) >= _MOSTLY_FULL * len(shares)


def _full_lines(fragments: Sequence[Fragment]) -> int:
    """Return how many of `fragments` are of some length and reach the right edge of most of these."""
    texts = [f for f in fragments if not f.cells and len(f.text) >= _FEWEST_SIGNS]
    rights = sorted(f.right for f in texts)
    edge = rights[len(rights) * 4 // 5] if rights else 0
    return sum(abs(f.right - edge) < _RAGGED * f.size for f in texts)
