"""Where the characters of a PDF page stand, as fragments of printed text; read with PDFium."""

import ctypes
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import hypot, pi
from statistics import median
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from archive.ingest.extractors.paged_lines import Fragment, Rule, Sheet
from archive.ingest.extractors.pdf_rules import rules_of
from archive.ingest.extractors.pdf_view import View

_EM_GAP = 0.75  # ems between characters of different fragments
_SPACE_GAP = 1.25  # where a space is set between them
_WORD_GAP = 0.2  # ems between Latin words
_BESIDE = 0.35  # ems that the middles of two characters of a fragment may differ in height
_OVERLAP = 0.6  # ems that a character may begin before the end of the last
_LEVEL = 0.02  # quarter turns
_LATIN_EM = 0.8  # the em of a fragment without full-width characters, in heights of its box
_HAN = ("\u2e80", "\u9fff")
# PDFium's signs for a hyphen at the end of a line and for a character it cannot name.
_SOFT = "\x02\ufffe\ufeff\xad"
# Glyph numbers taken for characters: private use, controls, and Latin signs that no Chinese text has in
# number (the vowels of pinyin are not among them).
_NAMELESS = re.compile(
    "[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f¡-¦¨-¯´¶¸-¿À-ÆÇ-ÖØ-ß\u00e2-\u00e7\u00eb\u00ee-\u00f1\u00f4-\u00f6\u00f8\u00fb\u00fd-\u00ff]"
)
_CID = re.compile(r"\(cid:\d+\)")
_NO_CHAR = "\ufffd"
_FIRST_HALVES = frozenset(map(chr, range(0xD800, 0xDC00)))
_SECOND_HALVES = frozenset(map(chr, range(0xDC00, 0xE000)))
_LAST_CHAR = 0x10FFFF
_MOST_OBJECTS = 2000  # looked at for pictures
_PICTURED = 0.5  # share of the page


class Glyph(NamedTuple):
    """One character and its box, y growing downwards; `turn` counts quarter turns against the clock."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    turn: float

    @property
    def middle(self) -> float:
        """Half the height of the box."""
        return (self.top + self.bottom) / 2


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
        glyphs = list(_whole(_glyphs(textpage.raw)))
    finally:
        textpage.close()
    nameless = _nameless("".join(glyph.text for glyph in glyphs))
    turns = Counter(round(glyph.turn) % 4 for glyph in glyphs)
    quarters = turns.most_common(1)[0][0] if turns else 0
    view = View(page.get_bbox(), quarters)
    turned = [glyph for glyph in (_turned(glyph, view) for glyph in glyphs) if _is_seen(glyph, view)]
    level = [glyph for glyph in turned if _is_level(glyph)]
    rules = rules_of(page.raw, view)
    sheet = Sheet(*view.size, tuple(_fragments(level, Uprights(rules))), rules, tuple(_aslant(turned)))
    blank = not pdfium.FPDFPage_CountObjects(page.raw)
    return PageText(sheet, len(glyphs), nameless, blank, _is_pictured(page, view))


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


def _glyphs(textpage: Any) -> Iterator[Glyph]:
    """Yield the characters that the page itself holds, in the order in which it draws them."""
    box = pdfium.FS_RECTF()
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        if pdfium.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        char = _char(textpage, index)
        if char in _SOFT or not pdfium.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box)):
            continue
        turn = -pdfium.FPDFText_GetCharAngle(textpage, index) * 2 / pi
        yield Glyph(char, box.left, box.bottom, box.right, box.top, turn)


def _char(textpage: Any, index: int) -> str:
    """Return a character, or half of one that takes two numbers; U+FFFD for one without a name."""
    code = pdfium.FPDFText_GetUnicode(textpage, index)
    is_named = pdfium.FPDFText_HasUnicodeMapError(textpage, index) != 1
    return chr(code) if is_named and code <= _LAST_CHAR else _NO_CHAR


def _whole(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Yield `glyphs` with the halves of a character joined, and U+FFFD for a half alone."""
    first: Glyph | None = None
    for glyph in glyphs:
        if first is not None and glyph.text in _SECOND_HALVES:
            pair = first.text + glyph.text
            yield first._replace(text=pair.encode("utf-16", "surrogatepass").decode("utf-16"))
            first = None
            continue
        if first is not None:
            yield first._replace(text=_NO_CHAR)
        first = glyph if glyph.text in _FIRST_HALVES else None
        if first is None:
            yield glyph._replace(text=_NO_CHAR) if glyph.text in _SECOND_HALVES else glyph
    if first is not None:
        yield first._replace(text=_NO_CHAR)


