"""Telling web pages, web archives and XML from texts by how they begin."""

import codecs
import re

_SIZE = 65_536  # bytes looked at
_NUL_SHARE = 0.2  # UTF-16 of mostly ASCII, as the head of a page is, has far more
_LEADING = "\ufeff \t\r\n\x0c\x0b\u3000\xa0\x00"

# What may stand before the first tag: comments, the XML declaration, server remains.
_PROLOGUE = re.compile(r"(?:\s|\ufeff|<!--.*?-->|<\?.*?\?>|<%.*?%>)*", re.DOTALL)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|frameset)\b", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:!doctype\s+html|html|head|body|meta|title|link|base|style|script|div|p|span|font|table|tbody|tr|td|th"
    r"|center|a|h[1-6]|br|hr|form|input|ul|ol|li|dl|dt|dd|section|article|header|main|nav|img|iframe|b|strong|em|i"
    r"|u|pre|blockquote|ucapcontent|ucaptitle)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_FEWEST_PAGE_TAGS = 2
_FEWEST_TAGS = 3
_MANY_TAGS = 8
_MOST_MARKUP = 0.2  # of the characters; a text that quotes tags has less

_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]?")
_HEADERS_END = re.compile(r"\r?\n[ \t]*\r?\n|\r\r")
_MIME_VERSION = re.compile(r"^MIME-Version:\s*1", re.IGNORECASE | re.MULTILINE)
_CONTENT_TYPE = re.compile(r"^Content-Type:\s*([\w/.+-]+)", re.IGNORECASE | re.MULTILINE)
_DELIVERED = re.compile(
    r"^(?:Received|Return-Path|Delivered-To|To|Message-ID):", re.IGNORECASE | re.MULTILINE
)
_SAVED = re.compile(
    r"^(?:Snapshot-Content-Location:|From:\s*.{0,9}(?:Saved by|由 ))", re.IGNORECASE | re.MULTILINE
)
_ARCHIVED = ("multipart/related", "multipart/alternative", "text/html", "application/xhtml+xml")

_XML = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_XML_NAMES = {
    "svg": "SVG 图片",
    "worddocument": "Word XML 文档",
    "package": "Word XML 文档",
    "workbook": "Excel 表格",
}


def head_of(content: bytes) -> str:
    """Return the beginning of `content` as characters whose ASCII ones are right, for the functions below."""
    head = content[:_SIZE]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace").lstrip(_LEADING)
    if head.count(0) > len(head) * _NUL_SHARE:
        little = head[1::2].count(0) >= head[::2].count(0)
        return head.decode("utf-16-le" if little else "utf-16-be", "replace").lstrip(_LEADING)
    # Bytes above ASCII are irrelevant here, and a mark of UTF-8 is no tag.
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1").lstrip(_LEADING)


def is_html(head: str) -> bool:
    """Tell whether `head` begins a web page; a text that mentions tags is none."""
    rest = _after_prologue(head)
    tags = _TAG.findall(head)
    if _PAGE.match(rest):
        return len(tags) >= _FEWEST_PAGE_TAGS
    if _TAG.match(rest):
        return len(tags) >= _FEWEST_TAGS
    # Words of a server or of the person who saved it may stand before the page.
    return len(tags) >= _MANY_TAGS and sum(map(len, tags)) > len(head) * _MOST_MARKUP


def _after_prologue(head: str) -> str:
    match = _PROLOGUE.match(head)
    return head[match.end() :] if match else head


def is_mail(head: str) -> bool:
    """Tell whether `head` begins with MIME headers, as messages and web archives do."""
    headers = _headers(head)
    return bool(_HEADER.match(head) and _MIME_VERSION.search(headers) and _CONTENT_TYPE.search(headers))


def is_web_archive(head: str) -> bool:
    """Tell whether the MIME headers in `head` are those of a saved page rather than of a letter."""
    headers = _headers(head)
    if _SAVED.search(headers):
        return True
    declared = _CONTENT_TYPE.search(headers)
    return bool(declared and declared[1].lower() in _ARCHIVED) and not _DELIVERED.search(headers)


def _headers(head: str) -> str:
    return _HEADERS_END.split(head, maxsplit=1)[0]


def xml_name(head: str) -> str:
    """Return the Chinese name of an XML document that is no web page; empty for anything else."""
    rest = _after_prologue(head)
    root = _XML.match(rest)
    if root is None or not (head.startswith("<?xml") or "xmlns" in rest):
        return ""
    return _XML_NAMES.get(root[1].lower(), "XML 文档")
