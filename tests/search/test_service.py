"""Searches over the five seed reports."""

from dataclasses import replace
from typing import Any

import pytest

from archive import services
from archive.models import Report, Section
from search import indexing
from search.engine import FILTER_OF
from search.request import Filters, SearchRequest, YearRange
from search.service import search
from tests.factories import RegionFactory, published_report

pytestmark = pytest.mark.usefixtures("archive_with_seeds")


def sections(query, **asked):
    page = search(SearchRequest(query, **asked), sections_shown=None)
    return {(s.report, s.anchor) for hit in page.hits for s in hit.sections}


def marked(query):
    page = search(SearchRequest(query), sections_shown=None)
    return {
        segment.text
        for hit in page.hits
        for section in hit.sections
        for segment in section.snippet
        if segment.in_layer("hit")
    }


def test_every_spelling_finds_the_same_sections():
    assert len(sections("衛生")) > 50
    assert sections("衛生") == sections("卫生") == sections("衞生")


def test_one_character_is_found_inside_longer_words():
    assert marked("癌") == {"癌"}
    held = {s.body for s in Section.objects.all() if "癌" in s.body}
    assert len(sections("癌")) == len(held)
    assert any("宫颈癌" in body for body in held)
    assert any("早癌" in body for body in held)


def test_a_phrase_finds_verbatim_text_only():
    verbatim = sections('"公共卫生服务"')
    assert verbatim
    assert verbatim < sections("公共 卫生 服务", unit="section")


def test_marks_stand_on_the_documents_own_glyphs_and_on_no_synonym():
    assert marked("中醫館") == {"中医馆", "中醫(yī)館"}
    page = search(SearchRequest("中醫館"))
    assert {hit.report[:6] for hit in page.hits} == {"141129", "340504", "350922"}
    assert {hit.report for hit in page.hits} == {hit.report for hit in search(SearchRequest("中医馆")).hits}


def test_a_page_carries_titles_paths_words_and_counts():
    page = search(SearchRequest("雨山区 中医馆"))
    [hit] = page.hits
    assert "".join(s.text for s in hit.title) == Report.objects.get(public_id=hit.report).title
    assert [s.text for s in hit.title if s.in_layer("hit")] == ["雨山区"]
    assert hit.section_total == page.sections > len(hit.sections)
    assert hit.occurrences > sum(section.occurrences for section in hit.sections)
    assert page.words == ("雨山区", "中医馆")
    assert page.interpreted == "雨山区 且 中医馆"
    holding = [section for section in hit.sections if "中医馆" in section.words]
    assert holding[0].path[0] == "一、卫生健康工作有序开展"


def test_a_title_alone_finds_its_report_but_no_section():
    title = "总结及2023年工作计划"
    page = search(SearchRequest(title))
    assert (page.reports, page.sections) == (1, 0)
    assert page.hits[0].sections == ()


def test_no_words_and_no_filters_find_nothing():
    page = search(SearchRequest())
    assert (page.reports, page.pages, page.hits, page.suggestions) == (0, 0, (), ())


def test_filters_alone_list_all_that_passes():
    page = search(SearchRequest(filters=Filters(regions=("34",))), sections_shown=None)
    assert page.reports == 1
    current = Report.objects.get(public_id=page.hits[0].report).current_revision
    assert page.sections == current.sections.count()
    assert page.hits[0].sections[0].snippet


def test_facet_counts_equal_the_totals_behind_their_links():
    request = SearchRequest("卫生 中医", filters=Filters(kinds=("summary_plan",)))
    for name, values in search(request).facets.items():
        for value in values:
            year = int(value.value) if name == "year" else 0
            one: Any = (YearRange(year, year),) if year else (value.value,)
            behind = search(replace(request, filters=replace(request.filters, **{FILTER_OF[name]: one})))
            assert (behind.reports, behind.sections) == (value.reports, value.sections), value


def test_regions_are_a_tree_with_names():
    [province] = search(SearchRequest("雨山区")).facets["region"]
    [prefecture] = province.children
    [county] = prefecture.children
    assert [v.label for v in (province, prefecture, county)] == ["安徽省", "马鞍山市", "雨山区"]
    assert [v.value for v in (province, prefecture, county)] == ["34", "3405", "340504"]


def test_a_selected_value_stays_listed_at_zero():
    page = search(SearchRequest("癌", filters=Filters(regions=("11",), years=(YearRange(1999, 1999),))))
    assert [(v.label, v.reports) for v in page.facets["region"] if v.selected] == [("北京市", 0)]
    assert [(v.value, v.reports) for v in page.facets["year"] if v.selected] == [("1999", 0)]


def test_years_of_a_chosen_range_are_marked_as_selected():
    page = search(SearchRequest("卫生", filters=Filters(years=(YearRange(2021, None),))))
    assert {v.value: v.selected for v in page.facets["year"]} == {
        "2013": False,
        "2020": False,
        "2021": True,
        "2022": True,
        "2024": True,
    }


def test_nothing_found_names_what_killed_it():
    page = search(SearchRequest("中医馆 雨山区", filters=Filters(regions=("14",), kinds=("plan",))))
    offered = {(s.kind, s.label): s.reports for s in page.suggestions}
    assert offered["without_filter", "不限地区"] == 0
    assert offered["without_filter", "不加任何筛选"] == 1
    assert offered["without_word", "中医馆"] == 0
    for suggestion in page.suggestions:
        assert search(suggestion.request).reports == suggestion.reports


def test_words_apart_in_a_report_suggest_the_wider_unit():
    page = search(SearchRequest("中医馆 托育", unit="section"))
    assert page.reports == 0
    [wider] = [s for s in page.suggestions if s.kind == "wider_unit"]
    assert (wider.reports, wider.sections) == (3, search(SearchRequest("中医馆 托育")).sections)


def test_each_word_alone_is_offered_when_no_single_step_helps():
    page = search(SearchRequest("中医馆 甲乙丙 丁戊己"))
    assert [(s.label, s.reports) for s in page.suggestions if s.reports] == [("中医馆", 3)]


def test_a_page_after_the_last_is_the_last():
    page = search(SearchRequest("卫生", page=9, page_size=2))
    assert (page.request.page, page.pages, len(page.hits)) == (3, 3, 1)


def test_a_withdrawn_report_is_found_no_more(django_capture_on_commit_callbacks):
    [hit] = search(SearchRequest("雨山区")).hits
    report = Report.objects.get(public_id=hit.report)
    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw(report=report, reason="测试", by=None)
    assert search(SearchRequest("雨山区")).reports == 0


def test_a_word_with_what_shows_nothing_inside_is_found_and_marked_whole():
    report = published_report(("一、", "服务", "组建紧密型健\u200b共\u00ad体。"), region=RegionFactory())
    indexing.replace([report.public_id])
    assert sections("健共体") == sections("健\u2060共\ufeff体") == {(report.public_id, "s0")}
    assert marked("健共体") == {"健\u200b共\u00ad体"}


def test_amended_metadata_is_found_at_once(django_capture_on_commit_callbacks):
    report = Report.objects.get(public_id__startswith="340504")
    with django_capture_on_commit_callbacks(execute=True):
        services.amend(report=report, values={"title": "一个新的名称"}, by=None)
    assert [hit.report for hit in search(SearchRequest("一个新的名称")).hits] == [report.public_id]


def test_a_report_withdrawn_behind_the_indexs_back_is_not_shown():
    Report.objects.filter(public_id__startswith="340504").update(state="withdrawn")
    page = search(SearchRequest("中医馆"))
    assert not any(hit.report.startswith("340504") for hit in page.hits)
