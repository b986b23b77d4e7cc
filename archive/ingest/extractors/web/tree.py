"""The tree of a page, within limits, and what in it no reader of the page sees."""

import re
from collections.abc import Iterator
from contextlib import suppress

from lxml import etree, html

from archive.ingest.errors import IngestError

MAX_BYTES = 5 * 1024 * 1024
_MAX_TAGS = 250_000
_MAX_DEPTH = 1_000  # browsers stop nesting at 512; the parser cuts the page off at 2,048
_LONGEST_SHEET = 200_000
_SILENT = re.compile(
    r"script|style|noscript|iframe|frame|input|select|button|textarea|svg|math|object|embed|template"
    r"|head|title|meta|link|xml|rt|rp|del|applet|audio|video|canvas|map|datalist"
)
# The parser prints the entities of a document type; none is ever wanted.
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,500}\[[^\]]{0,20000}\]\s*>", re.IGNORECASE)
# Old pages open one for each paragraph and close none: what browsers repair, the parser nests.
_FORMATTING = re.compile(
    r"<(?:font|b|strong|u|em|i|big|small)"
    r"(?:\s+(?:face|color|size|lang)\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s<>\"']*))*\s*>",
    re.IGNORECASE,
)
# The parser ends with the first of these, browsers go on.
_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_HIDING = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d])"
    r"|(?:left|top|text-indent|margin-left)\s*:\s*-\d{4,}|mso-element\s*:\s*(?:comment-list|header|footer))",
    re.IGNORECASE,
)
_STYLE_RULE = re.compile(r"([^{}]{1,200})\{([^{}]{0,2000})\}")
_SIMPLE = re.compile(r"[.#][\w-]+$")
_CONDITIONAL = re.compile(r"@[\w-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|/\*.*?\*/", re.DOTALL)


def parse(source: str) -> html.HtmlElement:
    """Return the root of the page; raises `IngestError` when it is too large or nested too deep."""
    if len(source) > MAX_BYTES or source.count("<") > _MAX_TAGS:
        raise abnormal()
    clean = _END.sub("", _DOCTYPE.sub("", source.replace("\x00", "")))
    root = _tree(clean)
    if _is_deep(root):
        root = _tree(_FORMATTING.sub("", clean))
    if _is_deep(root):
        raise abnormal()
    return root


def _tree(source: str) -> html.HtmlElement:
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    root = None
    with suppress(etree.XMLSyntaxError):
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    if root is None:
        raise empty()
    return root


def abnormal() -> IngestError:
    """Return the error for pages beyond the limits."""
    return IngestError("网页过大或结构异常，请把正文另存为文本文件后再上传。")


def empty() -> IngestError:
    """Return the error for pages without an article."""
    return IngestError("网页中没有找到正文，请打开文章所在的页面，重新保存后再上传。")


def _is_deep(root: html.HtmlElement) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _MAX_DEPTH:
            return True
    return False


def is_silent(element: html.HtmlElement) -> bool:
    """Whether the element's tag never shows words of an article."""
    return _SILENT.fullmatch(str(element.tag)) is not None


def hidden_elements(root: html.HtmlElement) -> set[html.HtmlElement]:
    """Return the elements that styles hide; of the page's own style sheets the plain rules are read."""
    selectors = set(_hiding_selectors(root))
    return {element for element in root.iter() if _is_hidden(element, selectors)}


def _is_hidden(element: html.HtmlElement, selectors: set[str]) -> bool:
    if not element.attrib:
        return False
    if element.get("hidden") is not None or _HIDING.search(element.get("style", "")):
        return True
    names = {f".{name}" for name in element.get("class", "").split()} | {f"#{element.get('id', '')}"}
    return not names.isdisjoint(selectors)


def _hiding_selectors(root: html.HtmlElement) -> Iterator[str]:
    """Yield `.class` and `#id` selectors that hide whatever has them, on screens of any size."""
    for sheet in root.iter("style"):
        for names, body in _STYLE_RULE.findall(_CONDITIONAL.sub("", (sheet.text or "")[:_LONGEST_SHEET])):
            if re.search(r"display\s*:\s*none", body):
                yield from filter(_SIMPLE.match, (name.strip() for name in names.split(",")))
