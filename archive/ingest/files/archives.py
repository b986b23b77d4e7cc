"""Unpacking zip archives of reports: nothing outside the target directory, nothing beyond the limits.

An archive that lies about itself as a whole is refused; a single bad member is refused with its reason and
the others go on. Members are written under numbers, never under the names the archive gives them.

The overlap rule is against David Fifield's "A better zip bomb" (2019): no two members may share bytes.
"""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from archive.ingest.errors import IngestError
from archive.ingest.files.sniff import FileKind, kind_of
from archive.ingest.files.zip_directory import has_directory, member_names
from archive.ingest.types import RawFile

MAX_MEMBERS = 500
MAX_UNPACKED = 200 * 1024 * 1024
MAX_MEMBER = 50 * 1024 * 1024
MAX_RATIO = 200

_MOST_ENTRIES = 10 * MAX_MEMBERS  # with directories and what is passed over
_SMALL = 1024 * 1024  # a short text of blanks may well shrink more than MAX_RATIO
_CHUNK = 1 << 16
_LOCAL = struct.Struct("<4s22xHH")
_LOCAL_SIGNATURE = b"PK\x03\x04"
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_UNICODE_PATH = 0x7075  # extra field of Info-ZIP: version, CRC of the plain name, name in UTF-8
_FIELD_HEADER = struct.Struct("<HH")
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2})
_JUNK = re.compile(
    r"(?:^|/)(?:__MACOSX/.*|\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*|~\$[^/]*)$", re.IGNORECASE
)
_ABSOLUTE = re.compile(r"/|[A-Za-z]:")
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, struct.error)

_BOMB = "压缩包过大或疑似炸弹。"
_CORRUPT = "压缩包已损坏。"
_LIES = "文件已损坏，或大小与压缩包目录不符。"


@dataclass(frozen=True)
class Member:
    """One member of an archive: its name as people wrote it, and its file or the reason it has none."""

    name: str
    path: Path | None
    reason: str = ""


class _RefusedError(Exception):
    """This member is refused; the message is the reason."""


def place(into: Path, number: int) -> Path:
    """Return the file in `into` that holds the member with this number."""
    return into / f"{number:04d}"


def unpack(raw: RawFile, into: Path) -> Iterator[Member]:
    """Write the members of the zip archive `raw` to numbered files in `into`, in the archive's order.

    The n-th member yielded, counted from 0, stands in `place(into, n)`. Directories and what operating
    systems leave behind are passed over. Raises `IngestError` when the archive as a whole is refused.
    """
    with _opened(raw.content) as archive:
        wanted = [info for info in archive.infolist() if not _is_passed_over(info)]
        if not wanted:
            raise IngestError("压缩包里没有文件。")
        _refuse_bombs(archive.infolist(), wanted, raw.content)
        seen: set[str] = set()
        for number, info in enumerate(wanted):
            yield _take(archive, info, place(into, number), seen)


