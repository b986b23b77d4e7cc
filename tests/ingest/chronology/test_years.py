import pytest

from archive.ingest.chronology.body_years import current_years, opening_year
from archive.ingest.chronology.year_forms import YearSpan
from archive.ingest.chronology.years import (
    hides_year,
    plan_year_of_headings,
    plans_rest_of_year,
    reporting_year_of_headings,
    title_years,
)
from archive.text.fold import fold


def years(title):
    said = title_years(fold(title))
    return (said.reporting and said.reporting.year, said.plan and said.plan.year)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("2022年工作总结及2023年工作计划", (2022, 2023)),
        ("2024工作总结2025年工作计划", (2024, 2025)),
        ("2013年工作总结暨2014年工作要点", (2013, 2014)),
        ("关于2021年工作总结2022年工作计划的报告", (2021, 2022)),
        ("2017年工作情况及2018年工作安排的报告", (2017, 2018)),
        ("2021年卫生健康工作要点", (None, 2021)),
        ("2021年卫生健康工作要点完成情况", (2021, None)),
        ("2023年上半年工作总结和下半年工作安排", (2023, 2023)),
        ("2010年计划生育工作总结", (2010, None)),
    ],
)
def test_the_words_after_a_year_say_what_it_is_for(title, expected):
    assert years(title) == expected


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("二〇一九年工作总结", 2019),
        ("二○一八年度衛生工作總結", 2018),
        ("2016-2020年工作总结", 2020),
        ("2020—2021年度工作总结", 2021),
        ("“十三五”工作总结", 2020),
        ("臺中市衛生局110年度工作報告", 2021),
        ("99年卫生工作总结", 1999),
        ("卫生健康年鉴2020", 2019),
    ],
)
def test_years_are_read_in_every_way_they_are_written(title, year):
    assert years(title) == (year, None)


@pytest.mark.parametrize(
    "title",
    [
        "第1999次会议情况汇报",
        "贯彻卫健发〔2024〕12号文件情况汇报",
        "2000名村医培训总结",
        "投资2000万元项目情况",
        "工作总结",
        "60年工作总结",
    ],
)
def test_other_numbers_are_not_years(title):
    assert years(title) == (None, None)


def test_a_title_may_promise_a_plan_without_its_year():
    assert title_years("2023年工作总结及下一步工作打算").plan_follows


def test_next_year_dates_the_writing():
    assert [year for _, year in current_years("提早谋划明年招聘,2021将降至5%。")] == [2020]


def test_last_year_dates_the_writing():
    assert [year for _, year in current_years("比去年(2020年)增长。")] == [2021]


def test_a_goal_beyond_next_year_dates_nothing():
    assert current_years("力争明年开工,到2025年建成。") == []


def test_the_first_paragraph_that_opens_with_a_year_is_found():
    mention = opening_year("工作总结\n2022年以来,在区委领导下。")

    assert mention is not None
    assert mention.year == 2022


def test_a_year_inside_a_sentence_does_not_open_the_report():
    assert opening_year("根据2022年,上级要求。") is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("工作总结及工作计划（2022-2023年）", (2022, 2023)),
        ("回顾2022展望2023", (2022, 2023)),
        ("工作要点（2023年）", (None, 2023)),
        ("2022年工作总结及23年工作打算", (2022, 2023)),
        ("在2023年全市卫生工作会议上的报告", (2022, 2023)),
        ("在2023年工作总结会议上的讲话", (2023, None)),
        ("“十四五”规划实施中期评估报告", (2023, None)),
        ("“十三五”工作总结及“十四五”工作思路", (2020, 2021)),
        ("2015年工作总结及“十三五”规划思路", (2015, 2016)),
        ("2022年年鉴供稿", (2022, None)),
        ("健康中国2030行动情况报告", (None, None)),
        ("到2025年实现目标情况汇报", (None, None)),
        ("20年工作总结", (None, None)),
        ("2012年与11年工作情况", (2012, None)),
        ("从医30年工作总结", (None, None)),
        ("2011-20年工作总结", (2020, None)),
        ("2022.1-11月工作总结", (2022, None)),
        ("2021年12月—2022年11月工作总结", (2022, None)),
        ("2022-2023年工作总结及计划", (2022, 2023)),
        ("九八年工作总结", (1998, None)),
        ("〇八年工作总结", (2008, None)),
        ("2023年工作计划和2024年工作计划", (None, 2023)),
        ("“十二五”卫生事业发展规划（2011—2015年）", (None, 2011)),
        ("衛生局111年施政成果及112年施政重點", (2022, 2023)),
        ("衛生福利年報113年版", (2023, None)),
        ("2023年卫生健康工作意见", (None, 2023)),
        ("关于2022年度工作总结和2023年度工作计划的情况汇报", (2022, 2023)),
    ],
)
def test_words_and_customs_beside_a_year_say_what_it_is_for(title, expected):
    assert years(title) == expected


@pytest.mark.parametrize(
    "title", ["**县**年工作总结", "20xx年工作计划", "县卫生局年工作总结", "县卫生局20年工作总结"]
)
def test_a_year_that_was_masked_or_lost_is_noticed(title):
    assert hides_year(fold(title))


def test_a_year_that_stands_is_not_hidden():
    assert not hides_year(fold("县卫生局2020年工作总结"))


def test_a_page_from_taiwan_counts_from_1912():
    assert title_years("卫生局98年工作报告", taiwan=True).reporting == YearSpan(2009, 3, 5)
    assert title_years("卫生局110-112年工作报告", taiwan=True).reporting == YearSpan(2023, 3, 10)


def test_a_half_year_plans_its_rest_unless_it_says_next_year():
    assert title_years("2023年上半年工作总结及下一步打算").plan == YearSpan(2023, 0, 4)
    assert title_years("2023年四季度总结及明年工作打算").plan_follows


def test_headings_tell_their_years_with_their_places():
    headings = ["总体情况", "2022年工作总结", "2023年工作计划"]

    assert reporting_year_of_headings(headings) == (1, YearSpan(2022, 0, 4))
    assert plan_year_of_headings(headings) == (2, YearSpan(2023, 0, 4))
    assert reporting_year_of_headings(["2022年的形势"]) is None
    assert plan_year_of_headings(["总体情况"]) is None


def test_the_rest_of_a_year_may_be_planned_in_a_heading():
    assert plans_rest_of_year("下半年工作计划")
    assert not plans_rest_of_year("下半年完成情况")
