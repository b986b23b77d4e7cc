"""What kind of file the bytes are, whatever the name says.

Only a bounded number of bytes is looked at, whatever the file claims about itself, so this may run in any
process.
"""

import re
from enum import StrEnum

from archive.ingest.errors import IngestError
from archive.ingest.files import markup, ole
from archive.ingest.files.signatures import foreign_type
from archive.ingest.files.zip_directory import member_names

MAX_BYTES = 50 * 1024 * 1024

_ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_MOST_NAMES = 2_000
_HEAD = 1024  # Adobe's readers look for a PDF header this far
_PDF_BODY = re.compile(rb"startxref|\d\s+obj\b")
_LEADING = b"\xef\xbb\xbf \t\r\n\x0c"
_MIMETYPE = re.compile(rb"^PK\x03\x04.{26}mimetype(application/[\w.+-]{1,80})", re.DOTALL)


class FileKind(StrEnum):
    """The kinds of file the archive reads."""

    TEXT = "text"
    HTML = "html"
    MHT = "mht"
    DOCX = "docx"
    PDF = "pdf"
    OFD = "ofd"
    OFFICE = "office"  # doc, wps, odt, rtf: read through LibreOffice
    ZIP = "zip"


# By a stream in the root of an OLE file, by the media type or a folder of a zip file.
_OLE_STREAMS: tuple[tuple[str, FileKind | str], ...] = (
    ("EncryptedPackage", FileKind.OFFICE),
    ("WordDocument", FileKind.OFFICE),
    ("Workbook", "Excel 表格"),
    ("Book", "Excel 表格"),
    ("PowerPoint Document", "PowerPoint 演示文稿"),
    ("__properties_version1.0", "Outlook 邮件"),
    ("VisioDocument", "Visio 绘图"),
    ("Catalog", "缩略图数据库"),
)
_MEDIA_TYPES: tuple[tuple[bytes, FileKind | str], ...] = (
    (b"application/vnd.oasis.opendocument.text", FileKind.OFFICE),
    (b"application/vnd.oasis.opendocument.spreadsheet", "OpenDocument 表格"),
    (b"application/vnd.oasis.opendocument.presentation", "OpenDocument 演示文稿"),
    (b"application/vnd.oasis.opendocument", "OpenDocument 文档"),
    (b"application/epub+zip", "EPUB 电子书"),
)
_PARTS: tuple[tuple[re.Pattern[str], FileKind | str], ...] = (
    (re.compile(r"word/document\d*\.xml"), FileKind.DOCX),
    (re.compile(r"xl/workbook\.(?:xml|bin)"), "Excel 表格"),
    (re.compile(r"ppt/presentation\.xml"), "PowerPoint 演示文稿"),
    (re.compile(r"visio/document\.xml"), "Visio 绘图"),
    (re.compile(r"ofd\.xml"), FileKind.OFD),
    (re.compile(r"androidmanifest\.xml"), "安卓应用"),
    # A Word file may keep its main part elsewhere or have lost it: its reader tells.
    (re.compile(r"\[content_types\]\.xml"), FileKind.DOCX),
)


def kind_of(content: bytes) -> FileKind:
    """Return the kind of file `content` is; raises `IngestError` when it is none the archive reads."""
    refuse_size(content)
    found = _kind_or_name(content)
    if not isinstance(found, FileKind):
        raise IngestError(
            f"不支持的文件类型（实际为 {found}），请上传文本、网页、Word、PDF、OFD 文件或 ZIP 压缩包。"
        )
    return found


def refuse_size(content: bytes) -> None:
    """Raise `IngestError` for no content at all and for more than the archive takes."""
    if not content:
        raise IngestError("文件为空。")
    if len(content) > MAX_BYTES:
        raise IngestError("文件超过 50 MB，请压缩或拆分后再上传。")


def _kind_or_name(content: bytes) -> FileKind | str:
    """Return the kind, or the Chinese name of a format the archive does not read."""
    if _is_pdf(content):
        return FileKind.PDF
    if content.startswith(ole.MAGIC):
        return _ole_kind(content)
    if content.startswith(_ZIP_SIGNATURES):
        return _zip_kind(content)
    return foreign_type(content) or _text_kind(content)


def _is_pdf(content: bytes) -> bool:
    head = content[:_HEAD]
    if head.lstrip(_LEADING).startswith(b"%PDF-"):
        return True
    return b"%PDF-" in head and _PDF_BODY.search(content) is not None


def _ole_kind(content: bytes) -> FileKind | str:
    names = ole.root_names(content)
    known = (kind for name, kind in _OLE_STREAMS if name in names)
    # Without a readable directory it is damaged, which the reader of office files says.
    return next(known, "未知的复合文档" if names else FileKind.OFFICE)


def _zip_kind(content: bytes) -> FileKind | str:
    declared = _MIMETYPE.match(content)
    if declared:
        for media_type, kind in _MEDIA_TYPES:
            if declared[1].startswith(media_type):
                return kind
    names = {_plain(name) for name in member_names(content, _MOST_NAMES)}
    for part, kind in _PARTS:
        if any(map(part.fullmatch, names)):
            return kind
    return FileKind.ZIP


def _plain(name: bytes) -> str:
    """Return a member's name as Office compares names."""
    return name.decode("ascii", "replace").replace("\\", "/").lstrip("/").lower()


def _text_kind(content: bytes) -> FileKind | str:
    head = markup.head_of(content)
    if head.startswith("{\\rtf"):
        return FileKind.OFFICE
    if markup.is_mail(head):
        return FileKind.MHT if markup.is_web_archive(head) else "电子邮件"
    if markup.is_html(head):
        return FileKind.HTML
    return markup.xml_name(head) or FileKind.TEXT
