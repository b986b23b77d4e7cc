"""The words of something typed without spaces."""

import pytest

from search.language.scattering import scattered


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("乡村医生培训", ("乡村医生", "培训")),
        ("乡村医生怎么培训", ("乡村医生", "培训")),
        ("健康的中国", ("健康", "中国")),
        ("医共体存在哪些困难", ("医共体", "困难")),
        ("孕产妇死亡率", ("孕产妇", "死亡率")),
        ("什么是安宁疗护", ("安宁疗护",)),
    ],
)
def test_words_are_told_apart_without_those_that_only_ask(typed, words):
    assert scattered(typed) == words


@pytest.mark.parametrize("typed", ["", "的", "癌", "公共卫生", "疾控", "怎么", "什么是癌"])
def test_one_word_is_not_scattered(typed):
    assert scattered(typed) == ()


def test_a_long_word_without_known_halves_stays_whole():
    assert scattered("abcdefgh") == ()


def test_an_equal_word_counts_once():
    assert scattered("卫生监督与卫生监督培训") == ("卫生监督", "培训")