def member_name(info: zipfile.ZipInfo) -> str:
    """Return the member's name: Unicode where the archive says so, else UTF-8 or GB18030 as it fits."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8_NAME:
        plain = name.encode("cp437")  # which zipfile took it for
        name = _read_name(_unicode_path(plain, info.extra) or plain) or name
    return name.replace("\\", "/")


def _read_name(plain: bytes) -> str:
    for codec in ("utf-8", "gb18030"):
        try:
            return plain.decode(codec)
        except UnicodeDecodeError:
            continue
    return ""


def _unicode_path(plain: bytes, extra: bytes) -> bytes:
    while len(extra) >= _FIELD_HEADER.size:
        kind, length = _FIELD_HEADER.unpack_from(extra)
        field, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == _UNICODE_PATH and field[1:5] == zlib.crc32(plain).to_bytes(4, "little"):
            return field[5:]
    return b""


def _opened(content: bytes) -> zipfile.ZipFile:
    if not has_directory(content):
        raise IngestError(_CORRUPT)
    if len(member_names(content, _MOST_ENTRIES + 1)) > _MOST_ENTRIES:
        raise IngestError(_BOMB)
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (*_BROKEN, NotImplementedError) as error:
        raise IngestError(_CORRUPT) from error


def _is_passed_over(info: zipfile.ZipInfo) -> bool:
    name = member_name(info)
    return name.endswith("/") or _JUNK.search(name) is not None


def _refuse_bombs(every: Iterable[zipfile.ZipInfo], wanted: list[zipfile.ZipInfo], content: bytes) -> None:
    if (
        len(wanted) > MAX_MEMBERS
        or sum(info.file_size for info in wanted) > MAX_UNPACKED
        or any(_is_blown_up(info) for info in wanted)
        or _overlap(every, content)
    ):
        raise IngestError(_BOMB)


def _is_blown_up(info: zipfile.ZipInfo) -> bool:
    return info.file_size > _SMALL and info.file_size > info.compress_size * MAX_RATIO


def _overlap(every: Iterable[zipfile.ZipInfo], content: bytes) -> bool:
    ranges = sorted((info.header_offset, _end(info, content)) for info in every)
    return any(begin < end for (_, end), (begin, _) in pairwise(ranges))


def _end(info: zipfile.ZipInfo, content: bytes) -> int:
    """Return where the member's bytes end; a member without a header of its own is found corrupt later."""
    at = info.header_offset
    if not 0 <= at <= len(content) - _LOCAL.size or not content.startswith(_LOCAL_SIGNATURE, at):
        return at
    _, name, extra = _LOCAL.unpack_from(content, at)
    return at + _LOCAL.size + int(name) + int(extra) + info.compress_size


def _take(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, seen: set[str]) -> Member:
    name = member_name(info)
    try:
        _check(info, name, seen)
        seen.add(name)
        _write(archive, info, target)
        return Member(name, target)
    except _RefusedError as refusal:
        target.unlink(missing_ok=True)
        return Member(name, None, str(refusal))


def _check(info: zipfile.ZipInfo, name: str, seen: set[str]) -> None:
    """Raise `_RefusedError` for a member that must not even be opened."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    refusals = (
        (_ABSOLUTE.match(name) or ".." in name.split("/") or "\0" in name, "文件路径不安全。"),
        (kind == stat.S_IFLNK, "不接受符号链接。"),
        (kind not in (0, stat.S_IFREG, stat.S_IFLNK), "不是普通文件。"),
        (info.flag_bits & _ENCRYPTED, "文件已加密，请解密后上传。"),
        (name in seen, "压缩包内文件重名。"),
        (info.file_size > MAX_MEMBER, "文件超过 50 MB，请压缩或拆分后再上传。"),
        (info.compress_type not in _METHODS, "压缩方式不受支持。"),
    )
    for is_refused, reason in refusals:
        if is_refused:
            raise _RefusedError(reason)


def _write(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path) -> None:
    try:
        with target.open("xb") as written:
            for chunk in _chunks(archive, info):
                written.write(chunk)
    except (*_BROKEN, NotImplementedError) as error:
        raise _RefusedError(_LIES) from error
    if target.stat().st_size != info.file_size:
        raise _RefusedError(_LIES)
    if _is_archive(target.read_bytes()):
        raise _RefusedError("不支持嵌套压缩包。")


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield what the member really holds, up to a little more than it says.

    Left to itself, zipfile stops at the size the directory claims and never sees that there is more.
    """
    whole = copy(info)
    whole.file_size = MAX_MEMBER + 1
    left = info.file_size
    with archive.open(whole) as member:
        while left >= 0 and (chunk := member.read(_CHUNK)):
            left -= len(chunk)
            yield chunk


def _is_archive(content: bytes) -> bool:
    try:
        return kind_of(content) is FileKind.ZIP
    except IngestError:
        return False  # of what else is wrong with it the reading tells
