"""The tree of a page, within limits, and the tags in it that never show words."""

import re
from contextlib import suppress

from lxml import etree, html

from archive.ingest.errors import IngestError

MAX_BYTES = 5 * 1024 * 1024
_MAX_TAGS = 250_000
_MAX_DEPTH = 1_000  # browsers stop nesting at 512; the parser cuts the page off at 2,048
_SILENT = re.compile(
    r"script|style|noscript|noframes|iframe|frame|input|select|button|textarea|svg|math|object|embed|template"
    r"|head|title|meta|link|xml|rt|rp|del|applet|audio|video|canvas|map|datalist"
)
_PROLOGUE = 24_000  # characters in which a document type ends
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,500}\[[^\]]{0,20000}\]\s*>", re.IGNORECASE)
# Old pages open one for each paragraph and close none: what browsers repair, the parser nests.
_FORMATTING = re.compile(
    r"<(?:font|b|strong|u|em|i|big|small)"
    r"(?:\s+(?:face|color|size|lang)\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s<>\"']*))*\s*>",
    re.IGNORECASE,
)
# The parser ends with the first of these, browsers go on.
_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)


def parse(source: str) -> html.HtmlElement:
    """Return the root of the page; raises `IngestError` when it is too large or nested too deep."""
    if len(source) > MAX_BYTES or source.count("<") > _MAX_TAGS:
        raise abnormal()
    clean = _END.sub("", _without_entities(source.replace("\x00", "")))
    root = _tree(clean)
    if _is_deep(root):
        root = _tree(_FORMATTING.sub("", clean))
    if _is_deep(root):
        raise abnormal()
    return root


def _without_entities(source: str) -> str:
    """Return the source without the declarations in its document type, which the parser would print."""
    found = _DOCTYPE.search(source, 0, _PROLOGUE)
    return source[: found.start()] + source[found.end() :] if found else source


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
