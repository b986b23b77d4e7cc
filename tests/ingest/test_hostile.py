"""What each hostile or spoiled file gets: one sentence for the person who sent it, in little time."""

import random
import stat
import time
import zipfile

import pytest

from archive.ingest.errors import IngestError
from archive.ingest.parsing.isolation import Recogniser
from archive.ingest.types import RawFile
from tests.ingest import hostile_files as made
from tests.ingest.ole_files import ole_file
from tests.ingest.vocabularies import vocabulary
from tests.ingest.zips import FLAGS, HEADER_OFFSET, SIZE, patched, zipped

REPORT = made.REPORT.encode()
NOISE = random.Random(7).randbytes(5000)
XLSX = zipped([("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>")])

# name as sent, content, how the answer begins
REFUSED = {
    "zero bytes": ("报告.txt", lambda: b"", "文件为空。"),
    "program": (
        "报告.doc",
        lambda: b"MZ\x90\x00\x03\x00\x00\x00" + bytes(60),
        "不支持的文件类型（实际为 可执行程序）",
    ),
    "picture": (
        "报告.pdf",
        lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        "不支持的文件类型（实际为 PNG 图片）",
    ),
    "rar": ("报告.zip", lambda: b"Rar!\x1a\x07\x01\x00" + NOISE, "不支持的文件类型（实际为 RAR 压缩包）"),
    "7z": ("报告.zip", lambda: b"7z\xbc\xaf\x27\x1c\x00\x04" + NOISE, "不支持的文件类型（实际为 7z 压缩包）"),
    "xlsx": ("报告.docx", lambda: XLSX, "不支持的文件类型（实际为 Excel 表格）"),
    "xls": ("报告.doc", lambda: ole_file("Workbook"), "不支持的文件类型（实际为 Excel 表格）"),
    "undecodable text": ("报告.txt", lambda: NOISE, "无法识别文字编码"),
    "docx with 400 MB of XML": ("报告.docx", lambda: made.docx_of_blanks(400), "文档结构异常"),
    "docx with a billion laughs": ("报告.docx", made.docx_with_entities, "文档结构异常"),
    "docx with an external entity": ("报告.docx", made.docx_with_external_entity, "文档结构异常"),
    "docx nested 300 deep": ("报告.docx", lambda: made.deep_docx(300), "文档结构异常"),
    "docx with cut XML": ("报告.docx", made.cut_docx, "文档已损坏"),
    "docx without its text": ("报告.docx", lambda: made.docx(**{"word/document.xml": None}), "文档已损坏"),
    "docx without its relations": (
        "报告.docx",
        lambda: made.docx(**{"_rels/.rels": None, "word/document.xml": None}),
        "文档已损坏",
    ),
    "docx cut off": ("报告.docx", lambda: made.docx()[:900], "文档已损坏"),
    "encrypted docx": (
        "报告.docx",
        lambda: ole_file("EncryptionInfo", "EncryptedPackage"),
        "文件已加密，请解密后上传",
    ),
    "pdf with a user password": (
        "报告.pdf",
        lambda: made.locked_pdf(user="a", owner="b"),
        "文件已加密，请解密后上传",
    ),
    "pdf cut off": ("报告.pdf", lambda: made.pdf()[:-1500], "PDF 已损坏"),
    "garbage after a pdf header": ("报告.pdf", lambda: b"%PDF-1.7\n" + NOISE, "PDF 已损坏"),
    "pdf bomb": ("报告.pdf", lambda: made.pdf_bomb(400), "解析超出资源限制"),
    "scanned pdf": ("报告.pdf", made.scanned_pdf, "扫描件无文字层，请先做 OCR"),
    "pdf of glyphs without names": (
        "报告.pdf",
        made.pdf_of_nameless_glyphs,
        "PDF 字体无法还原文字",
    ),
    "200,000 nested divs": (
        "报告.html",
        lambda: b"<html><body>" + b"<div>" * 200_000 + REPORT + b"</div>" * 200_000,
        "网页过大或结构异常",
    ),
    "10 MB page": (
        "报告.html",
        lambda: b"<html><body>" + f"<p>{made.WORDS}</p>".encode() * 90_000 + b"</body></html>",
        "网页过大或结构异常",
    ),
}
ACCEPTED = {
    "html named .doc": ("报告.doc", lambda: made.PAGE.encode("gb18030")),
    "mht named .doc": ("报告.doc", made.web_archive),
    "docx named .doc": ("报告.doc", made.docx),
    "docx named .txt": ("报告.txt", made.docx),
    "text named .pdf": ("报告.pdf", lambda: REPORT),
    "pdf named .txt": ("报告.txt", made.pdf),
    "pdf with an owner password only": ("报告.pdf", lambda: made.locked_pdf(owner="b")),
}


@pytest.fixture(scope="module")
def recogniser():
    with Recogniser(vocabulary()) as recogniser:
        yield recogniser


