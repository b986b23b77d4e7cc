"""PDF files with a text layer; scanned ones through `ocr` where that is enabled."""

from collections.abc import Sequence

import pypdfium2

from archive.ingest.errors import IngestError
from archive.ingest.extractors.paged import read_sheets
from archive.ingest.extractors.pdf_glyphs import PageText, page_text
from archive.ingest.extractors.pdf_limits import open_checked
from archive.ingest.extractors.pdf_properties import hints_of
from archive.ingest.types import Extracted, Options, RawFile

MOST_CHARACTERS = 2_000_000
_FEWEST_HAN = 20  # a page with fewer has no text layer
_NAMELESS = 0.3  # share of the characters


def extract(raw: RawFile, options: Options) -> Extracted:
    """Return the text of a PDF, furniture off and paragraphs whole.

    Raises `IngestError` for a PDF that is damaged, encrypted, too large, scanned or without names for its
    characters.
    """
    with open_checked(raw.content) as checked:
        hints = hints_of(checked)
    pages = _pages(raw.content)
    _refuse_unreadable(pages)
    paged = read_sheets([page.sheet for page in pages])
    return Extracted(
        text=paged.text,
        encoding="",
        media_type="application/pdf",
        extractor="pdf",
        tables=paged.tables,
        pages=paged.pages,
        hints=hints,
    )


def _pages(content: bytes) -> list[PageText]:
    pages: list[PageText] = []
    left = MOST_CHARACTERS
    try:
        with pypdfium2.PdfDocument(content) as document:
            for page in document:
                pages.append(page_text(page))
                page.close()
                left -= pages[-1].inked
                if left < 0:
                    raise IngestError("文字超过 200 万字，请拆分后再上传。")
    except pypdfium2.PdfiumError as error:
        raise IngestError("PDF 已损坏。") from error
    return pages


def _refuse_unreadable(pages: Sequence[PageText]) -> None:
    inked = sum(page.inked for page in pages)
    if sum(page.nameless for page in pages) > inked * _NAMELESS:
        raise IngestError("PDF 字体无法还原文字。")
    bare = sum(_han(page) < _FEWEST_HAN for page in pages)
    if bare * 2 > len(pages):
        raise IngestError("扫描件无文字层，请先做 OCR。")


def _han(page: PageText) -> int:
    return sum("\u2e80" <= char <= "\u9fff" for f in page.sheet.fragments for char in f.text)
