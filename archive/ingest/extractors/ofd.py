"""OFD files (GB/T 33190), the page format of Chinese offices: a zip of XML that places text on pages."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

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
from archive.ingest.files.decode import MAX_CHARACTERS
from archive.ingest.types import Extracted, Hint, IngestWarning, Options, RawFile

MEDIA_TYPE = "application/ofd"

_MOST_PAGES = 500
_FEWEST_HAN = 20  # a page of pictures with fewer has no text layer
_HAN = re.compile("[\u2e80-\u9fff]")
_NAMELESS = re.compile("[\ue000-\uf8ff\ufffd]")
_MOST_NAMELESS = 0.3  # share of the characters
_SMALLEST_SIDE = 1.0  # mm
_PAPER = (0.0, 0.0, 210.0, 297.0)  # A4, where neither page nor document says


@dataclass
class _Page:
    """What the layers of one page print; `box` is its left, top, width and height."""

    box: Sequence[float]
    fragments: list[Fragment] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    aslant: list[str] = field(default_factory=list)
    pictures: int = 0

    @property
    def text(self) -> str:
        """Everything printed level on the page, in no order."""
        return "".join(fragment.text for fragment in self.fragments)

    @property
    def is_scanned(self) -> bool:
        """Whether the page is a picture with at most a number or a stamp beside it."""
        return self.pictures > 0 and len(_HAN.findall(self.text)) < _FEWEST_HAN

    def take(self, element: Element) -> bool:
        """Add one graphic object; False when `element` is none but may hold some."""
        match local(element):
            case "TextObject":
                fragments, aslant = fragments_of(element)
                self.fragments += fragments
                self.aslant += [aslant] if aslant else []
            case "PathObject":
                self.rules += rules_of(element)
            case "ImageObject":
                self.pictures += 1
            case _:
                return False
        return True

    def add(self, layer: "_Page") -> None:
        """Add what a template prints; its pictures are letterheads and seals, no lost words."""
        self.fragments += layer.fragments
        self.rules += layer.rules
        self.aslant += layer.aslant


def extract(raw: RawFile, options: Options) -> Extracted:
    """Return the text of an OFD file; raises `IngestError` for a damaged, hostile or wordless one."""
    container = Container(raw.content, {})
    bodies = [body for body in container.tree("OFD.xml") if local(body) == "DocBody"]
    pages: list[_Page] = []
    for body in bodies:
        for page in _Document(container, _text(body, "DocRoot")).pages():
            if len(pages) == _MOST_PAGES:
                raise IngestError(f"文档超过 {_MOST_PAGES} 页，请拆分后再上传。")
            pages.append(page)
    _refuse_unreadable(pages)
    paged = read_sheets([_sheet(page) for page in pages])
    return Extracted(
        text=_checked(paged.text),
        encoding="utf-8",
        media_type=MEDIA_TYPE,
        extractor="ofd",
        tables=paged.tables,
        pages=paged.pages,
        hints=tuple(hint for body in bodies for hint in _hints(body)),
        notes=tuple(_left_out(pages)),
    )


class _Document:
    """One document of the file; `root` is the name of its root part."""

    def __init__(self, container: Container, root: str) -> None:
        self._container = container
        self._root = root
        self._tree = container.tree(root)
        self._templates = {element.get("ID"): element.get("BaseLoc") for element in self._all("TemplatePage")}
        self._layers: dict[str, _Page] = {}

    def pages(self) -> Iterator[_Page]:
        """Yield the pages in order, each with what its templates print."""
        paper = _box(self._tree) or _PAPER
        for listed in self._all("Page"):
            content = self._part(listed.get("BaseLoc"))
            page = _Page(_box(content) or paper)
            for used in content:
                place = self._templates.get(used.get("TemplateID")) if local(used) == "Template" else None
                if place is not None:
                    page.add(self._layer(place))
            yield _read(content, page)

    def _all(self, name: str) -> list[Element]:
        return [element for element in self._tree.iter() if local(element) == name]

    def _layer(self, place: str) -> _Page:
        """Read a template once, however many pages use it."""
        if place not in self._layers:
            self._layers[place] = _read(self._part(place), _Page(_PAPER))
        return self._layers[place]

    def _part(self, place: str | None) -> Element:
        """Return the root of the part the document calls `place`; a leading slash means the file's root."""
        folder = posixpath.dirname(self._root)
        return self._container.tree(posixpath.normpath(posixpath.join("/", folder, place or "")))


def _read(content: Element, page: _Page) -> _Page:
    """Add what `content` prints to `page`; invisible objects and what they hold are left out."""
    stack = [iter(content)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif is_shown(element) and not page.take(element):
            stack.append(iter(element))
    return page


def _sheet(page: _Page) -> Sheet:
    fragments = tuple(joined_runs(page.fragments))
    return Sheet(page.box[2], page.box[3], fragments, tuple(page.rules), tuple(page.aslant))


def _box(element: Element) -> Sequence[float]:
    """Return the physical box that a page or document states first; empty without one."""
    found = next((inner for inner in element.iter() if local(inner) == "PhysicalBox"), None)
    box = numbers(found.text) if found is not None else []
    return box if len(box) == len(_PAPER) and min(box[2:]) >= _SMALLEST_SIDE else ()


def _text(body: Element, name: str) -> str:
    found = next((element.text for element in body.iter() if local(element) == name), None)
    return (found or "").strip()


def _hints(body: Element) -> Iterator[Hint]:
    """Yield what the document information tells; office systems add fields of their own (`CustomData`)."""
    fields = ((element.get("Name") or local(element), element.text) for element in body.iter())
    return property_hints(fields, "ofd_property")


def _refuse_unreadable(pages: Sequence[_Page]) -> None:
    """Raise `IngestError` where most pages are pictures, or fonts do not tell which characters they print."""
    scanned = sum(page.is_scanned for page in pages)
    if scanned * 2 > len(pages):
        raise IngestError("扫描件无文字层，请先做 OCR。")
    printed = "".join(page.text for page in pages)
    if len(_NAMELESS.findall(printed)) > len(printed) * _MOST_NAMELESS:
        raise IngestError("OFD 字体无法还原文字，请另存为 PDF 或 Word 文档后上传。")


def _checked(text: str) -> str:
    if len(text) > MAX_CHARACTERS:
        raise IngestError("文字超过 2,000,000 字，请拆分后再上传。")
    if not text.strip():
        raise IngestError(BROKEN)
    return text


def _left_out(pages: Sequence[_Page]) -> Iterator[IngestWarning]:
    scanned = [str(number) for number, page in enumerate(pages, 1) if page.is_scanned]
    if scanned:
        yield IngestWarning("scanned_pages", f"第 {'、'.join(scanned)} 页是图片，没有读出文字。", "text")
    pictures = sum(page.pictures for page in pages if not page.is_scanned)
    if pictures:
        yield IngestWarning("pictures", f"文档里有 {pictures} 幅图片，图中的文字没有收入。", "text")
