"""Files are told apart by their bytes; names play no part."""

import codecs

import pytest

from archive.ingest.errors import IngestError
from archive.ingest.files.sniff import MAX_BYTES, FileKind, kind_of
from tests.ingest.ole_files import ole_file
from tests.ingest.zips import zipped

PAGE = "<html><head><title>工作总结</title></head><body><p>一、概况</p></body></html>"
MHT = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://example.org/\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
)
TYPES = ("[Content_Types].xml", b"<Types/>")
ODT = "application/vnd.oasis.opendocument."

READ = {
    "text": ("一、概况\n全县医院2家。".encode(), FileKind.TEXT),
    "text in gbk": ("一、概况\n全县医院2家。".encode("gbk"), FileKind.TEXT),
    "text in utf-16": ("一、概况，全县医院2家。".encode("utf-16"), FileKind.TEXT),
    "text with a tag": ("网页以 <html> 开头，以 </html> 结尾。".encode(), FileKind.TEXT),
    "text that begins with a tag": ("<html> 是网页的根元素。".encode(), FileKind.TEXT),
    "text with angle brackets": ("<一>主要工作\n<二>问题".encode(), FileKind.TEXT),
    "text with headers": ("标题: 总结\nSubject: x\n\n正文".encode(), FileKind.TEXT),
    "text about PDF": ("本文件由 %PDF-1.4 转换而来。".encode(), FileKind.TEXT),
    "json": (b'{"a": 1}', FileKind.TEXT),
    "page": (PAGE.encode(), FileKind.HTML),
    "page in gbk": (PAGE.encode("gbk"), FileKind.HTML),
    "page with mark": (codecs.BOM_UTF8 + b"\r\n" + PAGE.encode(), FileKind.HTML),
    "page in utf-16": (PAGE.encode("utf-16"), FileKind.HTML),
    "page in utf-16 without mark": (PAGE.encode("utf-16-le"), FileKind.HTML),
    "page in big-endian utf-16": (PAGE.encode("utf-16-be"), FileKind.HTML),
    "page after comments": (b"<!-- saved from url=(0022) -->\n<!-- x -->" + PAGE.encode(), FileKind.HTML),
    "page after an XML declaration": (
        b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "x">\n' + PAGE.encode(),
        FileKind.HTML,
    ),
    "upper-case page": (b"<!DOCTYPE HTML><HTML><BODY>" + "概况".encode() + b"</BODY></HTML>", FileKind.HTML),
    "page from Word": (
        b'<html xmlns:w="urn:schemas-microsoft-com:office:word"><body class="x">'
        + "概况".encode()
        + b"</body>",
        FileKind.HTML,
    ),
    "fragment": ("<div class='c'><p>一、概况</p><p>二、问题</p></div>".encode(), FileKind.HTML),
    "page after stray words": (b"Warning: x\n" + PAGE.encode(), FileKind.HTML),
    "web archive": (MHT.encode(), FileKind.MHT),
    "web archive from Word": (
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n',
        FileKind.MHT,
    ),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", FileKind.PDF),
    "pdf after blank lines": (b"\r\n\r\n%PDF-1.4\n", FileKind.PDF),
    "pdf after other bytes": (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n1 0 obj\n<<>>\nendobj", FileKind.PDF),
    "rtf": (b"{\\rtf1\\ansi\\ansicpg936 }", FileKind.OFFICE),
    "doc": (ole_file("1Table", "WordDocument"), FileKind.OFFICE),
    "doc with a table inside": (ole_file("WordDocument", embedded=("Workbook",)), FileKind.OFFICE),
    "encrypted docx": (ole_file("EncryptionInfo", "EncryptedPackage"), FileKind.OFFICE),
    "doc cut off": (ole_file("WordDocument")[:700], FileKind.OFFICE),
    "docx": (zipped([TYPES, ("word/document.xml", b"<w/>")]), FileKind.DOCX),
    "docx with a table inside": (
        zipped([TYPES, ("word/embeddings/a.xlsx", b""), ("word/document.xml", b"<w/>")]),
        FileKind.DOCX,
    ),
    "docx without its text": (zipped([TYPES]), FileKind.DOCX),
    "docx cut off": (zipped([TYPES, ("word/document.xml", b"<w/>" * 99)])[:150], FileKind.DOCX),
    "ofd": (zipped([("OFD.xml", b"<x/>"), ("Doc_0/Document.xml", b"")]), FileKind.OFD),
    "odt": (zipped([("mimetype", f"{ODT}text".encode())], 0), FileKind.OFFICE),
    "zip": (zipped([("报告.txt", b"x")]), FileKind.ZIP),
    "zip of a folder named word": (zipped([("word/documents.txt", b"x")]), FileKind.ZIP),
    "empty zip": (zipped([]), FileKind.ZIP),
}

REFUSED = {
    "PNG 图片": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "GIF 图片": b"GIF89a\x01\x00\x01\x00\x00",
    "JPEG 图片": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "BMP 图片": b"BM\x36\x00\x00\x00\x00\x00\x00\x00",
    "WebP 图片": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    "HEIC 图片": b"\x00\x00\x00\x18ftypheic",
    "RAR 压缩包": b"Rar!\x1a\x07\x01\x00",
    "7z 压缩包": b"7z\xbc\xaf\x27\x1c\x00\x04",
    "gzip 压缩包": b"\x1f\x8b\x08\x00\x00",
    "bzip2 压缩包": b"BZh91AY&SY\x00\x01\x02",
    "tar 压缩包": b"a.txt".ljust(257, b"\0") + b"ustar\x0000",
    "LZH 压缩包": b"\x23\x00-lh5-\x00\x01\x02",
    "可执行程序": b"MZ\x90\x00\x03\x00\x00\x00",
    "视频": b"\x00\x00\x00\x18ftypmp42",
    "音频": b"\xff\xfb\x90\x00\x00\x00\x00",
    "CAJ 文档": b"CAJ\x00\x00",
    "Excel 表格": ole_file("Workbook", "SummaryInformation"),
    "PowerPoint 演示文稿": ole_file("Current User", "PowerPoint Document"),
    "Outlook 邮件": ole_file("__nameid_version1.0", "__properties_version1.0"),
    "未知的复合文档": ole_file("Anything"),
    "EPUB 电子书": zipped([("mimetype", b"application/epub+zip"), ("OPS/a.xhtml", b"")], 0),
    "OpenDocument 表格": zipped([("mimetype", f"{ODT}spreadsheet".encode())], 0),
    "电子邮件": (
        b"Received: from a\r\nTo: b@example.org\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/alternative\r\n\r\nx"
    ),
    "SVG 图片": b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>',
    "XML 文档": b'<?xml version="1.0"?>\n<rss version="2.0"></rss>',
    "Word XML 文档": b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>',
}
MORE_REFUSED = [
    ("Excel 表格", zipped([TYPES, ("xl/workbook.xml", b"")])),
    ("Excel 表格", ole_file("Book", embedded=("WordDocument",))),
    ("PowerPoint 演示文稿", zipped([TYPES, ("ppt/presentation.xml", b"")])),
    ("可执行程序", b"\x7fELF\x02\x01\x01\x00"),
    ("视频", b"RIFF\x00\x00\x00\x00AVI LIST"),
]


@pytest.mark.parametrize(("content", "kind"), READ.values(), ids=READ.keys())
def test_a_file_is_told_by_its_bytes(content, kind):
    assert kind_of(content) is kind


@pytest.mark.parametrize(("name", "content"), [*REFUSED.items(), *MORE_REFUSED])
def test_other_files_are_refused_by_their_real_type(name, content):
    with pytest.raises(IngestError) as refusal:
        kind_of(content)

    assert str(refusal.value).startswith(f"不支持的文件类型（实际为 {name}），")


@pytest.mark.parametrize(
    "text",
    [
        "BZh 是一种压缩格式。",
        "ID3 标签说明",
        "MZ 是文件头",
        "PK 赛方案",
        "GIF89a 图片",
        "BM 指数",
        "Rar! 压缩",
        "RIFF 文件",
        "The ftyp box",
        "x" * 257 + "ustar",
    ],
)
def test_texts_that_begin_like_a_binary_are_texts(text):
    assert kind_of(text.encode()) is FileKind.TEXT


def test_an_empty_file_says_so():
    with pytest.raises(IngestError, match="文件为空。"):
        kind_of(b"")


def test_a_file_over_the_limit_says_so():
    with pytest.raises(IngestError, match="文件超过 50 MB"):
        kind_of(b"a" * (MAX_BYTES + 1))


def test_a_directory_of_a_million_members_is_not_read_through():
    members = b"".join(b"PK\x01\x02" + bytes(24) + b"\x01\x00" + bytes(16) + b"a" for _ in range(100_000))
    end = b"PK\x05\x06" + bytes(8) + len(members).to_bytes(4, "little") + bytes(4 + 2)

    assert kind_of(b"PK\x03\x04" + members + end) is FileKind.ZIP
