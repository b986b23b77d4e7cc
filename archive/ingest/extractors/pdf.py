"""PDF files with a text layer; scanned ones with tesseract where that is enabled."""

from collections.abc import Sequence

import pypdfium2

from archive.ingest.errors import IngestError
from archive.ingest.extractors import ocr
from archive.ingest.extractors.paged import read_sheets
from archive.ingest.extractors.pdf_limits import open_checked
from archive.ingest.extractors.pdf_page import PageText, page_text
from archive.ingest.extractors.pdf_properties import hints_of
from archive.ingest.types import Extracted, IngestWarning, Options, RawFile

MOST_CHARACTERS = 2_000_000
_UNRECOGNISED = "OCR 没有识别出足够的文字，请检查扫描质量。"
_DAMAGED = "PDF 已损坏。"
_FEWEST_HAN = 20  # a page with fewer has no text layer
_NAMELESS = 0.3  # share of the characters


def extract(raw: RawFile, options: Options) -> Extracted:
    """Return the text of a PDF, furniture off and paragraphs whole.

    Raises `IngestError` for a PDF that is damaged, encrypted, too large, scanned or without names for its
    characters.
    """
    with open_checked(raw.content) as checked:
        hints, count = hints_of(checked), len(checked.pages)
    try:
        with pypdfium2.PdfDocument(raw.content) as document:
            pages = _pages(document)
            if len(pages) < count:
                raise IngestError(_DAMAGED)
            notes = _read_scanned(document, pages) if options.ocr else _notes(pages)
    except pypdfium2.PdfiumError as error:
        raise IngestError(_DAMAGED) from error
    _refuse_unreadable(pages, notes)
    paged = read_sheets([page.sheet for page in pages])
    return Extracted(
        text=paged.text,
        encoding="",
        media_type="application/pdf",
        extractor="pdf",
        tables=paged.tables,
        pages=paged.pages,
        hints=hints,
        notes=notes,
    )


def _pages(document: pypdfium2.PdfDocument) -> list[PageText]:
    pages: list[PageText] = []
    left = MOST_CHARACTERS
    for page in document:
        pages.append(page_text(page))
        page.close()
        left -= pages[-1].inked
        if left < 0:
            raise IngestError(f"文字超过 {MOST_CHARACTERS // 10_000} 万字，请拆分后再上传。")
    return pages


def _read_scanned(document: pypdfium2.PdfDocument, pages: list[PageText]) -> tuple[IngestWarning, ...]:
    """Put what tesseract reads in the place of `pages` without text."""
    scanned = [index for index, page in enumerate(pages) if _is_unreadable(page)]
    if not scanned:
        return ()
    try:
        reader = ocr.reader(len(scanned))
    except IngestError:
        if len(scanned) * 2 > len(pages):
            raise
        return _notes(pages)
    for index in scanned:
        page = document[index]
        sheet = reader.read(page, index + 1)
        page.close()
        pages[index] = PageText(sheet, sum(len(f.text) for f in sheet.fragments), 0)
    return (IngestWarning("ocr", "文字由 OCR 识别，可能有错，请对照原件核对。", "text"),)


def _notes(pages: Sequence[PageText]) -> tuple[IngestWarning, ...]:
    lost = [str(number) for number, page in enumerate(pages, 1) if _is_scanned(page)]
    if not lost:
        return ()
    return (IngestWarning("scanned_pages", f"第 {'、'.join(lost)} 页是图片，没有读出文字。", "text"),)


def _refuse_unreadable(pages: Sequence[PageText], notes: Sequence[IngestWarning]) -> None:
    inked = sum(page.inked for page in pages)
    if sum(page.nameless for page in pages) > inked * _NAMELESS:
        raise IngestError("PDF 字体无法还原文字。")
    bare = sum(_han(page) < _FEWEST_HAN for page in pages)
    if bare * 2 > len(pages):
        recognised = any(note.code == "ocr" for note in notes)
        raise IngestError(_UNRECOGNISED if recognised else "扫描件无文字层，请先做 OCR。")


def _is_unreadable(page: PageText) -> bool:
    return _is_scanned(page) or page.nameless > page.inked * _NAMELESS


def _is_scanned(page: PageText) -> bool:
    """Whether the page is a picture; a title page has few words too, but no picture over most of it."""
    if page.is_blank:
        return False
    return not page.inked or (page.is_pictured and _han(page) < _FEWEST_HAN)


def _han(page: PageText) -> int:
    return sum("\u2e80" <= char <= "\u9fff" for f in page.sheet.fragments for char in f.text)
