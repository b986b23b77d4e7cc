"""Zip files as tests need them: honest ones, and ones whose directory lies."""

import io
import struct
import zipfile
from collections.abc import Iterable


def zipped(
    members: Iterable[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A zip file of these members in this order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content, compress_type=method)
    return stream.getvalue()


def patched(archive: bytes, number: int, layout: str, offset: int, value: int) -> bytes:
    """The archive with one field of the directory entry of member `number` overwritten."""
    at = archive.find(b"PK\x01\x02")
    for _ in range(number):
        at = archive.find(b"PK\x01\x02", at + 4)
    changed = bytearray(archive)
    struct.pack_into(layout, changed, at + offset, value)
    return bytes(changed)


FLAGS = ("<H", 8)
METHOD = ("<H", 10)
CRC = ("<L", 16)
PACKED_SIZE = ("<L", 20)
SIZE = ("<L", 24)
HEADER_OFFSET = ("<L", 42)
