"""What a PDF says about itself: the title and the date in its document information and metadata."""

import re
from collections.abc import Iterator

import pikepdf

from archive.ingest.extractors.properties import property_hints
from archive.ingest.types import Hint

_ORIGIN = "pdf_property"
_DATE = re.compile(r"(?:D:)?\s*((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])")
# Word's printer driver and scanners put the name of the file, or of themselves, where a title belongs.
_PROGRAM = re.compile(r"^(?:Microsoft (?:Word|PowerPoint|Excel)|WPS文字)\s*-\s*")
_SUFFIX = re.compile(r"\.(?:docx?|wps|pdf|rtf|odt|et|xlsx?)$", re.IGNORECASE)
_FEWEST_HAN = 4  # an address, a number or 文档1 is no title
_HAN = re.compile("[\u4e00-\u9fff]")
_READABLE = (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError)


def hints_of(pdf: pikepdf.Pdf) -> tuple[Hint, ...]:
    """Return the title, the office and the date of writing that `pdf` states, the date as YYYY-MM-DD."""
    return tuple(_hints(pdf))


def _hints(pdf: pikepdf.Pdf) -> Iterator[Hint]:
    title = _title(_stated(pdf, "/Title") or _described(pdf, "dc:title"))
    if title:
        yield Hint("title", title, _ORIGIN)
    yield from property_hints([("author", _stated(pdf, "/Author"))], _ORIGIN)
    for stated in (
        _stated(pdf, "/CreationDate"),
        _described(pdf, "xmp:CreateDate"),
        _stated(pdf, "/ModDate"),
    ):
        date = _DATE.match(stated)
        if date:
            yield Hint("modified", "-".join(date.groups()), _ORIGIN)
            return


def _stated(pdf: pikepdf.Pdf, name: str) -> str:
    """Return an entry of the document information; empty when there is none."""
    try:
        value = pdf.docinfo.get(name)
        return _decoded(value) if isinstance(value, pikepdf.String) else ""
    except _READABLE:
        return ""


def _decoded(value: pikepdf.String) -> str:
    """Return the text of `value`; old programs wrote GBK where the format knows Latin only."""
    text = str(value)
    if text.isascii() or _HAN.search(text):
        return text
    try:
        return bytes(value).decode("gb18030")
    except UnicodeDecodeError:
        return text


def _described(pdf: pikepdf.Pdf, name: str) -> str:
    """Return an entry of the XMP metadata; empty when there is none."""
    try:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as described:
            return str(described.get(name, ""))
    except _READABLE:
        return ""


def _title(stated: str) -> str:
    title = _SUFFIX.sub("", _PROGRAM.sub("", " ".join(stated.split("\0")).strip())).strip()
    return title if len(_HAN.findall(title)) >= _FEWEST_HAN else ""
