"""The files behind paths given on a command line: folders walked, zip archives opened member by member."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.management.base import CommandError

from archive.ingest.errors import IngestError
from archive.ingest.files.sniff import FileKind, kind_of
from archive.ingest.types import RawFile
from archive.recognition import recogniser


@dataclass(frozen=True)
class Source:
    """One input: its path as given (a member: archive/member), its bytes, or the reason it is refused."""

    label: str
    name: str
    content: bytes = b""
    refusal: str = ""


def files_of(paths: list[Path]) -> list[Path]:
    """Return every file at or below `paths`, hidden ones left out. Raises CommandError for a wrong path."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(p for p in path.rglob("*") if p.is_file() and not _is_hidden(p, path))
        elif path.is_file():
            found.append(path)
        else:
            raise CommandError(f"no such file or folder: {path}")
    return found


def sources_of(path: Path) -> Iterator[Source]:
    """Yield what is in a file: itself, or the members of a zip archive one after the other."""
    try:
        content = path.read_bytes()
        kind = kind_of(content)
    except OSError as error:
        yield Source(str(path), path.name, refusal=f"读不了这个文件：{error.strerror}。")
    except IngestError as error:
        yield Source(str(path), path.name, refusal=str(error))
    else:
        if kind is FileKind.ZIP:
            yield from _members(path, content)
        else:
            yield Source(str(path), path.name, content)


def _members(path: Path, content: bytes) -> Iterator[Source]:
    with tempfile.TemporaryDirectory(prefix="archive-zip-") as place:
        try:
            members = recogniser().unpack(RawFile(path.name, content), Path(place))
        except IngestError as error:
            yield Source(str(path), path.name, refusal=str(error))
            return
        for member in members:
            label = f"{path}/{member.name}"
            if member.path is None:
                yield Source(label, member.name, refusal=member.reason)
            else:
                yield Source(label, f"{path.name}/{member.name}", member.path.read_bytes())


def _is_hidden(path: Path, below: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(below).parts)
