"""Bytes of a web page to text. What the page declares is often wrong, so its words decide.

Declared "gb2312" and "gbk" are both read as GB18030, which holds them.
"""

import codecs
import re

from archive.ingest.errors import IngestError
from archive.ingest.files.decode import decode

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page declares its encoding
_SAMPLE = 60_000
_ENOUGH = 60  # bytes; fewer words cannot outvote a declaration
_WIDE = 0.2  # share of NUL bytes that only two-byte encodings have
_LONGEST_CHARACTER = 4
_SAME = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs"}


def decode_page(content: bytes, declared: str = "") -> tuple[str, str]:
    """Return the source of a page and the name of its encoding.

    `declared` is what the envelope of a page in an MHT file names. Raises `IngestError` for bytes that
    no encoding makes readable.
    """
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content.decode(name, "replace"), name
    if _is_wide(content):
        return decode(content)
    if _is_utf8(content):
        return content.decode("utf-8", "ignore"), "utf-8"
    name = _encoding_of(content, declared)
    return content.decode(name, "replace"), name


def _is_wide(content: bytes) -> bool:
    """Whether zero bytes stand beside the brackets of most tags, as in UTF-16."""
    wide = max(content.count(b"<\x00"), content.count(b"\x00<"))
    return 2 * wide > content.count(b"<") and content.count(b"\x00") > len(content) * _WIDE


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(content) - _LONGEST_CHARACTER + 1
    return True


def _encoding_of(content: bytes, declared: str) -> str:
    words = _words(content)
    named = _named(content, declared)
    if len(words) >= _ENOUGH:
        return decode(words)[1]
    if named:
        return named
    try:
        return decode(words)[1]
    except IngestError:
        return "gb18030"


def _words(content: bytes) -> bytes:
    """Return the text between tags that is not plain ASCII.

    No byte of a Chinese character is < or > in any of the encodings that come here.
    """
    texts = (piece.rpartition(b">")[2].strip() for piece in content.split(b"<"))
    return b"\n".join(text for text in texts if not text.isascii())[:_SAMPLE]


def _named(content: bytes, declared: str) -> str:
    """Return the Python name of the declared encoding when it can read these bytes."""
    match = _DECLARED.search(content[:_HEAD])
    for name in (declared, match[1].decode("ascii") if match else ""):
        known = _SAME.get(name.lower(), name)
        try:
            content.decode(known)
        except (LookupError, ValueError):  # unknown, no encoding of texts, or unable to read these bytes
            continue
        return known
    return ""
