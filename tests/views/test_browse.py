"""Lists of reports by region, year, kind and topic."""

import pytest
from django.urls import reverse

from archive.views.shelves import gap_lines, region_tree
from archive.views.successions import held_regions
from tests.factories import RegionFactory, ReportFactory, published_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions")]


def html(client, name, *args, **params) -> str:
    return client.get(reverse(name, args=args), params).content.decode().replace("<wbr>", "")


def report_of(year, region=None, **columns):
    return ReportFactory(
        region=region or RegionFactory(), reporting_year=year, title=f"{year}年总结", **columns
    )


def test_everything_is_listed_newest_year_first_and_unknown_years_last(client):
    for year in (2019, None, 2021):
        report_of(year)
    listed = html(client, "browse")
    assert listed.index("2021年总结") < listed.index("2019年总结") < listed.index("None年总结")


def test_order_can_be_turned_round(client):
    report_of(2019)
    report_of(2021)
    listed = html(client, "browse", sort="old")
    assert listed.index("2019年总结") < listed.index("2021年总结")


def test_order_by_region_keeps_a_region_together(client):
    report_of(2019, RegionFactory(code="140101", name="甲市"), public_id="140101-2019-aaaa")
    report_of(2021)
    listed = html(client, "browse", sort="region")
    assert listed.index("2019年总结") < listed.index("2021年总结")


def test_a_region_lists_what_lies_below_it(client):
    report_of(2021)
    report_of(2020, RegionFactory(code="140101", name="甲市"))
    listed = html(client, "browse_region", "340000")
    assert "2021年总结" in listed
    assert "2020年总结" not in listed


def test_a_region_and_year_lists_that_year_only(client):
    report_of(2020)
    report_of(2021)
    listed = html(client, "browse_region_year", "340504", 2020)
    assert "2020年总结" in listed
    assert "2021年总结" not in listed


def test_reports_without_region_have_a_place_of_their_own(client):
    ReportFactory(region=None, title="不知何处")
    report_of(2021)
    listed = html(client, "browse_region", "000000")
    assert "不知何处" in listed
    assert "2021年总结" not in listed


@pytest.mark.parametrize(
    ("name", "args"),
    [("browse_region", ["999999"]), ("kind", ["nonsense"]), ("topic", ["nonsense"])],
)
def test_an_unknown_region_kind_or_topic_is_not_found(client, name, args):
    assert client.get(reverse(name, args=args)).status_code == 404


def test_kind_narrows_the_list_and_counts_stay(client):
    report_of(2020, kind="plan")
    report_of(2021, kind="summary")
    listed = html(client, "browse", kind="plan")
    assert "2020年总结" in listed
    assert "2021年总结" not in listed
    assert "kind=summary" in listed


def test_an_unknown_kind_or_order_changes_nothing(client):
    report_of(2019)
    report_of(2021)
    listed = html(client, "browse", kind="\0", sort="\0")
    assert listed.index("2021年总结") < listed.index("2019年总结")


def test_kind_page_lists_one_kind(client):
    report_of(2020, kind="plan")
    report_of(2021, kind="summary")
    assert "2021年总结" not in html(client, "kind", "plan")


def test_year_page_lists_one_year(client):
    report_of(2020)
    report_of(2021)
    assert "2021年总结" not in html(client, "year", 2020)


def test_topic_page_lists_reports_with_a_section_on_it(client):
    published_report(("", "甲", "a", {"topics": ["mch", "tcm"]}), title="谈中医")
    published_report(("", "乙", "b", {"topics": ["mch"]}), title="谈妇幼")
    listed = html(client, "topic", "tcm")
    assert "谈中医" in listed
    assert "谈妇幼" not in listed


def test_withdrawn_reports_are_not_listed(client):
    report_of(2021, state="withdrawn")
    assert "2021年总结" not in html(client, "browse")


def test_years_between_two_reports_of_a_region_are_said_to_be_missing(client):
    for year in (2016, 2018, 2021):
        report_of(year)
    listed = html(client, "browse_region", "340504")
    assert "〔本地区 2017 年未见报告〕" in listed
    assert "〔本地区 2019 至 2020 年未见报告〕" in listed


@pytest.mark.parametrize("params", [{"kind": "summary"}, {"sort": "region"}])
def test_gaps_are_not_told_where_the_list_is_no_time_line(client, params):
    report_of(2016)
    report_of(2021)
    assert "未见报告" not in html(client, "browse_region", "340504", **params)


