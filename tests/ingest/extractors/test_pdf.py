from io import BytesIO

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from archive.ingest.errors import IngestError
from archive.ingest.extractors import extract as extract_any
from archive.ingest.extractors import pdf
from archive.ingest.types import Hint, Options, RawFile
from tests.ingest.extractors.pdf_layouts import A4, FONT, OFFICIAL, printed

LONG = "全县医疗卫生服务能力稳步提升，群众满意度不断提高，各项工作取得明显成效，圆满完成全年任务。"
PARAGRAPHS = ["县卫生健康局2023年工作总结", "一、工作完成情况", LONG * 12, "二、下一步打算", LONG * 6]


def read(content, **options):
    return pdf.extract(RawFile("a.pdf", content), Options(**options))


def lines(content):
    return read(content).text.split("\n")


class Drawn:
    """A PDF drawn by hand: texts at places counted in points from the lower left corner."""

    def __init__(self, size=A4):
        self.target = BytesIO()
        self.canvas = Canvas(self.target, pagesize=size, invariant=True)

    def text(self, text, x=72, y=700, em=16, turned=0):
        self.canvas.saveState()
        self.canvas.translate(x, y)
        self.canvas.rotate(turned)
        self.canvas.setFont(FONT, em)
        self.canvas.drawString(0, 0, text)
        self.canvas.restoreState()
        return self

    def lines(self, *texts, x=72, y=700, leading=28):
        for number, text in enumerate(texts):
            self.text(text, x, y - number * leading)
        return self

    def turn(self):
        self.canvas.showPage()
        return self

    def content(self):
        self.canvas.save()
        return self.target.getvalue()


def changed(content, change, **saving):
    with pikepdf.open(BytesIO(content)) as document:
        change(document)
        target = BytesIO()
        document.save(target, **saving)
    return target.getvalue()


@pytest.fixture(scope="module")
def report():
    return printed(PARAGRAPHS, OFFICIAL)[0]


def test_a_printed_report_comes_back_paragraph_by_paragraph(report):
    assert lines(report) == PARAGRAPHS


def test_a_pdf_is_recognised_by_its_content(report):
    extracted = extract_any(RawFile("总结.doc", report), Options())

    assert (extracted.extractor, extracted.media_type) == ("pdf", "application/pdf")


def test_each_page_has_its_offset():
    content, pages = printed([LONG * 30], OFFICIAL)
    extracted = read(content)

    assert len(extracted.pages) == pages == 3
    assert extracted.pages[0] == 0
    assert "\n" not in extracted.text
    assert list(extracted.pages) == sorted(set(extracted.pages))


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_seen(report, turned):
    def turn(document):
        for page in document.pages:
            page.Rotate = turned

    assert lines(changed(report, turn)) == PARAGRAPHS


@pytest.mark.parametrize(("turned", "x", "y"), [(90, 300, 100), (180, 500, 500), (270, 200, 700)])
def test_text_drawn_upright_on_its_side_is_held_level(turned, x, y):
    drawn = Drawn()
    for number, text in enumerate(["一、工作完成情况", LONG[:20], "二、下一步打算"]):
        dx, dy = {90: (28, 0), 180: (0, 28), 270: (-28, 0)}[turned]
        drawn.text(text, x + dx * number, y + dy * number, turned=turned)

    assert lines(drawn.content()) == ["一、工作完成情况", LONG[:20], "二、下一步打算"]


def test_a_page_cut_out_of_a_larger_one_is_read_in_its_own_place(report):
    def cut(document):
        for page in document.pages:
            page.MediaBox = [-100, -100, 800, 1000]
            page.CropBox = [0, 0, 595, 842]

    assert lines(changed(report, cut)) == PARAGRAPHS


def test_a_watermark_aslant_goes():
    drawn = Drawn()
    for number in range(3):
        drawn.lines(f"第{number}章", LONG[:28], LONG[28:]).text("内部文件", 200, 300, 60, turned=45).turn()

    assert "内部" not in read(drawn.content()).text


def test_words_keep_their_spaces_and_han_get_none():
    drawn = Drawn().lines("接种 COVID-19 疫苗 annual report 已完成", LONG[:28])

    assert lines(drawn.content())[0] == "接种 COVID-19 疫苗 annual report 已完成"


