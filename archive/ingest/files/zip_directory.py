"""The table of contents at the end of a zip file, read without trusting it: bounded, and no object a member.

Layout: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.12 to 4.3.16.
"""

import struct
from collections.abc import Iterator

_END = struct.Struct("<4s8xLL2x")  # signature, size of the directory, its offset
_END_SIGNATURE = b"PK\x05\x06"
_END_WINDOW = _END.size + 0xFFFF  # a comment may follow the end record
_END64 = struct.Struct("<4s36xQQ")
_END64_SIGNATURE = b"PK\x06\x06"
_LOCATOR_SIZE = 20
_ABSENT = 0xFFFFFFFF
_ENTRY = struct.Struct("<4s24xHHH12x")  # signature, lengths of name, extra field and comment
_ENTRY_SIGNATURE = b"PK\x01\x02"
_LOCAL = struct.Struct("<4s22xHH")
_LOCAL_SIGNATURE = b"PK\x03\x04"
_WINDOW = 1 << 16


def has_directory(content: bytes) -> bool:
    """Tell whether the end of `content` points to a directory inside of it."""
    return _directory(content) is not None


def member_names(content: bytes, most: int) -> list[bytes]:
    """Return the names of up to `most` members, as bytes in the archive's own encoding.

    They come from the directory; of a file cut off before it, from the members near its start.
    """
    found = _directory(content)
    names = _local_names(content) if found is None else _names(content, *found)
    return [name for name, _ in zip(names, range(most), strict=False)]


def _directory(content: bytes) -> tuple[int, int] | None:
    """Return where the directory begins and ends."""
    at = content.rfind(_END_SIGNATURE, max(0, len(content) - _END_WINDOW))
    if at < 0 or at + _END.size > len(content):
        return None
    _, size, offset = _END.unpack_from(content, at)
    if _ABSENT in (size, offset):
        at -= _LOCATOR_SIZE + _END64.size
        if at < 0 or not content.startswith(_END64_SIGNATURE, at):
            return None
        _, size, offset = _END64.unpack_from(content, at)
    # Bytes before the first member move everything: only the distance from the end record is sure.
    return (at - size, at) if size <= at else None


def _names(content: bytes, at: int, end: int) -> Iterator[bytes]:
    while at + _ENTRY.size <= end:
        signature, name, extra, comment = _ENTRY.unpack_from(content, at)
        if signature != _ENTRY_SIGNATURE:
            return
        at += _ENTRY.size
        yield content[at : at + name]
        at += name + extra + comment


def _local_names(content: bytes) -> Iterator[bytes]:
    at = content.find(_LOCAL_SIGNATURE)
    while 0 <= at < _WINDOW and at + _LOCAL.size <= len(content):
        _, name, extra = _LOCAL.unpack_from(content, at)
        at += _LOCAL.size
        yield content[at : at + name]
        at = content.find(_LOCAL_SIGNATURE, at + name + extra)
