"""Fields typed into a query against the filters of the page and against the database."""

import pytest

from archive.models import Report, Section
from archive.text.fold import fold
from archive.text.gloss import strip_glosses
from search.documents import source_heading
from search.request import Filters, SearchRequest, YearRange
from search.service import search

NONE = Filters()
pytestmark = pytest.mark.usefixtures("archive_with_seeds")


def totals(query, filters=NONE, unit="section"):
    page = search(SearchRequest(query, filters=filters, unit=unit))
    return page.reports, page.sections


@pytest.mark.parametrize(
    ("typed", "filters"),
    [
        ("地区:安徽", Filters(regions=("34",))),
        ("地区:安徽马鞍山", Filters(regions=("3405",))),
        ("region:340504", Filters(regions=("340504",))),
        ("年份:2022", Filters(years=(YearRange(2022, 2022),))),
        ("年份:2020-2022", Filters(years=(YearRange(2020, 2022),))),
        ("年份:2021-", Filters(years=(YearRange(2021, None),))),
        ("年份:-2021", Filters(years=(YearRange(None, 2021),))),
        ("种类:总结与计划", Filters(kinds=("summary_plan",))),
        ("章节:计划", Filters(roles=("plan",))),
        ("角色:done", Filters(roles=("done",))),
        ("主题:中医药", Filters(topics=("tcm",))),
        ("来源:转载", Filters(sources=("repost",))),
    ],
)
@pytest.mark.parametrize("unit", ["report", "section"])
@pytest.mark.parametrize("words", ["卫生", "卫生 -疫情"])
def test_a_typed_field_chooses_as_the_filter_does(typed, filters, unit, words):
    expected = totals(words, filters, unit)
    assert totals(f"{words} {typed}", unit=unit) == expected
    assert expected[1] > 0 or "-" in words


def known(report, attribute):
    """What is known of a report: its issuer may be inferred."""
    return getattr(report, attribute) or getattr(report, f"{attribute}_inferred", "")


@pytest.mark.parametrize(("field", "attribute"), [("标题", "title"), ("机构", "issuer"), ("文号", "doc_no")])
@pytest.mark.parametrize("value", ["卫生", "總結", "2022", "局"])
def test_a_typed_field_of_a_report_is_contained_in_it(field, attribute, value):
    held = {r.public_id for r in Report.objects.all() if fold(value) in fold(known(r, attribute))}
    page = search(SearchRequest(f"{field}:{value}", page_size=50))
    assert {hit.report for hit in page.hits} == held


@pytest.mark.parametrize("value", ["中医", "工作", "存在", "衛生"])
def test_a_typed_heading_is_contained_in_that_of_the_section(value):
    headings = (
        strip_glosses(source_heading(section), min_glosses=1).text for section in Section.objects.all()
    )
    assert totals(f"小标题:{value}")[1] == sum(fold(value) in fold(heading) for heading in headings)


def test_an_excluded_field_is_the_rest():
    every = totals("卫生")
    inside, outside = totals("卫生 地区:安徽"), totals("卫生 -地区:安徽")
    assert tuple(map(sum, zip(inside, outside, strict=True))) == every


def test_an_unknown_value_finds_nothing_and_excludes_nothing():
    assert totals("卫生 地区:火星") == (0, 0)
    assert totals("卫生 -地区:火星") == totals("卫生")
    assert totals("卫生 OR 地区:火星") == totals("卫生")
