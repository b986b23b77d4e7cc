"""The ways out of an empty result, over the five seeds."""

import pytest

from search import suggest
from search.backends.execution import executor
from search.engine import Count
from search.request import Filters, SearchRequest, YearRange
from search.service import read, search

pytestmark = pytest.mark.usefixtures("archive_with_seeds")


def offered(query, **asked):
    page = search(SearchRequest(query, **asked))
    assert page.reports == 0
    return {(s.kind, s.label): s.reports for s in page.suggestions}


def test_a_filter_and_a_typed_field_are_dropped_alike():
    found = offered("中医馆 年份:2013", filters=Filters(regions=("34",)))
    assert found["without_filter", "不限地区"] == 0
    assert found["without_filter", "不限“年份:2013”"] == 1
    assert found["without_filter", "不加任何筛选"] == 3


def test_fields_alone_can_be_dropped_too():
    found = offered("地区:安徽 年份:2013")
    assert found["without_filter", "不限“年份:2013”"] == 1


def test_the_word_no_report_has_is_named():
    found = offered("托育 甲乙丙")
    assert found["without_word", "托育（没有报告提到“甲乙丙”）"] == 3


def test_a_word_that_others_have_is_not_blamed():
    labels = [label for kind, label in offered("血液透析 托育 -中医") if kind == "without_word"]
    assert labels
    assert not any("没有报告提到" in label for label in labels)


def test_clauses_are_dropped_with_what_they_hold():
    found = offered("托育 (甲乙丙 OR 丁戊己) -中医")
    assert found["without_word", "(甲乙丙 OR 丁戊己) -中医"] == 0
    assert ("without_word", "托育 (甲乙丙 OR 丁戊己)") in found


def test_the_wider_unit_is_offered_with_its_count():
    found = offered("中医馆 托育", unit="section")
    assert found["wider_unit", "词可以分散在同一报告的不同章节"] == 3


def test_strict_glyphs_and_verbatim_words_can_be_switched_off():
    assert offered("衞生", strict=True)["looser", "不论字形，繁简异体都算"] == 5
    assert ("looser", "同义词和分散的词也算") in offered("甲乙丙", verbatim=True)


def test_in_strict_search_loosening_is_offered_first_and_no_word_of_the_other_script_is_a_slip():
    page = search(SearchRequest("衛生 服务", strict=True))
    assert page.reports == 0
    assert page.suggestions[0].kind == "looser"
    assert page.suggestions[0].reports > 0
    assert not any(one.kind == "spelling" for one in page.suggestions)


def test_each_suggestion_finds_what_it_says():
    request = SearchRequest(
        "中医馆 卫升 托育 -医保 种类:总结", filters=Filters(regions=("14",), years=(YearRange(1999, 2000),))
    )
    suggestions = search(request).suggestions
    assert any(s.reports for s in suggestions)
    for suggestion in suggestions:
        page = search(suggestion.request)
        assert (page.reports, page.sections) == (suggestion.reports, suggestion.sections), suggestion.label


def test_counting_is_bounded_whatever_is_asked():
    calls = []

    def count(request, query):
        calls.append(request)
        return executor.count(request, query)

    words = " ".join(f"甲乙{char}" for char in "子丑寅卯辰巳午未申酉")
    request = SearchRequest(words, filters=Filters(regions=("34",), kinds=("plan",), sources=("gov",)))
    suggest.suggestions(request, read(request), count, Count())
    assert len(calls) <= suggest.ESCAPES_COUNTED + suggest.SPELLINGS_COUNTED


def test_nothing_asked_and_much_found_need_no_suggestion():
    assert search(SearchRequest()).suggestions == ()
    assert search(SearchRequest("卫生")).suggestions == ()


def test_the_words_of_one_typed_without_spaces_are_offered_alone(archive_with_seeds):
    page = search(SearchRequest("公共卫生火箭"))
    offered = {s.request.query: s.reports for s in page.suggestions if s.kind == "without_word"}
    assert offered["公共卫生"] > 0
    assert "火箭" not in offered
