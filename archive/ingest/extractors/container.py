"""The parts of a zip-based document (docx, ofd), read within bounds whatever the zip directory claims."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from archive.ingest.errors import IngestError
from archive.ingest.extractors.xml import BrokenXmlError, HostileXmlError, parse_xml

MAX_PART = 50 * 1024 * 1024
MAX_TOTAL = 200 * 1024 * 1024

BROKEN = "文档已损坏。请打开后重新另存一份再上传。"
HOSTILE = "文档结构异常。请打开后重新另存一份再上传。"
ENCRYPTED = "文件已加密，请解密后上传。"

_ENCRYPTED_FLAG = 1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # all that these formats allow
_CHUNK = 1 << 20
_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError)


class Container:
    """A zip file seen as named parts; names match whatever their case and slashes."""

    def __init__(self, content: bytes, prefixes: Mapping[str, str]) -> None:
        """Open `content`; `prefixes` name the XML namespaces. Raises `IngestError` for no zip."""
        self._prefixes = prefixes
        self._left = MAX_TOTAL
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (*_DAMAGE, OverflowError) as error:
            raise IngestError(BROKEN) from error
        self._members = {_plain(member.filename): member for member in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._members

    def read(self, name: str) -> bytes:
        """Return the bytes of a part; raises `IngestError` when it is missing, damaged or too large."""
        member = self._members.get(_plain(name))
        if member is None or member.compress_type not in _METHODS:
            raise IngestError(BROKEN)
        if member.flag_bits & _ENCRYPTED_FLAG:
            raise IngestError(ENCRYPTED)
        try:
            return self._bounded(member)
        except _DAMAGE as error:
            raise IngestError(BROKEN) from error

    def tree(self, name: str) -> Element:
        """Return the root of an XML part; raises `IngestError` as `read` and for bad or hostile XML."""
        try:
            return parse_xml(self.read(name), self._prefixes)
        except HostileXmlError as error:
            raise IngestError(HOSTILE) from error
        except BrokenXmlError as error:
            raise IngestError(BROKEN) from error

    def _bounded(self, member: zipfile.ZipInfo) -> bytes:
        limit = min(MAX_PART, self._left)
        if member.file_size > limit:
            raise IngestError(HOSTILE)
        # In chunks, since one read of all unpacks all before it stops at the size the directory claims.
        with self._zip.open(member) as stream:
            content = b"".join(iter(lambda: stream.read(_CHUNK), b""))
        self._left -= len(content)
        return content


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
