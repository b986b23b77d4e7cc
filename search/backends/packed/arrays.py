"""A file of named numpy arrays, read by mapping it into memory.

    magic, length of the directory, CRC-32 of the directory, the directory (JSON), the arrays

An array starts at a multiple of ALIGNMENT. Processes that read the same file share its pages.
"""

import json
import mmap
import struct
import zlib
from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]

MAGIC = b"ARRAYS01"
ALIGNMENT = 64
_CHECKSUMS = "checksums"  # CRC-32 of every other array
_HEAD = struct.Struct("<8sQII")  # magic, size of the file, length and CRC-32 of the directory


class BrokenFileError(Exception):
    """The file is cut short, or not what was written."""


def write(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write flat arrays. A file cut short by a crash is told by its size when it is read."""
    checksums = [_checksum(array) for array in arrays.values()]
    arrays = {**arrays, _CHECKSUMS: np.array(checksums, dtype=np.uint32)}
    entries: dict[str, tuple[str, int, int]] = {}
    offset = 0
    for name, array in arrays.items():
        entries[name] = (array.dtype.str, offset, len(array))
        offset = _aligned(offset + array.nbytes)
    directory = json.dumps(entries).encode()
    base = _aligned(_HEAD.size + len(directory))
    with path.open("wb") as file:
        file.write(_HEAD.pack(MAGIC, base + offset, len(directory), zlib.crc32(directory)))
        file.write(directory)
        for name, array in arrays.items():
            file.seek(base + entries[name][1])
            file.write(np.ascontiguousarray(array).data.cast("B") if len(array) else b"")
        file.truncate(base + offset)


def is_intact(path: Path) -> bool:
    """Tell whether a file holds what was written, all of it read. Raises OSError when there is none."""
    try:
        read(path)
    except BrokenFileError:
        return False
    return True


def read(path: Path, trusted: Container[str] = ()) -> Arrays:
    """Return the arrays of a file, which stays mapped as long as one of them is in use.

    All but the `trusted` ones are read and compared with their checksums. Raises BrokenFileError, and OSError
    when there is no such file.
    """
    held = _mapped(path)
    written: list[int] = held.pop(_CHECKSUMS).tolist()
    for (name, array), checksum in zip(held.items(), written, strict=True):
        if name not in trusted and checksum != _checksum(array):
            raise BrokenFileError(path.name)
    return held


def _mapped(path: Path) -> Arrays:
    with path.open("rb") as file:
        size = path.stat().st_size
        if size < _HEAD.size:
            raise BrokenFileError(path.name)
        mapped = memoryview(mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ))
    magic, expected, length, checksum = _HEAD.unpack_from(mapped)
    directory = bytes(mapped[_HEAD.size : _HEAD.size + length])
    if magic != MAGIC or expected != size or zlib.crc32(directory) != checksum:
        raise BrokenFileError(path.name)
    base = _aligned(_HEAD.size + length)
    return {
        name: np.frombuffer(mapped, dtype=np.dtype(kind), count=count, offset=base + offset)
        for name, (kind, offset, count) in json.loads(directory).items()
    }


def _checksum(array: NDArray[Any]) -> int:
    return zlib.crc32(np.ascontiguousarray(array).data)


def _aligned(offset: int) -> int:
    return -(-offset // ALIGNMENT) * ALIGNMENT
