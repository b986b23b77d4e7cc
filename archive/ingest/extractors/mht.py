"""Web archives (MHT, RFC 2557): one file with the page and what it shows; the page that holds the article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser

from archive.ingest.errors import IngestError
from archive.ingest.extractors.web.encoding import decode_page
from archive.ingest.extractors.web.hints import is_web_address
from archive.ingest.extractors.web.page import Article, article_of
from archive.ingest.extractors.web.tree import MAX_BYTES, abnormal, empty
from archive.ingest.extractors.web.words import ink
from archive.ingest.types import Extracted, Hint, Options, RawFile

_MAX_PARTS = 2_000
_MAX_DEPTH = 4
_MAX_HEADERS = 64_000  # bytes
_MAX_ENCODED = 4 * MAX_BYTES  # no transfer encoding is wider than three bytes for one, and line ends
_MAX_PAGES = 12  # a page with more frames than that is not an article
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_FRAME_FACTOR = 2  # a frame is the article when it holds so many times the text of the page around it
_HEADERS = BytesHeaderParser()


@dataclass(frozen=True)
class _Part:
    """One part with its headers and its body as it stands in the file."""

    headers: Message
    body: bytes


@dataclass(frozen=True)
class _Read:
    """A page of the file, read."""

    article: Article
    encoding: str
    part: _Part


def extract(raw: RawFile, options: Options) -> Extracted:
    """Return the article of the web archive `raw`; raises `IngestError` when no page in it has one."""
    whole = _split(raw.content.lstrip())
    best = _best([*_pages(whole)])
    article = best.article
    return Extracted(
        text=article.text,
        encoding=best.encoding,
        media_type="multipart/related",
        extractor="mht",
        tables=article.tables,
        hints=tuple(dict.fromkeys((*_envelope(whole, best.part), *article.hints))),
        notes=article.notes,
    )


def _split(content: bytes) -> _Part:
    end = _HEADERS_END.search(content, 0, _MAX_HEADERS)
    at = end.end() if end else min(len(content), _MAX_HEADERS)
    return _Part(_HEADERS.parsebytes(content[:at]), content[at:])


def _parts(part: _Part, depth: int = 0) -> Iterator[_Part]:
    """Yield the parts that are no envelopes, in order."""
    boundary = part.headers.get_boundary()
    if part.headers.get_content_maintype() != "multipart" or not boundary:
        yield part
        return
    if depth >= _MAX_DEPTH:
        raise abnormal()
    mark = re.escape(b"--" + boundary.encode("utf-8", "surrogateescape"))
    # A boundary begins a line; looking back from it finds boundaries far faster than trying every line end.
    line = mark + rb"(?<![^\n]" + mark + rb")(?:--)?[ \t]*(?:\r?\n|$)"
    pieces = re.split(line, part.body, maxsplit=_MAX_PARTS + 1)
    if len(pieces) > _MAX_PARTS:
        raise abnormal()
    for piece in pieces[1:]:
        if piece.strip():
            yield from _parts(_split(piece), depth + 1)


def _pages(whole: _Part) -> Iterator[_Read]:
    """Yield the pages of the file that have text; one that cannot be read is passed over if others can."""
    failure = None
    found = False
    pages = [part for part in _parts(whole) if part.headers.get_content_type() in _PAGE_TYPES]
    for part in pages[:_MAX_PAGES]:
        try:
            read = _read(part)
        except IngestError as error:
            failure = failure or error
            continue
        found = True
        yield read
    if not found:
        raise failure or empty()


def _read(part: _Part) -> _Read:
    content = _decoded_body(part) if len(part.body) <= _MAX_ENCODED else part.body
    if len(content) > MAX_BYTES:
        raise abnormal()
    source, encoding = decode_page(content, part.headers.get_content_charset() or "")
    return _Read(article_of(source), encoding, part)


def _decoded_body(part: _Part) -> bytes:
    message = Message()
    message["Content-Transfer-Encoding"] = str(part.headers.get("Content-Transfer-Encoding", "8bit")).strip()
    message.set_payload(part.body.decode("ascii", "surrogateescape"))
    content = message.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _best(pages: list[_Read]) -> _Read:
    """Return the first page, the one that was saved, unless a frame in it holds far more."""
    largest = max(pages, key=lambda page: ink(page.article.text))
    enough = ink(pages[0].article.text) * _FRAME_FACTOR >= ink(largest.article.text)
    return pages[0] if enough else largest


def _envelope(whole: _Part, page: _Part) -> Iterator[Hint]:
    """Yield the address the page was saved from and the title the browser gave to the file."""
    for headers, name in ((page.headers, "Content-Location"), (whole.headers, "Snapshot-Content-Location")):
        address = str(headers.get(name, "")).strip()
        if is_web_address(address):
            yield Hint("source_url", address, "mht_header")
    subject = _readable(str(whole.headers.get("Subject", "")))
    if subject:
        yield Hint("title", subject, "mht_header")


def _readable(value: str) -> str:
    try:
        text = str(
            make_header(decode_header(re.sub("=\\?gb2312\\?", "=?gb18030?", value, flags=re.IGNORECASE)))
        )
    except (MessageError, LookupError, ValueError):
        return ""
    return " ".join(text.split())
