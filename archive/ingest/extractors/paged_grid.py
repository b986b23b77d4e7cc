"""Tables whose cells are ruled: the grid of the drawn lines, and the text in its cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from archive.ingest.extractors.paged_lines import (
    Fragment,
    Rule,
    Sheet,
    joined_texts,
    line_of,
    merged_cells,
    rows_of,
)

_NEAR = 0.004  # share of the height of the sheet: lines drawn twice, ends that meet
_MOST_RULES = 500  # a drawing has more
_LEAST_COLUMNS = 2
_MOST_LINES = 12  # a cell with more lines frames running text
_FEWEST_SIGNS = 8  # of a line of running text
_FEWEST_UNRULED = 3  # so many rows without rules between them are rows of their own
_LINED = 0.5  # share of a cell's side that a rule must cover


Cell = tuple[int, int]  # row and column


@dataclass(frozen=True)
class _Grid:
    """The lines of one ruled table: where they stand, and the rules drawn."""

    xs: list[float]
    ys: list[float]
    upright: list[Rule]
    level: list[Rule]

    def place(self, fragment: Fragment) -> Cell | None:
        """Return the cell that holds the middle of `fragment`."""
        row = _band(self.ys, (fragment.top + fragment.bottom) / 2)
        column = _band(self.xs, (fragment.left + fragment.right) / 2)
        return None if row is None or column is None else (row, column)

    def first_of(self, cell: Cell) -> Cell:
        """Return the upper left one of the cells that `cell` is merged with."""
        row, column = cell
        while column and not self._is_ruled_left(row, column):
            column -= 1
        while row and not self._is_ruled_above(row, column):
            row -= 1
        return row, column

    def _is_ruled_left(self, row: int, column: int) -> bool:
        middle = (self.ys[row] + self.ys[row + 1]) / 2
        near = (self.xs[column + 1] - self.xs[column]) / 3
        return any(
            abs(rule.left - self.xs[column]) < near and rule.top <= middle <= rule.bottom
            for rule in self.upright
        )

    def _is_ruled_above(self, row: int, column: int) -> bool:
        middle = (self.xs[column] + self.xs[column + 1]) / 2
        near = (self.ys[row + 1] - self.ys[row]) / 3
        return any(
            abs(rule.top - self.ys[row]) < near and rule.left <= middle <= rule.right for rule in self.level
        )


def ruled_rows(sheet: Sheet) -> list[Fragment]:
    """Return the fragments of `sheet`, those in ruled tables put together to one for each table row."""
    rest = list(sheet.fragments)
    rows: list[Fragment] = []
    for grid in _grids(sheet):
        inside = [f for f in rest if grid.place(f) is not None]
        if _frames_text(grid, inside):
            continue
        rows += _rows(_with_unruled_rows(grid, inside), inside)
        rest = [f for f in rest if grid.place(f) is None]
    return rest + rows


def _grids(sheet: Sheet) -> Iterator[_Grid]:
    """Yield a grid for each group of rules that meet and part at least two columns."""
    near = sheet.height * _NEAR
    upright = [rule for rule in sheet.rules if rule.right - rule.left < near < rule.bottom - rule.top]
    level = [rule for rule in sheet.rules if rule.bottom - rule.top < near < rule.right - rule.left]
    rules = [*_joined(upright, near), *map(_across, _joined(list(map(_across, level)), near))]
    if len(rules) > _MOST_RULES:
        return
    for group in _groups(rules, near):
        up = [rule for rule in group if rule.right - rule.left < near]
        flat = [rule for rule in group if rule.right - rule.left >= near]
        xs = _distinct([x for rule in group for x in (rule.left, rule.right)], near)
        ys = _distinct([y for rule in group for y in (rule.top, rule.bottom)], near)
        if up and flat and len(xs) > _LEAST_COLUMNS:
            yield _Grid(xs, ys, up, flat)


def _joined(upright: Sequence[Rule], near: float) -> list[Rule]:
    """Return upright rules with those in one line that touch made one."""
    joined: list[Rule] = []
    for place in _distinct([rule.left for rule in upright], near):
        line = sorted((r for r in upright if place <= r.left <= place + near), key=lambda r: r.top)
        begun = len(joined)
        for rule in line:
            if len(joined) > begun and rule.top <= joined[-1].bottom + near:
                joined[-1] = replace(joined[-1], bottom=max(joined[-1].bottom, rule.bottom))
            else:
                joined.append(replace(rule, left=place, right=place))
    return joined


def _across(rule: Rule) -> Rule:
    """Return a level rule as an upright one, and the other way round."""
    return Rule(rule.top, rule.left, rule.bottom, rule.right)


def _groups(rules: Sequence[Rule], near: float) -> list[list[Rule]]:
    """Return the rules that touch each other, directly or through others."""
    groups: list[list[Rule]] = []
    for rule in rules:
        touching = [group for group in groups if any(_touch(rule, other, near) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([rule, *(other for group in touching for other in group)])
    return groups


def _touch(one: Rule, other: Rule, near: float) -> bool:
    across = max(one.left, other.left) - near <= min(one.right, other.right)
    return across and max(one.top, other.top) - near <= min(one.bottom, other.bottom)


def _distinct(places: Sequence[float], near: float) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > near:
            found.append(place)
    return found


def _band(places: Sequence[float], middle: float) -> int | None:
    return next((i for i, (low, high) in enumerate(pairwise(places)) if low <= middle < high), None)


def _frames_text(grid: _Grid, inside: Sequence[Fragment]) -> bool:
    """Whether the rules frame running text rather than the cells of a table."""
    cells: dict[Cell | None, list[Fragment]] = {}
    for fragment in inside:
        cells.setdefault(grid.place(fragment), []).append(fragment)
    return any(
        len(rows_of(cell)) > _MOST_LINES and sum(len(f.text) for f in cell) > _FEWEST_SIGNS * len(cell)
        for cell in cells.values()
    )


def _with_unruled_rows(grid: _Grid, inside: Sequence[Fragment]) -> _Grid:
    """Part the rows that no rule parts, where every line has something in every column."""
    ys, level = list(grid.ys), list(grid.level)
    for top, bottom in pairwise(grid.ys):
        lines = rows_of(f for f in inside if top <= (f.top + f.bottom) / 2 < bottom)
        columns = [{grid.place(f) for f in line} for line in lines]
        if len(lines) < _FEWEST_UNRULED or any(len(found) < len(grid.xs) - 1 for found in columns):
            continue
        for above, below in pairwise(lines):
            y = (max(f.bottom for f in above) + min(f.top for f in below)) / 2
            ys.append(y)
            level.append(Rule(grid.xs[0], y, grid.xs[-1], y))
    return replace(grid, ys=sorted(ys), level=level)


def _rows(grid: _Grid, inside: Sequence[Fragment]) -> Iterator[Fragment]:
    cells: dict[Cell, list[Fragment]] = {}
    for fragment in inside:
        place = grid.place(fragment)
        if place is not None:
            cells.setdefault(grid.first_of(place), []).append(fragment)
    for row, (top, bottom) in enumerate(pairwise(grid.ys)):
        columns = range(len(grid.xs) - 1)
        found = [f for column in columns for f in cells.get((row, column), [])]
        if found:
            whole = merged_cells(found, [_text(cells.get((row, column), [])) for column in columns])
            yield replace(whole, left=grid.xs[0], right=grid.xs[-1], top=top, bottom=bottom)


def _text(fragments: Sequence[Fragment]) -> str:
    return joined_texts([line_of(row).text for row in rows_of(fragments)])
