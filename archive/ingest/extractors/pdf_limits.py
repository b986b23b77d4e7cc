"""What a PDF file must not cost: its pages counted and its streams measured before they are read."""

import re
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO

import pikepdf

from archive.ingest.errors import IngestError

MOST_PAGES = 500
_MOST_BYTES = 200 * 1024 * 1024  # of all streams together, unpacked
_MOST_DRAWN = 32 * 1024 * 1024  # of one stream that may be drawn: PDFium needs twenty times as much
_CHUNK = 1024 * 1024
_MOST_FILTERS = 4
_DAMAGED = "PDF 已损坏。"
_END_WINDOW = 4096
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_DICTIONARY = 2048  # bytes before a stream that hold its dictionary
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_FONT = re.compile(rb"/Length[12]\b|/Subtype\s*/(?:CIDFontType0C|Type1C|OpenType)\b")
_BOMB = "解析超出资源限制。"


def open_checked(content: bytes) -> pikepdf.Pdf:
    """Return the PDF in `content`; raises `IngestError` for one that is damaged, locked or too large."""
    if b"startxref" not in content[-_END_WINDOW:]:
        raise IngestError(_DAMAGED)
    _refuse_bomb(content)
    try:
        pdf = pikepdf.open(BytesIO(content))
        pages = len(pdf.pages)
        if pdf.is_encrypted:
            _refuse_bomb(_decrypted(pdf))
    except pikepdf.PasswordError as error:
        raise IngestError("文件已加密，请解密后上传。") from error
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError) as error:
        raise IngestError(_DAMAGED) from error
    if not pages:
        raise IngestError(_DAMAGED)
    if pages > MOST_PAGES:
        raise IngestError(f"PDF 共 {pages} 页，超过 {MOST_PAGES} 页的上限，请拆分后再上传。")
    return pdf


def _decrypted(pdf: pikepdf.Pdf) -> bytes:
    """Return `pdf` as it would stand without its owner's password, its streams packed as they are."""
    target = BytesIO()
    pdf.save(
        target,
        encryption=False,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return target.getvalue()


def _refuse_bomb(content: bytes) -> None:
    """Unpack every stream that is no picture, piece by piece, and stop at the limit."""
    left = _MOST_BYTES
    for match in _STREAM.finditer(content):
        before = content[max(0, match.start() - _DICTIONARY) : match.start()].rpartition(b" obj")[2]
        if _IMAGE.search(before):
            continue
        most = left if _FONT.search(before) else min(left, _MOST_DRAWN)
        size = _unpacked_size(content, match.end(), len(_FLATE.findall(before)), most)
        if size > most:
            raise IngestError(_BOMB)
        left -= size


def _unpacked_size(content: bytes, start: int, filters: int, most: int) -> int:
    """Return the size of the stream at `start` behind its Flate filters, or a size over `most`."""
    if not filters:
        return 0
    pieces = _pieces(content, start)
    for _ in range(min(filters, _MOST_FILTERS)):
        pieces = _inflated(pieces)
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            break
    return size


def _pieces(content: bytes, start: int) -> Iterator[bytes]:
    # Most streams are short: the pieces grow so that little is copied in vain.
    width = 4096
    while start < len(content):
        yield content[start : start + width]
        start += width
        width = min(width * 2, _CHUNK)


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    engine = zlib.decompressobj()
    for piece in pieces:
        rest = piece
        while rest and not engine.eof:
            try:
                yield engine.decompress(rest, _CHUNK)
            except zlib.error:
                return
            rest = engine.unconsumed_tail
        if engine.eof:
            return
