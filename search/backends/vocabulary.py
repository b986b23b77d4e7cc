"""The words of the open index: what spelling and completion choose from."""

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import NamedTuple

from haystack import connections


class Commit(NamedTuple):
    """Which index is open and how far it has got: `number` rises with every commit of one `index`."""

    index: Hashable
    number: int


def commit() -> Commit:
    """Return the newest commit. Raises SearchError when the index has another schema version."""
    backend = connections["default"].get_backend()
    opened = backend.opened()
    folder = Path(backend.path).stat()
    return Commit((backend.path, folder.st_ino, opened.storage.folder), int(opened.latest_generation()))


def words() -> Mapping[str, int]:
    """Return word -> documents of the newest commit; documents taken out since may still be counted."""
    reader = connections["default"].get_backend().opened().refresh().reader()
    try:
        return {
            text.decode(): int(known.doc_frequency()) for (field, text), known in reader if field == "text"
        }
    finally:
        reader.close()
