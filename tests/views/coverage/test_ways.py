"""The coverage page: ways down and up, what is said of divisions, and what cannot be taken."""

import pytest
import time_machine
from django.urls import reverse

from tests import small_archive as small
from tests.factories import CoverageMarkFactory, RegionFactory, ReportFactory
from tests.views.covered import Shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "in_2026")]


@pytest.fixture
def in_2026():
    with time_machine.travel("2026-11-22 12:00", tick=False):
        yield


@pytest.fixture
def held():
    return small.small_archive()


def test_names_lead_down_and_crumbs_lead_up(client, held):
    top = Shown(client, "kind=summary")
    assert top.link("安徽") == "/coverage/?level=city&in=340000&kind=summary"
    middle = Shown(client, "level=city&in=340000&kind=summary")
    assert middle.link("马鞍山市") == "/coverage/?level=county&in=340500&kind=summary"
    bottom = Shown(client, "level=county&in=340500")
    assert bottom.link("雨山区") == reverse("browse_region", args=["340504"])
    assert bottom.link("安徽省") == "/coverage/?level=city&in=340000"
    assert bottom.link("全部地区") == "/coverage/?level=province"


def test_a_municipality_leads_to_its_counties_at_once(client, held):
    assert Shown(client).link("北京") == "/coverage/?level=county&in=110000"
    assert "北京市的 16 个县级地区中" in Shown(client, "in=110000").sentence
    assert Shown(client, "in=110000&level=city").row("北京")[0] == "0"


def test_at_the_level_of_cities_a_municipality_counts_its_bureau_and_its_counties(client):
    ReportFactory(region=RegionFactory(code="110000", name="北京市", level="province"), reporting_year=2024)
    ReportFactory(region=RegionFactory(code="110101", name="东城区"), reporting_year=2024)
    ReportFactory(region=RegionFactory(code="429004", name="仙桃市", valid_from=1994), reporting_year=2024)
    page = Shown(client, "level=city&from=2024&to=2024")
    assert "2024 年共收录 3 份" in page.sentence
    assert page.row("北京") == ["2", "不缺", "2"]
    assert Shown(client, "level=city&scope=own&from=2024&to=2024").row("北京") == ["1", "不缺", "1"]
    assert Shown(client, "in=420000&from=2024&to=2024").row("仙桃市") == ["1", "不缺", "1"]


def test_a_division_without_parts_leads_to_its_reports(client, held):
    assert Shown(client).link("台湾") == reverse("browse_region", args=["710000"])
    assert Shown(client, "in=440000").link("东莞市") == reverse("browse_region", args=["441900"])
    assert Shown(client, "in=441900").sentence == "这里没有县级地区。"


def test_counties_directly_under_a_province_are_named_as_such(client, held):
    page = Shown(client, "in=420000")
    assert page.row("仙桃市")[0] == "0"
    assert page.said("legend")
    assert page.tree.xpath("string(//th[a='仙桃市']/small)") == "省直辖"


def test_a_former_name_is_told(client, held):
    page = Shown(client, "in=420000&from=2008&to=2025")
    assert page.tree.xpath("string(//th[a='襄阳市']/small)") == "2010 年前称襄樊市"


@pytest.mark.parametrize(
    ("query", "name", "note"),
    [
        ("in=340500&from=2009", "博望区", "2012 年设，此前见当涂县"),
        ("in=340500&from=2009", "金家庄区", "2012 年撤，此后见花山区"),
        ("in=340500&from=2009", "含山县", "2011 年设，此前见含山县（341423）"),
        ("in=340500&from=2009", "花山区", ""),
        ("in=340000&from=2009", "巢湖市", "2011 年撤"),
        ("in=110000&from=2014", "密云县", "2015 年撤，此后见密云区"),
        ("in=110000&from=2015", "密云区", ""),
    ],
)
def test_years_without_the_division_are_explained(client, held, query, name, note):
    assert Shown(client, query).tree.xpath(f"string(//th[a='{name}']/small)") == note


