import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.fold import fold
from search.language.ast import Reason
from search.lexicon.table import MOST_VARIANTS, Table, build

SETS = [
    ("short", ["疾控", "疾病预防控制"]),
    ("lineage", ["卫健委", "卫生健康委", "卫生健康委员会", "卫计委", "卫生局"]),
    ("one-way", ["两癌", "宫颈癌", "乳腺癌"]),
    ("regional", ["质量", "品质"]),
    ("equal", ["新冠病毒", "新型冠状病毒"]),
    ("one-way", ["新冠", "新型冠状病毒"]),
    ("equal", ["重症监护室", "ICU"]),
]
TABLE = build(SETS)


def forms(typed, table=TABLE):
    return [form for form, _reason in table.variants(fold(typed))]


def test_terms_that_are_equal_find_each_other():
    assert forms("疾控") == ["疾病预防控制"]
    assert forms("疾病预防控制") == ["疾控"]


def test_a_one_way_term_finds_the_others_and_is_not_found_by_them():
    assert forms("两癌") == ["宫颈癌", "乳腺癌"]
    assert forms("宫颈癌") == []


def test_a_regional_term_finds_the_first_and_says_why():
    assert TABLE.variants("品质") == (("质量", Reason.REGIONAL),)
    assert forms("质量") == []


def test_a_known_word_inside_a_longer_one_is_replaced():
    assert forms("县疾控中心") == ["县疾病预防控制中心"]
    assert forms("两癌筛查") == ["宫颈癌筛查", "乳腺癌筛查"]


def test_one_word_is_replaced_before_two_are():
    assert forms("疾控两癌")[:1] == ["疾控宫颈癌"]
    assert "疾病预防控制乳腺癌" in forms("疾控两癌")


def test_a_form_that_would_find_nothing_more_is_left_out():
    assert forms("卫健委") == ["卫生健康委", "卫计委", "卫生局"]
    assert forms("卫生健康委") == ["卫健委", "卫计委", "卫生局"]


def test_a_form_is_not_said_twice_over():
    assert forms("新冠疫苗") == ["新型冠状病毒疫苗"]
    assert "新型冠状病毒病毒" not in forms("新冠病毒株")
    assert build([("one-way", ["新冠", "新型冠状病毒"])]).variants("新冠病毒") == ()


def test_terms_are_folded_and_shown_as_written():
    assert forms("重症监护室") == ["icu"]
    assert TABLE.as_written["icu"] == "ICU"


def test_an_empty_table_knows_regional_words_only():
    assert forms("疾控", Table()) == []
    assert Table().variants("网际网路") == (("互联网", Reason.REGIONAL),)


def test_there_are_never_more_forms_than_may_be_searched():
    many = build([("equal", [f"甲{number}乙" for number in range(20)])])
    assert len(forms("甲0乙", many)) == MOST_VARIANTS


def test_a_long_chain_of_known_words_is_answered():
    chain = build([("equal", ["卫生", *(f"丁{number}戊" for number in range(9))])])
    assert len(forms("卫生" * 30, chain)) == MOST_VARIANTS
    assert forms("卫生" * 33, chain) == []


@given(
    st.lists(
        st.sampled_from([term for _relation, terms in SETS for term in terms] + list("县办公中心的1")),
        max_size=6,
    )
)
def test_forms_are_folded_distinct_and_never_hold_what_was_typed(parts):
    typed = fold("".join(parts))
    found = [form for form, _reason in TABLE.variants(typed)]
    assert len(set(found)) == len(found) <= MOST_VARIANTS
    assert all(fold(form) == form and typed not in form for form in found if typed)
    assert not any(one != other and one in other for one in found for other in found)


@given(st.text(max_size=80))
def test_no_text_is_too_strange(text):
    found = forms(text)
    assert all(form and fold(form) == form for form in found)


@pytest.mark.parametrize("typed", ["", " ", "，", "a" * 500])
def test_what_is_no_word_has_no_forms(typed):
    assert forms(typed) == []
