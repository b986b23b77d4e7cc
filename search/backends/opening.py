"""The open generation of the index, shared by the threads of a process and renewed when it changes.

Asking costs four file-system calls while nothing has changed: the pointer file, the newest table of contents
and the list of what is hidden are the ones seen before, and there is no table with the next number.
"""

import threading
import time
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from haystack import connections

from search.backends import pending
from search.backends.packed.damage import damage_told
from search.backends.packed.segments import Segment
from search.backends.writing.codec import PACKED_EXT
from search.engine import SearchError

RETRIES = 20
RETRY_SECONDS = 0.05

_Stamp = tuple[Any, ...]


@dataclass(frozen=True)
class Generation:
    """One commit of the index: `key` tells it from every other, `segments` are its documents."""

    key: Hashable
    segments: list[Segment]


@dataclass(frozen=True)
class _Opened:
    stamp: _Stamp
    pointer: Path
    contents: Path
    following: Path
    generation: Generation


_lock = threading.Lock()
_opened: dict[str, _Opened] = {}
_segments: dict[Hashable, Segment] = {}


def generation() -> Generation:
    """Return the newest commit.

    Raises SearchError when the index has another schema version, is damaged, or missing though reports are
    published.
    """
    base = connections["default"].get_backend().base
    held = _opened.get(base)
    if held is not None and _is_current(held):
        return held.generation
    with _lock:
        held = _opened.get(base)
        if held is None or not _is_current(held):
            held = _opened[base] = _open(base)
        return held.generation


def forget() -> None:
    """Open the index anew when it is asked for next, even if its files look the same."""
    with _lock:
        _opened.clear()
        _segments.clear()


def _is_current(held: _Opened) -> bool:
    try:
        return _stamp(held.pointer, held.contents) == held.stamp and not held.following.exists()
    except FileNotFoundError:
        return False


def _stamp(pointer: Path, contents: Path) -> _Stamp:
    """Tell files apart that were put back from a copy under the same names."""
    seen = pointer.stat(), contents.stat()
    files = tuple((stat.st_ino, stat.st_mtime_ns) for stat in seen)
    return (*files, pending.hidden_stamp(pointer.parent))


def _open(base: str) -> _Opened:
    for _attempt in range(RETRIES):
        try:
            return _opened_once(base)
        except FileNotFoundError:  # a writer took the files away between two looks
            time.sleep(RETRY_SECONDS)
    raise SearchError("the search index is incomplete, run: manage.py reindex")


def _opened_once(base: str) -> _Opened:
    index = connections["default"].get_backend().opened()
    folder, pointer = Path(index.storage.folder), Path(base) / "CURRENT"
    number = index.latest_generation()
    contents, following = (folder / f"_{index.indexname}_{n}.toc" for n in (number, number + 1))
    stamp = _stamp(pointer, contents)
    with damage_told():
        segments = _segments_of(folder, index.stored_segments(number), pending.hidden(base))
    fresh = Generation((str(folder), *stamp), segments)
    return _Opened(stamp, pointer, contents, following, fresh)


def _segments_of(folder: Path, stored: Iterable[Any], hidden: list[str]) -> list[Segment]:
    """Open segments, those that were open already as they are; forget all others.

    The reports `hidden` are as good as deleted.
    """
    found: list[Segment] = []
    kept: dict[Hashable, Segment] = {}
    for one in stored:
        path = folder / one.make_filename(PACKED_EXT)
        stat = path.stat()
        key = (str(path), stat.st_ino, stat.st_mtime_ns)
        kept[key] = _segments.get(key) or Segment(one.segment_id(), path)
        deleted = np.array(list(one.deleted_docs()), dtype=np.int64)
        found.append(kept[key].without(np.union1d(deleted, kept[key].documents_of(hidden))))
    _segments.clear()
    _segments.update(kept)
    return found
