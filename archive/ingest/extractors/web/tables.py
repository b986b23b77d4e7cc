"""Tables that hold data, told from tables that arrange a page; the rows of the former."""

import re
from collections.abc import Callable, Iterator

from lxml import html

from archive.ingest.extractors.web.words import ink

Row = list[html.HtmlElement]

_BORDER = re.compile(r"border(?:-(?:top|bottom|left|right))?\s*:[^;]*(?:solid|double|\d\s*p[tx])")
_LONG_CELL = 300
_DOMINANT = 0.7
_MANY_BREAKS = 8
_MAX_SPAN = 50
_SPAN_DIGITS = 3
_MAX_COLUMNS = 200  # spans beyond it cover nothing
_FEWEST_COLUMNS = 2
_CELLS = ("td", "th")


def is_data(table: html.HtmlElement) -> bool:
    """Whether the cells of `table` belong together in rows.

    Tables with a table inside, with one column, with a cell of many paragraphs, and tables without rules
    that have one row or one cell with most of the words arrange a page.
    """
    if table.get("role") == "presentation" or table.find(".//table") is not None:
        return False
    rows = rows_of(table)
    if max(map(len, rows), default=0) < _FEWEST_COLUMNS:
        return False
    if _holds_an_article(rows):
        return False
    return _is_ruled(table) or (len(rows) > 1 and not _has_dominant_cell(rows))


def rows_of(table: html.HtmlElement) -> list[Row]:
    """Return the cells of each row of `table`, rows without cells left out."""
    rows = ([cell for cell in row if cell.tag in _CELLS] for row in table.iter("tr"))
    return [row for row in rows if row]


def _has_dominant_cell(rows: list[Row]) -> bool:
    """Whether one cell holds most of the words, and many of them."""
    sizes = [ink(cell.text_content()) for row in rows for cell in row]
    return max(sizes) > _LONG_CELL and max(sizes) > _DOMINANT * sum(sizes)


def _holds_an_article(rows: list[Row]) -> bool:
    """Whether a cell has as many paragraphs or links as only articles and lists of links have."""
    cells = (cell for row in rows for cell in row if len(cell))
    return any(
        sum(1 for _ in cell.iter("p", "br", "div")) > _MANY_BREAKS
        or sum(1 for _ in cell.iter("a")) > _MANY_BREAKS
        for cell in cells
    )


def _is_ruled(table: html.HtmlElement) -> bool:
    if table.get("border", "0") not in ("", "0") or table.find(".//th") is not None:
        return True
    styles = [table.get("style", ""), *(cell.get("style", "") for row in rows_of(table)[:2] for cell in row)]
    return any(_BORDER.search(style) for style in styles)


def row_texts(table: html.HtmlElement, text_of: Callable[[html.HtmlElement], str]) -> Iterator[str]:
    """Yield each row as its cells, read by `text_of`, separated by tabs.

    A cell over several columns or rows is written once, where it begins; the places it covers stay empty,
    so that columns keep their order.
    """
    covered: dict[int, int] = {}  # column -> rows still covered from above
    for row in rows_of(table):
        cells = _placed(row, covered, text_of)
        line = "\t".join(cells).rstrip("\t ")
        if line:
            yield line


def _placed(row: Row, covered: dict[int, int], text_of: Callable[[html.HtmlElement], str]) -> list[str]:
    texts: list[str] = []
    for cell in row:
        _pass_covered(texts, covered)
        width, height = _span(cell, "colspan"), _span(cell, "rowspan")
        if len(texts) < _MAX_COLUMNS:
            covered.update(dict.fromkeys(range(len(texts), len(texts) + width), height - 1))
        texts += [text_of(cell), *[""] * (width - 1 if len(texts) < _MAX_COLUMNS else 0)]
    _pass_covered(texts, covered)
    return texts


def _pass_covered(texts: list[str], covered: dict[int, int]) -> None:
    while covered.get(len(texts), 0) > 0:
        covered[len(texts)] -= 1
        texts.append("")


def _span(cell: html.HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), _MAX_SPAN) if value.isdecimal() and len(value) <= _SPAN_DIGITS else 1
