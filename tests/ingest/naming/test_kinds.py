import pytest

from archive.ingest.naming.kinds import kind_of, speaks_of_part_year
from tests.ingest.vocabularies import vocabulary


def kind(title, headings=()):
    return kind_of(title, headings, vocabulary().kinds)[0]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("中阳县卫健局2024年工作总结与2025年工作计划", "summary_plan"),
        ("2022年工作总结", "summary"),
        ("2023年工作计划", "plan"),
        ("卫生健康工作要点", "key_points"),
        ("2021年卫健局民生工作总结", "thematic"),
        ("2020年度法治政府建设情况报告", "thematic"),
        ("疾控中心工作总结", "summary"),
        ("妇幼保健院2020年工作总结", "summary"),
        ("关于开展义诊的通知", "other"),
        ("某县卫生和计划生育局2017年度工作总结", "summary"),
        ("2021年卫生健康工作要点完成情况", "summary"),
        ("2021年度重点工作进展情况", "summary"),
    ],
)
def test_titles_announce_the_kind(title, expected):
    assert kind(title) == expected


def test_a_heading_that_plans_makes_a_summary_a_summary_with_plan():
    assert kind("卫生局工作总结", ["一、工作情况", "2014年工作思路"]) == "summary_plan"


def test_the_words_that_told_are_pointed_at():
    title = "卫生健康工作要点"

    assert kind_of(title, (), vocabulary().kinds)[1] == (6, 8)


@pytest.mark.parametrize(
    ("headings", "opening", "expected"),
    [
        (["一、工作完成情况", "二、2022年工作打算"], "", "summary_plan"),
        (["一、主要成效"], "", "summary"),
        (["一、主要做法", "二、医疗服务"], "", "summary"),
        (["一、工作思路", "二、主要工作"], "", "plan"),
        ([], "现将2021年工作情况汇报如下:", "summary"),
        ([], "特制定本年度工作计划。", "plan"),
        ([], "2022年卫生健康工作的总体要求是:", "key_points"),
        ([], "青禾年鉴2023\n【概况】", "summary"),
        ([], "正文。", "other"),
    ],
)
def test_headings_and_opening_words_tell_where_the_title_does_not(headings, opening, expected):
    assert kind_of("", headings, vocabulary().kinds, opening) == (expected, None)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("2016年卫生计生工作总结和2017年工作要点", "summary_plan"),
        ("上半年工作总结和下半年工作谋划", "summary_plan"),
        ("2020年重点工作汇报材料", "summary"),
        ("2021年政府信息公开工作年度报告", "thematic"),
        ("卫生局食品卫生工作总结", "thematic"),
        ("卫生监督所2011年工作总结", "summary"),
        ("妇幼健康工作总结", "thematic"),
    ],
)
def test_more_titles_announce_the_kind(title, expected):
    assert kind(title) == expected


@pytest.mark.parametrize(
    ("title", "part"),
    [("上半年工作总结", True), ("第一季度小结", True), ("1-6月情况", True), ("年度总结", False)],
)
def test_half_years_are_told(title, part):
    assert speaks_of_part_year(title) is part


@pytest.mark.parametrize(
    "opening",
    [
        "现将我局2015年度政务公开工作情况报告如下:",
        "现公布青禾区卫健局2015年信息公开工作年度报告。",
        "本局围绕法治政府建设目标抓落实。",
    ],
)
def test_an_untitled_report_that_says_its_theme_is_thematic(opening):
    headings = ["一、法治政府建设的主要举措"] if "围绕" in opening else []

    assert kind_of("", headings, vocabulary().kinds, opening) == ("thematic", None)


@pytest.mark.parametrize(
    "opening", ["现将全年工作情况报告如下:", "本局推进依法行政,改善服务。现将情况汇报如下:"]
)
def test_a_theme_named_in_passing_makes_no_thematic_report(opening):
    assert kind_of("", [], vocabulary().kinds, opening) == ("summary", None)


def test_what_was_achieved_is_summed_up_where_nothing_else_tells():
    assert kind_of("", [], vocabulary().kinds, "今年以来,我局狠抓落实,取得明显成效。")[0] == "summary"


def test_a_programme_of_years_is_a_plan():
    assert kind("青禾市“十四五”卫生健康发展规划") == "plan"
    assert kind("免疫规划工作总结") == "thematic"