@pytest.mark.parametrize(("name", "make", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_a_hostile_file_gets_its_sentence(recogniser, name, make, sentence):
    with pytest.raises(IngestError) as refusal:
        recogniser.recognise(RawFile(name, make()))

    said = str(refusal.value)
    assert said.startswith(sentence)
    assert said.endswith("。")


@pytest.mark.parametrize(("name", "make"), ACCEPTED.values(), ids=ACCEPTED.keys())
def test_a_file_under_a_wrong_name_is_accepted(recogniser, name, make):
    draft = recogniser.recognise(RawFile(name, make()))

    assert [section.heading for section in draft.sections if section.level == 1] == [
        "主要工作",
        "存在问题",
        "下一步打算",
    ]


@pytest.mark.parametrize("bomb", [made.pdf_bomb, made.docx_of_blanks])
def test_a_bomb_is_small_before_it_goes_off(bomb):
    assert len(bomb(400)) < 500_000


def test_half_a_million_digits_are_accepted_in_a_second(recogniser):
    recogniser.recognise(RawFile("报告.txt", REPORT))
    content = REPORT + b"\n" + b"1234567890" * 50_000
    begun = time.perf_counter()
    draft = recogniser.recognise(RawFile("报告.txt", content))

    assert time.perf_counter() - begun < 5  # a second where nothing else runs
    assert draft.extracted.text.endswith("1234567890")


WHOLE = {
    "truncated": (zipped([("一.txt", REPORT)])[:-40], "压缩包已损坏。"),
    "garbage": (b"PK\x03\x04" + NOISE, "压缩包已损坏。"),
    "501 members": (zipped([(f"{n}.txt", b"x") for n in range(501)]), "压缩包过大或疑似炸弹。"),
    "ratio": (zipped([("一.txt", bytes(40 << 20))]), "压缩包过大或疑似炸弹。"),
    "too large in all": (
        patched(
            patched(zipped([("一.txt", NOISE), ("二.txt", NOISE)]), 0, *SIZE, 150 << 20), 1, *SIZE, 150 << 20
        ),
        "压缩包过大或疑似炸弹。",
    ),
    "overlapping": (
        patched(zipped([("一.txt", NOISE), ("二.txt", NOISE)]), 1, *HEADER_OFFSET, 0),
        "压缩包过大或疑似炸弹。",
    ),
}


@pytest.mark.parametrize(("archive", "sentence"), WHOLE.values(), ids=WHOLE.keys())
def test_a_hostile_archive_gets_its_sentence(recogniser, tmp_path, archive, sentence):
    with pytest.raises(IngestError) as refusal:
        recogniser.unpack(RawFile("报告.zip", archive), tmp_path)

    assert str(refusal.value) == sentence
    assert not list(tmp_path.iterdir())


def link():
    member = zipfile.ZipInfo("坏.txt")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


with pytest.warns(UserWarning, match="Duplicate"):
    TWICE = zipped([("坏.txt", b"first"), ("坏.txt", b"second"), ("好.txt", REPORT)])
MEMBERS = {
    "parent directory": (zipped([("../坏.txt", b"x"), ("好.txt", REPORT)]), ["文件路径不安全。", ""]),
    "absolute path": (zipped([("/坏.txt", b"x"), ("好.txt", REPORT)]), ["文件路径不安全。", ""]),
    "symlink": (zipped([(link(), b"/etc/passwd"), ("好.txt", REPORT)]), ["不接受符号链接。", ""]),
    "duplicate": (TWICE, ["", "压缩包内文件重名。", ""]),
    "encrypted": (
        patched(zipped([("坏.txt", b"x"), ("好.txt", REPORT)]), 0, *FLAGS, 1),
        ["文件已加密，请解密后上传。", ""],
    ),
    "lying size": (
        patched(zipped([("坏.txt", b"x" * 99), ("好.txt", REPORT)]), 0, *SIZE, 9),
        ["文件已损坏，或大小与压缩包目录不符。", ""],
    ),
    "nested zip": (zipped([("坏.zip", zipped([])), ("好.txt", REPORT)]), ["不支持嵌套压缩包。", ""]),
}


@pytest.mark.parametrize(("archive", "reasons"), MEMBERS.values(), ids=MEMBERS.keys())
def test_a_bad_member_is_refused_and_the_others_go_on(recogniser, tmp_path, archive, reasons):
    members = recogniser.unpack(RawFile("报告.zip", archive), tmp_path)

    assert [member.reason for member in members] == reasons
    assert members[-1].path.read_bytes() == REPORT


def test_member_names_in_gbk_are_read(recogniser, tmp_path):
    plain = "甲县/工作总结.txt".encode("gbk")
    archive = zipped([("x" * len(plain), REPORT)]).replace(b"x" * len(plain), plain)

    assert [m.name for m in recogniser.unpack(RawFile("报告.zip", archive), tmp_path)] == [
        "甲县/工作总结.txt"
    ]
