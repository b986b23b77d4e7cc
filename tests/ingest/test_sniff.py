import pytest

from archive.ingest.errors import IngestError
from archive.ingest.sniff import MAX_BYTES, binary_type, refuse_binary

BINARIES = [
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG 图片"),
    (b"GIF89a\x01\x00\x01\x00", "GIF 图片"),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG 图片"),
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
    (b"{\\rtf1\\ansi", "RTF 文档"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 60, "旧版 Office 文档"),
    (b"Rar!\x1a\x07\x01\x00", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c\x00\x04", "7z 压缩包"),
    (b"\x1f\x8b\x08\x00\x00", "gzip 压缩包"),
    (b"BZh91AY&SY\x00\x01", "bzip2 压缩包"),
    (b"\x7fELF\x02\x01\x01\x00", "可执行程序"),
    (b"MZ\x90\x00\x03\x00\x00\x00", "可执行程序"),
    (b"PK\x03\x04\x14\x00\x00\x00\x08\x00report.txt", "ZIP 压缩包"),
    (b"PK\x03\x04\x14\x00word/document.xml", "Word 文档"),
    (b"PK\x03\x04\x14\x00[Content_Types].xml xl/workbook.xml", "Excel 表格"),
    (b"PK\x03\x04\x14\x00OFD.xml", "OFD 文档"),
    (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WebP 图片"),
    (b"\x00\x00\x00\x18ftypmp42", "视频"),
]


@pytest.mark.parametrize(("content", "name"), BINARIES, ids=[name for _, name in BINARIES])
def test_binary_files_are_refused_by_their_real_type(content, name):
    with pytest.raises(IngestError) as refusal:
        refuse_binary(content)

    assert str(refusal.value) == f"不支持的文件类型（实际为 {name}），目前只接收文本文件。"


@pytest.mark.parametrize(
    "text", ["BZh 是一种压缩格式。", "ID3 标签说明", "MZ 是文件头", "PK 赛方案", "一、概况"]
)
def test_texts_that_begin_like_a_binary_are_texts(text):
    assert binary_type(text.encode()) == ""


def test_an_empty_file_says_so():
    with pytest.raises(IngestError, match="文件为空。"):
        refuse_binary(b"")


def test_a_file_over_the_limit_says_so():
    with pytest.raises(IngestError, match="文件超过 50 MB"):
        refuse_binary(b"a" * (MAX_BYTES + 1))
