"""A page as lines in reading order: what stands in one block of it, with how much of that is links.

Each line knows the element it stands in, and each block element the lines inside it, so that parts of
the page can be weighed and left out by line numbers.
"""

import re
from dataclasses import dataclass, field, replace

from lxml import html

from archive.ingest.extractors.web.numbers import item_number, item_value, numbered, word_number
from archive.ingest.extractors.web.record import is_field_name, is_record
from archive.ingest.extractors.web.tables import is_data, row_texts
from archive.ingest.extractors.web.tree import is_silent
from archive.ingest.extractors.web.words import collapsed, ink, preformatted, trimmed

_BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|center|dd|details|dialog|div|dl|dt|fieldset|figcaption"
    r"|figure|footer|form|h1|h2|h3|h4|h5|h6|header|hr|html|legend|li|main|menu|nav|ol|p|pre|section"
    r"|summary|table|tbody|td|tfoot|th|thead|tr|ul|caption|dir"
)
_FILE = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|rar|zip|7z)$", re.IGNORECASE)
_LONGEST_VALUE = 40
_LONGEST_LINK = 300
_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|table|flex|grid|list-item)")
_PREFORMATTED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)")
_WORD_NUMBER = re.compile(r"mso-list\s*:\s*Ignore", re.IGNORECASE)
# Words of an info line that a style sheet sets apart, though nothing stands between them in the source.
_SET_APART = re.compile(
    r"\s*(?:(?:信息|文章|稿件)?来\s*源|(?:发布|发文|成文|更新|录入)?(?:时间|日期)|作\s*者|(?:责任)?编辑"
    r"|(?:浏览|阅读|点击)(?:次数|量|数)?|字(?:体|号)(?:大小)?|访问量|分享到?|发布(?:机构|单位|者|人))\s*[:：]"
)


@dataclass(frozen=True)
class PageLine:
    """One line; `block` is the innermost block it stands in, `table` tells the tables apart."""

    text: str
    block: html.HtmlElement
    ink: int
    linked: int  # how much of the ink is links
    table: int | None = None


@dataclass
class Page:
    """The lines of a page, and for each block element the numbers of its first line and of the one after."""

    lines: list[PageLine] = field(default_factory=list)
    ranges: dict[html.HtmlElement, range] = field(default_factory=dict)


def page_of(root: html.HtmlElement, hidden: set[html.HtmlElement]) -> Page:
    """Return the lines of `root` in reading order, without the elements in `hidden`."""
    reader = _Reader(root, hidden)
    reader.enter(root)
    open_elements = [(root, iter(root))]
    while open_elements:
        element, children = open_elements[-1]
        child = next(children, None)
        if child is None:
            reader.leave(element)
            open_elements.pop()
        elif not reader.reads_itself(child):
            reader.enter(child)
            open_elements.append((child, iter(child)))
    reader.finish_line()
    return reader.page


