"""The open generation of the index, shared by the threads of a process and renewed when it changes."""

import threading
from dataclasses import dataclass
from pathlib import Path

from haystack import connections

from search.backends.columns import Columns
from search.backends.postings import Postings


@dataclass(frozen=True)
class Generation:
    """Columns and postings of one commit of the index."""

    columns: Columns
    postings: Postings


_lock = threading.Lock()
_opened: dict[tuple[str | int, ...], Generation] = {}


def generation() -> Generation:
    """Return the newest commit, reading its columns once.

    Raises SearchError when the index has another schema version.
    """
    backend = connections["default"].get_backend()
    index = backend.opened()
    with _lock:
        # An index put back from a copy may carry a number met before: the folder tells them apart.
        folder = Path(backend.path).stat()
        key = (backend.path, index.latest_generation(), folder.st_ino, folder.st_mtime_ns)
        if key not in _opened:
            reader = index.refresh().reader()
            fresh = Generation(Columns(reader), Postings(reader))
            _opened.clear()
            _opened[key] = fresh
        return _opened[key]
