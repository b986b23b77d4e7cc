"""One page of a PDF as a sheet of printed text; read with PDFium."""

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence
from math import hypot, isfinite
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from archive.ingest.extractors.paged_lines import Sheet
from archive.ingest.extractors.pdf_glyphs import Glyph, glyphs_of, nameless
from archive.ingest.extractors.pdf_rules import rules_of
from archive.ingest.extractors.pdf_runs import fragments_of
from archive.ingest.extractors.pdf_view import Box, View

_A4: Box = (0, 0, 595, 842)
_LEVEL = 0.02  # quarter turns
_MOST_OBJECTS = 2000  # looked at for pictures
_PICTURED = 0.5  # share of the page


class PageText(NamedTuple):
    """A sheet, how many characters it has, and how many of them the fonts leave without a name."""

    sheet: Sheet
    inked: int
    nameless: int
    is_blank: bool = False  # the page draws nothing at all
    is_pictured: bool = False  # pictures cover most of it


def page_text(page: Any) -> PageText:
    """Return the text of a PDFium `page` as it stands on it, turned so that most of it runs level."""
    textpage = page.get_textpage()
    try:
        glyphs = glyphs_of(textpage.raw)
    finally:
        textpage.close()
    turns = Counter(round(glyph.turn) % 4 for glyph in glyphs)
    view = View(_box(page), turns.most_common(1)[0][0] if turns else 0)
    return PageText(
        sheet=_sheet(glyphs, page, view),
        inked=sum(not glyph.text.isspace() for glyph in glyphs),
        nameless=nameless("".join(glyph.text for glyph in glyphs)),
        is_blank=not pdfium.FPDFPage_CountObjects(page.raw),
        is_pictured=_is_pictured(page, view),
    )


def _box(page: Any) -> Box:
    """Return the visible box of a PDFium `page`; A4 for one that is no box."""
    box: Box = page.get_bbox()
    return box if all(map(isfinite, box)) else _A4


def _sheet(glyphs: Sequence[Glyph], page: Any, view: View) -> Sheet:
    turned = [glyph for glyph in (_turned(glyph, view) for glyph in glyphs) if _is_seen(glyph, view)]
    level = [glyph for glyph in turned if _is_level(glyph)]
    aslant = [glyph for glyph in turned if not _is_level(glyph)]
    rules = rules_of(page.raw, view)
    return Sheet(
        *view.size, fragments_of(level, rules), rules, tuple(filter(None, map(str.strip, _aslant(aslant))))
    )


def _is_pictured(page: Any, view: View) -> bool:
    """Whether the pictures on a PDFium `page` cover most of it, as those of a scan do."""
    covered = 0.0
    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(min(pdfium.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_IMAGE:
            pdfium.FPDFPageObj_GetBounds(item, *map(ctypes.byref, sides))
            left, bottom, right, top = (side.value for side in sides)
            covered += (right - left) * (top - bottom)
    return covered > _PICTURED * view.size[0] * view.size[1]


def _turned(glyph: Glyph, view: View) -> Glyph:
    """Return `glyph`, read as left, bottom, right, top, as seen in `view`."""
    return Glyph(glyph.text, *view.place(glyph[1:5]), glyph.turn - view.quarters)


def _is_seen(glyph: Glyph, view: View) -> bool:
    """Whether `glyph` has a size and stands on the page; comparisons with no number fail."""
    width, height = view.size
    across = glyph.left < glyph.right and glyph.left < width and 0 < glyph.right < 2 * width
    return across and glyph.top < glyph.bottom and glyph.top < height and 0 < glyph.bottom < 2 * height


def _is_level(glyph: Glyph) -> bool:
    return abs(glyph.turn - 4 * round(glyph.turn / 4)) < _LEVEL


def _aslant(glyphs: Sequence[Glyph]) -> Iterator[str]:
    """Yield the texts that do not run level; the characters of one lie close together."""
    text = ""
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and _distance(last, glyph) > 2 * (glyph.bottom - glyph.top):
            yield text
            text = ""
        text += glyph.text
        last = glyph
    yield text


def _distance(one: Glyph, other: Glyph) -> float:
    return hypot(other.left - one.left, other.middle - one.middle)
