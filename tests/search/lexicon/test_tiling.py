import pytest

from search.lexicon.tiling import places

KNOWN = {"公卫", "疾控", "卫计委", "卫生局", "新农合", "公共卫生", "基本公共卫生", "村医"}


def found(text):
    return [text[place.start : place.end] for place in places(text, KNOWN, 6)]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("疾控中心", ["疾控"]),
        ("县卫计委", ["卫计委"]),
        ("县卫计委疾控中心", ["卫计委", "疾控"]),
        ("突发公共卫生事件", ["公共卫生"]),
        ("基本公共卫生服务", ["基本公共卫生"]),
    ],
)
def test_a_known_word_stands_between_whole_words(text, known):
    assert found(text) == known


@pytest.mark.parametrize("text", ["办公卫生", "卫生局长", "乡村医生", "农村医疗", "新农合作社"])
def test_characters_of_other_words_are_no_word(text):
    assert found(text) == []


@pytest.mark.parametrize("text", ["公卫", "", "卫生"])
def test_a_word_is_not_inside_itself(text):
    assert found(text) == []
