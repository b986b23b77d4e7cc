"""The page header of a Word document, where it is more than page furniture."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from archive.ingest.extractors.word.body import BodyReader
from archive.ingest.extractors.word.markup import is_on
from archive.ingest.extractors.word.package import Package
from archive.ingest.extractors.xml import child, children

_DOC_NO = re.compile(r"[\u4e00-\u9fff]\s*[〔\[［【(（]\s*(?:19|20)\d\d\s*[〕\]］】)）]\s*(?:第\s*)?\d+\s*号")


def letterhead(package: Package, document: Element, reader: BodyReader) -> Iterator[str]:
    """Yield lines of the first page's header that belong to the report.

    A header of its own for the first page is a letterhead: all of it counts. A header that all pages share
    repeats a title; only a line with a document number counts.
    """
    section = next(document.iter("w:sectPr"), None)
    own = is_on(section, "w:titlePg") or False
    header = _header(package, section, "first" if own else "default")
    for block in reader.blocks(header if header is not None else ()):
        for line in block.lines:
            if line.strip() and (own or _DOC_NO.search(line)):
                yield line


def _header(package: Package, section: Element | None, kind: str) -> Element | None:
    for reference in children(section, "w:headerReference"):
        if reference.get("w:type") == kind:
            return package.related(reference.get("r:id") or "")
    return None


def body_of(document: Element) -> Element:
    """Return `w:body`; an empty document may lack it."""
    body = child(document, "w:body")
    return document if body is None else body
