"""Operators in small letters, over the five seeds."""

import pytest

from search.request import SearchRequest
from search.service import search

pytestmark = pytest.mark.usefixtures("archive_with_seeds")


def offered(query):
    return [one for one in search(SearchRequest(query)).suggestions if one.kind == "spelling"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("卫生 and 公共", "卫生 AND 公共"),
        ("卫生 or 甲乙", "卫生 OR 甲乙"),
        ("卫生 Not 甲乙", "卫生 NOT 甲乙"),
        ("卫生 or 公共 or 中医", "卫生 OR 公共 OR 中医"),
        ('卫生 or "a or b"', '卫生 OR "a or b"'),
    ],
)
def test_the_query_is_offered_with_them_in_capitals_and_its_count(typed, meant):
    [offer] = offered(typed)
    assert offer.label == offer.request.query == meant
    assert offer.reports == search(SearchRequest(meant)).reports > 0


@pytest.mark.parametrize("typed", ['"卫生 or 甲乙"', "or 卫生", "甲乙 or"])
def test_within_a_phrase_or_beside_one_word_they_stand_for_themselves(typed):
    assert not any(" OR" in one.label or "OR " in one.label for one in offered(typed))


def test_what_finds_nothing_more_is_not_offered():
    assert not any("AND" in one.label for one in offered("甲乙 and 丙丁"))
