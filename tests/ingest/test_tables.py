"""Tables inside a text stay body: no headings, nothing glued, one line a row."""

import pytest

from archive.ingest.cleaning.clean import clean
from archive.ingest.cleaning.layout import tables_of
from archive.ingest.sectioning.sections import sectionize
from archive.ingest.types import Extracted, TextSpan

TABLE = "项目\t完成\n一、门诊\t12万\n（一）住院\t3万\n存在问题\t无"
BEFORE = "一、工作完成情况\n全县医疗服务能力稳步提升，各项指标见下表\n"
AFTER = "\n二、存在问题\n人才不足，下一步加强引进，争取编制，落实待遇，稳定队伍。\n"


def read(text, *tables):
    spans = tuple(TextSpan(text.index(table), text.index(table) + len(table)) for table in tables)
    cleaned = clean(Extracted(text, "utf-8", tables=spans))
    return cleaned, sectionize(cleaned)


def body(text, section):
    return ["".join(text[p.start : p.end] for p in pieces) for pieces in section.paragraphs]


def test_rows_are_body_paragraphs_of_their_section():
    text = BEFORE + TABLE + AFTER
    _, sections = read(text, TABLE)

    assert [s.heading for s in sections] == ["工作完成情况", "存在问题"]
    assert body(text, sections[0])[1:] == TABLE.split("\n")


def test_each_row_is_one_line():
    text = BEFORE + TABLE + AFTER
    cleaned, _ = read(text, TABLE)

    assert [line.text for line in cleaned.lines if cleaned.extracted.tables[0].start <= line.start][:4] == (
        TABLE.split("\n")
    )


def test_rows_are_not_glued_where_lines_are_wrapped():
    line = "全县医疗服务能力稳步提升群众满意度不断提高医共体"
    text = f"一、情况\n{line}\n{line}\n{line}\n{line}提高。\n{TABLE}\n抓好落实。\n"
    cleaned, _ = read(text, TABLE)

    assert [found.text for found in cleaned.lines][-5:] == [*TABLE.split("\n"), "抓好落实。"]


@pytest.mark.parametrize("row", ["1\t2\t3", "— 2 —", "相关推荐"])
def test_no_row_is_dropped_as_furniture(row):
    table = f"甲\t乙\n{row}\n丙\t丁"
    text = BEFORE + table + AFTER
    _, sections = read(text, table)

    assert row in body(text, sections[0])


def test_a_table_after_a_cut_sentence_is_not_its_rest():
    text = f"一、情况\n各项指标见\n— 2 —\n{TABLE}{AFTER}"
    _, sections = read(text, TABLE)

    assert body(text, sections[0])[:2] == ["各项指标见", "项目\t完成"]


def test_a_table_that_lays_out_the_page_is_none():
    text = "一、工作完成情况\n提升。\n二、存在问题\n人才不足。"
    _, sections = read(text, text)

    assert len(sections) == 2
    assert not tables_of(Extracted(text, "utf-8", tables=(TextSpan(0, len(text)),))).hold(3)
