"""The characters of a PDF page and where they stand; read with PDFium."""

import ctypes
import re
from collections.abc import Iterable, Iterator, Sequence
from math import isfinite, pi
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from archive.ingest.extractors.paged_lines import SOFT_HYPHEN

# Signs without ink, and PDFium's for a hyphen at the end of a line.
_SOFT = "\ufffe\ufeff\xad"
_HYPHEN = "\x02"
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


def glyphs_of(textpage: Any) -> list[Glyph]:
    """Return the characters that a PDFium `textpage` itself holds, in the order in which it draws them.

    Boxes are those of the page, y growing upwards: the `top` of a glyph is its lower side.
    """
    return list(_hyphened(list(_whole(_glyphs(textpage)))))


def _hyphened(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Yield `glyphs` with a soft hyphen where a line parts a Latin word, and else the hyphen printed."""
    for index, glyph in enumerate(glyphs):
        if glyph.text != _HYPHEN:
            yield glyph
            continue
        around = [other.text for other in (*glyphs[index - 1 : index], *glyphs[index + 1 : index + 2])]
        parts_word = all(char.isascii() and char.islower() for char in around)
        yield glyph._replace(text=SOFT_HYPHEN if parts_word else "-")


def nameless(text: str) -> int:
    """Return how many characters of `text` stand for a glyph that the font gives no name."""
    spelled = sum(len(number) for number in _CID.findall(text))
    return spelled + len(_NAMELESS.findall(text))


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
        yield Glyph(char, box.left, box.bottom, box.right, box.top, turn if isfinite(turn) else 0)


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
