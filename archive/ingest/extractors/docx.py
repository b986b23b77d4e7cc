"""Word files (docx, docm, dotx): the text as Word shows it with all changes accepted.

Labels of automatic lists stand before their paragraphs, text boxes where they are anchored, notes at the end.
Page breaks are not recorded: Word stores paragraphs whole, and where a page ended depends on the printer.
"""

from collections.abc import Iterable, Iterator
from functools import partial

from archive.ingest.errors import IngestError
from archive.ingest.extractors import load
from archive.ingest.extractors.container import HOSTILE
from archive.ingest.extractors.word.body import Block, BodyReader
from archive.ingest.extractors.word.letterhead import body_of, letterhead
from archive.ingest.extractors.word.numbering import read_numbering
from archive.ingest.extractors.word.package import Package
from archive.ingest.extractors.word.paragraphs import Tally, note_mark
from archive.ingest.extractors.word.properties import hints_of
from archive.ingest.extractors.word.styles import read_styles
from archive.ingest.extractors.xml import children
from archive.ingest.files.decode import MAX_CHARACTERS
from archive.ingest.files.sniff import FileKind, kind_of
from archive.ingest.types import Extracted, IngestWarning, Options, RawFile, TextSpan

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_CHUNKS = frozenset({FileKind.TEXT, FileKind.HTML, FileKind.MHT})
_NOTE_ELEMENTS = {"footnotes": "w:footnote", "endnotes": "w:endnote"}


def extract(raw: RawFile, options: Options) -> Extracted:
    """Return the text of a Word file; raises `IngestError` for a damaged, hostile or wordless one."""
    try:
        return _read(Package(raw.content), options)
    except RecursionError as error:  # tables in tables, boxes in boxes
        raise IngestError(HOSTILE) from error


def _read(package: Package, options: Options) -> Extracted:
    document = package.document()
    numbering = read_numbering(package.part("numbering"), read_styles(package.part("styles")))
    reader = BodyReader(numbering, partial(_chunk, package, options))
    head = [Block((line,)) for line in letterhead(package, document, reader)]
    blocks = [*head, *reader.blocks(body_of(document))]
    tally = reader.paragraphs.tally
    blocks.extend(_notes(package, reader))
    text, tables = _laid_out(blocks)
    return Extracted(
        text=_checked(text, tally),
        encoding="utf-8",
        media_type=MEDIA_TYPE,
        extractor="docx",
        tables=tables,
        hints=tuple(hints_of(package)),
        notes=tuple(_left_out(tally)),
    )


def _chunk(package: Package, options: Options, relation_id: str) -> str:
    """Return the text of a part that is a web page or plain text, as converters of web pages leave them."""
    content = package.related_bytes(relation_id)
    try:
        kind = kind_of(content)
        if kind in _CHUNKS:
            extracted: Extracted = load(kind).extract(RawFile(relation_id, content), options)
            return extracted.text
    except IngestError:
        pass  # counted and told as an object that was left out
    return ""


def _notes(package: Package, reader: BodyReader) -> Iterator[Block]:
    """Yield the foot- and endnotes that the text refers to, in the order of their marks."""
    stored = {
        (kind, element.get("w:id") or ""): element
        for kind, name in _NOTE_ELEMENTS.items()
        for element in children(package.part(kind), name)
    }
    for index, key in enumerate(list(reader.paragraphs.tally.notes), 1):
        lines = (line.strip() for block in reader.blocks(stored.get(key, ())) for line in block.lines)
        yield Block((note_mark(index) + " ".join(filter(None, lines)),))


def _laid_out(blocks: Iterable[Block]) -> tuple[str, tuple[TextSpan, ...]]:
    """Join the blocks, one line each, and say where the tables stand."""
    lines: list[str] = []
    tables: list[TextSpan] = []
    position = 0
    for block in blocks:
        lines.extend(block.lines)
        end = position + sum(len(line) + 1 for line in block.lines)
        if block.is_table:
            tables.append(TextSpan(position, end - 1))
        position = end
    return "\n".join(lines), tuple(tables)


def _checked(text: str, tally: Tally) -> str:
    if len(text) > MAX_CHARACTERS:
        raise IngestError("文字超过 2,000,000 字，请拆分后再上传。")
    if text.strip():
        return text
    if tally.pictures:
        raise IngestError("文档里只有图片，没有文字，请先做 OCR 再上传。")
    raise IngestError("文件为空。")


def _left_out(tally: Tally) -> Iterator[IngestWarning]:
    """Say what the file holds beyond the text."""
    if tally.deletions:
        message = "文档带有修订记录：标为删除的文字没有收入，插入的文字按正文收入。"
        yield IngestWarning("tracked_changes", message, "text")
    if tally.hidden:
        yield IngestWarning("hidden_text", "文档里有隐藏文字，没有收入。", "text")
    if tally.pictures:
        yield IngestWarning("pictures", f"文档里有 {tally.pictures} 幅图片，图中的文字没有收入。", "text")
    if tally.objects:
        yield IngestWarning("objects", f"文档里嵌有 {tally.objects} 个对象，其中的内容没有收入。", "text")
