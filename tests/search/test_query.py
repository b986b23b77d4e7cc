import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.fold import fold
from search.query import MAX_LENGTH, MAX_TERMS, Bend, parse


def read(query):
    parsed = parse(query)
    return [t.text for t in parsed.required], [t.text for t in parsed.excluded]


@pytest.mark.parametrize(
    ("query", "required", "excluded"),
    [
        ("", [], []),
        ("   ", [], []),
        ("中医馆", ["中医馆"], []),
        ("中医馆 托育", ["中医馆", "托育"], []),
        ("中医馆　托育", ["中医馆", "托育"], []),
        ("中医馆，托育、癌", ["中医馆", "托育", "癌"], []),
        ('"公共卫生 服务"', ["公共卫生 服务"], []),
        ("“公共卫生”服务", ["公共卫生", "服务"], []),
        ("「公共衛生」", ["公共衛生"], []),
        ("中医馆 -托育", ["中医馆"], ["托育"]),
        ("中医馆 －托育", ["中医馆"], ["托育"]),
        ('中医馆 -"托育 机构"', ["中医馆"], ["托育 机构"]),
        ("--托育", [], ["托育"]),
        ("中医馆-托育", ["中医馆-托育"], []),
        ("-2020", [], ["2020"]),
        ("托育，-2020", ["托育", "2020"], []),
        ("1,200人", ["1,200人"], []),
        ("1/3的房间", ["1/3的房间"], []),
        ("（卫生）", ["卫生"], []),
        ("《卫生》", ["卫生"], []),
        ("【卫生】", ["卫生"], []),
        ("卫生(", ["卫生"], []),
        ("卫生…", ["卫生"], []),
        ("卫生/医院·药房", ["卫生", "医院", "药房"], []),
        ("中医馆 中醫館", ["中医馆"], []),
        ("中醫(yī)館", ["中醫館"], []),
    ],
)
def test_typed_text_is_read_as_words_phrases_and_exclusions(query, required, excluded):
    assert read(query) == (required, excluded)
    assert parse(query).bends == ()
    assert parse(query).notice == ""


@pytest.mark.parametrize(
    ("query", "required", "bend"),
    [
        ('"公共卫生', ["公共卫生"], Bend.QUOTE),
        ('中医馆 ""', ["中医馆"], Bend.EMPTY),
        ("中医馆 -", ["中医馆"], Bend.EMPTY),
        ("中医馆 。", ["中医馆"], Bend.EMPTY),
        ("医" * 300, ["医" * MAX_LENGTH], Bend.LENGTH),
        (" ".join(map(str, range(20))), [str(n) for n in range(MAX_TERMS)], Bend.COUNT),
    ],
)
def test_malformed_input_gets_the_nearest_reading_and_one_sentence(query, required, bend):
    assert read(query)[0] == required
    assert parse(query).bends == (bend,)
    assert parse(query).notice.endswith("。")
    assert parse(query).notice.count("。") == 1


def test_a_phrase_is_told_from_a_word():
    assert [term.exact for term in parse('"公共" 卫生').terms] == [True, False]


def test_the_interpretation_says_what_is_searched():
    assert parse('中医馆 "托育 机构" -癌').interpreted == "中医馆 且 “托育 机构”，不含 癌"
    assert parse("-癌").interpreted == "不含 癌"
    assert parse("").interpreted == ""


def test_a_query_without_one_term_can_be_typed_again():
    parsed = parse('中医馆 "托育 机构" -癌')
    assert parsed.without(parsed.required[0]).typed == '"托育 机构" -癌'
    assert parsed.without(parsed.excluded[0]).typed == '中医馆 "托育 机构"'


@given(st.text(max_size=40) | st.text('卫衛 -"“”「」，a1', max_size=20))
def test_anything_typed_is_read_and_reading_it_again_changes_nothing(query):
    parsed = parse(query)
    assert all(term.folded == fold(term.text) and term.folded.strip() for term in parsed.terms)
    again = parse(parsed.typed)
    assert [t.folded for t in again.terms] == [t.folded for t in parsed.terms]
