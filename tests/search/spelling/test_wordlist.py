"""Words in columns, against a plain scan of the same words."""

import random

import pytest

from search.spelling.slots import NEVER
from search.spelling.wordlist import LONGEST, WordList

WORDS = {"卫生": 90, "为生": 3, "未生": 1, "公共卫生": 40, "中医馆": 12, "传染病": 30, "ct室": 2, "癌": 9}


@pytest.fixture(scope="module")
def listed():
    return WordList(WORDS)


def exact(listed, word):
    return [listed.alphabet.exactly(char) for char in word]


def test_words_of_two_characters_and_more_are_listed(listed):
    assert len(listed) == len(WORDS) - 1
    assert listed.documents("公共卫生") == 40
    assert "癌" not in listed


@pytest.mark.parametrize("word", ["卫", "卫声", "卫生卫生卫", "", "☃☃"])
def test_other_words_are_in_no_document(listed, word):
    assert listed.documents(word) == 0
    assert word not in listed


def test_words_beyond_the_basic_plane_or_too_long_are_left_out():
    listed = WordList({"𠀀𠀁": 5, "长" * (LONGEST + 1): 5, "卫生": 1})
    assert len(listed) == 1


def test_an_empty_list_answers():
    listed = WordList({})
    assert listed.documents("卫生") == 0
    assert listed.beginning([listed.alphabet.anything()], limit=0, most=5) == []


def test_matches_come_likest_first_then_commonest(listed):
    slots = [listed.alphabet.read("wei"), listed.alphabet.read("sheng")]
    assert [match.word for match in listed.like(slots, limit=2, most=9)] == ["卫生", "为生", "未生"]
    assert [match.word for match in listed.like(slots, limit=2, most=1)] == ["卫生"]


def test_beginnings_are_of_any_length(listed):
    found = listed.beginning([listed.alphabet.read("zhong")], limit=0, most=9)
    assert [match.word for match in found] == ["中医馆"]


@pytest.mark.parametrize("seed", range(20))
def test_a_scan_finds_just_what_a_plain_comparison_finds(seed):
    chance = random.Random(seed)
    made = ("".join(chance.choices("卫为生声公供", k=chance.randint(2, 4))) for _ in range(60))
    words = {word: chance.randint(1, 9) for word in made}
    listed = WordList(words)
    typed = "".join(chance.choices("卫为生声公供", k=chance.randint(2, 4)))
    slots = [listed.alphabet.like(char) for char in typed]
    numbers = listed.alphabet.numbers

    def cost(word):
        each = [int(slot[numbers[char]]) for slot, char in zip(slots, word, strict=True)]
        return sum(each) if max(each) < NEVER else NEVER

    for limit in (0, 1, 3):
        expected = {(w, n, cost(w)) for w, n in words.items() if len(w) == len(typed) and cost(w) <= limit}
        assert set(map(tuple, listed.like(slots, limit=limit, most=99))) == expected
    for word, documents in words.items():
        assert listed.documents(word) == documents
