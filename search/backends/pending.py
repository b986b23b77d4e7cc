"""What changed in the database and is not in the index yet: marks beside CURRENT.

    index/PENDING-<random>  public ids, one a line, of a change being written, or that could not be
    index/HIDDEN            public ids of reports that are withdrawn but still in the index

A mark is left after the commit of the database and taken away after that of the index, by whoever has written
what it names. Whoever writes next, in any process, writes what the marks of others name too.
"""

import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path

_PREFIX = "PENDING-"
_HIDDEN = "HIDDEN"


def leave(base: str | Path, public_ids: Iterable[str]) -> None:
    """Mark reports as not written yet. Raises OSError."""
    Path(base).mkdir(parents=True, exist_ok=True)
    _write(Path(base) / f"{_PREFIX}{uuid.uuid4().hex}", public_ids)


def left(base: str | Path) -> dict[Path, list[str]]:
    """Return mark -> the reports it names."""
    marks: dict[Path, list[str]] = {}
    for path in Path(base).glob(f"{_PREFIX}*"):
        marks[path] = _read(path)
    return marks


def settle(base: str | Path, marks: Mapping[Path, object]) -> None:
    """Take marks away whose reports were written after they were read."""
    for path in marks:
        path.unlink(missing_ok=True)
    if not left(base):
        (Path(base) / _HIDDEN).unlink(missing_ok=True)


def hide(base: str | Path, public_ids: Iterable[str]) -> None:
    """Name the reports that readers must not count although they are in the index. Raises OSError."""
    incoming = Path(base) / f"{_HIDDEN}.{uuid.uuid4().hex}"
    _write(incoming, public_ids)
    incoming.replace(Path(base) / _HIDDEN)


def hidden(base: str | Path) -> list[str]:
    """Return the reports that readers must not count."""
    return _read(Path(base) / _HIDDEN)


def hidden_stamp(base: Path) -> tuple[int, int] | None:
    """Return what changes whenever `hidden` does."""
    try:
        seen = (base / _HIDDEN).stat()
    except FileNotFoundError:
        return None
    return seen.st_ino, seen.st_mtime_ns


def _write(path: Path, public_ids: Iterable[str]) -> None:
    path.write_text("\n".join(public_ids), encoding="utf-8")


def _read(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").split()
    except FileNotFoundError:  # somebody else has settled it
        return []
