"""The words of one paragraph, as Word shows them with all changes accepted."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from archive.ingest.extractors.word.counting import numeral
from archive.ingest.extractors.word.flow import DELETIONS, flow
from archive.ingest.extractors.word.markup import is_on, number, value
from archive.ingest.extractors.word.styles import Styles
from archive.ingest.extractors.word.symbols import in_unicode, symbol
from archive.ingest.extractors.xml import child

_LINE = 300_000  # EMU: a box that hangs further than a line below its anchor stands after it
_RAW_BREAKS = re.compile(r"[\r\n\t]+")
_SHAPES = frozenset({"w:drawing", "w:pict", "w:object"})
_BOX = "w:txbxContent"
WORD_ART = "v:textpath"
_WATERMARK = "WaterMark"  # in the name Word gives the shapes it prints behind all pages
_PICTURES = frozenset({"a:blip", "v:imagedata"})
_ENCLOSED = re.compile(r"eq\s*\\o\s*\\ac\s*\(\s*○\s*[,，;；]\s*(\d{1,2})\s*\)", re.IGNORECASE)


@dataclass
class Tally:
    """What was met on the way and is not, or not only, in the text."""

    deletions: int = 0
    hidden: int = 0
    pictures: int = 0
    objects: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)  # (footnotes or endnotes, id)


@dataclass
class Words:
    """The text of a paragraph, and the text boxes (or lines of word art) anchored in it."""

    text: str = ""
    before: list[Element] = field(default_factory=list)
    after: list[Element] = field(default_factory=list)


@dataclass
class _Field:
    """An open field: its instruction is not shown, its result is."""

    in_result: bool = False
    instruction: str = ""


@dataclass
class ParagraphReader:
    """Reads paragraphs in order; a field may run over several of them."""

    styles: Styles
    tally: Tally = field(default_factory=Tally)
    _fields: list[_Field] = field(default_factory=list)

    def words(self, paragraph: Element) -> Words:
        """Return the visible text of a `w:p` with its text boxes; counts what it leaves out."""
        words = Words()
        style_id = value(paragraph, "w:pPr", "w:pStyle")
        hidden = self.styles.hides(style_id)
        words.text = "".join(self._pieces(paragraph, words, hidden=hidden))
        # An instruction ends with its paragraph: a field that lost its end must not swallow the rest.
        self._fields = [found for found in self._fields if found.in_result]
        return words

    def _pieces(self, container: Iterable[Element], words: Words, *, hidden: bool) -> Iterator[str]:
        for element in flow(container):
            if element.tag == "w:r":
                yield from self._run(element, words, hidden=hidden)
            elif element.tag in DELETIONS:
                self.tally.deletions += 1
            elif element.tag in ("m:oMath", "m:oMathPara"):
                yield "".join(_formula(element))

    def _run(self, run: Element, words: Words, *, hidden: bool) -> Iterator[str]:
        hidden = self._is_hidden(run, default=hidden)
        font = _font(run)
        for element in flow(run):
            if element.tag == "w:fldChar":
                yield self._field_mark(element.get("w:fldCharType"))
            elif element.tag == "w:instrText" and self._fields:
                self._fields[-1].instruction += element.text or ""
            elif hidden:
                self.tally.hidden += bool(element.tag == "w:t" and element.text)
            elif all(found.in_result for found in self._fields):
                yield from (in_unicode(piece, font) for piece in self._shown(element, words))

    def _is_hidden(self, run: Element, *, default: bool) -> bool:
        properties = child(run, "w:rPr")
        told = is_on(properties, "w:vanish")
        if told is not None:
            return told
        return default or self.styles.hides(value(properties, "w:rStyle"))

    def _field_mark(self, kind: str | None) -> str:
        """Follow the marks that open, divide and close a field; returns what a field without result shows."""
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            closed = self._fields.pop()
            found = None if closed.in_result else _ENCLOSED.search(closed.instruction)
            if found and all(outer.in_result for outer in self._fields):
                return numeral(int(found[1]), "decimalEnclosedCircle")
        return ""

    def _shown(self, element: Element, words: Words) -> Iterator[str]:
        reader = _READERS.get(element.tag)
        if reader is not None:
            yield reader(element)
        elif element.tag == "w:ruby":
            # The reading above the characters is a gloss; the sentence is what stands below it.
            yield from self._pieces(child(element, "w:rubyBase") or (), words, hidden=False)
        elif element.tag in ("w:footnoteReference", "w:endnoteReference"):
            yield self._note(element)
        elif element.tag in _SHAPES:
            self._shape(element, words)

    def _note(self, element: Element) -> str:
        kind = "footnotes" if element.tag == "w:footnoteReference" else "endnotes"
        self.tally.notes.append((kind, element.get("w:id") or ""))
        return note_mark(len(self.tally.notes))

    def _shape(self, shape: Element, words: Words) -> None:
        drawn = list(_drawn(shape))
        if any(_WATERMARK in (found.get("id") or "") for found in drawn):
            return
        boxes = words.after if _hangs_below(shape) else words.before
        boxes.extend(found for found in drawn if found.tag in (_BOX, WORD_ART))
        embedded = any(found.tag == "o:OLEObject" for found in drawn)
        self.tally.objects += embedded
        self.tally.pictures += any(found.tag in _PICTURES for found in drawn) and not embedded


def note_mark(index: int) -> str:
    """Return the mark that links a place in the text to its note; brackets keep it off numbers."""
    return f"〔注{index}〕"


def _font(run: Element) -> str | None:
    fonts = child(run, "w:rPr", "w:rFonts")
    return None if fonts is None else fonts.get("w:ascii") or fonts.get("w:hAnsi")


def _text(element: Element) -> str:
    text = _RAW_BREAKS.sub(" ", element.text or "")
    return text if element.get("xml:space") == "preserve" else text.strip(" ")


def _line_break(_element: Element) -> str:
    return "\n"


def _tab(_element: Element) -> str:
    return "\t"


def _hyphen(_element: Element) -> str:
    return "-"


def _symbol(element: Element) -> str:
    return symbol(element.get("w:font"), element.get("w:char"))


_READERS: Mapping[str, Callable[[Element], str]] = {
    "w:t": _text,
    "w:br": _line_break,
    "w:cr": _line_break,
    "w:tab": _tab,
    "w:ptab": _tab,
    "w:noBreakHyphen": _hyphen,
    "w:sym": _symbol,
}


def _formula(element: Element) -> Iterator[str]:
    """Yield the characters of a formula; a fraction is written with a slash."""
    for found in element.iter():
        if found.tag == "m:den":
            yield "/"
        elif found.tag in ("m:t", "w:t"):
            yield found.text or ""


def _drawn(shape: Element) -> Iterator[Element]:
    """Yield what a shape is made of, each part once though it be stored in two forms; not what boxes hold."""
    stack = [flow(shape)]
    while stack:
        found = next(stack[-1], None)
        if found is None:
            stack.pop()
            continue
        yield found
        if found.tag != _BOX:
            stack.append(flow(found))


def _hangs_below(shape: Element) -> bool:
    """Whether the shape is placed more than a line below the paragraph it is anchored in."""
    position = child(shape, "wp:anchor", "wp:positionV")
    offset = child(position, "wp:posOffset")
    if position is None or offset is None or position.get("relativeFrom") not in ("paragraph", "line"):
        return False
    return number(offset.text) > _LINE
