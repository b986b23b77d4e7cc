"""Numbers and labels of automatic lists, beyond the lists of tests/quality."""

import pytest

from archive.ingest.extractors.docx import extract
from archive.ingest.extractors.word.counting import numeral, padded
from archive.ingest.types import Options, RawFile
from tests.ingest.extractors.word_files import definition, level, listed, paragraph, word_file


def lines(body, numbering, styles=""):
    content = word_file(body, numbering=numbering, styles=styles)
    return extract(RawFile("a.docx", content), Options()).text.split("\n")


def one(form, pattern, extra=""):
    return definition(0, level(0, form, pattern, extra=extra)) + listed(1, 0)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", {0: "0", 12: "12"}),
        ("none", {1: "", 7: ""}),
        ("bullet", {1: ""}),
        ("aFormOfTheFuture", {3: "3"}),
        (
            "chineseCountingThousand",
            {0: "零", 10: "十", 11: "十一", 20: "二十", 101: "一百零一", 110: "一百一十", 115: "一百一十五"}
            | {1005: "一千零五", 1010: "一千零一十", 9999: "九千九百九十九", 10000: "10000"},
        ),
        ("chineseCounting", {0: "〇", 10: "十", 99: "九十九", 105: "一〇五"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 11: "壹拾壹", 105: "壹佰零伍"}),
        ("ideographLegalTraditional", {2: "貳", 6: "陸", 1000: "壹仟"}),
        ("ideographDigital", {9: "九", 10: "一〇", 21: "二一"}),
        ("japaneseCounting", {10: "十", 11: "十一", 100: "百", 110: "百十", 1005: "千五"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "甲"}),
        ("ideographZodiac", {1: "子", 12: "亥", 13: "子"}),
        ("ideographZodiacTraditional", {1: "甲子", 60: "癸亥", 61: "甲子"}),
        ("ideographEnclosedCircle", {1: "㊀", 10: "㊉", 11: "11"}),
        ("decimalEnclosedCircle", {0: "0", 1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛"}),
        ("decimalFullWidth", {10: "１０"}),
        ("decimalZero", {1: "01", 100: "100"}),
        ("numberInDash", {3: "- 3 -"}),
        ("hex", {255: "FF"}),
        ("ordinal", {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 21: "21st", 112: "112th"}),
        ("upperRoman", {0: "0", 4: "IV", 1994: "MCMXCIV"}),
        ("lowerRoman", {9: "ix"}),
        ("upperLetter", {0: "0", 26: "Z", 27: "AA", 53: "AAA"}),
        ("lowerLetter", {1: "a", -1: "-1"}),
    ],
)
def test_numbers_are_written_in_the_format_of_the_list(form, expected):
    assert {number: numeral(number, form) for number in expected} == expected


@pytest.mark.parametrize(
    ("pattern", "expected"), [("001, 002, 003, ...", "007"), ("01, 02", "07"), ("x", "7")]
)
def test_a_custom_format_says_how_wide_its_numbers_are(pattern, expected):
    assert padded(7, pattern) == expected


def test_a_custom_format_is_taken_from_the_form_word_prefers():
    form = (
        '<mc:AlternateContent><mc:Choice><w:numFmt w:val="custom" w:format="01, 02, 03, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">{form}<w:lvlText w:val="%1."/></w:lvl>'
        "</w:abstractNum>" + listed(1, 0)
    )

    assert lines(paragraph("文", num=1), numbering) == ["01.文"]


@pytest.mark.parametrize(
    ("pattern", "extra", "text", "expected"),
    [
        ("%1、", "", "2024年工作", "一、2024年工作"),
        ("第%1章", "", "总则", "第一章 总则"),
        ("第%1章", '<w:suff w:val="space"/>', "　总则", "第一章 总则"),
        ("第%1章", '<w:suff w:val="nothing"/>', "总则", "第一章总则"),
        ("%1是", "", "加强监测", "一是加强监测"),
        ("（%1）", "", "5家医院", "（一）5家医院"),
        ("%1、", "", "", "一、"),
        ("附件：", "", "名单", "附件：名单"),
        ("★", "", "重点", "重点"),
    ],
)
def test_label_and_text_stand_apart_only_where_they_would_read_as_one(pattern, extra, text, expected):
    assert lines(paragraph(text, num=1), one("chineseCountingThousand", pattern, extra)) == [expected]


def test_a_decimal_label_does_not_run_into_a_number():
    assert lines(paragraph("5家", num=1) + paragraph("医院", num=1), one("decimal", "%1.")) == [
        "1. 5家",
        "2.医院",
    ]


@pytest.mark.parametrize(
    ("num", "depth"), [(7, 0), (1, 8), (1, -1), (1, "x")], ids=["no list", "no level", "below", "no number"]
)
def test_a_list_or_level_that_is_nowhere_gives_no_label(num, depth):
    expected = "1.文" if depth == "x" else "文"

    assert lines(paragraph("文", num=num, level=depth), one("decimal", "%1.")) == [expected]


def test_a_list_without_a_definition_gives_no_label():
    assert lines(paragraph("文", num=1), listed(1, 5)) == ["文"]


def test_numbering_styles_that_lead_in_a_circle_end():
    numbering = definition(0, level(0, "decimal", "%1."), extra='<w:numStyleLink w:val="S"/>') + listed(1, 0)
    style = '<w:style w:styleId="S"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'

    assert lines(paragraph("文", num=1), numbering, style) == ["1.文"]


def test_a_parent_that_was_never_used_counts_as_its_first_number():
    numbering = definition(0, level(0, "decimal", "%1", start=3), level(1, "decimal", "%1.%2")) + listed(1, 0)

    assert lines(paragraph("文", num=1, level=1), numbering) == ["3.1 文"]


def test_a_parent_that_is_not_defined_counts_in_decimal():
    assert lines(paragraph("文", num=1), one("decimal", "%3-%1.")) == ["1-1.文"]
