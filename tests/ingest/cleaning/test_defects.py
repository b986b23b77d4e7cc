from itertools import pairwise

import pytest

from archive.ingest.cleaning.defects import find_defects
from archive.ingest.mending.repair import propose_repairs


def marked(text):
    return [(d.kind, text[d.start : d.end]) for d in find_defects(text)]


@pytest.mark.parametrize(
    ("text", "mask"),
    [
        ("**年，全市工作", "**"),
        ("襄阳发[**]68号", "**"),
        ("健康**行动", "**"),
        ("XX县卫生局", "XX"),
        ("参合率ＸＸ％", "ＸＸ"),
        ("20xx年工作计划", "20xx"),
        ("某某市卫生局", "某某"),
        ("○○縣衛生局", "○○"),
        ("甲×××乙", "×××"),
    ],
)
def test_masked_words_are_marked(text, mask):
    assert marked(text) == [("mask", mask)]


@pytest.mark.parametrize("text", ["标有*的必须填写", "X光检查", "MAXX年会", "2024年", "3×5米", "XXL"])
def test_ordinary_crosses_and_stars_are_not(text):
    assert marked(text) == []


@pytest.mark.parametrize(
    ("text", "damage"),
    [
        ("加強重癥??平ㄔO，進一步", "??平ㄔO"),
        ("縣醫院特色???,帶動", "???"),
        ("推進???共體建設", "???"),
        ("卫生\ufffd\ufffd工作", "\ufffd\ufffd"),
        ("锟斤拷锟斤拷工作", "锟斤拷锟斤拷"),
        ("重點ㄔO(shè)和", "ㄔO"),
    ],
)
def test_lost_characters_are_marked(text, damage):
    assert marked(text) == [("mojibake", damage)]


@pytest.mark.parametrize("text", ["怎么办？", "怎么办？？", "真的??\n"])
def test_questions_are_not_damage(text):
    assert marked(text) == []


def test_glosses_are_marked_when_there_are_several():
    text = "衛(wèi)生醫(yī)院建設(shè)體系統(tǒng)一質(zhì)量"

    assert [kind for kind, _ in marked(text)] == ["gloss"] * 5


def test_marks_do_not_overlap():
    text = "**年??平ㄔO(shè)衛(wèi)醫(yī)統(tǒng)質(zhì)**" * 3
    found = find_defects(text)

    assert all(a.end <= b.start for a, b in pairwise(found))
    assert {d.kind for d in found} == {"mask", "gloss", "mojibake"}


def test_a_slipped_word_gets_a_proposal():
    text = "加強重癥??平ㄔO，進一步"
    (proposal,) = propose_repairs(text)

    assert text[proposal.start : proposal.end] == "??平ㄔO"
    assert proposal.reading == "專科建設"


@pytest.mark.parametrize("text", ["推進???共體建設", "怎么办？好。", "??ok", "??㐀a"])
def test_nothing_is_invented_where_no_reading_is_certain(text):
    assert propose_repairs(text) == ()
