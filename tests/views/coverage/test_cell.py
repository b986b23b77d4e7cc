"""The page behind a cell of the coverage grid."""

import pytest
from django.urls import reverse

from tests.factories import CoverageMarkFactory, RegionFactory, ReportFactory, published_report
from tests.views.staff_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions")]
YUSHAN = {"code": "340504", "name": "雨山区", "valid_from": 1983}


def shown(client, code="340504", year=2019, **asked) -> str:
    response = client.get(reverse("coverage_cell", args=[code, year]), asked)
    assert response.status_code == 200
    return response.content.decode().replace("<wbr>", "")


def held(title, **columns):
    return ReportFactory(
        **{"region": RegionFactory(**YUSHAN), "reporting_year": 2019, "title": title, **columns}
    )


def test_the_reports_of_the_division_and_year_are_listed(client):
    held("甲总结")
    held("乙总结", reporting_year=2020)
    page = shown(client)
    assert "安徽省马鞍山市雨山区 2019 年度" in page
    assert "1 份</p>" in page
    assert "甲总结" in page
    assert "乙总结" not in page


def test_withdrawn_reports_are_not_listed(client):
    held("甲总结", state="withdrawn")
    page = shown(client)
    assert "甲总结" not in page
    assert "未收录这一年的报告" in page


def test_a_city_lists_what_lies_below_it_unless_asked_for_its_own(client):
    held("甲总结")
    held("市总结", region=RegionFactory(code="340500", name="马鞍山市", level="prefecture"))
    assert "甲总结" in shown(client, "340500")
    own = shown(client, "340500", scope="own")
    assert "甲总结" not in own
    assert "市总结" in own
    assert "（只算本级部门）" in own


def test_kind_source_and_topic_narrow_the_list_and_are_named(client):
    region = RegionFactory(**YUSHAN)
    columns = {"region": region, "reporting_year": 2019, "source_type": "gov"}
    published_report(("", "甲", "乙", {"topics": ["tcm"]}), title="中医总结", kind="summary", **columns)
    published_report(("", "甲", "乙", {"topics": ["mch"]}), title="妇幼总结", kind="summary", **columns)
    page = shown(client, kind="summary", source="gov", topic="tcm")
    assert "中医总结" in page
    assert "妇幼总结" not in page
    assert "年度总结" in page
    assert "没有符合条件的报告" in shown(client, kind="plan", source="gov")


def test_what_cannot_be_taken_is_told(client):
    assert "没有名为“x”的种类，已忽略这项。" in shown(client, kind="x")


def test_a_mark_is_told_with_day_note_and_address_but_not_who(client, staff_user):
    address = "https://www.example.gov.cn/"
    CoverageMarkFactory(note="<b>网站</b>没有", source_url=address, by=staff_user)
    page = shown(client)
    assert "2024-03-01 查询，未见公开：&lt;b&gt;网站&lt;/b&gt;没有" in page
    assert f'href="{address}"' in page
    assert staff_user.username not in page


def test_a_mark_is_told_no_more_once_the_bureau_has_a_report(client):
    CoverageMarkFactory()
    held("甲总结", kind="plan")
    assert "未见公开" not in shown(client)
    assert "未见公开" not in shown(client, kind="summary")


def test_a_year_without_the_division_says_so(client):
    assert "当年年末没有这个地区" in shown(client, "341400", 2019)


def test_a_year_without_the_division_leads_to_what_stood_in_its_place(client):
    assert 'href="/coverage/110228/2012/">北京市密云县</a>' in shown(client, "110118", 2012)
    assert 'href="/coverage/110118/2020/">北京市密云区</a>' in shown(client, "110228", 2020)
    assert "当时的地区" not in shown(client, "110118", 2020)


def test_an_unknown_division_is_not_found(client):
    assert client.get("/coverage/999999/2019/").status_code == 404


def test_only_those_who_may_mark_are_led_to_marking(client, staff_client):
    address = "/ingest/coverage/?region=340504&amp;year=2019"
    assert address not in shown(client)
    assert address not in shown(signed_in("查看者"))
    assert address in shown(staff_client)
    CoverageMarkFactory()
    assert "修改标记" in shown(staff_client)
    held("甲总结")
    assert address not in shown(staff_client)


def test_long_lists_are_paged(client):
    for number in range(51):
        held(f"总结{number}")
    assert shown(client, page=2).count('class="line"') == 1


def test_a_report_that_another_filter_hides_is_not_said_to_be_lacking(client):
    held("甲总结", kind="summary")
    page = shown(client, kind="plan")
    assert "没有符合条件的报告。" in page
    assert "未收录这一年的报告" not in page


def test_a_page_that_there_is_not_is_told(client):
    held("甲总结")
    assert "没有第“abc”页，已显示第 1 页。" in shown(client, page="abc")
