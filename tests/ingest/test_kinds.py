import pytest

from archive.ingest.kinds import kind_of
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
