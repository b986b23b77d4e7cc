"""Files built to harm, or merely spoiled: one function each, the smallest that shows the matter."""

import io
import zipfile
import zlib
from functools import cache

import pikepdf

from tests.ingest.extractors.pdf_layouts import OFFICIAL, printed
from tests.ingest.extractors.word_files import paragraphs, part, word_file

WORDS = "全县共有医疗卫生机构256家，床位3210张，卫生技术人员4100人，门诊量比上年增长3.2%。"
REPORT = f"""某某县卫生健康局2023年工作总结
一、主要工作
（一）医疗服务
{WORDS}
（二）公共卫生
{WORDS}
二、存在问题
基层人手不足。
三、下一步打算
{WORDS}"""
PAGE = (
    "<html><head><title>工作总结</title></head><body><div class='content'>"
    + "".join(f"<p>{line}</p>" for line in REPORT.splitlines())
    + "</div></body></html>"
)
_RELATION = '<Relationship Id="r1" Type="{}" Target="word/document.xml"/>'


def web_archive() -> bytes:
    head = (
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="====b"\r\n\r\n'
        '--====b\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
    )
    return f"{head}{PAGE}\r\n--====b--\r\n".encode()


def docx(document: str | None = None, **parts: str | None) -> bytes:
    body = paragraphs(REPORT)
    replaced = {} if document is None else {"word/document.xml": document}
    return word_file(body, parts=replaced | {name.replace("__", "/"): text for name, text in parts.items()})


@cache
def docx_of_blanks(mebibytes: int) -> bytes:
    """A small docx whose text unpacks to so much."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive,
        zipfile.ZipFile(io.BytesIO(docx())) as whole,
    ):
        for name in whole.namelist():
            if name != "word/document.xml":
                archive.writestr(name, whole.read(name))
        with archive.open("word/document.xml", "w", force_zip64=True) as stream:
            for _ in range(mebibytes):
                stream.write(b" " * (1 << 20))
    return content.getvalue()


def docx_with_entities() -> bytes:
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    return docx(
        f'<!DOCTYPE w [<!ENTITY l0 "哈">{laughs}]>' + _document("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>")
    )


def docx_with_external_entity() -> bytes:
    head = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return docx(head + _document("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"))


def deep_docx(depth: int) -> bytes:
    return docx(part("document", "<w:body>" + "<w:sdt>" * depth + "</w:sdt>" * depth + "</w:body>"))


def cut_docx() -> bytes:
    return docx(part("document", f"<w:body>{paragraphs(REPORT)}</w:body>")[:-200])


def _document(body: str) -> str:
    return part("document", f"<w:body>{body}</w:body>").partition("?>")[2]


@cache
def pdf() -> bytes:
    return printed(REPORT.splitlines(), OFFICIAL)[0]


def locked_pdf(*, user: str = "", owner: str = "") -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        document.save(target, encryption=pikepdf.Encryption(user=user, owner=owner))
    return target.getvalue()


@cache
def pdf_bomb(mebibytes: int) -> bytes:
    """A small PDF whose one page draws so much."""
    packer = zlib.compressobj(9)
    mebibyte = b"0 0 m 9 9 l S".ljust(1 << 20)
    packed = b"".join(packer.compress(mebibyte) for _ in range(mebibytes)) + packer.flush()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        page = document.pages[0]
        page.Contents = pikepdf.Stream(document, packed, Filter=pikepdf.Name.FlateDecode)
        target = io.BytesIO()
        document.save(target, compress_streams=False)
    return target.getvalue()


def scanned_pdf(pages: int = 3) -> bytes:
    with pikepdf.new() as document:
        for _ in range(pages):
            page = document.add_blank_page(page_size=(595, 842))
            image = pikepdf.Stream(
                document,
                bytes(range(256)) * 64,
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=128,
                Height=128,
                ColorSpace=pikepdf.Name.DeviceGray,
                BitsPerComponent=8,
            )
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
            page.Contents = pikepdf.Stream(document, b"q 595 0 0 842 0 0 cm /Im0 Do Q")
        return _saved(document)


def pdf_of_nameless_glyphs() -> bytes:
    """Text in a font that numbers its glyphs as it likes and does not say what they are."""
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(595, 842))
        descendant = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.CIDFontType2,
            BaseFont=pikepdf.Name("/ABCDEF+Song"),
            CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            FontDescriptor=pikepdf.Dictionary(
                Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name("/ABCDEF+Song"), Flags=4
            ),
        )
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=pikepdf.Name("/ABCDEF+Song"),
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=pikepdf.Array([document.make_indirect(descendant)]),
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(font)))
        rows = (
            "".join(f"{(row * 31 + column * 7) % 600 + 1:04X}" for column in range(30)) for row in range(20)
        )
        drawn = "\n".join(f"BT /F1 14 Tf 60 {800 - 24 * n} Td <{row}> Tj ET" for n, row in enumerate(rows))
        page.Contents = pikepdf.Stream(document, drawn.encode())
        return _saved(document)


def _saved(document: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
