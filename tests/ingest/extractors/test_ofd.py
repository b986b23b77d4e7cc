"""What of an OFD file becomes text, and what it is refused for."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.ingest.errors import IngestError
from archive.ingest.extractors import ofd
from archive.ingest.extractors.ofd import MEDIA_TYPE, extract
from archive.ingest.types import Hint, Options, RawFile
from tests.ingest.extractors.ofd_files import content, ofd_file, page_wide, root, stroke, text_object
from tests.ingest.extractors.word_files import zipped

FIRST = "全县卫生健康系统坚持以人民健康为中心，各项工作取得新的成效。"
SECOND = "一、持续提升医疗服务能力"
WHOLE = ofd_file([content(text_object(FIRST, 38, 60) + text_object(SECOND, 38, 70))])


def read(raw):
    return extract(RawFile("报告.ofd", raw), Options())


def lines(*pages, **kwargs):
    return read(ofd_file(pages, **kwargs)).text.split("\n")


def page(*objects, **kwargs):
    return content("".join(objects), **kwargs)


def code(text, attributes="", *, outer='Boundary="30 50 150 10" Size="5"'):
    return f"<ofd:TextObject {outer}><ofd:TextCode {attributes}>{text}</ofd:TextCode></ofd:TextObject>"


def refused(raw, sentence):
    with pytest.raises(IngestError, match=sentence):
        read(raw)


def test_lines_are_read_from_top_to_bottom_whatever_their_order():
    extracted = read(ofd_file([page(text_object(SECOND, 38, 70), text_object(FIRST, 38, 60))]))

    assert extracted.text.split("\n") == [FIRST, SECOND]
    assert (extracted.media_type, extracted.extractor, extracted.notes) == (MEDIA_TYPE, "ofd", ())


def test_pages_follow_one_another_and_say_where_they_begin():
    extracted = read(ofd_file([page(text_object(FIRST, 38, 60)), page(text_object(SECOND, 38, 60))]))

    assert extracted.text == f"{FIRST}\n{SECOND}"
    assert extracted.pages == (0, len(FIRST) + 1)


def test_objects_in_blocks_and_further_layers_are_read():
    block = f"<ofd:PageBlock><ofd:PageBlock>{text_object(FIRST, 38, 60)}</ofd:PageBlock></ofd:PageBlock>"
    layer = f"</ofd:Layer><ofd:Layer>{text_object(SECOND, 38, 80)}"

    assert lines(page(block, layer)) == [FIRST, SECOND]


def test_what_a_template_prints_stands_on_each_page_that_uses_it():
    use = '<ofd:Template TemplateID="90"/><ofd:Template TemplateID="77"/>'
    template = page(text_object("某县卫生健康局文件", 60, 40, em=8))

    assert lines(page(text_object(FIRST, 38, 60), before=use), templates=[template]) == [
        "某县卫生健康局文件",
        FIRST,
    ]


@pytest.mark.parametrize("hidden", ['Visible="false"', 'Visible="0"'])
def test_invisible_objects_are_no_text(hidden):
    assert lines(page(text_object(FIRST, 38, 60), text_object("草稿", 38, 80, attributes=hidden))) == [FIRST]


def test_text_that_runs_aslant_is_no_part_of_the_lines():
    watermark = text_object("内部", 60, 90, attributes='CTM="0.7 0.7 -0.7 0.7 0 0"')

    assert lines(page(text_object(FIRST, 38, 60), watermark), page(watermark)) == [FIRST]


def test_pieces_of_a_line_that_touch_are_one_word():
    pieces = [text_object("Mouse", 38, 60), text_object("tang", 38 + 12.5, 60), text_object(" 网", 60.5, 60)]

    assert lines(page(*pieces)) == ["Mousetang 网"]


def test_pieces_far_apart_on_one_line_stay_apart():
    assert lines(page(text_object("甲方", 30, 60), text_object("乙方", 120, 60)))[0].split() == [
        "甲方",
        "乙方",
    ]


@pytest.mark.parametrize(
    ("deltas", "expected"),
    [
        ("", "医疗服务"),
        ("5 5 5", "医疗服务"),
        ("g 3 5.2", "医疗服务"),
        ("5 40 5", "医疗 服务"),
        ("g x 5 g", "医疗服务"),
        ("g 9999999999 5", "医疗服务"),
        ("g -4 5 y", "医疗服务"),
    ],
)
def test_distances_between_characters_part_a_line_where_they_are_wide(deltas, expected):
    line = code("医疗服务", f'X="0" Y="5" DeltaX="{deltas}"')

    assert " ".join(lines(page(line))[0].split()) == expected


def test_a_code_without_a_place_begins_where_the_one_before_did():
    upper = '<ofd:TextCode X="0" Y="5">一、上行文字</ofd:TextCode>'
    codes = f'{upper}<ofd:TextCode Y="15">二、下行文字比上行的更长一些</ofd:TextCode>'
    both = f'<ofd:TextObject Boundary="38 80 9 9" Size="5">{codes}</ofd:TextObject>'

    assert lines(page(text_object(FIRST, 38, 60), both)) == [
        FIRST,
        "一、上行文字",
        "二、下行文字比上行的更长一些",
    ]


@pytest.mark.parametrize(
    "attributes", ['Size="5"', 'Boundary="x" Size=""', 'Boundary="1" CTM="1 2" Size="5"']
)
def test_attributes_that_are_missing_or_no_numbers_do_no_harm(attributes):
    assert lines(page(code("医疗服务", outer=attributes))) == ["医疗服务"]


def test_drawn_lines_make_a_table():
    cells = [("指标", 32, 66), ("数值", 72, 66), ("床位", 32, 75), ("120", 72, 75)]
    level = [stroke(30, y, 110, y) for y in (60, 69, 78)]
    path = "M 0 0 L 0 18 C 40 M 40 0 S 40 0 L 40 18 M 80 0 L 80 18 L 40 40 B 1 2 3 4 5 6 Q 1"
    upright = (
        '<ofd:PathObject Boundary="30 60 80 18">'
        f"<ofd:AbbreviatedData>{path}</ofd:AbbreviatedData></ofd:PathObject><ofd:PathObject/>"
    )
    extracted = read(ofd_file([page(*level, upright, *(text_object(*cell) for cell in cells))]))

    assert extracted.text == "指标\t数值\n床位\t120"
    assert [tuple(span) for span in extracted.tables] == [(0, len(extracted.text))]


def test_pictures_are_told():
    (note,) = read(ofd_file([page(text_object(FIRST, 38, 60), "<ofd:ImageObject/>")])).notes

    assert (note.code, "1 幅" in note.message) == ("pictures", True)


def test_a_page_that_is_a_picture_is_told_by_its_number():
    pages = [page(text_object(FIRST, 38, 60)), page("<ofd:ImageObject/>", text_object("2", 100, 280))]
    (note,) = read(ofd_file(pages)).notes

    assert (note.code, note.message) == ("scanned_pages", "第 2 页是图片，没有读出文字。")


def test_fonts_that_do_not_tell_their_characters_are_refused():
    refused(ofd_file([page(text_object("\ue001\ue002\ufffd文字", 38, 60))]), "^OFD 字体无法还原文字")


def test_the_document_information_becomes_hints():
    info = (
        "<ofd:Title> 工作总结 </ofd:Title><ofd:ModDate>2025-01-10</ofd:ModDate><ofd:Author>张三</ofd:Author>"
    )

    custom = '<ofd:CustomData Name="发文字号">某卫健〔2025〕3号</ofd:CustomData>'
    info += f"<ofd:CustomDatas>{custom}</ofd:CustomDatas>"

    assert read(ofd_file([page(text_object(FIRST, 38, 60))], info=info)).hints == (
        Hint("title", "工作总结", "ofd_property"),
        Hint("modified", "2025-01-10", "ofd_property"),
        Hint("doc_no", "某卫健〔2025〕3号", "ofd_property"),
    )


def test_a_page_may_have_a_box_of_its_own_and_an_absolute_place():
    own = "<ofd:Area><ofd:PhysicalBox>0 0 400 300</ofd:PhysicalBox></ofd:Area>"
    document = '<ofd:CommonData/><ofd:Pages><ofd:Page BaseLoc="/Elsewhere/P.xml"/></ofd:Pages>'
    parts = {
        "Doc_0/Document.xml": root("Document", document),
        "Elsewhere/P.xml": root("Page", own + page(page_wide(FIRST, 38, 60))),
    }

    assert lines(parts=parts) == [FIRST]


def test_another_namespace_of_the_same_format_is_read():
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        members = {
            name: archive.read(name).replace(b"http://www.ofdspec.org/2016", b"http://www.ofdspec.org")
            for name in archive.namelist()
        }

    assert read(zipped(members)).text == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"OFD.xml": None}, "^文档已损坏"),
        ({"OFD.xml": root("OFD", "")}, "^文档已损坏"),
        ({"OFD.xml": root("OFD", "<ofd:DocBody/>")}, "^文档已损坏"),
        ({"Doc_0/Document.xml": None}, "^文档已损坏"),
        ({"Doc_0/Pages/Page_0/Content.xml": None}, "^文档已损坏"),
        ({"Doc_0/Pages/Page_0/Content.xml": root("Page", "<x>")}, "^文档已损坏"),
        ({"Doc_0/Pages/Page_0/Content.xml": root("Page", "")}, "^文档已损坏"),
        ({"Doc_0/Pages/Page_0/Content.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, "^文档结构异常"),
        ({"Doc_0/Pages/Page_0/Content.xml": "<a>" * 300 + "</a>" * 300}, "^文档结构异常"),
        ({"Doc_0/Pages/Page_0/Content.xml": root("Page", page("<ofd:ImageObject/>"))}, "^扫描件无文字层"),
    ],
)
def test_a_file_without_readable_pages_is_refused(parts, sentence):
    refused(ofd_file([page(text_object(FIRST, 38, 60))], parts=parts), sentence)


def test_too_many_pages_are_refused():
    refused(ofd_file([""] * 501), "500 页")


def test_too_long_a_text_is_refused(monkeypatch):
    monkeypatch.setattr(ofd, "MAX_CHARACTERS", 10)

    refused(WHOLE, "2,000,000")


NUMBERS = st.sampled_from(["0", "-3", "5", "1e9", "nan", "inf", "-inf", "1e-30", "x", "", "210", "g", "0.1"])
OBJECTS = st.builds(
    lambda box, matrix, size, place, deltas: (
        f'<ofd:TextObject Boundary="{" ".join(box)}" CTM="{" ".join(matrix)}" Size="{size}">'
        f'<ofd:TextCode X="{place[0]}" Y="{place[1]}" DeltaX="{" ".join(deltas)}">医疗 服务A1</ofd:TextCode>'
        f'</ofd:TextObject><ofd:PathObject Boundary="{" ".join(box)}"><ofd:AbbreviatedData>'
        f"M {' '.join(place)} L {' '.join(box[:2])} C</ofd:AbbreviatedData></ofd:PathObject>"
    ),
    st.lists(NUMBERS, min_size=4, max_size=4),
    st.lists(NUMBERS, min_size=5, max_size=6),
    NUMBERS,
    st.tuples(NUMBERS, NUMBERS),
    st.lists(NUMBERS, max_size=6),
)


@given(st.lists(OBJECTS, min_size=1, max_size=12), st.lists(NUMBERS, min_size=4, max_size=4))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_numbers_give_a_text(objects, box):
    own = f"<ofd:Area><ofd:PhysicalBox>{' '.join(box)}</ofd:PhysicalBox></ofd:Area>"
    raw = ofd_file([own + page(*objects), page(text_object(FIRST, 38, 60))])

    assert "全县卫生健康系统" in read(raw).text


@given(st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_changed_bytes_give_a_text_or_one_sentence(data):
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        members = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    changed = members[data.draw(st.sampled_from(sorted(members)))]
    for _ in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    text = "文"
    with suppress(IngestError):
        text = read(zipped({name: bytes(stored) for name, stored in members.items()})).text
    assert text.strip()
