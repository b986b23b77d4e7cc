"""Haystack's own door: SearchQuerySet finds what the search page finds."""

import pytest
from haystack.inputs import AutoQuery
from haystack.query import SQ, SearchQuerySet

from archive.models import Report, Section
from search.engine import SearchError
from search.request import SearchRequest
from search.service import search

pytestmark = pytest.mark.usefixtures("archive_with_seeds")


def anchors(found):
    return {(result.report, result.anchor) for result in found}


def expected(query, **more):
    page = search(SearchRequest(query, unit="section", page_size=100, **more), sections_shown=None)
    return {(section.report, section.anchor) for hit in page.hits for section in hit.sections}


@pytest.mark.parametrize(
    ("found", "query"),
    [
        (lambda sqs: sqs.filter(content="中医馆"), "中医馆"),
        (lambda sqs: sqs.auto_query("衛生 -公共"), "卫生 -公共"),
        (lambda sqs: sqs.filter(content=AutoQuery('"公共卫生服务"')), '"公共卫生服务"'),
        (lambda sqs: sqs.filter(content__exact="公共卫生服务"), '"公共卫生服务"'),
        (lambda sqs: sqs.filter(content__startswith="中医"), "中医*"),
        (lambda sqs: sqs.filter(content__in=["中医", "托育"]), '"中医" OR "托育"'),
        (lambda sqs: sqs.filter(SQ(content="中医") | SQ(content="托育")), "中医 OR 托育"),
        (lambda sqs: sqs.filter(content="卫生").exclude(content="公共"), "卫生 NOT 公共"),
        (lambda sqs: sqs.filter(content="卫生", year=2022), "卫生 年份:2022"),
        (lambda sqs: sqs.filter(content="卫生", year__gte=2022), "卫生 年份:2022-"),
        (lambda sqs: sqs.filter(content="卫生", year__range=[2013, 2022]), "卫生 年份:2013-2022"),
        (lambda sqs: sqs.filter(content="卫生", role="plan"), "卫生 role:plan"),
        (lambda sqs: sqs.filter(content="卫生", region="34"), "卫生 region:34"),
        (lambda sqs: sqs.filter(content="卫生").narrow("role:plan"), "卫生 role:plan"),
    ],
)
def test_haystack_finds_what_the_page_finds(found, query):
    results = found(SearchQuerySet())
    assert anchors(results) == expected(query)
    assert len(results) == len(expected(query)) > 0


def test_everything_is_every_published_section():
    held = Section.objects.filter(revision__report__state=Report.State.PUBLISHED).count()
    assert len(SearchQuerySet().all()) == held


def test_results_are_sections_with_their_objects():
    result = SearchQuerySet().filter(content="中医馆")[0]
    assert isinstance(result.object, Section)
    assert result.object.anchor == result.anchor
    assert "中" in result.object.body or "中" in result.object.heading


def test_results_can_be_sliced_sorted_and_counted_by_facet():
    found = SearchQuerySet().filter(content="卫生").order_by("-year").facet("kind").facet("region")
    years = [result.year for result in found[:10]]
    assert years == sorted(years, reverse=True)
    counts = dict(found.facet_counts()["fields"]["kind"])
    assert sum(counts.values()) == len(found)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda sqs: sqs.filter(nothing="x"),
        lambda sqs: sqs.filter(content__fuzzy="x"),
        lambda sqs: sqs.filter(content="卫生").order_by("anchor"),
    ],
)
def test_what_the_language_has_no_words_for_is_refused(wrong):
    with pytest.raises(SearchError, match="the archive cannot"):
        len(wrong(SearchQuerySet()))


def test_other_models_are_not_here():
    with pytest.warns(UserWarning, match="not registered"):
        assert len(SearchQuerySet().models(Report).filter(content="卫生")) == 0
