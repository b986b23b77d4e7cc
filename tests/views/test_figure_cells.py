"""A figure is said in one way: the amount, its unit, its doubts, how sure, and the words around it."""

from decimal import Decimal

import pytest

from archive.models import Figure
from archive.views.figure_cells import figure_cell, normal_value, plain_number, sentence_of

PUBLIC_ID = "340504-2022-7f3a"


def figure(quoted: str, value: str, unit: str, **columns) -> Figure:
    return Figure(
        **{
            "start": 100,
            "end": 100 + len(quoted),
            "sentence_start": 100,
            "quoted": quoted,
            "value": Decimal(value),
            "unit": unit,
            "name_rule": "before",
            **columns,
        }
    )


def cell(*args, sentence="", unit="", **columns):
    return figure_cell(figure(*args, **columns), PUBLIC_ID, sentence, unit)


@pytest.mark.parametrize(
    ("quoted", "value", "unit", "comparator", "amount"),
    [
        ("4092人", "4092.000000", "人", "eq", "4,092 人"),
        ("约200亿元", "20000000000", "元", "approx", "约 200 亿元"),
        ("每日1.1万管", "11000", "管/日", "eq", "1.1 万管/日"),
        ("三所", "3", "所", "eq", "3 所"),
        ("超90%", "90", "%", "gt", "超过 90%"),
        ("90%以上", "90", "%", "ge", "不低于 90%"),
        ("5%以下", "5", "%", "le", "不高于 5%"),
        ("不足8‰", "8", "‰", "lt", "低于 8‰"),
        ("81%", "81", "%", "reach", "达 81%"),
        ("9.0%", "9", "%", "eq", "9.0%"),
        ("10.5/10万", "10.5", "/10万", "eq", "10.5/10万"),
        ("100间/万人", "100", "间/万人", "eq", "100 间/万人"),
        ("300余吨", "300", "吨", "approx", "300 余吨"),
        ("1000余万元", "10000000", "元", "approx", "1,000 余万元"),
        ("2億3000萬元", "230000000", "元", "eq", "2.3 亿元"),
        ("１２００人", "1200", "人", "eq", "1,200 人"),
        ("1/3", "0.333300", "比例", "eq", "1/3"),
        ("1000000000000000000人", "1000000000000000000", "人", "eq", "1,000,000,000,000,000,000 人"),
        ("100", "100", "", "eq", "100"),
    ],
)
def test_an_amount_is_said_at_the_scale_of_the_source(quoted, value, unit, comparator, amount):
    assert cell(quoted, value, unit, comparator=comparator).amount == amount


@pytest.mark.parametrize(
    ("quoted", "value", "unit", "wanted", "normalised"),
    [
        ("1.1万管", "11000", "管/日", "管/日", "11,000 管/日"),
        ("约200亿元", "20000000000", "元", "万元", "约 2,000,000 万元"),
        ("4092人", "4092", "人", "人", ""),
        ("2500例", "2500", "例", "人", ""),
        ("9.09‰", "9.09", "‰", "%", "0.909%"),
        ("三分之一", "0.333333", "比例", "", "33.33%"),
        ("103家", "103", "家", "%", ""),
        ("6.5张", "6.5", "张", "张/千人", "6.5 张/千人"),
        ("4.5‰", "4.5", "‰", "个/千人", "4.5 个/千人"),
        ("1.2升", "1.2", "升", "毫升", "1,200 毫升"),
    ],
)
def test_the_indicators_unit_stands_beside_where_it_says_something_new(
    quoted, value, unit, wanted, normalised
):
    hedge = "approx" if quoted.startswith("约") else "eq"
    assert cell(quoted, value, unit, unit=wanted, comparator=hedge).normalised == normalised


def test_a_unit_that_cannot_be_converted_stays():
    assert normal_value(figure("103家", "103", "家"), "%") == (Decimal(103), "家")
    assert normal_value(figure("2500例", "2500", "例"), "人") == (Decimal(2500), "人")
    assert normal_value(figure("12吨", "12", "吨"), "毫升") == (Decimal(12), "吨")


@pytest.mark.parametrize(("own", "wanted"), [("人次", "人"), ("人", "人次"), ("对", "人"), ("剂次", "人")])
def test_people_visits_couples_and_doses_are_never_one_another(own, wanted):
    assert normal_value(figure(f"5{own}", "5", own), wanted) == (Decimal(5), own)


@pytest.mark.parametrize(
    ("own", "unit"),
    [("张", "张/千人"), ("/千人", "张/千人"), ("人次/千人", "‰"), ("‰", "个/千人")],
)
def test_a_number_against_a_thousand_people_keeps_its_value(own, unit):
    assert normal_value(figure("6.5", "6.5", own), unit) == (Decimal("6.5"), unit)