def test_one_report_or_none_says_nothing_is_missing():
    report = ReportFactory()
    assert [line.report for line in gap_lines([report])] == [report]
    assert gap_lines([]) == []


def test_an_unknown_year_makes_no_gap():
    reports = [ReportFactory(reporting_year=2016), ReportFactory(reporting_year=None)]
    assert len(gap_lines(reports)) == 2


def test_tree_opens_only_the_path_to_the_current_region():
    report_of(2021)
    report_of(2021, RegionFactory(code="140100", name="太原市", valid_from=1981))
    shanxi, anhui = region_tree(held_regions(), "340504")
    assert shanxi.children == ()
    (prefecture,) = anhui.children
    assert [(one.name, one.is_current) for one in prefecture.children] == [("雨山区", True)]
    assert (anhui.reports, anhui.is_open) == (1, True)


def test_tree_of_a_municipality_skips_the_prefecture_it_lacks():
    report_of(2021, RegionFactory(code="110101", name="东城区"))
    (beijing,) = region_tree(held_regions(), "110000")
    assert [child.code for child in beijing.children] == ["110101"]


def test_long_lists_are_paged_and_the_title_says_which_page(client):
    ReportFactory.create_batch(51, region=RegionFactory())
    second = html(client, "browse", page=2)
    assert "第 2 页，共 2 页" in second[: second.index("</title>")]
    assert second.count('class="line"') == 1
    assert "?page=2" in html(client, "browse")


def test_a_place_without_reports_offers_a_search(client):
    assert "这里还没有报告" in html(client, "browse_region", "340504")


def test_the_number_of_queries_does_not_grow_with_the_list(client, django_assert_max_num_queries):
    for number in range(12):
        published_report(("", "甲", "a"), region=RegionFactory(), reporting_year=2000 + number)
    with django_assert_max_num_queries(14):
        html(client, "browse_region", "340504")


@pytest.fixture
def merged():
    """Two divisions one after another, of which only the last is in force."""
    today = RegionFactory(code="349903", name="新区", valid_from=2015)
    middle = RegionFactory(code="349902", name="中区", valid_from=2005, valid_to=2014)
    first = RegionFactory(code="349901", name="旧区", valid_from=1990, valid_to=2004)
    first.successors.add(middle)
    middle.successors.add(today)
    return first


def test_reports_of_an_abolished_division_are_found_under_its_successor(client, merged):
    report_of(2003, merged)
    assert "2003年总结" in html(client, "browse_region", "349903")
    assert "2003年总结" in html(client, "browse_region", "349901")


def test_tree_counts_an_abolished_division_where_it_is_found_today(merged):
    report_of(2003, merged)
    (anhui,) = region_tree(held_regions(), "349903")
    assert anhui.reports == 1
    assert [(one.code, one.reports) for one in anhui.children] == [("349903", 1)]


@pytest.mark.parametrize(("short", "full"), [("34", "340000"), ("3405", "340500")])
def test_a_code_without_its_zeros_leads_to_the_division(client, regions, short, full):
    response = client.get(f"/browse/{short}/")
    assert (response.status_code, response.url) == (301, f"/browse/{full}/")


@pytest.mark.parametrize("address", ["/year/1800/", "/browse/340504/0/", "/browse/340504/99999999999/"])
def test_an_impossible_year_is_no_address(client, regions, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["search", "compare"])
def test_a_slash_too_many_is_forgiven(client, db, name):
    response = client.get(f"/{name}/?q=%E5%8D%AB")
    assert (response.status_code, response.url) == (301, f"/{name}?q=%E5%8D%AB")


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("/browse/", "/coverage/"),
        ("/browse/340000/", "/coverage/?in=340000"),
        ("/browse/340500/2022/", "/coverage/?in=340500"),
        ("/browse/340504/?kind=plan", "/coverage/?in=340500&kind=plan"),
        ("/browse/110101/", "/coverage/?level=county&in=110000"),
        ("/browse/429004/", "/coverage/?level=county&in=420000"),
        ("/kind/summary/", "/coverage/?kind=summary"),
        ("/topic/tcm/", "/coverage/?topic=tcm"),
    ],
)
def test_every_list_leads_to_the_coverage_of_its_place(client, regions, address, leads):
    shown = client.get(address).content.decode().replace("&amp;", "&")
    assert f'href="{leads}">收录情况<' in shown
    assert 'class="notice' not in client.get(leads).content.decode()


def test_reports_of_no_region_have_no_coverage(client, regions):
    assert "收录情况<" not in client.get("/browse/000000/").content.decode()
