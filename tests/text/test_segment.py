"""Words with offsets."""

import logging
import sys
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from archive.text import segment
from archive.text.fold import fold
from archive.text.segment import health_terms, search_words, words


def texts(tokens):
    return [token.text for token in tokens]


def test_health_terms_are_single_words():
    found = texts(words("推进医共体建设，新增托位，做好两癌筛查"))
    assert {"医共体", "托位", "两癌筛查"} <= set(found)


def test_the_lexicon_holds_hundreds_of_distinct_folded_terms():
    assert len(health_terms()) >= 250
    assert all(fold(term) == term for term in health_terms())


@pytest.mark.parametrize("term", ["医联体", "托育", "家庭医生", "公共卫生", "国医堂", "新农合", "双随机"])
def test_terms_named_in_the_requirements_are_known(term):
    assert term in health_terms()
    assert texts(words(term)) == [term]


def test_both_scripts_give_the_same_words():
    assert texts(words("衞生監督執法")) == texts(words("卫生监督执法"))


def test_words_whose_characters_fold_stay_words():
    assert texts(words("著名")) == texts(words("着名")) == ["着名"]


def test_single_digits_and_latin_runs_are_words():
    assert texts(words("建成９个DRG试点，H7N9")) == ["建成", "9", "个", "drg", "试点", "h7n9"]


def test_punctuation_and_spaces_are_not_words():
    assert texts(words("，。 \n（）—……")) == []


def test_offsets_point_into_the_unfolded_text():
    source = "  做好醫共體"
    last = list(words(source))[-1]
    assert source[last.start : last.end] == "醫共體"


def test_search_words_add_the_words_inside_a_word():
    assert texts(search_words("公共卫生服务")) == [
        "公共",
        "卫生",
        "服务",
        "公共卫生",
        "公共卫生服务",
    ]


def test_search_words_of_a_short_word_add_nothing():
    assert texts(search_words("医院")) == ["医院"]


def test_the_tokenizer_says_nothing(caplog, capfd):
    with caplog.at_level(logging.DEBUG):
        list(words("健康"))
    assert caplog.text == ""
    assert capfd.readouterr().err == ""


@hypothesis_settings(deadline=None)
@given(st.text(alphabet="卫生健康委员会医共体新农合123aB，。 衛〇㐀𠀀", max_size=40))
def test_words_stand_where_they_say_in_order(text):
    folded = fold(text)
    found = list(words(text))
    assert all(folded[token.start : token.end] == token.text for token in found)
    covered = "".join(token.text for token in found)
    assert covered == "".join(char for char in folded if char.isalnum())


@pytest.fixture
def accelerated():
    """Cut with rjieba, and as before afterwards."""
    assert segment.accelerate()
    assert segment.accelerate(), "asking twice is no harm"
    yield
    segment._cutters.clear()


def by_jieba_alone(text):
    return list(segment._tokenizer().cut(text, HMM=False))


@pytest.mark.usefixtures("accelerated")
def test_the_accelerator_cuts_the_seeds_as_jieba_does():
    for path in sorted((Path(settings.BASE_DIR) / "seeds" / "reports").glob("*.txt")):
        for line in fold(path.read_text(encoding="utf-8", errors="ignore")).splitlines():
            assert segment.pieces(line) == by_jieba_alone(line)


dictionary_words = st.deferred(lambda: st.sampled_from(sorted(segment._tokenizer().FREQ)))
mixed = st.sampled_from(["b超", "互联网+医疗健康", "x光", "12.5%", " ", "，", "a级", "2023年", "ct"])


@pytest.mark.usefixtures("accelerated")
@hypothesis_settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(dictionary_words | mixed | st.text(max_size=3), max_size=12).map("".join).map(fold))
def test_the_accelerator_cuts_any_text_as_jieba_does(text):
    assert segment.pieces(text) == by_jieba_alone(text)


def test_without_the_accelerator_jieba_cuts(monkeypatch):
    monkeypatch.setitem(sys.modules, "rjieba", None)
    monkeypatch.setattr(segment, "_cutters", {})
    assert not segment.accelerate()
    assert segment.pieces("推进医共体建设") == by_jieba_alone("推进医共体建设")


def test_inner_words_are_those_search_words_yields():
    assert segment.inner_words("公共卫生服务") == tuple(texts(search_words("公共卫生服务"))[:-1])
