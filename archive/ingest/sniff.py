"""What kind of file the bytes are, whatever the name says."""

from enum import StrEnum

from archive.ingest.errors import IngestError

MAX_BYTES = 50 * 1024 * 1024

# First bytes of formats that people upload by mistake, longest evidence first.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG 图片"),
    (b"GIF87a", "GIF 图片"),
    (b"GIF89a", "GIF 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF 文档"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office 文档"),
    (b"Rar!\x1a\x07", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"\x1f\x8b\x08", "gzip 压缩包"),
    (b"BZh", "bzip2 压缩包"),
    (b"\xfd7zXZ\x00", "xz 压缩包"),
    (b"\x28\xb5\x2f\xfd", "zstd 压缩包"),
    (b"\x7fELF", "可执行程序"),
    (b"SQLite format 3\x00", "SQLite 数据库"),
    (b"OggS", "音频"),
    (b"ID3", "音频"),
    (b"wOFF", "字体"),
    (b"wOF2", "字体"),
)
_PRINTABLE = (b"BZh", b"ID3", b"OggS", b"wOFF", b"wOF2", b"GIF87a", b"GIF89a")
_ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# A member name near the start of the archive tells which zip-based format it is.
_ZIP_MEMBERS: tuple[tuple[bytes, str], ...] = (
    (b"word/", "Word 文档"),
    (b"xl/", "Excel 表格"),
    (b"ppt/", "PowerPoint 演示文稿"),
    (b"OFD.xml", "OFD 文档"),
    (b"application/vnd.oasis.opendocument", "OpenDocument 文档"),
    (b"application/epub+zip", "EPUB 电子书"),
    (b"[Content_Types].xml", "Office 文档"),
)
_RIFF = {b"WEBP": "WebP 图片", b"WAVE": "音频", b"AVI ": "视频"}
_ZIP_WINDOW = 4096
_BOX_TYPE = slice(4, 8)  # ISO media files name their first box after its four-byte length
_PROGRAM_HEADER = 0x40  # a DOS header is this long and points to the PE header behind it


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


def kind_of(content: bytes) -> FileKind:
    """Return the kind of file `content` is; raises `IngestError` when it is none the archive reads."""
    refuse_binary(content)
    return FileKind.TEXT


def refuse_binary(content: bytes) -> None:
    """Raise `IngestError` for empty, oversized and recognisably binary `content`."""
    refuse_size(content)
    found = binary_type(content)
    if found:
        raise IngestError(f"不支持的文件类型（实际为 {found}），目前只接收文本文件。")


def refuse_size(content: bytes) -> None:
    """Raise `IngestError` for no content at all and for more than the archive takes."""
    if not content:
        raise IngestError("文件为空。")
    if len(content) > MAX_BYTES:
        raise IngestError("文件超过 50 MB，请压缩或拆分后再上传。")


def binary_type(content: bytes) -> str:
    """Return the Chinese name of the binary format of `content`; empty for possible text."""
    for magic, name in _MAGIC:
        if content.startswith(magic) and _is_certain(magic, content):
            return name
    if content.startswith(_ZIP_SIGNATURES):
        return _zip_type(content)
    if content[:4] == b"RIFF" or content[_BOX_TYPE] == b"ftyp":
        return _RIFF.get(content[8:12], "视频")
    return "可执行程序" if _is_dos_program(content) else ""


def _is_certain(magic: bytes, content: bytes) -> bool:
    # Short printable signatures can begin a text; binary formats hold control bytes soon after.
    if magic not in _PRINTABLE:
        return True
    return any(byte < ord("\t") for byte in content[:64])


def _zip_type(content: bytes) -> str:
    places = content[:_ZIP_WINDOW] + content[-_ZIP_WINDOW:]
    return next((name for member, name in _ZIP_MEMBERS if member in places), "ZIP 压缩包")


def _is_dos_program(content: bytes) -> bool:
    return content[:2] == b"MZ" and b"\x00" in content[2:_PROGRAM_HEADER]
