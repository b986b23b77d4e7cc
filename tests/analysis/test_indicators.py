"""Which indicator a name is of: the rules, over a lexicon of a few entries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.analysis.indicators import IndicatorEntry, IndicatorLexicon, Match
from archive.analysis.measures import fits, same_unit

ENTRIES = (
    IndicatorEntry("screened", ("宫颈癌筛查人数", "宫颈癌筛查"), ("人", "例"), ("确诊",)),
    IndicatorEntry("screening-rate", ("宫颈癌筛查率", "宫颈癌筛查"), ("%",), (), "rate"),
    IndicatorEntry("places", ("托位数", "托位", "3岁以下婴幼儿托位"), ("个",), ("千人", "占比")),
    IndicatorEntry("places-new", ("新增托位数", "新增托位"), ("个",)),
    IndicatorEntry("per-thousand", ("千人口托位数",), ("/千人", "个"), (), "rate"),
    IndicatorEntry("clinics", ("村卫生室数", "村卫生室"), ("个", "所")),
    IndicatorEntry("under5", ("5岁以下儿童死亡率",), ("‰",), (), "rate"),
    IndicatorEntry("children", ("0-6岁儿童健康管理率",), ("%",), (), "rate"),
    IndicatorEntry("donors", ("献血人数",), ("人", "人次")),
    IndicatorEntry("funds", ("奖扶资金",), ("元",), (), "amount"),
    IndicatorEntry("anything", ("健康指数",), (), (), "index"),
    IndicatorEntry("doctors", ("执业（助理）医师数", "执业（助理）医师"), ("人",)),
    IndicatorEntry("one", ("床",), ("张",)),
)
LEXICON = IndicatorLexicon(ENTRIES)


def slug(name, unit="", qualifier=""):
    match = LEXICON.match(name, unit, qualifier)
    return match and match.slug


def test_the_unit_tells_a_rate_from_a_number():
    assert slug("宫颈癌筛查", "人") == "screened"
    assert slug("宫颈癌筛查", "%") == "screening-rate"
    assert slug("宫颈癌筛查率", "人") is None
    assert slug("宫颈癌筛查人数", "%") is None


def test_without_a_unit_only_a_name_that_says_so_is_a_rate():
    assert slug("宫颈癌筛查率") == "screening-rate"
    assert slug("宫颈癌筛查") == "screened"


@pytest.mark.parametrize(
    "name",
    [
        "全市宫颈癌筛查",
        "累计完成宫颈癌筛查",
        "宫颈癌免费筛查人数达到",
        "宫頸癌篩查",
        "“宫颈癌”筛查",
        "我县共开展宫颈癌筛查人次",
    ],
)
def test_words_signs_and_scripts_that_change_nothing_make_no_difference(name):
    assert LEXICON.match(name, "人") == Match("screened")


@pytest.mark.parametrize(
    "name", ["宫颈癌筛查任务", "宫颈癌筛查费用", "宫颈癌筛查确诊人数", "村卫生室面积", "筛查", "", "床"]
)
def test_another_thing_is_of_no_indicator(name):
    assert slug(name, "人") is None


@pytest.mark.parametrize(
    ("name", "qualifier", "said"),
    [
        ("公办托位", "", "公办"),
        ("全区公办托位", "", "公办"),
        ("托位", "公办", "公办"),
        ("公办托位", "示范性", "公办、示范性"),
        ("公办示范性托位", "示范性", "公办示范性"),
        ("3岁以下婴幼儿托位", "", ""),
    ],
)
def test_what_the_name_says_beyond_the_indicator_narrows_it(name, qualifier, said):
    assert LEXICON.match(name, "个", qualifier) == Match("places", said)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("村卫生室建成", "建成"),
        ("村卫生室数（公有产权）", "公有产权"),
        ("村卫生室接入系统", "接入系统"),
        ("智慧助医上线村卫生室数", "智慧助医上线"),
    ],
)
def test_a_state_is_not_silently_the_whole(name, said):
    assert LEXICON.match(name, "个") == Match("clinics", said)


def test_a_gloss_behind_which_something_else_stands_is_another_thing():
    assert slug("村卫生室（公有）面积", "个") is None
    assert slug("村卫生室面积（公有）", "个") is None


def test_the_longest_name_wins_and_words_of_another_thing_exclude():
    assert slug("新增托位", "个") == "places-new"
    assert slug("千人口托位数", "个") == "per-thousand"
    assert slug("托位占比", "个") is None
    assert slug("托位", "个", "占比") is None


def test_a_number_of_two_things_together_is_of_neither():
    assert slug("幼儿园、村卫生室", "个") is None
    assert slug("幼儿园和村卫生室", "个") is None
    assert LEXICON.match("参与献血人数", "人") == Match("donors")


def test_a_clause_does_not_narrow():
    assert slug("持续加大力度新增托位", "个") is None
    assert slug("很" * 31 + "托位", "个") is None


def test_an_age_is_read_whole():
    assert slug("5岁以下儿童死亡率", "‰") == "under5"
    assert slug("15岁以下儿童死亡率", "‰") is None
    for name in ("0～6岁儿童健康管理率", "0至6岁儿童健康管理率", "0—6岁的儿童健康管理率"):
        assert slug(name, "%") == "children"


def test_a_name_of_two_characters_needs_its_unit():
    assert slug("托位", "个") == "places"
    assert slug("托位") is None
    assert slug("托位数") == "places"


def test_assistants_in_brackets_are_among_the_doctors_and_alone_they_are_not():
    assert slug("执业(助理)医师", "人") == "doctors"
    assert slug("执业助理医师", "人") is None


def test_an_indicator_without_units_takes_what_fits_its_measure():
    assert slug("健康指数", "分") == "anything"
    assert slug("奖扶资金总额", "元") == "funds"


def test_units_that_say_the_same_are_one():
    assert same_unit("名") == same_unit("人")
    assert same_unit("张/千人") == same_unit("人/千人口") == "/千"
    assert same_unit("1/10万") == same_unit("/100000") == same_unit("/十万人")
    assert same_unit("管/日") == same_unit("份/天")
    assert same_unit("") == ""


def test_a_count_without_units_takes_no_rate():
    assert fits("人", frozenset(), "count")
    assert not fits("%", frozenset(), "count")
    assert not fits("/千", frozenset(), "amount")
    assert fits("%", frozenset(), "rate")


@given(st.text(max_size=60), st.text(max_size=6), st.text(max_size=20))
def test_no_text_is_too_strange(name, unit, qualifier):
    first = LEXICON.match(name, unit, qualifier)
    assert first == LEXICON.match(name, unit, qualifier)


@given(st.sampled_from([name for entry in ENTRIES for name in entry.names]), st.text(max_size=12))
def test_the_order_of_entries_matters_only_between_equals(name, before):
    turned = IndicatorLexicon(reversed(ENTRIES))
    assert LEXICON.match(before + name, "个") == turned.match(before + name, "个")
