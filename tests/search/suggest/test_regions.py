"""Words that name a division lead to its reports, over the five seeds."""

import pytest

from archive import services
from archive.models import Report
from search import indexing
from search.request import Filters, SearchRequest
from search.service import search
from search.suggest.names import names

pytestmark = pytest.mark.usefixtures("archive_with_seeds")


def regional(query, **asked):
    return [one for one in search(SearchRequest(query, **asked)).suggestions if one.kind == "region"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("枣阳市", "地区:枣阳市"),
        ("枣阳", "地区:枣阳市"),
        ("棗陽", "地区:枣阳市"),
        ("古田县", "地区:古田县"),
        ("兖州", "地区:兖州区"),
        ('"兖州区"', "地区:兖州区"),
        ("枣杨", "地区:枣阳市"),
        ("zaoyang", "地区:枣阳市"),
        ("卫生 枣阳", "卫生 地区:枣阳市"),
        ("枣杨 卫生", "地区:枣阳市 卫生"),
        ("湖北 枣阳 卫生", "地区:湖北省 地区:枣阳市 卫生"),
    ],
)
def test_a_division_typed_as_a_word_is_offered_as_a_condition_with_its_count(typed, meant):
    best = regional(typed)[0]
    assert best.request.query == meant
    found = search(best.request)
    assert (best.reports, best.sections) == (found.reports, found.sections)
    assert best.reports > 0


def test_the_offer_says_what_is_looked_for_and_where():
    assert [one.label for one in regional("枣阳")] == ["“枣阳市”的报告"]
    assert [one.label for one in regional("枣阳 卫生")] == ["在“枣阳市”的报告中找“卫生”"]


def test_a_division_without_reports_or_out_of_the_filters_is_not_offered():
    assert regional("广州市") == []
    assert regional("枣阳", filters=Filters(regions=("34",))) == []


def test_a_withdrawn_report_takes_its_division_along():
    report = Report.objects.get(region__name="枣阳市")
    services.withdraw(report=report, reason="撤下", by=None)
    indexing.replace([report.public_id])
    assert regional("枣阳市") == []


def test_no_division_goes_by_a_single_character():
    assert min(map(len, names().places)) > 1


def test_the_page_without_results_offers_it(client):
    page = client.get("/search", {"q": "枣阳市"}).content.decode()
    assert "按地区查找" in page
    assert "“枣阳市”的报告" in page