def test_a_supplied_unit_is_bracketed_and_told():
    said = cell("9.09", "9.09", "", unit_supplied="‰")
    assert said.amount == "9.09〔‰〕"
    assert said.doubts == ("原文没有单位，“‰”为推补。",)
    assert (said.confidence, said.why) == ("中", "名称就在数字之前，单位为推补")


def test_each_flag_is_one_sentence_and_lowers_confidence():
    said = cell("10592270人", "10592270", "人", flags=["fused", "sum_differs", "over_hundred", "odd", "new"])
    assert [doubt[:6] for doubt in said.doubts] == [
        "数字疑为粘连",
        "与“其中”各",
        "百分比大于 ",
        "程序标记为存",
    ]
    assert (said.confidence, said.why) == ("低", "数字存疑")


@pytest.mark.parametrize(
    ("columns", "word"),
    [
        ({"name_rule": "before"}, "高"),
        ({"name_rule": "bracket"}, "高"),
        ({"name_rule": "after"}, "中"),
        ({"name_rule": "clause"}, "中"),
        ({"name_rule": "column"}, "中"),
        ({"name_rule": "row"}, "中"),
        ({"name_rule": "inherited"}, "低"),
        ({"name_rule": ""}, "低"),
        ({"name_rule": "inherited", "by_hand": True}, "高"),
        ({"name_rule": "before", "flags": ["fused"]}, "低"),
    ],
)
def test_confidence_follows_how_the_name_was_found(columns, word):
    assert cell("1人", "1", "人", **columns).confidence == word


def test_a_name_out_of_a_table_says_where_it_stood():
    told = [cell("1人", "1", "人", name_rule=rule).why for rule in ("column", "row")]
    assert told == ["名称取自表格的栏目", "名称取自表格的行首"]


def test_what_was_reached_has_no_role_word_and_all_else_has_one():
    assert cell("1人", "1", "人").role_word == ""
    words = [
        cell("1人", "1", "人", role=role).role_word for role in ("target", "plan", "delta", "from", "to")
    ]
    assert words == ["目标", "计划", "增减", "此前", "变为"]


def test_the_address_is_the_number_on_the_report_page():
    assert cell("1人", "1", "人").url == f"/r/{PUBLIC_ID}/#f100"


def test_the_qualifier_of_the_indicator_comes_before_the_figures_own():
    assert cell("1人", "1", "人", qualifier="公办", indicator_qualifier="11-14岁").qualifier == "11-14岁"
    assert cell("1人", "1", "人", qualifier="公办").qualifier == "公办"


def test_a_short_sentence_is_quoted_whole_with_the_number_apart():
    text = "序言。全区共完成筛查4092人，任务完成。"
    at = text.index("4092人")
    row = figure("4092人", "4092", "人", start=at, end=at + 5, sentence_start=3, sentence_end=len(text) - 1)
    said = figure_cell(row, PUBLIC_ID, sentence_of(text, row))
    assert (said.before, said.quoted, said.after) == ("全区共完成筛查", "4092人", "，任务完成")
    assert said.sentence == "全区共完成筛查4092人，任务完成"


def test_a_long_sentence_is_cut_at_clauses_around_the_number():
    sentence = "春天来了," * 40 + "筛查4092人," + "秋天来了," * 40
    row = figure("4092人", "4092", "人", start=sentence.index("4092人"), sentence_start=0)
    said = figure_cell(row, PUBLIC_ID, sentence)
    assert said.sentence.startswith("…春天来了,")
    assert said.sentence.endswith("秋天来了…")
    assert "筛查4092人" in said.sentence
    assert len(said.sentence) < 100


def test_words_without_any_clause_are_cut_hard():
    sentence = "甲" * 200 + "4092人" + "乙" * 200
    row = figure("4092人", "4092", "人", start=200, sentence_start=0)
    said = figure_cell(row, PUBLIC_ID, sentence)
    assert said.sentence.startswith("…甲")
    assert said.sentence.endswith("乙…")
    assert len(said.sentence) < 100


def test_blanks_and_line_breaks_become_one_blank():
    row = figure("9人", "9", "人", start=8, sentence_start=0)
    assert figure_cell(row, PUBLIC_ID, "共 \r\n 有  9人\t\t整").sentence == "共 有 9人 整"


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [("1E+6", 0, "1,000,000"), ("0.000001", 0, "0.000001"), ("-2.30", 2, "-2.30"), ("0", 0, "0")],
)
def test_numbers_are_plain(value, decimals, shown):
    assert plain_number(Decimal(value), decimals) == shown
