"""What may have been meant, over a few words."""

import re

import pytest

from search.spelling.beginnings import beginnings
from search.spelling.candidates import candidates
from search.spelling.wordlist import WordList
from search.spelling.written import WORDS as WRITTEN
from search.spelling.written import written

COUNTED = re.findall(
    r"(\S+) (\d+)",
    """
卫生 90 公共 80 公共卫生 40 服务 70 中医馆 12 中医 60 中医药 50 医生 44 家庭 30 家庭医生 25 传染病 30 预防 33
接种 20 高血压 11 计划生育 9 复盖率 8 重庆 3 安徽 2 基本 66 hpv 4 感染 10 防控 9 防空 1
""",
)
WORDS = {word: int(count) for word, count in COUNTED}
NAMES = {"雨山区": 1, "浦东新区": 2, "马鞍山市": 1}


@pytest.fixture(scope="module")
def lists():
    return WordList(WORDS), WordList(NAMES)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("卫升", "卫生"),  # sounds the same
        ("衛升", "卫生"),  # in the other script
        ("卫身", "卫生"),  # sounds nearly the same
        ("计划生肓", "计划生育"),  # looks the same
        ("传病染", "传染病"),  # two characters changed places
        ("高压血压", "高血压"),  # one too many
        ("家医生", "家庭医生"),  # one too few, inside
        ("传染某", "传染病"),  # any other character, in a word of three
        ("公共卫升服务", "公共卫生服务"),  # a part of a longer text
        ("感染防空", "感染防控"),  # a word taken for another one
        ("2022年传染柄", "2022年传染病"),
        ("weisheng", "卫生"),
        ("wei'sheng", "卫生"),
        ("zhongqing", "重庆"),  # only the third reading fits
        ("ggws", "公共卫生"),
        ("gonggws", "公共卫生"),
        ("zhongyi馆", "中医馆"),
        ("jibengonggongweisheng", "基本公共卫生"),
        ("jbgg", "基本公共"),
        ("yushanqu", "雨山区"),
        ("pdxq", "浦东新区"),
        ("mas市", "马鞍山市"),
    ],
)
def test_the_likeliest_meaning_comes_first(lists, typed, meant):
    found = [candidate.text for candidate in candidates(typed, lists, 8)]
    assert meant in found
    if typed != "zhongqing":
        assert found[0] == meant


@pytest.mark.parametrize("typed", ["", "卫", "w", "2022年", "ct2022", "uuuu", "卫生" * 20, "zhuang" * 11])
def test_what_is_no_word_means_nothing(lists, typed):
    assert candidates(typed, lists, 8) == []


def test_a_text_is_never_its_own_meaning(lists):
    assert "卫生" not in [candidate.text for candidate in candidates("卫生", lists, 8)]


def test_parts_are_left_alone_when_only_words_are_asked_for(lists):
    assert candidates("公共卫升服务", lists, 8, in_parts=False) == []


def test_costs_rise_with_unlikeness(lists):
    costs = [candidates(typed, lists, 1)[0].cost for typed in ("weisheng", "卫升", "传病染", "家医生")]
    assert costs == sorted(set(costs))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("中", "中医"),
        ("中医", "中医药"),
        ("衛", "卫生"),
        ("weish", "卫生"),
        ("gg", "公共"),
        ("zhongyig", "中医馆"),
        ("中yiy", "中医药"),
        ("hp", "hpv"),
        ("an", "安徽"),
    ],
)
def test_words_begin_as_typed_in_characters_pinyin_or_initials(lists, typed, first):
    assert beginnings(typed, lists[0], 5)[0].word == first


def test_the_typed_word_and_words_in_no_document_complete_nothing():
    listed = WordList({"卫生": 5, "卫健委": 0})
    assert beginnings("卫生", listed, 5) == []
    assert [match.word for match in beginnings("卫", listed, 5)] == ["卫生"]


def test_folded_words_are_written_as_people_do():
    assert written("疫苗复盖率") == "疫苗覆盖率"
    assert written("恢复") == "恢复"
    assert all(len(word) == 2 for word in WRITTEN)
