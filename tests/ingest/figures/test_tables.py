"""Figures of tables."""

from decimal import Decimal

import pytest

from tests.ingest.figures.reading import figures


def said(text, role="done"):
    return [(f.name, f.qualifier, f"{f.value:f}", f.unit, f.role) for f in figures(text, role)]


def test_the_head_of_a_column_names_its_numbers_and_the_row_narrows_them():
    table = "机构\t床位数(张)\t门诊量(万人次)\n县医院\t500\t32.5\n中医院\t300\t12"

    assert said(table) == [
        ("床位数", "县医院", "500", "张", "actual"),
        ("门诊量", "县医院", "325000", "人次", "actual"),
        ("床位数", "中医院", "300", "张", "actual"),
        ("门诊量", "中医院", "120000", "人次", "actual"),
    ]


def test_the_label_of_a_row_names_numbers_under_plain_heads():
    table = "指标\t单位\t2024年目标\t完成\t同比增长\n家庭医生签约率\t%\t60\t65.3\t3.2%"

    assert said(table) == [
        ("家庭医生签约率", "2024年目标", "60", "%", "target"),
        ("家庭医生签约率", "完成", "65.3", "%", "actual"),
        ("家庭医生签约率", "同比增长", "3.2", "%", "delta"),
    ]


def test_numbers_that_count_rows_or_tell_years_are_no_figures():
    assert said("序号\t年份\t门诊量\n1\t2023\t300人次")[0][0] == "门诊量"
    assert len(said("序号\t年份\t门诊量\n1\t2023\t300人次")) == 1


def test_a_unit_that_is_nowhere_is_told_from_the_name():
    (found,) = figures("机构\t床位使用率\n县医院\t87.5")

    assert (found.unit, found.unit_supplied) == ("", "%")


def test_a_cell_quotes_its_own_words():
    text = "机构\t床位\n县医院\t 超500张 "
    (found,) = figures(text)

    assert text[found.start : found.end] == "超500张"
    assert found.comparator == "gt"
    assert [text[start:end] for start, end in found.name_spans] == ["床位"]
    assert text[slice(*found.sentence)] == "县医院\t 超500张 "


def test_a_table_of_a_plan_is_planned():
    assert said("项目\t托位(个)\n新增\t300", role="plan")[0][-1] == "plan"


@pytest.mark.parametrize("text", ["县医院\t500张", "县医院\t500张\n中医院\t300张"])
def test_rows_without_a_head_are_read_as_they_stand(text):
    assert [f"{f.value:f}{f.unit}" for f in figures(text)] == ["500张", "300张"][: text.count("张")]


def test_a_number_under_no_head_is_named_by_its_row():
    assert said("机构\t\t备注\n县医院\t300人\t无")[0][:2] == ("县医院", "")


def test_words_in_cells_are_no_figures():
    assert said("机构\t级别\t备注\n县医院\t三级\t详见附件2") == []


def test_figures_go_on_in_order_after_a_table():
    found = figures("献血5人\n机构\t床位(张)\n县医院\t500\n招聘8人，其中医师1人")

    assert [f.whole for f in found] == [None, None, None, 2]
    assert [f.start for f in found] == sorted(f.start for f in found)


def test_a_column_of_units_says_units_and_measures_nothing():
    found = figures("指标\t单位\t2014年\n孕产妇死亡率\t1/10万\t38.7")

    assert [(f.value, f.unit, f.name) for f in found] == [(Decimal("38.7"), "/10万", "孕产妇死亡率")]
