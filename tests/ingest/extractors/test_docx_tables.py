"""Tables of a Word file: rows as lines, layout undone."""

import pytest

from archive.ingest.extractors.docx import extract
from archive.ingest.types import Options, RawFile
from tests.ingest.extractors.word_files import cell, paragraph, paragraphs, run, table, table_row, word_file

LONG = "加强基层医疗卫生服务体系建设，提升县域医疗服务能力。" * 5


def read(body, **roots):
    return extract(RawFile("表.docx", word_file(body, **roots)), Options())


def tables(extracted):
    return [extracted.text[span.start : span.end] for span in extracted.tables]


def test_a_table_is_one_line_a_row():
    extracted = read(paragraph("前") + table(["指标", "数值"], ["床位", "120"]) + paragraph("后"))

    assert extracted.text == "前\n指标\t数值\n床位\t120\n后"
    assert tables(extracted) == ["指标\t数值\n床位\t120"]


def test_each_table_has_its_span():
    extracted = read(table(["甲", "乙"]) + paragraph("中") + table(["丙", "丁"]))

    assert tables(extracted) == ["甲\t乙", "丙\t丁"]


def test_paragraphs_and_breaks_in_a_cell_do_not_break_the_row():
    broken = paragraph(run("医疗") + "<w:r><w:br/></w:r>" + run("机构")) + paragraph(run("\t数"))

    assert read(table([cell(broken), "2"])).text == "医疗 机构 数\t2"


def test_merged_cells_stand_once_and_keep_their_columns():
    wide = cell("合计", '<w:gridSpan w:val="2"/>')
    top, below = cell("县级", '<w:vMerge w:val="restart"/>'), cell("不计", "<w:vMerge/>")

    assert read(table([wide, "9"], [top, "甲", "4"], [below, "乙", "5"])).text == (
        "合计\t\t9\n县级\t甲\t4\n\t乙\t5"
    )


def test_columns_skipped_before_a_row_stay_empty():
    rows = table_row(["甲", "乙", "丙"]) + table_row(["丁", "戊"], '<w:gridBefore w:val="1"/>')

    assert read(f"<w:tbl>{rows}</w:tbl>").text == "甲\t乙\t丙\n\t丁\t戊"


@pytest.mark.parametrize("span", ["0", "-3", "x"])
def test_a_span_that_is_none_counts_as_one(span):
    assert read(table([cell("甲", f'<w:gridSpan w:val="{span}"/>'), "乙"])).text == "甲\t乙"


def test_a_span_is_bounded():
    assert len(read(table([cell("甲", '<w:gridSpan w:val="999999999"/>'), "乙"])).text) < 100


def test_deleted_rows_and_cells_are_left_out():
    rows = table_row(["旧", "1"], "<w:del/>") + table_row([cell("废", "<w:cellDel/>"), "新", "2"])
    extracted = read(f"<w:tbl>{rows}</w:tbl>")

    assert extracted.text == "\t新\t2"
    assert [note.code for note in extracted.notes] == ["tracked_changes"]


def test_a_paragraph_whose_end_is_deleted_does_not_run_on_into_a_table():
    body = paragraph("表前", mark="<w:del/>") + table(["甲", "乙"]) + paragraph("表后")

    assert read(body).text == "表前\n甲\t乙\n表后"


def test_empty_rows_are_no_lines():
    assert read(table(["甲", "乙"], ["", ""], ["丙", "丁"])).text == "甲\t乙\n丙\t丁"


def test_rows_inside_controls_and_changes_are_read():
    row = table_row(["甲", f"<w:tc><w:sdt><w:sdtContent>{paragraph('乙')}</w:sdtContent></w:sdt></w:tc>"])
    wrapped = f"<w:tbl><w:tblPr/><w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt></w:tbl>"

    assert read(wrapped).text == "甲\t乙"


def test_a_frame_of_one_cell_is_no_table():
    extracted = read(table([cell(paragraphs("一、总结\n全年平稳。"))]))

    assert extracted.text == "一、总结\n全年平稳。"
    assert extracted.tables == ()


def test_a_table_within_a_frame_stays_a_table():
    extracted = read(table([cell(paragraph("表1") + table(["甲", "1"], ["乙", "2"]))]))

    assert extracted.text == "表1\n甲\t1\n乙\t2"
    assert tables(extracted) == ["甲\t1\n乙\t2"]


def test_a_table_within_a_cell_becomes_words_of_the_cell():
    assert read(table(["外", cell(table(["甲", "1"], ["乙", "2"]))])).text == "外\t甲 1 乙 2"


def test_a_report_beside_its_caption_is_layout():
    report = cell(paragraph("一、总结") + paragraph(LONG) + paragraph("二、计划") + paragraph(LONG * 2))
    extracted = read(table(["年度", "2024"], ["内容", report]))

    assert extracted.text.split("\n")[:4] == ["年度\t2024", "内容", "一、总结", LONG]
    assert tables(extracted) == ["年度\t2024"]


def test_a_long_cell_among_many_stays_in_its_row():
    tasks = cell(paragraph("1." + LONG) + paragraph("2." + LONG) + paragraph("3." + LONG))

    assert read(table(["1", "任务", tasks, "医政股"])).text.count("\t") == 3


def test_numbered_cells_have_their_numbers():
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    row = [[cell(paragraph("", num=1)), name] for name in ("床位", "医师")]

    assert read(table(*row), numbering=numbering).text == "1\t床位\n2\t医师"