class _Reader:
    """Collects the pieces of the current line while the tree is walked."""

    def __init__(self, root: html.HtmlElement, hidden: set[html.HtmlElement]) -> None:
        self.page = Page()
        self._root = root
        self._hidden = hidden
        self._blocks = _block_elements(root)
        self._open = [root]
        self._pieces: list[str] = []
        self._linked: list[str] = []
        self._links: set[html.HtmlElement] = set()  # those still open
        self._preformatted = 0
        self._number = ""
        self._items: dict[html.HtmlElement, int] = {}

    def reads_itself(self, element: html.HtmlElement) -> bool:
        """Read elements that are taken as a whole or left out; tells whether `element` was one."""
        if is_silent(element) or element in self._hidden:
            pass
        elif element.tag == "table" and is_data(element):
            self._table(element)
        elif _WORD_NUMBER.search(element.get("style", "")):
            self._say(word_number(element.text_content()))
        else:
            return False
        self._text(element.tail)
        return True

    def enter(self, element: html.HtmlElement) -> None:
        """Begin an element: a block begins a line."""
        if element in self._blocks:
            self._begin_block(element)
        elif element.tag == "br":
            self.finish_line()
        elif element.text and _SET_APART.match(element.text) and self._pieces:
            self._say("\xa0\xa0")
        if element.tag == "a" and self._leads_elsewhere(element):
            self._links.add(element)
        self._preformatted += _is_preformatted(element)
        self._text(element.text)

    def leave(self, element: html.HtmlElement) -> None:
        """End an element; the text after it belongs to the element around it."""
        self._links.discard(element)
        self._preformatted -= _is_preformatted(element)
        if element in self._blocks:
            self.finish_line()
            self._open.pop()
            self.page.ranges[element] = range(self.page.ranges[element].start, len(self.page.lines))
            self._number = ""
        if element is not self._root:
            self._text(element.tail)

    def finish_line(self) -> None:
        """End the line; blank ones are no lines."""
        text = trimmed("".join(self._pieces))
        linked = ink("".join(self._linked))
        self._pieces, self._linked = [], []
        if text:
            line = PageLine(numbered(self._number, text), self._open[-1], ink(text), linked)
            if self.page.lines and _is_answered(self.page.lines[-1], line):
                line = replace(line, text=f"{self.page.lines.pop().text}\t{line.text}")
            self.page.lines.append(line)
            self._number = ""

    def _leads_elsewhere(self, link: html.HtmlElement) -> bool:
        """Whether a link is one to another page: not an anchor of Word, a file, or one nobody closed."""
        address = link.get("href")
        if address is None:
            return link.get("name") is None
        if _FILE.search(address):
            return False
        return not len(link) or ink(link.text_content()) <= _LONGEST_LINK

    def _begin_block(self, element: html.HtmlElement) -> None:
        self.finish_line()
        self._open.append(element)
        self.page.ranges[element] = range(len(self.page.lines), len(self.page.lines))
        if element.tag == "li":
            self._begin_item(element)

    def _begin_item(self, item: html.HtmlElement) -> None:
        listing = item.getparent()
        if listing is not None:
            self._items[listing] = item_value(listing, item, self._items.get(listing))
            self._number = item_number(listing, self._items[listing])

    def _text(self, text: str | None) -> None:
        if text and self._preformatted:
            first, *rest = preformatted(text)
            self._say(first)
            for line in rest:
                self.finish_line()
                self._say(line)
        elif text:
            self._say(collapsed(text))

    def _say(self, text: str) -> None:
        if text == " " and (not self._pieces or self._pieces[-1].endswith(" ")):
            return
        self._pieces.append(text)
        if self._links:
            self._linked.append(text)

    def _table(self, table: html.HtmlElement) -> None:
        self.finish_line()
        for caption in table.iter("caption"):
            self._say(collapsed(caption.text_content()))
            self.finish_line()
        first = len(self.page.lines)
        links = ink("".join(link.text_content() for link in table.iter("a")))
        share = links / max(1, ink(table.text_content()))
        for text in row_texts(table, self._cell_text):
            size = ink(text)
            self.page.lines.append(PageLine(text, table, size, round(share * size), first))
        self.page.ranges[table] = range(first, len(self.page.lines))

    def _cell_text(self, cell: html.HtmlElement) -> str:
        if cell in self._hidden or cell.getparent() in self._hidden:
            return ""
        if not len(cell):
            return trimmed(collapsed(cell.text or ""))
        lines = page_of(cell, self._hidden).lines
        return " ".join(line.text.replace("\t", " ") for line in lines)


def _is_answered(name: PageLine, value: PageLine) -> bool:
    """Whether two lines are the name of a record's field and its value, in boxes side by side."""
    return (
        name.table is None
        and value.block is not name.block
        and value.block.getparent() is name.block.getparent()
        and is_field_name(name.text)
        and not is_record(value.text)
        and value.ink <= _LONGEST_VALUE
    )


def _is_preformatted(element: html.HtmlElement) -> bool:
    return element.tag in ("pre", "xmp", "listing") or bool(_PREFORMATTED.search(element.get("style", "")))


def _block_elements(root: html.HtmlElement) -> set[html.HtmlElement]:
    """Return the elements that begin lines: blocks, and whatever has a block inside."""
    blocks = set()
    for element in reversed(list(root.iter())):
        if (
            _BLOCKS.fullmatch(str(element.tag))
            or element in blocks
            or _BLOCK_STYLE.search(element.get("style", ""))
        ):
            blocks.add(element)
            parent = element.getparent()
            if parent is not None and element is not root:
                blocks.add(parent)
    return blocks
