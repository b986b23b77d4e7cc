"""The index directory: generations side by side, one of them current, one writer at a time.

    index/CURRENT           the name of the generation in use, replaced atomically
    index/<schema>-<n>/     a Whoosh index; <schema> is SCHEMA_VERSION, as v4.1a2b3c4d
    index/LOCK              held by whoever changes the generation in use, or which one that is
    index/REBUILD           held by whoever fills a new generation
    index/PENDING-*, HIDDEN what is not written yet (see `pending`)

A rebuild fills a new generation and then switches, so readers never see half an index and writers need not
wait for it.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.util.filelock import FileLock, try_for

from archive.text.fold import table_checksum
from search.backends.writing.mapping import SCRATCH_EXT
from search.engine import SearchError

# An index of another version must be rebuilt. Raise the number whenever the fields or analyzers change; the
# folding, which words are compared by, speaks for itself. No hyphens: the name of a generation has one.
SCHEMA_VERSION = f"v4.{table_checksum()}"
WAIT_SECONDS = 120.0
_NAME = re.compile(r"v[0-9]{1,9}(?:\.[0-9a-f]{8})?-[0-9]{0,9}")
KEPT_GENERATIONS = 2  # the current one, and the one readers may still hold open


def current(base: str | Path) -> Path | None:
    """Return the generation in use, or None where none is named.

    Raises SearchError when it was written by another version of the schema, is lost, or no name at all.
    """
    name = current_name(base)
    if name is None:
        return None
    if not _NAME.fullmatch(name):
        raise SearchError("the search index is damaged, run: manage.py reindex")
    if not is_readable(name):
        raise SearchError(f"the search index has schema {name.partition('-')[0]}, run: manage.py reindex")
    if not (Path(base) / name).is_dir():
        raise SearchError("the search index is lost, run: manage.py reindex")
    return Path(base) / name


def current_name(base: str | Path) -> str | None:
    """Return what CURRENT holds, whatever its version and even if it is no name; None when it is empty."""
    try:
        return (Path(base) / "CURRENT").read_text(encoding="utf-8", errors="replace").strip() or None
    except FileNotFoundError:
        return None


def is_readable(name: str) -> bool:
    """Tell whether a generation of this name has the schema of this code."""
    return name.partition("-")[0] == SCHEMA_VERSION


def begin(base: str | Path) -> Path:
    """Make a new empty generation and return its directory; it is not in use yet."""
    taken = [_number(path.name) for path in _generations(base)]
    fresh = Path(base) / f"{SCHEMA_VERSION}-{max(taken, default=0) + 1}"
    fresh.mkdir(parents=True)
    return fresh


def drop_unfinished(base: str | Path) -> None:
    """Take away generations that were never switched to; only for the holder of the lock for rebuilding."""
    used = _number(current_name(base) or "")
    for path in _generations(base):
        if _number(path.name) > used:
            shutil.rmtree(path, ignore_errors=True)


def create(directory: Path, schema: Any) -> Any:
    """Make an empty Whoosh index in a generation's directory."""
    return FileStorage(str(directory)).create_index(schema)


def tidy(directory: Path, kept: str) -> None:
    """Take away what killed writers have left in a generation.

    Only for its writer, who keeps the scratch directory `kept`.
    """
    for scratch in directory.glob(f"*{SCRATCH_EXT}"):
        if scratch.name != kept:
            shutil.rmtree(scratch, ignore_errors=True)
    for unfinished in directory.glob("_*.toc.*"):
        unfinished.unlink()


def switch(base: str | Path, generation: str | Path) -> None:
    """Make `generation` the one in use and drop those nobody can still need."""
    pointer = Path(base) / "CURRENT"
    incoming = pointer.with_suffix(".incoming")
    incoming.write_text(Path(generation).name, encoding="utf-8")
    incoming.replace(pointer)
    by_age = sorted(
        (path for path in _generations(base) if _number(path.name) <= _number(Path(generation).name)),
        key=lambda path: _number(path.name),
    )
    for stale in by_age[:-KEPT_GENERATIONS]:
        shutil.rmtree(stale, ignore_errors=True)


@contextmanager
def exclusive(base: str | Path, name: str = "LOCK") -> Iterator[None]:
    """Hold a lock of an index directory; other processes and threads wait.

    Raises SearchError after WAIT_SECONDS.
    """
    Path(base).mkdir(parents=True, exist_ok=True)
    lock = FileLock(str(Path(base) / name))
    if not try_for(lock.acquire, timeout=WAIT_SECONDS, delay=0.05):
        raise SearchError("the search index is locked by another process")
    try:
        yield
    finally:
        lock.release()


def _generations(base: str | Path) -> list[Path]:
    return [path for path in Path(base).glob("v*-*") if path.is_dir() and _number(path.name)]


def _number(name: str) -> int:
    digits = name.rpartition("-")[2]
    return int(digits) if _NAME.fullmatch(name) and digits else 0
