"""What a PDF must not do: every hostile file ends with its sentence, and soon."""

import random
import subprocess
import sys
import zlib
from contextlib import suppress
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from archive.ingest.errors import IngestError
from archive.ingest.extractors import pdf
from archive.ingest.types import Options, RawFile
from tests.ingest.extractors.pdf_layouts import OFFICIAL, printed

ROOT = Path(__file__).parents[3]
PARAGRAPHS = [
    "县卫生健康局工作总结",
    "一、工作完成情况",
    "全县医疗卫生服务能力稳步提升，群众满意度不断提高。" * 30,
]
DAMAGED, LOCKED = "PDF 已损坏。", "文件已加密，请解密后上传。"
BOMB, NAMELESS = "解析超出资源限制。", "PDF 字体无法还原文字。"


def read(content):
    return pdf.extract(RawFile("a.pdf", content), Options()).text


def refusal(content):
    with pytest.raises(IngestError) as refused:
        read(content)
    return str(refused.value)


def saved(document, **options):
    target = BytesIO()
    document.save(target, **options)
    return target.getvalue()


@pytest.fixture(scope="module")
def report():
    return printed(PARAGRAPHS, OFFICIAL)[0]


@pytest.mark.parametrize("kept", [0.02, 0.3, 0.6, 0.95])
def test_a_truncated_pdf_is_damaged(report, kept):
    assert refusal(report[: int(len(report) * kept)]) == DAMAGED


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"%PDF-1.7\n" + bytes(range(256)) * 99])
def test_garbage_behind_the_header_is_damaged(content):
    assert refusal(content) == DAMAGED


def test_garbage_with_a_sound_end_is_damaged():
    assert refusal(b"%PDF-1.7\n" + bytes(range(256)) * 9 + b"\nstartxref\n0\n%%EOF") == DAMAGED


def test_a_pdf_without_pages_is_damaged():
    assert refusal(saved(pikepdf.new())) == DAMAGED


def test_a_pdf_whose_table_of_objects_is_wrong_is_read_all_the_same(report):
    begun, mark, end = report.rpartition(b"startxref\n")

    assert read(begun + mark + b"7\n" + end.partition(b"\n")[2]).split("\n")[0] == PARAGRAPHS[0]


def test_a_page_that_is_none_makes_the_pdf_damaged(report):
    with pikepdf.open(BytesIO(report)) as document:
        document.Root.Pages.Kids[0] = pikepdf.Dictionary(Type=pikepdf.Name.Font)
        assert refusal(saved(document)) == DAMAGED


def locked(report, **encryption):
    with pikepdf.open(BytesIO(report)) as document:
        return saved(document, encryption=pikepdf.Encryption(**encryption))


@pytest.mark.parametrize("revision", [4, 6])
def test_a_user_password_is_asked_to_be_taken_off(report, revision):
    assert refusal(locked(report, owner="b", user="a", R=revision)) == LOCKED


@pytest.mark.parametrize("revision", [4, 6])
def test_an_owner_password_alone_is_no_hindrance(report, revision):
    allowed = pikepdf.Permissions(extract=False)

    assert read(locked(report, owner="b", R=revision, allow=allowed)).split("\n") == PARAGRAPHS


def blank(pages):
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    return document


def test_more_pages_than_the_limit_are_refused():
    assert refusal(saved(blank(501))) == "PDF 共 501 页，超过 500 页的上限，请拆分后再上传。"


def test_as_many_pages_as_the_limit_are_not():
    assert "扫描件" in refusal(saved(blank(500)))


def test_more_characters_than_the_limit_are_refused(report, monkeypatch):
    monkeypatch.setattr(pdf, "MOST_CHARACTERS", 300)

    assert refusal(report) == "文字超过 0 万字，请拆分后再上传。"


def squeezed(size):
    """`size` MB of drawing, packed a thousand to one without unpacking time of their own."""
    engine = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = engine.compress(b"q Q " * (1 << 18)) + engine.flush(zlib.Z_FULL_FLUSH)
    return b"\x78\xda" + block * size + b"\x03\x00"


def packed(size, filters=1, **entries):
    """A PDF with a stream that unpacks to `size` MB."""
    document = blank(1)
    content = squeezed(size)
    for _ in range(filters - 1):
        content = zlib.compress(content, 9)
    stream = pikepdf.Stream(document, content, **entries)
    stream.Filter = pikepdf.Array([pikepdf.Name.FlateDecode] * filters)
    document.Root.Extra = document.make_indirect(stream)
    return document


AS_IS = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}


