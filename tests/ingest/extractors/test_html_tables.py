"""Tables of web pages: rows of data, or a frame around the text."""

import pytest

from tests.ingest.extractors.web_pages import FIRST, SECOND, THIRD, article, between, lines, tables

SMALL = "<table><tr><td>乡镇</td><td>床位</td></tr><tr><td>城关</td><td>128</td></tr></table>"


def rows(inside: str) -> list[str]:
    (table,) = tables(article(inside))
    return table.split("\n")


def test_a_row_is_a_line_with_tabs_between_its_cells():
    assert rows(SMALL) == ["乡镇\t床位", "城关\t128"]


def test_the_table_stands_among_the_paragraphs():
    assert between(f"<p>如下：</p>{SMALL}<p>以上。</p>") == ["如下：", "乡镇\t床位", "城关\t128", "以上。"]


def test_two_tables_have_two_spans():
    assert len(tables(article(SMALL + SMALL))) == 2


def test_lines_within_a_cell_become_blanks():
    cell = "<p>城关\n镇</p><p>卫生院</p>一院<br>两区\t三科"

    assert rows(SMALL.replace("城关", cell))[1] == "城关镇 卫生院 一院 两区 三科\t128"


def test_a_cell_over_columns_leaves_them_empty():
    table = "<table border=1><tr><th>乡镇<th colspan=2>床位<th>备注<tr><td>a<td>1<td>2<td>x</table>"

    assert rows(table) == ["乡镇\t床位\t\t备注", "a\t1\t2\tx"]


def test_a_cell_over_rows_leaves_them_empty():
    table = "<table border=1><tr><td rowspan=2>城关<td>甲<td rowspan=3>丙<tr><td>乙<tr><td>丁<td>戊</table>"

    assert rows(table) == ["城关\t甲\t丙", "\t乙", "丁\t戊"]


@pytest.mark.parametrize("span", ["0", "x", "-2", "", "99999999999"])
def test_a_span_that_is_no_sensible_number_is_one(span):
    table = f"<table border=1><tr><td colspan='{span}' rowspan='{span}'>甲<td>乙<tr><td>丙<td>丁</table>"

    assert rows(table) == ["甲\t乙", "丙\t丁"]


def test_rows_without_words_are_left_out():
    assert rows(SMALL.replace("</table>", "<tr><td>&nbsp;</td><td></td></tr><tr></tr></table>")) == rows(
        SMALL
    )


def test_hidden_cells_and_rows_are_empty():
    hidden = "<tr style='display:none'><td>广告</td><td>广告</td></tr><tr><td hidden>广告</td><td>7</td></tr>"

    assert rows(SMALL.replace("</table>", hidden + "</table>")) == ["乡镇\t床位", "城关\t128", "\t7"]


def test_a_caption_stands_before_its_table():
    captioned = SMALL.replace("<table>", "<table><caption>表1 床位</caption>")

    assert between(captioned) == ["表1 床位", "乡镇\t床位", "城关\t128"]


def test_a_table_of_one_column_is_a_frame():
    assert between(f"<table border=1><tr><td><p>{FIRST}</p><p>{THIRD}</p></td></tr></table>") == [
        FIRST,
        THIRD,
    ]


def test_a_table_with_a_table_inside_is_a_frame():
    framed = f"<table><tr><td>左</td><td>{SMALL}</td></tr></table>"

    assert tables(article(framed)) == ["乡镇\t床位\n城关\t128"]


def test_a_cell_with_many_paragraphs_is_a_frame_even_with_rules():
    text = "".join(f"<p>{SECOND}</p>" for _ in range(9))

    assert between(f"<table border=1><tr><td>总结</td><td>{text}</td></tr></table>") == [
        "总结",
        *[SECOND] * 9,
    ]


def test_one_cell_that_holds_nearly_all_words_is_a_frame():
    page = f"<table><tr><td>左栏</td><td>{FIRST * 20}</td></tr></table>"

    assert between(page) == ["左栏", FIRST * 20]


def test_one_row_without_rules_is_a_frame():
    cells = "<td>发布日期：2024-01-12</td><td>访问次数：12</td><td>来源：石门县卫健局</td>"
    page = f"<h1>工作总结</h1><table><tr>{cells}</tr></table><p>{FIRST}</p>"

    assert lines(page) == ["工作总结", "发布日期：2024-01-12", "来源：石门县卫健局", FIRST]


def test_a_ruled_table_with_one_long_cell_is_data():
    page = f"<table style='border: 1px solid'><tr><td>任务</td><td>{FIRST * 20}</td></tr></table>"

    assert rows(page) == [f"任务\t{FIRST * 20}"]


def test_a_table_that_calls_itself_a_frame_is_one():
    assert tables(article(SMALL.replace("<table>", "<table role=presentation>"))) == []


def test_a_table_of_links_is_navigation():
    links = "".join(f"<td><a href='/{n}'>兄弟单位{n}</a></td>" for n in range(5))

    assert between(f"<table><tr>{links}</tr></table>") == []


def test_names_and_values_side_by_side_are_a_row_of_a_record():
    record = "<dl><dt>索 引 号：</dt><dd>K163/2024-1</dd><dt>发布机构</dt><dd>石门县卫健局</dd></dl>"
    boxes = "<div><p>文号：</p><p>石卫〔2024〕1号</p></div>"
    page = f"{record}{boxes}<h1>工作总结</h1><p>一、{FIRST}</p><p>二、{SECOND}</p>"

    assert lines(page)[:3] == ["索 引 号：\tK163/2024-1", "发布机构\t石门县卫健局", "文号：\t石卫〔2024〕1号"]


def test_a_name_without_a_value_takes_none_from_the_next():
    record = "<div><p>文号：</p><p>名称：工作总结</p></div><dl><dt>发布机构：</dt><dd>石门县卫健局</dd></dl>"
    expected = ["文号：", "名称：工作总结", "发布机构：\t石门县卫健局"]

    assert lines(f"{record}<h1>工作总结</h1><p>{FIRST}</p>")[:3] == expected
