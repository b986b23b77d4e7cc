"""The front page."""

import pytest
from django.urls import reverse

from archive.views.holdings import HEAT_STEPS, province_grid, short_name, topic_counts
from tests.factories import RegionFactory, ReportFactory, published_report

pytestmark = pytest.mark.django_db


def page(client) -> str:
    return client.get(reverse("home")).content.decode()


def test_an_empty_archive_says_so_and_shows_no_grid(client):
    html = page(client)
    assert "还没有收录报告" in html
    assert "<table" not in html


def test_only_staff_are_pointed_to_the_upload_of_an_empty_archive(client, staff_client):
    assert reverse("intake_upload") not in page(client)
    assert reverse("intake_upload") in page(staff_client)


def test_the_count_is_live_and_leaves_withdrawn_reports_out(client):
    published_report(("", "甲", "乙"))
    ReportFactory(state="withdrawn")
    assert "1 份公开发布" in page(client)


def test_grid_runs_from_the_first_held_year_to_the_last(regions):
    anhui = RegionFactory()
    ReportFactory(region=anhui, reporting_year=2019)
    ReportFactory(region=anhui, reporting_year=2022)
    grid = province_grid()
    assert grid.years == (2019, 2020, 2021, 2022)
    (row,) = grid.rows
    assert (row.code, row.name) == ("340000", "安徽")
    assert [cell.reports for cell in row.cells] == [1, 0, 0, 1]


def test_grid_shades_by_number_of_reports(regions):
    region = RegionFactory()
    ReportFactory.create_batch(HEAT_STEPS[1], region=region)
    assert province_grid().rows[0].cells[0].shade == 2


def test_grid_counts_reports_without_region_or_year(client):
    ReportFactory(region=None)
    ReportFactory(reporting_year=None)
    assert province_grid().unplaced == 2
    assert "另有 2 份" in page(client)


def test_grid_cells_lead_to_the_region_and_year(client, regions):
    ReportFactory(region=RegionFactory())
    assert reverse("browse_region_year", args=["340000", 2022]) in page(client)


def test_topics_count_sections_and_reports_with_the_catch_all_last():
    published_report(
        ("", "甲", "a", {"topics": ["general"]}),
        ("", "乙", "b", {"topics": ["tcm", "mch"]}),
        ("", "丙", "c", {"topics": ["tcm"]}),
    )
    published_report(("", "丁", "d", {"topics": ["general"]}))
    counted = [(topic.code, topic.sections, topic.reports) for topic in topic_counts()]
    assert counted == [("tcm", 2, 1), ("mch", 1, 1), ("general", 2, 2)]


def test_topic_counts_follow_a_change_of_the_holdings():
    published_report(("", "甲", "a", {"topics": ["tcm"]}))
    before = topic_counts()
    published_report(("", "乙", "b", {"topics": ["tcm"]}))
    assert (before[0].reports, topic_counts()[0].reports) == (1, 2)


def test_examples_are_words_the_holdings_have(client, regions):
    published_report(("", "中医药", "家庭医生和中医药，村卫生室"), region=RegionFactory())
    html = page(client)
    assert "家庭医生</a>" in html
    assert "“中医药”</a>" in html
    assert "村卫生室 地区：安徽</a>" in html
    assert "紧密型医共体" not in html


def test_latest_reports_are_listed_newest_first(client):
    published_report(("", "甲", "a"), title="旧报告")
    published_report(("", "甲", "a"), title="新报告")
    html = page(client).replace("<wbr>", "")
    assert 0 < html.index("新报告") < html.index("旧报告")


def test_an_inferred_region_is_vermilion(client, regions):
    published_report(("", "甲", "a"), region=RegionFactory(), evidence=[{"field": "region_code"}])
    assert 'class="where guess"' in page(client)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("安徽省", "安徽"),
        ("北京市", "北京"),
        ("宁夏回族自治区", "宁夏"),
        ("内蒙古自治区", "内蒙古"),
        ("省", "省"),
    ],
)
def test_province_names_are_shortened(name, short):
    assert short_name(name) == short


@pytest.mark.parametrize("held", [1, 8])
def test_the_number_of_queries_does_not_grow_with_the_holdings(
    client, regions, django_assert_max_num_queries, held
):
    for number in range(held):
        published_report(("", "甲", "a"), region=RegionFactory(), reporting_year=2010 + number)
    with django_assert_max_num_queries(16):
        page(client)