def test_a_page_that_unpacks_to_more_than_may_be_drawn_is_refused():
    assert refusal(saved(packed(40), **AS_IS)) == BOMB


def test_a_stream_packed_twice_is_measured_behind_both():
    assert refusal(saved(packed(40, filters=2), **AS_IS)) == BOMB


def test_a_large_stream_is_refused_behind_an_owner_password():
    assert refusal(saved(packed(40), encryption=pikepdf.Encryption(owner="b"))) == BOMB


def test_fonts_and_pictures_may_be_large():
    for entries in ({"Length1": 40 << 20}, {"Subtype": pikepdf.Name.Image}):
        assert refusal(saved(packed(40, **entries), **AS_IS)) != BOMB


def test_a_pdf_of_four_hundred_megabytes_ends_before_it_is_unpacked():
    bomb = saved(packed(400), **AS_IS)

    assert len(bomb) < 450_000
    assert refusal(bomb) == BOMB


def test_a_page_that_only_one_reader_finds_makes_the_pdf_damaged(report, monkeypatch):
    monkeypatch.setattr(pypdfium2.PdfDocument, "__len__", lambda _: 0)

    assert refusal(report) == DAMAGED


HUGE = Decimal("1" + "0" * 40 + ".5")


@pytest.mark.parametrize("box", [[0, 0, 0, 0], [0, 0, HUGE, HUGE], [-(10**9), 0, 10**9, 10**9], [0, 0, 1, 1]])
@pytest.mark.parametrize("ocr", [False, True])
def test_a_page_without_bounds_ends_with_a_sentence_or_a_text(report, box, ocr):
    with pikepdf.open(BytesIO(report)) as document:
        document.pages[0].MediaBox = box
        content = saved(document)
    with suppress(IngestError):
        assert pdf.extract(RawFile("a.pdf", content), Options(ocr=ocr)).text


def lettered(report, mapping):
    """`report` with fonts whose characters go by `mapping`, a ToUnicode program; None takes it away."""
    with pikepdf.open(BytesIO(report)) as document:
        for font in (item for item in document.objects if isinstance(item, pikepdf.Dictionary)):
            if font.get("/Subtype") == "/Type0":
                font.Encoding = pikepdf.Name("/Identity-H")
                font.DescendantFonts[0].CIDSystemInfo.Ordering = pikepdf.String("Identity")
                if mapping:
                    font.ToUnicode = document.make_stream(mapping)
        return saved(document)


CMAP = (
    b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> "
    b"endcodespacerange 1 beginbfrange <0000> <FFFF> <%s> endbfrange endcmap end"
)


@pytest.mark.parametrize("mapping", [None, CMAP % b"E000", CMAP % b"0001"])
def test_fonts_that_do_not_name_their_characters_are_refused(report, mapping):
    assert refusal(lettered(report, mapping)) == NAMELESS


def test_glyph_numbers_spelled_out_are_no_text():
    text = "".join(f"(cid:{number})" for number in range(1000, 1200))

    assert refusal(printed([text, "医院" * 30], OFFICIAL)[0]) == NAMELESS


FUZZ = """
import sys, random
from archive.ingest.errors import IngestError
from archive.ingest.extractors import pdf
from archive.ingest.types import Options, RawFile
content = sys.stdin.buffer.read()
chance = random.Random(int(sys.argv[1]))
for _ in range(int(sys.argv[2])):
    spoilt = bytearray(content)
    for _ in range(chance.choice((1, 3, 10, 60))):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    if chance.random() < 0.2:
        del spoilt[(cut := chance.randrange(len(spoilt))) : cut + chance.randrange(400)]
    try:
        pdf.extract(RawFile("a.pdf", bytes(spoilt)), Options())
    except (IngestError, MemoryError):
        pass
print("done")
"""


@pytest.mark.parametrize("streams", ["packed", "plain"])
def test_a_spoilt_pdf_ends_with_a_sentence_or_a_text(report, streams):
    with pikepdf.open(BytesIO(report)) as document:
        plain = streams == "plain"
        level = pikepdf.StreamDecodeLevel.generalized if plain else pikepdf.StreamDecodeLevel.none
        content = saved(document, compress_streams=not plain, stream_decode_level=level)
    seed = random.randrange(1 << 30)
    # In a process of its own: PDFium ends its process where it finds itself broken.
    done = subprocess.run(
        [sys.executable, "-c", FUZZ, str(seed), "75"],
        input=content,
        capture_output=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )

    assert done.stdout.strip() == b"done", (seed, done.returncode, done.stderr[-500:])
