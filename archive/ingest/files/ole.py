"""The directory of an OLE compound file ([MS-CFB]): what is in it, and whether a document is encrypted."""

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = 512
_SECTOR_SHIFTS = (9, 12)
_ENTRY = 128
_MOST_SECTORS = 4_096  # of a directory
_LARGEST_SECTOR = 0xFFFFFFF9
_FIB_FLAGS = 0x0A  # in Word's file information block
_ENCRYPTED = 0x0100


class Stream(NamedTuple):
    """One entry of the directory: the offset of its first sector, and its neighbours by number."""

    name: str
    offset: int
    left: int
    right: int
    child: int


def is_encrypted(content: bytes) -> bool:
    """Whether `content` is a compound file that holds an encrypted document; False for anything else."""
    for stream in streams(content):
        if stream.name == "EncryptedPackage":
            return True
        flags = content[stream.offset + _FIB_FLAGS : stream.offset + _FIB_FLAGS + 2]
        if stream.name == "WordDocument" and len(flags) == len(b"XX"):
            return bool(struct.unpack("<H", flags)[0] & _ENCRYPTED)
    return False


def root_names(content: bytes) -> frozenset[str]:
    """Return the names directly under the root, not those of embedded objects.

    A directory whose tree is damaged gives all its names.
    """
    entries = list(streams(content))
    names = {entries[number].name for number in _siblings(entries)} or {entry.name for entry in entries[1:]}
    return frozenset(names - {""})


def _siblings(entries: Sequence[Stream]) -> set[int]:
    """Return the numbers of the entries in the search tree that hangs from the root entry."""
    met: set[int] = set()
    waiting = [entries[0].child] if entries else []
    while waiting:
        number = waiting.pop()
        if number < len(entries) and number not in met:
            met.add(number)
            waiting += [entries[number].left, entries[number].right]
    return met


def streams(content: bytes) -> Iterator[Stream]:
    """Yield the entries of the directory; a damaged one ends early."""
    if not content.startswith(MAGIC) or len(content) < _HEADER:
        return
    (shift,) = struct.unpack_from("<H", content, 30)
    if shift not in _SECTOR_SHIFTS:
        return
    size = 1 << shift
    for sector in _directory(content, size):
        start = (sector + 1) * size
        for offset in range(start, min(start + size, len(content) - _ENTRY + 1), _ENTRY):
            length, left, right, child, first = struct.unpack_from("<64xH2xIII36xI", content, offset)
            name = content[offset : offset + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            yield Stream(name, (first + 1) * size, left, right, child)


def _directory(content: bytes, size: int) -> Iterator[int]:
    """Yield the sectors of the directory in order, following the allocation table."""
    (sector,) = struct.unpack_from("<I", content, 48)
    tables = struct.unpack_from("<109I", content, 76)
    for _ in range(_MOST_SECTORS):
        if sector > _LARGEST_SECTOR:
            return
        yield sector
        table, index = divmod(sector, size // 4)
        if table >= len(tables) or tables[table] > _LARGEST_SECTOR:
            return
        place = (tables[table] + 1) * size + index * 4
        if place + 4 > len(content):
            return
        (sector,) = struct.unpack_from("<I", content, place)
