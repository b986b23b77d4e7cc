"""Facets, year bars and the controls around the results."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import controls, links, panel
from search.engine import Count
from search.language.ast import Exact, Query, Reason, Term, Variant
from search.request import Filters, SearchRequest, YearRange
from search.results import FacetValue, SearchPage

EMPTY = SearchPage(
    request=SearchRequest(query="医"),
    query=Query("医", None),
    notices=(),
    interpreted="医",
    words=("医",),
    reports=0,
    sections=0,
    hits=(),
    facets={},
    suggestions=(),
    pages=1,
)


def value(code, reports, *children, selected=False, label=None) -> FacetValue:
    return FacetValue(code, label or code, reports, reports, selected, tuple(children))


def page(filters: Filters | None = None, **facets: tuple[FacetValue, ...]) -> SearchPage:
    asked = replace(EMPTY.request, filters=filters or Filters())
    return replace(EMPTY, request=asked, facets=facets)


def groups_of(shown: SearchPage) -> list[panel.FacetGroup]:
    return panel.facet_groups(shown)


def test_a_facet_with_a_single_value_is_not_shown():
    assert groups_of(page(kind=(value("summary", 3),))) == []


def test_a_facet_with_a_single_value_stays_while_it_is_selected():
    shown = page(Filters(kinds=("summary",)), kind=(value("summary", 3, selected=True),))
    [group] = groups_of(shown)
    assert group.first[0].current
    assert group.first[0].url == "/search?q=%E5%8C%BB"


def test_a_value_leads_to_the_search_with_it():
    [group] = groups_of(page(kind=(value("plan", 4), value("summary", 1))))
    assert [choice.url for choice in group.first] == [
        "/search?q=%E5%8C%BB&kind=plan",
        "/search?q=%E5%8C%BB&kind=summary",
    ]
    assert [choice.bar for choice in group.first] == [100, 25]


def test_one_chain_of_divisions_is_a_single_value():
    county = value("340504", 1)
    assert groups_of(page(region=(value("34", 1, value("3405", 1, county)),))) == []


def test_the_region_tree_opens_along_the_selected_path_only():
    tree = (
        value("34", 2, value("3405", 2, value("340504", 1))),
        value("35", 1, value("3509", 1)),
    )
    [closed] = groups_of(page(region=tree))
    assert [choice.children for choice in closed.first] == [(), ()]
    [opened] = groups_of(page(Filters(regions=("34",)), region=tree))
    assert [child.label for child in opened.first[0].children] == ["3405"]
    assert opened.first[1].children == ()


def test_a_long_facet_folds_and_keeps_what_is_selected_in_sight():
    values = tuple(value(f"t{n}", 30 - n, selected=n == 15) for n in range(20))
    [group] = groups_of(page(Filters(topics=("t15",)), topic=values))
    assert [choice.label for choice in group.first][-1] == "t15"
    assert len(group.first) == 9
    assert group.total == 20


def test_adding_a_kind_leads_to_the_sum_for_a_report_has_one_kind():
    values = (value("plan", 4, selected=True), value("summary", 3))
    [group] = groups_of(page(Filters(kinds=("plan",)), kind=values))
    assert [(c.total, c.sections, c.adds) for c in group.first] == [(4, 4, False), (7, 7, True)]


def test_adding_a_topic_leads_to_what_the_engine_counted_for_a_report_has_many():
    values = (value("tcm", 4, selected=True), value("mch", 3))
    shown = replace(page(Filters(topics=("tcm",)), topic=values), added={"topic": {"mch": Count(5, 9)}})
    [group] = groups_of(shown)
    assert [(c.total, c.sections) for c in group.first] == [(4, 4), (5, 9)]


def test_a_division_in_place_of_those_below_it_adds_up_with_the_others():
    tree = (
        value("34", 5, value("3405", 4, value("340504", 3, selected=True))),
        value("35", 2, selected=True),
    )
    [group] = groups_of(page(Filters(regions=("340504", "35")), region=tree))
    anhui = group.first[0]
    assert (anhui.total, anhui.adds) == (7, False)
    assert (anhui.children[0].total, anhui.children[0].children[0].total) == (6, 3)


def test_narrowing_to_a_division_below_leads_to_what_that_division_has():
    tree = (value("34", 3, value("3405", 2), selected=True), value("35", 1))
    [group] = groups_of(page(Filters(regions=("34",)), region=tree))
    anhui, fujian = group.first
    assert (anhui.children[0].total, anhui.children[0].adds) == (2, False)
    assert (fujian.total, fujian.adds) == (4, True)


@given(
    query=st.sampled_from(["", "医", "a&b=c", "region=\ufffd"]),
    filters=st.builds(
        Filters,
        regions=st.sets(st.sampled_from(["34", "3405", "340504", "35"]), max_size=2).map(tuple),
        years=st.sets(st.builds(YearRange, st.just(2013), st.sampled_from([2013, None])), max_size=2).map(
            tuple
        ),
        kinds=st.sets(st.sampled_from(["plan", "summary"])).map(tuple),
        topics=st.sets(st.sampled_from(["tcm", "mch"])).map(tuple),
    ),
    changed=st.booleans(),
)
def test_every_link_is_the_canonical_address_of_the_search_it_names(query, filters, changed):
    asked = SearchRequest(query, filters, sort="new", verbatim=changed, strict=not changed, page=3)
    tree = (value("34", 5, value("3405", 4, value("340504", 3))), value("35", 2))
    topics = (value("mch", 3), value("tcm", 2))
    shown = replace(EMPTY, request=asked, facets={"region": marked(tree, asked), "topic": topics})
    for group in groups_of(shown):
        for choice in every(group.first):
            code = choice.label
            plus = links.with_value(asked, group.key, code)
            minus = links.without_value(asked, group.key, code)
            assert choice.url == links.address(minus if choice.current else plus)
    years = (value("2013", 1), value("2014", 2))
    for bar in panel.year_bars(replace(EMPTY, request=asked, facets={"year": years})):
        assert bar.url == links.address(links.for_year(asked, bar.year))


def marked(tree, asked):
    return tuple(
        replace(one, selected=one.value in asked.filters.regions, children=marked(one.children, asked))
        for one in tree
    )


def every(choices):
    return [one for choice in choices for one in (choice, *every(choice.children))]


def test_no_bars_for_fewer_than_two_years():
    assert panel.year_bars(page(year=(value("2022", 5),))) == []


def test_bars_stand_on_a_continuous_axis():
    bars = panel.year_bars(page(year=(value("2020", 1), value("2022", 4))))
    assert [(bar.year, bar.count, bar.height, bar.rise) for bar in bars] == [
        (2020, 1, 25, 75),
        (2021, 0, 0, 100),
        (2022, 4, 100, 0),
    ]
    assert bars[0].url.endswith("year=2020")
    assert bars[1].url == ""


def test_a_crowded_axis_writes_two_digits_between_the_fives():
    bars = panel.year_bars(page(year=(value("2010", 1), value("2022", 4))))
    assert [bar.short for bar in bars][:2] == ["2010", "11"]
    assert bars[-1].short == "2022"
    assert bars[0].words == "2010 年，1 份"


def test_a_span_of_many_decades_shows_only_the_years_that_are_held():
    bars = panel.year_bars(page(year=(value("1950", 1), value("2022", 4))))
    assert [bar.year for bar in bars] == [1950, 2022]


@pytest.mark.parametrize(
    ("years", "ends"),
    [
        ((), (2013, 2024)),
        ((YearRange(2015, 2016),), (2015, 2016)),
        ((YearRange(2015, None),), (2015, 2024)),
        ((YearRange(None, 2015),), (2013, 2015)),
    ],
)
def test_the_range_form_starts_from_what_is_selected_or_held(years, ends):
    shown = page(Filters(years=years), year=(value("2013", 1), value("2024", 1)))
    assert panel.year_ends(shown) == ends


def test_there_is_no_range_form_for_a_single_year():
    assert panel.year_ends(page(year=(value("2022", 9),))) is None


@pytest.mark.django_db
def test_chips_name_every_selected_value_and_lead_to_the_search_without_it(regions):
    filters = Filters(regions=("34",), years=(YearRange(2013, 2024), YearRange(2010, None)), topics=("tcm",))
    chips = controls.chips(SearchRequest(query="a", filters=filters))
    assert [(chip.facet, chip.label) for chip in chips] == [
        ("地区", "安徽省"),
        ("年份", "2010 年起"),
        ("年份", "2013–2024"),
        ("主题", "中医药"),
    ]
    assert chips[0].url == "/search?q=a&year=2010-&year=2013-2024&topic=tcm"


def test_switches_mark_what_is_in_force():
    assert [c.label for c in controls.sorts(EMPTY.request) if c.current] == ["最相关"]
    [report, section] = controls.units(EMPTY.request)
    assert (report.current, section.current) == (True, False)
    assert section.url.endswith("&unit=section")


def test_page_links_leave_out_the_middle_of_many_pages():
    many = replace(EMPTY, pages=30, request=replace(EMPTY.request, page=10))
    numbers = [number for number, _url in controls.page_links(many)]
    assert numbers == [1, "", 8, 9, 10, 11, 12, "", 30]
    assert controls.page_address(many, 31) == ""


def test_above_ten_thousand_the_heading_says_no_exact_number():
    assert controls.heading(replace(EMPTY, reports=10_000)) == "10000 份报告提到“医”"
    assert controls.heading(replace(EMPTY, reports=10_001)) == "10,000 份以上的报告提到“医”"


def test_only_a_query_with_variants_offers_to_search_what_was_typed():
    plain = Term("医", Exact("医"), "医")
    varied = replace(plain, variants=(Variant(Exact("药"), "药", Reason.SYNONYM),))
    assert controls.verbatim(replace(EMPTY, query=Query("医", plain))) is None
    offered = controls.verbatim(replace(EMPTY, query=Query("医", varied)))
    assert (offered.label, offered.url) == ("只查原词", "/search?q=%E5%8C%BB&only=1")
    back = replace(EMPTY, request=replace(EMPTY.request, verbatim=True))
    assert controls.verbatim(back).url == "/search?q=%E5%8C%BB"


def test_strict_glyphs_are_a_switch():
    on = controls.strict(replace(EMPTY.request, page=4))
    assert (on.current, on.url) == (False, "/search?q=%E5%8C%BB&strict=1")
    off = controls.strict(replace(EMPTY.request, strict=True))
    assert (off.current, off.url) == (True, "/search?q=%E5%8C%BB")