def _nameless(text: str) -> int:
    """Return how many characters of `text` stand for a glyph that the font gives no name."""
    spelled = sum(len(number) for number in _CID.findall(text))
    return spelled + len(_NAMELESS.findall(text))


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
        if _is_level(glyph):
            continue
        if last is not None and _distance(last, glyph) > 2 * (glyph.bottom - glyph.top):
            yield text.strip()
            text = ""
        text += glyph.text
        last = glyph
    if text.strip():
        yield text.strip()


def _distance(one: Glyph, other: Glyph) -> float:
    return hypot(other.left - one.left, other.middle - one.middle)


class Uprights:
    """The upright rules of a page, to tell whether one stands between two characters."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = sorted(rule for rule in rules if rule.bottom - rule.top > rule.right - rule.left)
        self._places = [rule.left for rule in self._rules]

    def part(self, one: Glyph, other: Glyph) -> bool:
        """Whether a rule stands between the middles of `one` and, to its right, `other`."""
        if not self._places:
            return False
        first = bisect_left(self._places, (one.left + one.right) / 2)
        last = bisect_left(self._places, (other.left + other.right) / 2)
        return any(rule.top <= one.middle <= rule.bottom for rule in self._rules[first:last])


def _fragments(glyphs: Sequence[Glyph], uprights: Uprights) -> Iterator[Fragment]:
    """Yield the runs of characters on one base line without a wide gap or a rule between them."""
    run: list[Glyph] = []
    inked: Glyph | None = None
    for glyph in glyphs:
        is_space = glyph.text.isspace()
        if inked is not None and not _follows(inked, glyph, uprights, run):
            yield _fragment(run)
            run, inked = [], None
        if inked is not None or not is_space:
            run.append(glyph)
            inked = inked if is_space else glyph
    if run:
        yield _fragment(run)


def _follows(inked: Glyph, glyph: Glyph, uprights: Uprights, run: Sequence[Glyph]) -> bool:
    """Whether `glyph` belongs to `run`, whose last character that is no space is `inked`."""
    em = max(_em(inked), _em(glyph))
    if abs(inked.middle - glyph.middle) > _BESIDE * em:
        return False
    if glyph.text.isspace():
        return True
    if (glyph.left, glyph.right) == (inked.left, inked.right):
        return True  # a ligature: one glyph, several characters
    widest = _SPACE_GAP if run[-1].text.isspace() else _EM_GAP
    near = -_OVERLAP * em < glyph.left - inked.right < widest * em
    return near and not uprights.part(inked, glyph)


def _em(glyph: Glyph) -> float:
    han = _HAN[0] <= glyph.text <= _HAN[1]
    return glyph.right - glyph.left if han else (glyph.bottom - glyph.top) * _LATIN_EM


def _fragment(run: list[Glyph]) -> Fragment:
    while run[-1].text.isspace():
        run.pop()
    han = [glyph.right - glyph.left for glyph in run if _HAN[0] <= glyph.text <= _HAN[1]]
    return Fragment(
        text=_spelled(run),
        left=min(glyph.left for glyph in run),
        top=min(glyph.top for glyph in run),
        right=max(glyph.right for glyph in run),
        bottom=max(glyph.bottom for glyph in run),
        size=median(han) if han else _em(run[0]),
    )


def _spelled(run: Sequence[Glyph]) -> str:
    """Return the characters of `run`, with a space where two Latin words only stand apart."""
    text = run[0].text
    for last, glyph in pairwise(run):
        apart = glyph.left - last.right > _WORD_GAP * _em(last)
        if apart and _is_latin(last.text) and _is_latin(glyph.text):
            text += " "
        text += glyph.text
    return text


def _is_latin(char: str) -> bool:
    return char.isalnum() and char < "\u2e80"
