"""From the source of a page to the text, tables, hints and notes that are carried over."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import html

from archive.ingest.errors import IngestError
from archive.ingest.extractors.web.article import Weighed, article_lines, weigh
from archive.ingest.extractors.web.asides import is_info, is_linked
from archive.ingest.extractors.web.hidden import hidden_elements
from archive.ingest.extractors.web.hints import hints_of, titles_of
from archive.ingest.extractors.web.lines import PageLine, page_of
from archive.ingest.extractors.web.selection import selected
from archive.ingest.extractors.web.toolbar import without_tools
from archive.ingest.extractors.web.tree import abnormal, empty, parse
from archive.ingest.extractors.web.viewed import viewed_source
from archive.ingest.extractors.web.words import han, ink
from archive.ingest.files.decode import MAX_CHARACTERS
from archive.ingest.types import Hint, IngestWarning, TextSpan

_ICON_DIGITS = 2  # under a hundred pixels
_LEAST = 10  # letters and digits of the shortest article
_LEAST_SHARE = 0.5
_FEW_HAN = 100
_FEW_PROSE = 200
_ICON = re.compile(r"icon|logo|qr|ewm|erweima|banner|share|print|blank|spacer|beian|gongan", re.IGNORECASE)


@dataclass(frozen=True)
class Article:
    """What a page holds for the archive; the spans of `tables` point into `text`."""

    text: str
    tables: tuple[TextSpan, ...]
    hints: tuple[Hint, ...]
    notes: tuple[IngestWarning, ...]


def article_of(source: str) -> Article:
    """Read the article of a page; raises `IngestError` for pages without one or beyond the limits."""
    root = parse(source)
    viewed = viewed_source(root)
    if viewed:
        source, root = viewed, parse(viewed)
    _refuse_loss(root, source)
    weighed = _visible(root)
    lines, whole = _carried(weighed, titles_of(root))
    text, tables = _joined(lines)
    if sum(map(str.isalnum, text)) < _LEAST:
        raise _framed() if next(root.iter("frame", "iframe"), None) is not None else empty()
    if len(text) > MAX_CHARACTERS:
        raise abnormal()
    notes = _whole_page() if whole else ()
    if han(text) < _FEW_HAN and not weighed.labelled(range(len(weighed.page.lines))):
        notes = (*notes, *_unread(root))
    return Article(text, tables, hints_of(root, source), notes)


def _refuse_loss(root: html.HtmlElement, source: str) -> None:
    """Raise when the parser lost text: it must hold half of what stands between the tags at least."""
    held = sum(han(element.text or "") + han(element.tail or "") for element in root.iter())
    if held < _LEAST_SHARE * sum(map(han, _between_tags(source))):
        raise abnormal()


def _between_tags(source: str) -> Iterator[str]:
    silent, comment = False, False
    for piece in source.split("<"):
        name = piece[:7].lower()
        comment = (comment or name.startswith("!--")) and "-->" not in piece
        silent = name.startswith(("script", "style")) or (
            silent and not name.startswith(("/script", "/style"))
        )
        if not silent and not comment:
            yield piece.rpartition(">")[2]


def _visible(root: html.HtmlElement) -> Weighed:
    """Return the page as its reader sees it; one that shows nothing yet also its largest hidden part."""
    hidden = hidden_elements(root)
    weighed = weigh(page_of(root, hidden))
    if not hidden or _prose(weighed) > _FEW_PROSE:
        return weighed
    shown = max(_outermost(root, hidden), key=lambda element: ink(element.text_content()))
    revealed = weigh(page_of(root, hidden - {shown}))
    return revealed if _prose(revealed) > _FEW_PROSE else weighed


def _outermost(root: html.HtmlElement, wanted: set[html.HtmlElement]) -> Iterator[html.HtmlElement]:
    """Yield the elements of `wanted` that stand in no other of them."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element in wanted:
            yield element
        else:
            waiting.extend(element)


def _prose(weighed: Weighed) -> float:
    return weighed.prose(range(len(weighed.page.lines)))


def _carried(weighed: Weighed, titles: Sequence[str]) -> tuple[list[PageLine], bool]:
    """Return the lines to carry over, and whether that is the whole page for want of a clear article."""
    chosen = selected(weighed, article_lines(weighed), titles)
    whole = sum(weighed.weights[at] for at in chosen) < _LEAST_SHARE * _prose(weighed)
    if whole:
        everything = range(len(weighed.page.lines))
        chosen = [at for at in everything if at not in weighed.furniture]
        chosen = [at for at in chosen if not is_linked(weighed.page.lines[at])]
    return [weighed.page.lines[at] for at in chosen], whole


def _joined(lines: Sequence[PageLine]) -> tuple[str, tuple[TextSpan, ...]]:
    """Return the lines as one text, and the spans of its tables."""
    texts: list[str] = []
    spans: dict[int, TextSpan] = {}
    length = 0
    for line in lines:
        text = without_tools(line.text) if is_info(line) and line.table is None else line.text
        if line.table is not None:
            begun = spans.get(line.table, TextSpan(length, length))
            spans[line.table] = TextSpan(begun.start, length + len(text))
        texts.append(text)
        length += len(text) + 1
    return "\n".join(texts), tuple(spans.values())


def _whole_page() -> tuple[IngestWarning, ...]:
    message = "网页的正文范围不明显，已保留整页文字，请删去无关内容。"
    return (IngestWarning("web_whole_page", message, "text"),)


def _unread(root: html.HtmlElement) -> Iterator[IngestWarning]:
    """Name where the article of a page with few words may be."""
    if any(map(_may_hold_text, root.iter("img"))):
        yield IngestWarning("web_images", "网页的正文可能是图片，图片中的文字没有读入。", "text")
    if next(root.iter("frame", "iframe", "embed", "object"), None) is not None:
        yield IngestWarning("web_frames", "网页的正文可能在框架或嵌入的文件中，那里的文字没有读入。", "text")


def _may_hold_text(image: html.HtmlElement) -> bool:
    sizes = [image.get(name, "").removesuffix("px") for name in ("width", "height")]
    small = any(size.isdecimal() and len(size) <= _ICON_DIGITS for size in sizes)
    return not small and not _ICON.search(image.get("src", ""))


def _framed() -> IngestError:
    return IngestError("网页的正文在框架页中，请单独打开框架内的页面，重新保存后再上传。")
