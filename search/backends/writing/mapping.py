"""Whoosh's file storage, reading by memory mapping: nothing is copied, no file stays open."""

import mmap
from array import array
from io import BytesIO
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.system import IS_LITTLE
from whoosh.util import random_name

SCRATCH_EXT = ".tmp"


class MappedFile(StructFile):
    """A file to read; `get` and `get_array` may be used by several threads at once."""

    def get(self, position: int, length: int) -> bytes:
        """Return `length` bytes from `position`."""
        held: bytes = self.file[position : position + length]
        return held

    def get_array(self, position: int, typecode: str, length: int) -> Any:
        """Return big-endian numbers from `position`."""
        numbers = array(typecode)
        numbers.frombytes(self.get(position, length * numbers.itemsize))
        if IS_LITTLE:
            numbers.byteswap()
        return numbers


class MappedStorage(FileStorage):
    """A directory of index files."""

    def __init__(self, path: str, **kwargs: Any) -> None:
        super().__init__(path, **kwargs)
        self.scratch = f"{random_name()}{SCRATCH_EXT}"

    def temp_storage(self, name: str | None = None) -> Any:  # Whoosh's name is shared
        """Return a directory inside this one that no other process uses."""
        return super().temp_storage(self.scratch)

    def open_file(self, name: str, **kwargs: Any) -> Any:
        """Map a file. Raises FileNotFoundError."""
        with Path(self.folder, name).open("rb") as file:
            if not file.seek(0, 2):
                return StructFile(BytesIO(), name=name, **kwargs)
            return MappedFile(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), name=name, **kwargs)