@pytest.mark.parametrize(
    ("end", "start", "joined"),
    [
        ("雨山区-", "马鞍山", "雨山区-马鞍山"),
        ("COVID-", "19", "COVID-19"),
        ("满2-", "3岁", "满2-3岁"),
        ("health insti-", "tution", "health institution"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_stays_unless_it_parts_a_word(end, start, joined):
    width = 28 - sum(1 if char > "\u2e80" else 0.5 for char in end)
    first = LONG[: int(width)] + end
    drawn = Drawn().lines(first, start + LONG[:20], LONG[:28], LONG[28:])

    assert joined in lines(drawn.content())[0]


def test_letters_set_apart_for_justification_stay_one_word():
    drawn = Drawn()
    line = drawn.canvas.beginText(72, 700)
    line.setFont(FONT, 16)
    line.setCharSpace(4)
    line.textOut("全县医疗卫生服务能力稳步提升工作")
    drawn.canvas.drawText(line)

    assert lines(drawn.lines(LONG[:28], y=650).content())[0] == "全县医疗卫生服务能力稳步提升工作"


def test_full_width_forms_and_signs_stay_as_printed():
    drawn = Drawn().lines("２０２３年，门诊１２３人次；建筑面积５６００㎡", LONG[:28])

    assert lines(drawn.content())[0] == "２０２３年，门诊１２３人次；建筑面积５６００㎡"


def named(content, names):
    """`content` with a font that names some of its characters as told, by UTF-16 in hexadecimal."""
    named = {char: b"%04X" % ord(char) for char in "县卫健康局" + LONG} | names
    rows = b"".join(b"<%04X> <%s> " % (ord(char), name) for char, name in named.items())
    program = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> "
    program += b"endcodespacerange %d beginbfchar %sendbfchar endcmap end" % (len(named), rows)

    def name(document):
        for font in (item for item in document.objects if isinstance(item, pikepdf.Dictionary)):
            if font.get("/Subtype") == "/Type0":
                font.Encoding = pikepdf.Name("/Identity-H")
                font.DescendantFonts[0].CIDSystemInfo.Ordering = pikepdf.String("Identity")
                font.ToUnicode = document.make_stream(program)

    return changed(content, name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (b"2F63", "⽣"),
        (b"D842DFB7", "𠮷"),
        (b"006600660069", "ffi"),
        (b"D842", "\ufffd"),
        (b"DFB7", "\ufffd"),
        (b"E001", "\ue001"),
    ],
)
def test_characters_come_as_the_font_names_them(name, text):
    content = Drawn().lines("县卫一健康局", LONG[:28], LONG[28:]).content()

    assert lines(named(content, {"一": name}))[0] == f"县卫{text}健康局"


def test_the_end_of_a_page_names_what_stands_aslant_on_it():
    drawn = Drawn().lines(LONG[:28], LONG[28:]).text("骑缝章", 300, 400, 20, turned=30)
    drawn.text("存档", 100, 100, 20, turned=30)

    assert lines(drawn.content())[-2:] == ["骑缝章", "存档"]


def test_an_office_that_wrote_the_file_is_a_hint(report):
    def describe(document):
        document.docinfo["/Author"] = "中阳县卫生健康局"

    assert Hint("issuer", "中阳县卫生健康局", "pdf_property") in read(changed(report, describe)).hints


def test_a_ruled_table_is_read_by_its_cells():
    drawn = Drawn().lines(LONG[:28], LONG[28:])
    drawn.canvas.grid([72, 200, 330, 460], [500, 530, 560])
    for y, row in ((538, ["项目", "2022年", "2023年"]), (508, ["门诊人次一二", "12.3", "13.5"])):
        for x, cell in zip([74, 202, 332], row, strict=True):
            drawn.text(cell, x, y, 20 if cell == "门诊人次一二" else 12)
    extracted = read(drawn.content())
    (table,) = extracted.tables

    assert extracted.text[table.start : table.end] == "项目\t2022年\t2023年\n门诊人次一二\t12.3\t13.5"


def test_rules_within_a_form_and_thin_bars_make_a_table():
    drawn = Drawn().lines(LONG[:28], LONG[28:])
    canvas = drawn.canvas
    canvas.beginForm("grid")
    for x in (72, 200, 330):
        canvas.rect(x, 500, 0.5, 60, stroke=0, fill=1)
    for y in (500, 530, 560):
        canvas.rect(72, y, 258, 0.5, stroke=0, fill=1)
    canvas.rect(60, 480, 300, 100, stroke=0, fill=1)  # a shade behind is no rule
    canvas.bezier(0, 0, 10, 10, 20, 20, 30, 30)
    canvas.endForm()
    canvas.doForm("grid")
    for y, row in ((538, ["项目", "2023年"]), (508, ["门诊", "13.5"])):
        drawn.text(row[0], 74, y, 12).text(row[1], 202, y, 12)

    assert lines(drawn.content())[-2:] == ["项目\t2023年", "门诊\t13.5"]


def picture():
    return ImageReader(Image.new("L", (20, 20), 128))


def scanned(pages=1):
    drawn = Drawn()
    for _ in range(pages):
        drawn.canvas.drawImage(picture(), 0, 0, 500, 800)
        drawn.turn()
    return drawn


def test_a_scanned_pdf_asks_for_ocr():
    with pytest.raises(IngestError, match=r"^扫描件无文字层，请先做 OCR。$"):
        read(scanned(2).content())


def test_few_characters_a_page_are_no_text_layer():
    with pytest.raises(IngestError, match="扫描件"):
        read(scanned(2).text("扫描全能王").content())


def test_scanned_pages_among_others_are_named(report):
    def add(document):
        document.pages.extend(pikepdf.open(BytesIO(scanned().content())).pages)

    content = changed(printed(PARAGRAPHS, OFFICIAL)[0], add)
    (note,) = read(content).notes

    assert (note.code, note.message) == ("scanned_pages", "第 3 页是图片，没有读出文字。")


def test_a_blank_page_needs_no_note(report):
    content = changed(report, lambda document: document.add_blank_page())

    assert read(content).notes == ()


def test_a_report_with_text_needs_no_ocr(report):
    assert read(report, ocr=True).notes == ()


def test_title_and_date_are_hints(report):
    def describe(document):
        document.docinfo["/Title"] = "县卫生健康局2023年工作总结"
        document.docinfo["/CreationDate"] = "D:20240112093000+08'00'"

    assert read(changed(report, describe)).hints == (
        Hint("title", "县卫生健康局2023年工作总结", "pdf_property"),
        Hint("modified", "2024-01-12", "pdf_property"),
    )


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("Microsoft Word - 2023年工作总结.doc", "2023年工作总结"),
        ("2023年工作总结".encode("gb18030"), "2023年工作总结"),
        (b"\xff\xff\xff", ""),
        ("untitled", ""),
        ("文档1", ""),
    ],
)
def test_only_a_title_is_taken_for_one(report, stated, title):
    def describe(document):
        document.docinfo["/Title"] = pikepdf.String(stated)
        del document.docinfo["/CreationDate"]

    found = [hint.value for hint in read(changed(report, describe)).hints if hint.name == "title"]

    assert found == ([title] if title else [])


def test_xmp_metadata_is_read_where_the_document_information_is_silent(report):
    def describe(document):
        with document.open_metadata(update_docinfo=False) as described:
            described["dc:title"] = "县卫生健康局2023年工作总结"
            described["xmp:CreateDate"] = "2024-02-03T08:00:00"
        del document.docinfo["/Title"]
        del document.docinfo["/CreationDate"]

    assert [hint.value for hint in read(changed(report, describe)).hints] == [
        "县卫生健康局2023年工作总结",
        "2024-02-03",
    ]


@pytest.mark.parametrize("metadata", [pikepdf.Dictionary(A=1), pikepdf.Array([1])])
def test_properties_that_cannot_be_read_give_no_hint(report, metadata):
    def spoil(document):
        document.Root.Metadata = metadata
        document.trailer.Info = pikepdf.Array([1])

    assert read(changed(report, spoil, fix_metadata_version=False)).hints == ()
