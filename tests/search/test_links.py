"""Addresses of searches: canonical, and changed by one step."""

from dataclasses import replace

from django.http import QueryDict

from search import links
from search.forms import read
from search.request import Filters, SearchRequest, YearRange

FULL = SearchRequest(
    query="中医馆",
    filters=Filters(
        regions=("3405", "34"),
        years=(YearRange(2013, 2024),),
        kinds=("summary",),
        roles=("plan",),
        topics=("tcm", "mch"),
        sources=("gov",),
    ),
    unit="section",
    sort="new",
    page=2,
    verbatim=True,
    strict=True,
)


def test_keys_stand_in_one_order_and_values_are_sorted():
    keys = [key for key, _value in links.query_pairs(FULL)]
    assert keys == [
        *("q", "region", "region", "year", "kind", "topic", "topic"),
        *("role", "source", "sort", "page", "unit", "only", "strict"),
    ]
    assert links.values_of(FULL.filters, "topic") == ["mch", "tcm"]


def test_defaults_are_left_out():
    assert links.address(SearchRequest(query="a b")) == "/search?q=a+b"
    assert links.address(SearchRequest()) == "/search"


def test_an_address_is_read_back_as_the_request_it_was_made_of(regions):
    asked = replace(FULL, filters=replace(FULL.filters, regions=("34",), topics=("mch", "tcm")))
    assert read(QueryDict(links.address(asked).partition("?")[2])).request == asked


def test_years_are_written_short():
    ranges = [YearRange(2022, 2022), YearRange(2013, None), YearRange(None, 2024)]
    assert [links.year_text(years) for years in ranges] == ["2022", "2013-", "-2024"]


def test_a_value_is_added_on_the_first_page():
    changed = links.with_value(FULL, "kind", "plan")
    assert changed.filters.kinds == ("summary", "plan")
    assert changed.page == 1


def test_a_value_is_taken_away_and_the_others_stay():
    changed = links.without_value(FULL, "topic", "tcm")
    assert changed.filters.topics == ("mch",)


def test_a_range_of_years_is_taken_away_as_it_is_written():
    assert links.without_value(FULL, "year", "2013-2024").filters.years == ()


def test_choosing_a_division_below_a_chosen_one_narrows_to_it():
    chosen = SearchRequest(filters=Filters(regions=("34", "35")))
    assert links.with_value(chosen, "region", "340500").filters.regions == ("35", "3405")


def test_choosing_a_division_above_a_chosen_one_widens_to_it():
    chosen = SearchRequest(filters=Filters(regions=("3405", "35")))
    assert links.with_value(chosen, "region", "340000").filters.regions == ("35", "34")


def test_a_year_replaces_the_range_and_a_second_click_clears_it():
    once = links.for_year(FULL, 2015)
    assert once.filters.years == (YearRange(2015, 2015),)
    assert links.for_year(once, 2015).filters.years == ()


def test_used_facets_counts_facets_and_not_values():
    assert links.used_facets(FULL.filters) == 6
    assert links.used_facets(Filters(topics=("a", "b"))) == 1


def test_clearing_keeps_words_order_and_unit():
    cleared = links.without_filters(FULL)
    assert (cleared.query, cleared.unit, cleared.sort) == ("中医馆", "section", "new")
    assert cleared.filters == Filters()