def test_the_counties_of_the_country_are_paged_and_put_together_by_province(client, held):
    page = Shown(client, "level=county")
    assert len(page.tree.xpath("//tbody/tr[th[@scope='row']]")) == 100
    assert page.tree.xpath("//th[@scope='rowgroup']/text()")[:3] == ["北京市", "天津市", "河北省"]
    second = Shown(client, "level=county&page=2")
    assert "第 2 页" in second.tree.xpath("string(//title)")
    assert second.row("报告份数") == page.row("报告份数")


def test_a_few_rows_beyond_a_page_stay_on_it(client, held):
    page = Shown(client, "level=county&in=420000").response.context["page"]
    assert (page.paginator.num_pages, len(page.object_list)) == (1, 104)  # 103 today and one of before


def test_the_counties_of_a_province_are_put_together_by_city(client, held):
    groups = Shown(client, "level=county&in=460000").tree.xpath("//th[@scope='rowgroup']/text()")
    assert (groups[0], groups[-1]) == ("海口市", "省直辖")


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("level=x", "没有名为“x”的级别，已显示省级；可选省级、地级、县级。"),
        ("in=999999", "没有代码为“999999”的地区，已显示全国。"),
        ("from=2022&to=2020", "起始年度 2022 晚于终止年度 2020，已对调。"),
        ("from=1800", "“1800”不是可查的年度，请填 1949 至 2027 之间的四位数字。"),
        ("to=二〇二〇", "“二〇二〇”不是可查的年度，请填 1949 至 2027 之间的四位数字。"),
        ("page=0", "没有第“0”页，已显示第 1 页。"),
        ("page=99", "没有第“99”页，已显示第 1 页。"),
        ("topic=?", "没有名为“?”的主题，已忽略这项。"),
        ("kind=x", "没有名为“x”的种类，已忽略这项。"),
        ("source=x", "没有名为“x”的来源，已忽略这项。"),
        ("scope=x", "没有名为“x”的统计口径，已忽略这项。"),
        ("in=340504", "雨山区以下没有再分的地区，已显示它的上级。"),
        ("in=429004", "仙桃市以下没有再分的地区，已显示它的上级。"),
        ("in=340500&level=city", "马鞍山市之内没有地级可列，已显示县级。"),
        ("in=340000&level=province", "安徽省之内没有省级可列，已显示地级。"),
    ],
)
def test_what_cannot_be_taken_is_told_in_one_sentence(client, held, query, complaint):
    assert Shown(client, query).complaints == [complaint]


@pytest.mark.parametrize(
    "query", ["", "in=34", "in=3405&level=county", "page=1", "from=&to=&kind=", "to=2010"]
)
def test_what_can_be_taken_is_not_complained_of(client, held, query):
    assert Shown(client, query).complaints == []


def test_an_end_before_the_first_held_year_shows_that_year(client, held):
    assert Shown(client, "to=2010").heads[3:] == ["2010"]
    assert Shown(client, "from=2027").heads[3:] == ["2027"]


def test_an_empty_archive_shows_ten_years_of_nothing(client):
    page = Shown(client)
    assert page.heads[3:] == [str(year) for year in range(2016, 2026)]
    assert page.sentence == (
        "34 个省级地区中，0 个有报告；2016–2025 年共收录 0 份，覆盖 340 个地区×年中的 0 个（0.0 %）。"
    )


def test_the_address_without_a_slash_leads_here_with_its_question(client):
    response = client.get("/coverage?in=34&kind=plan")
    assert (response.status_code, response["Location"]) == (301, "/coverage/?in=34&kind=plan")


def test_only_staff_who_may_mark_are_led_from_an_empty_cell(client, staff_client, held):
    address = "/ingest/coverage/?region=340000&year=2019"
    assert not Shown(client).cell("安徽", 2019).xpath(".//a")
    assert Shown(staff_client).cell("安徽", 2019).xpath(".//a/@href") == [address]
    assert not Shown(staff_client, "kind=plan").cell("安徽", 2019).xpath(".//a")


def test_the_number_of_queries_does_not_grow_with_the_grid(client, held, django_assert_max_num_queries):
    Shown(client)
    CoverageMarkFactory.create_batch(1, region_code="340506", year=2022)
    with django_assert_max_num_queries(4):
        Shown(client, "level=county&from=1981")


def test_the_home_page_leads_here(client, held):
    assert f'href="{reverse("coverage")}">按地区浏览，下到区县' in client.get("/").content.decode()
