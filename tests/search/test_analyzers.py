import pickle

from search.backends.analyzers import (
    CharacterTokenizer,
    WordTokenizer,
    character_analyzer,
    word_analyzer,
)


def words(text, **asked):
    return [token.text for token in word_analyzer(text, **asked)]


def test_positions_are_sequential_and_inner_words_share_one():
    found = [(t.text, t.pos) for t in word_analyzer("癌 公共卫生 5", positions=True, start_pos=3)]
    assert found[0] == ("癌", 3)
    assert found[-1] == ("5", 5)
    assert {position for _text, position in found} == {3, 4, 5}


def test_single_digits_and_characters_are_kept():
    assert words("5 癌 a") == ["5", "癌", "a"]


def test_an_untokenized_value_stays_whole():
    assert words("中医* ", tokenize=False) == ["中医* "]


def test_originals_and_offsets_are_given_when_asked():
    asked = {"keeporiginal": True, "chars": True, "start_char": 10}
    found = [(t.original, t.text, t.startchar, t.endchar) for t in word_analyzer("　衛生", **asked)]
    assert found == [("衛生", "卫生", 11, 13)]


def test_characters_are_folded_and_keep_their_offsets():
    found = [(t.text, t.pos) for t in character_analyzer("一 衛，Ａ")]
    assert found == [("一", 0), ("卫", 2), ("a", 4)]


def test_analyzers_of_a_kind_are_equal_and_survive_the_schema_file():
    assert pickle.loads(pickle.dumps(word_analyzer)) == WordTokenizer()
    assert word_analyzer != character_analyzer
    assert len({CharacterTokenizer(), CharacterTokenizer(), WordTokenizer()}) == 2
