"""Words that several reports of a row have in common."""

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.analysis.pairing import PairSection, Row
from archive.analysis.pairing.reading import read
from archive.analysis.pairing.terms import MOST, shared_terms
from archive.text.segment import health_terms

TERMS = ("中医", "中医馆", "适宜技术", "儿童", "b超")


def section(report, text, heading="", order=0):
    return PairSection(report, f"s{order}", 1, (), "done", heading, (), text, order)


def shared(*columns, terms=TERMS):
    """The terms of the row that these columns make; a column is its texts."""
    reports = [
        [section(column, text, order=order) for order, text in enumerate(texts)]
        for column, texts in enumerate(columns)
    ]
    row = Row(tuple(map(tuple, reports)), 1.0, ())
    return shared_terms([row], read(reports), terms)[0].shared_terms


def test_terms_of_two_reports_are_shared_the_specific_first():
    assert shared(["推广适宜技术,关爱儿童"], ["儿童接种,适宜技术"]) == ("适宜技术", "儿童")


def test_a_term_twice_in_one_report_is_not_shared():
    assert shared(["中医馆", "中医馆"], ["儿童"]) == ()


def test_a_word_within_another_is_left_out():
    assert shared(["建中医馆"], ["中医馆建成"]) == ("中医馆",)


def test_a_term_may_stand_in_a_heading_and_in_any_script():
    reports = [[section(0, "无", heading="適宜技術")], [section(1, "适宜技术")]]
    (row,) = shared_terms([Row(tuple(map(tuple, reports)), 1.0, ())], read(reports), TERMS)

    assert row.shared_terms == ("适宜技术",)


def test_a_term_without_two_han_characters_is_found_too():
    assert shared(["做B超"], ["b超检查"]) == ("b超",)


def test_no_more_terms_than_fit_beside_a_row():
    text = ",".join(health_terms())

    assert len(shared([text], [text], terms=health_terms())) == MOST


@settings(deadline=None)
@given(st.lists(st.text(st.sampled_from("中医馆儿童b超,"), max_size=9), min_size=2, max_size=2))
def test_the_terms_found_are_those_a_plain_search_finds(texts):
    common = [term for term in TERMS if all(term in text for text in texts)]
    whole = [term for term in common if not any(term in other != term for other in common)]

    assert set(shared(*([text] for text in texts))) == set(whole)
