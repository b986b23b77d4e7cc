import pytest

from archive.ingest.chronology.body_years import (
    covered_year,
    current_years,
    dense_year,
    first_year,
    opening_year,
    prepared_year,
    this_year,
    year_after,
)


@pytest.mark.parametrize(
    "body",
    [
        "总体情况\n2022年以来,努力。",
        "2022年,我局努力。",
        "[概况]2022年,全县有机构。",
        "2022年卫生工作要抓好。",
        "2022年1-11月,门诊量提高。",
        "2022年即将过去。",
    ],
)
def test_a_paragraph_may_open_with_its_year(body):
    found = opening_year(body)

    assert found is not None
    assert body[found.start : found.end] == "2022"


@pytest.mark.parametrize("body", ["2022年12月31日前完成。", "到2025年,建成。", "2025年底前完成。"])
def test_a_deadline_opens_no_report(body):
    assert opening_year(body) is None


def test_this_year_with_its_number_dates_the_writing():
    assert [year for _, year in current_years("今年(2022年)完成。")] == [2022]
    assert [year for _, year in current_years("2022年,今年是关键。")] == [2022]


def test_most_statements_tell_a_year():
    found = dense_year("2020年完成。2020年启用。2020年新建。比2019年增长。到2025年建成。")

    assert found is not None
    assert (found.year.year, found.count, found.total) == (2020, 3, 3)


@pytest.mark.parametrize(
    "body", ["没有年份。", "2020年完成。2020年启用。", "2018年。2018年。2018年。2019年。2019年。2020年。"]
)
def test_few_or_scattered_statements_tell_none(body):
    assert dense_year(body) is None


def test_a_plan_prepares_for_its_year():
    assert prepared_year("为做好2015年卫生工作,制定计划。").year == 2015
    assert prepared_year("为做好卫生工作,制定计划。") is None


def test_this_year_and_years_further_on_are_found():
    assert this_year("局党委领导,今年以来努力") == (6, 10)
    assert this_year("努力") is None
    assert first_year("明年计划\n2019年推进", 3).year == 2019
    assert first_year("明年计划", 0) is None
    assert year_after("2023年,到2023年", 3, 2023) == (2023, 7, 11)
    assert year_after("2023年", 0, 2024) is None
    assert year_after("未来重点,114年推动", 0, 2025, taiwan=True) == (2025, 5, 8)


@pytest.mark.parametrize(
    ("body", "year"),
    [
        ("所列数据统计期限自2016年1月1日起至2016年12月31日止。", 2016),
        ("统计时间为2016年1月1日至12月31日。", 2016),
        ("统计期限自2015年1月1日至2016年12月31日。", None),
        ("合同自2016年1月1日至2016年12月31日有效。", None),
    ],
)
def test_the_period_of_the_figures_is_the_year(body, year):
    found = covered_year(body)

    assert (found and found.year) == year
