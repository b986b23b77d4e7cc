"""The body of a Word document as lines: paragraphs with their labels, tables as rows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from archive.ingest.extractors.word.flow import DELETIONS, flow
from archive.ingest.extractors.word.markup import is_on, number, value
from archive.ingest.extractors.word.numbering import Label, Numbering
from archive.ingest.extractors.word.paragraphs import WORD_ART, ParagraphReader
from archive.ingest.extractors.xml import child

_WIDEST = 64  # columns one cell can claim to span
# A row is page layout, not a table, when a cell of at most two holds so much running text.
_LAYOUT_CELLS = 2
_LAYOUT_LINES = 3
_LAYOUT_CHARACTERS = 300


@dataclass(frozen=True)
class Block:
    """Lines that belong together: those of a paragraph, or the rows of a table."""

    lines: tuple[str, ...]
    is_table: bool = False


@dataclass(frozen=True)
class _Cell:
    blocks: tuple[Block, ...]
    span: int = 1

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line for block in self.blocks for line in block.lines if line.strip())

    @property
    def text(self) -> str:
        return " ".join(line.strip().replace("\t", " ") for line in self.lines)


@dataclass
class BodyReader:
    """Reads blocks in reading order, so that lists count as they do on the page.

    `chunk` gives the text of a part in another format by its relation id, empty where there is none.
    """

    numbering: Numbering
    chunk: Callable[[str], str]
    paragraphs: ParagraphReader = field(init=False)

    def __post_init__(self) -> None:
        self.paragraphs = ParagraphReader(self.numbering.styles)

    def blocks(self, container: Iterable[Element]) -> Iterator[Block]:
        """Yield the paragraphs and tables of a body, cell, text box or note."""
        held = ""
        for element in flow(container):
            if element.tag == "w:p":
                words = self.paragraphs.words(element)
                yield from self._boxes(words.before)
                if self._runs_on(element):
                    held += words.text
                else:
                    yield from self._paragraph(element, held + words.text)
                    held = ""
                yield from self._boxes(words.after)
            elif element.tag == "w:tbl":
                yield from _rest(held)  # no paragraph runs on into a table
                held = ""
                yield from self._table(element)
            elif element.tag in DELETIONS:
                self.paragraphs.tally.deletions += 1
            elif element.tag == "w:altChunk":
                yield from self._chunk(element.get("r:id") or "")
        yield from _rest(held)

    def _chunk(self, relation_id: str) -> Iterator[Block]:
        text = self.chunk(relation_id)
        if text:
            yield Block(tuple(text.splitlines()))
        else:
            self.paragraphs.tally.objects += 1

    def _boxes(self, boxes: Iterable[Element]) -> Iterator[Block]:
        for box in boxes:
            if box.tag == WORD_ART:
                yield _lines_of(box.get("string") or "")
            else:
                yield from self.blocks(box)

    def _runs_on(self, paragraph: Element) -> bool:
        """Whether the end of the paragraph is deleted, so that the next one continues it."""
        mark = child(paragraph, "w:pPr", "w:rPr")
        deleted = any(child(mark, name) is not None for name in DELETIONS)
        self.paragraphs.tally.deletions += deleted
        return deleted

    def _paragraph(self, paragraph: Element, text: str) -> Iterator[Block]:
        properties = child(paragraph, "w:pPr")
        if not text and is_on(child(properties, "w:rPr"), "w:vanish"):
            return  # a hidden paragraph is neither shown nor counted
        yield _lines_of(_labelled(self.numbering.label(properties), text))

    def _table(self, table: Element) -> Iterator[Block]:
        rows = [row for row in map(self._row, flow(table)) if row]
        if all(len(row) == 1 for row in rows):
            yield from (block for row in rows for cell in row for block in cell.blocks)
            return
        lines: list[str] = []
        for row in rows:
            if _is_layout(row):
                yield from _as_table(lines)
                lines = []
                yield from (block for cell in row for block in cell.blocks)
            elif any(cell.text for cell in row):
                lines.append("\t".join(cell.text + "\t" * (cell.span - 1) for cell in row))
        yield from _as_table(lines)

    def _row(self, row: Element) -> list[_Cell]:
        properties = child(row, "w:trPr")
        if row.tag != "w:tr":
            return []
        if any(child(properties, name) is not None for name in DELETIONS):
            self.paragraphs.tally.deletions += 1
            return []
        skipped = min(number(value(properties, "w:gridBefore")), _WIDEST)
        return [_Cell(()) for _ in range(skipped)] + [
            self._cell(cell) for cell in flow(row) if cell.tag == "w:tc"
        ]

    def _cell(self, cell: Element) -> _Cell:
        properties = child(cell, "w:tcPr")
        span = min(max(number(value(properties, "w:gridSpan"), 1), 1), _WIDEST)
        merged = child(properties, "w:vMerge")
        continues = merged is not None and merged.get("w:val") != "restart"
        if continues or child(properties, "w:cellDel") is not None:
            return _Cell((), span)
        return _Cell(tuple(self.blocks(cell)), span)


def _labelled(label: Label, text: str) -> str:
    """Put the label before the text as Word shows it, apart where the two would read as one word."""
    if not label.text or label.joined or not text:
        return label.text + text
    return f"{label.text}{' ' if _fuse(label.text, text) else ''}{text.lstrip()}"


def _fuse(label: str, text: str) -> bool:
    """Whether the two need a gap: 第一章 总则, and 1. 5个 which else were a decimal; 一是 runs on."""
    if label.endswith("."):
        return text[0].isdecimal()
    return label[-1].isalnum() and not label.endswith("是")


def _lines_of(text: str) -> Block:
    return Block(tuple(text.split("\n")))


def _rest(held: str) -> Iterator[Block]:
    if held:
        yield _lines_of(held)


def _as_table(lines: Sequence[str]) -> Iterator[Block]:
    if lines:
        yield Block(tuple(lines), is_table=True)


def _is_layout(row: Sequence[_Cell]) -> bool:
    filled = [cell for cell in row if cell.lines]
    long = any(len(cell.lines) >= _LAYOUT_LINES and len(cell.text) >= _LAYOUT_CHARACTERS for cell in filled)
    return long and len(filled) <= _LAYOUT_CELLS
