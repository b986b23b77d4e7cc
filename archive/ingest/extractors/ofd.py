"""OFD files (GB/T 33190), the page format of Chinese offices: a zip of XML that places text on pages."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from archive.ingest.decode import MAX_CHARACTERS
from archive.ingest.errors import IngestError
from archive.ingest.extractors.container import BROKEN, Container
from archive.ingest.extractors.ofd_glyphs import (
    fragments_of,
    is_shown,
    joined_runs,
    local,
    numbers,
    rules_of,
)
from archive.ingest.extractors.paged import read_sheets
from archive.ingest.extractors.paged_lines import Fragment, Rule, Sheet
from archive.ingest.extractors.properties import property_hints
from archive.ingest.types import Extracted, Hint, IngestWarning, Options, RawFile

MEDIA_TYPE = "application/ofd"

_MOST_PAGES = 500
_SMALLEST_SIDE = 1.0  # mm
_PAPER = (0.0, 0.0, 210.0, 297.0)  # A4, where neither page nor document says


@dataclass
class _Page:
    """What the layers of one page print."""

    fragments: list[Fragment] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    aslant: list[str] = field(default_factory=list)
    pictures: int = 0


def extract(raw: RawFile, options: Options) -> Extracted:
    """Return the text of an OFD file; raises `IngestError` for a damaged, hostile or wordless one."""
    container = Container(raw.content, {})
    bodies = [body for body in container.tree("OFD.xml") if local(body) == "DocBody"]
    sheets: list[Sheet] = []
    pictures = 0
    for body in bodies:
        for page, box in _pages(container, _text(body, "DocRoot")):
            sheets.append(_sheet(page, box))
            pictures += page.pictures
    paged = read_sheets(sheets)
    return Extracted(
        text=_checked(paged.text, pictures),
        encoding="utf-8",
        media_type=MEDIA_TYPE,
        extractor="ofd",
        tables=paged.tables,
        pages=paged.pages,
        hints=tuple(hint for body in bodies for hint in _hints(body)),
        notes=tuple(_left_out(pictures)),
    )


def _pages(container: Container, root: str) -> Iterator[tuple[_Page, list[float]]]:
    """Yield the pages of the document whose root part is `root`, each with its box."""
    document = container.tree(root)
    templates = {
        element.get("ID") or "": _part(root, element.get("BaseLoc"))
        for element in document.iter()
        if local(element) == "TemplatePage"
    }
    paper = _box(document) or list(_PAPER)
    places = [element.get("BaseLoc") for element in document.iter() if local(element) == "Page"]
    if len(places) > _MOST_PAGES:
        raise IngestError(f"文档超过 {_MOST_PAGES} 页，请拆分后再上传。")
    read: dict[str, _Page] = {}
    for place in places:
        content = container.tree(_part(root, place))
        page = _Page()
        for element in content:
            used = templates.get(element.get("TemplateID") or "") if local(element) == "Template" else None
            if used is not None:
                if used not in read:
                    read[used] = _read(container.tree(used), _Page())
                page.fragments += read[used].fragments
                page.rules += read[used].rules
                page.aslant += read[used].aslant
        yield _read(content, page), _box(content) or paper


def _read(content: Element, page: _Page) -> _Page:
    """Add what `content` prints to `page`; invisible objects and what they hold are left out."""
    stack = [iter(content)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
            continue
        name = local(element)
        if not is_shown(element):
            continue
        if name == "TextObject":
            fragments, aslant = fragments_of(element)
            page.fragments += fragments
            page.aslant += [aslant] if aslant else []
        elif name == "PathObject":
            page.rules += rules_of(element)
        elif name == "ImageObject":
            page.pictures += 1
        else:
            stack.append(iter(element))
    return page


def _sheet(page: _Page, box: list[float]) -> Sheet:
    return Sheet(box[2], box[3], tuple(joined_runs(page.fragments)), tuple(page.rules), tuple(page.aslant))


def _box(element: Element) -> list[float]:
    """Return the physical box that a page or document states first; empty without one."""
    found = next((inner for inner in element.iter() if local(inner) == "PhysicalBox"), None)
    box = numbers(found.text) if found is not None else []
    return box if len(box) == len(_PAPER) and min(box[2:]) >= _SMALLEST_SIDE else []


def _part(source: str, place: str | None) -> str:
    """Return the name of the part that `source` calls `place`; a leading slash means the root."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), place or ""))


def _text(body: Element, name: str) -> str:
    found = next((element.text for element in body.iter() if local(element) == name), None)
    return (found or "").strip()


def _hints(body: Element) -> Iterator[Hint]:
    """Yield what the document information tells; office systems add fields of their own (`CustomData`)."""
    fields = ((element.get("Name") or local(element), element.text) for element in body.iter())
    return property_hints(fields, "ofd_property")


def _checked(text: str, pictures: int) -> str:
    if len(text) > MAX_CHARACTERS:
        raise IngestError("文字超过 2,000,000 字，请拆分后再上传。")
    if text.strip():
        return text
    raise IngestError("扫描件无文字层，请先做 OCR。" if pictures else BROKEN)


def _left_out(pictures: int) -> Iterator[IngestWarning]:
    if pictures:
        yield IngestWarning("pictures", f"文档里有 {pictures} 幅图片，图中的文字没有收入。", "text")
