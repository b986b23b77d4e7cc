"""The coverage page: every number against an archive of known counts."""

import pytest
import time_machine
from django.urls import reverse
from lxml import html

from archive.models import Region, Report
from tests import small_archive as small
from tests.factories import CoverageMarkFactory, RegionFactory, ReportFactory, published_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "in_2026")]


@pytest.fixture
def in_2026():
    with time_machine.travel("2026-11-22 12:00", tick=False):
        yield


@pytest.fixture
def held():
    return small.small_archive()


class Shown:
    """A coverage page as read."""

    def __init__(self, client, query: str = "") -> None:
        self.response = client.get(f"{reverse('coverage')}?{query}")
        assert self.response.status_code == 200
        self.tree = html.fromstring(self.response.content.decode())

    def said(self, css: str) -> list[str]:
        found = self.tree.xpath(f'//*[contains(concat(" ", @class, " "), " {css} ")]')
        return [" ".join(one.text_content().replace("\xa0", " ").split()) for one in found]

    @property
    def sentence(self) -> str:
        (found,) = self.said("covered")
        return found

    @property
    def complaints(self) -> list[str]:
        return self.said("notice--zhu")

    @property
    def heads(self) -> list[str]:
        return [th.text_content() for th in self.tree.xpath("//table/thead//th")]

    def row(self, name: str) -> list[str]:
        """The visible signs of the row that begins with a name: total, gaps, cells."""
        for tr in self.tree.xpath("//table//tr[th[@scope='row']]"):
            if tr.xpath("string(th/a | th[not(a)])") == name:
                return [sign(td) for td in tr.xpath("td")]
        raise AssertionError(f"no row {name}")

    def cell(self, name: str, year: int) -> html.HtmlElement:
        (tr,) = [tr for tr in self.tree.xpath("//tbody/tr") if tr.xpath("string(th/a)") == name]
        return tr.xpath("td")[self.heads.index(str(year)) - 1]

    def link(self, text: str) -> str:
        (found,) = self.tree.xpath(f"//main//a[normalize-space(text())='{text}']/@href")
        return found


def sign(td) -> str:
    for hidden in td.xpath(".//span[@class='vh']"):
        hidden.drop_tree()
    return td.text_content().strip()


def test_the_sentence_says_how_much_of_the_provinces_is_held(client, held):
    assert Shown(client).sentence == (
        "34 个省级地区中，4 个有报告；2019–2025 年共收录 11 份，覆盖 238 个地区×年中的 7 个（2.9 %）。"
    )


def test_reports_of_no_region_or_year_are_counted_apart(client, held):
    ReportFactory(region=None)
    page = Shown(client, "from=2021&to=2022")
    assert "2021–2022 年共收录 8 份" in page.sentence
    assert page.said("muted")[0] == "另有 5 份未列入：1 份未详地区，1 份未详年度，3 份不在所选年度。"


def test_every_report_is_in_the_grid_or_counted_apart(client, held):
    for query in (
        "",
        "level=city",
        "level=county",
        "scope=own",
        "level=city&scope=own&from=2021&to=2021",
    ):
        page = Shown(client, query)
        counted = page.response.context["grid"].totals
        left = page.response.context["left_out"]
        apart = int(left.split()[1]) if left else 0
        assert sum(one.reports for one in counted) + apart == small.REPORTS, query


def test_a_row_has_its_total_its_gaps_and_a_cell_for_every_year(client, held):
    page = Shown(client)
    assert page.heads == ["地区", "合计", "缺哪些年", *map(str, range(2019, 2026))]
    assert page.row("安徽") == ["7", "缺 2019、2023–2025", "·", "1", "2", "4", "·", "·", "·"]


def test_the_foot_has_the_totals_of_every_year(client, held):
    page = Shown(client)
    assert page.row("报告份数") == ["11", "", "0", "1", "3", "5", "2", "0", "0"]
    assert page.row("有报告的地区") == ["4", "", "0", "1", "2", "2", "2", "0", "0"]


def test_every_level_says_what_share_of_it_is_held(client, held):
    (levels,) = Shown(client).tree.xpath("//nav[@aria-label='级别']")
    said = " ".join(levels.text_content().replace("\xa0", " ").split())
    assert "省级 覆盖 2.9 %（7/238）" in said
    assert "地级 覆盖 0.2 %（6/2,598）" in said
    assert "县级 覆盖 不到 0.1 %（3/19,912）" in said


def test_the_cells_are_the_divisions_in_force_at_the_end_of_each_year(client, held):
    counties = Region.objects.filter(level="county", valid_from__lte=2025)
    in_force = [
        {one.code for one in counties if one.valid_from <= year and (one.valid_to or 9999) > year}
        for year in range(2019, 2026)
    ]
    cells = sum(map(len, in_force))
    assert f"覆盖 {cells:,} 个地区×年中的 3 个" in Shown(client, "level=county").sentence


def test_a_mark_shows_with_its_day_and_note_and_counts_apart(client, held):
    page = Shown(client, "in=340500")
    assert page.sentence.endswith("覆盖 42 个地区×年中的 3 个（7.1 %），另有 1 个已查未公开。")
    (link,) = page.cell("雨山区", 2019).xpath("a")
    assert link.get("title") == "2024-03-01 查询，未见公开：网站无此年度"
    assert link.text_content() == "查：2024-03-01 查询，未见公开：网站无此年度"
    assert page.row("雨山区")[1] == "缺 2023–2025"


def test_a_report_of_the_bureau_itself_outranks_the_mark(client, held):
    ReportFactory(region=RegionFactory(code="340504", valid_from=1983), reporting_year=2019)
    page = Shown(client, "in=340500")
    assert sign(page.cell("雨山区", 2019)) == "1"
    assert "已查未公开" not in page.sentence


def test_a_report_of_another_kind_outranks_the_mark_too(client, held):
    ReportFactory(region=RegionFactory(code="340504", valid_from=1983), reporting_year=2019, kind="plan")
    page = Shown(client, "in=340500&kind=summary")
    assert page.cell("雨山区", 2019).get("class") == "is-none"


def test_a_division_that_was_not_there_shows_another_sign_than_one_not_held(client, held):
    page = Shown(client, "in=340000&from=2009&to=2012")
    assert page.row("巢湖市") == ["0", "缺 2009–2010", "·", "·", "／", "／"]
    page = Shown(client, "in=340000&from=2009&to=2012")
    said = [page.cell("巢湖市", year).text_content() for year in (2010, 2011)]
    assert said == ["·未收录", "／无此地区"]


def test_a_report_of_a_year_in_which_the_division_had_gone_is_still_counted(client):
    ReportFactory(region=RegionFactory(code="341400", name="巢湖市", valid_from=1999), reporting_year=2015)
    page = Shown(client, "in=340000&from=2015&to=2015")
    assert page.row("巢湖市") == ["1", "不缺", "1"]
    assert "17 个地级地区中，1 个有报告；2015 年共收录 1 份，覆盖 17 个地区×年中的 1 个" in page.sentence


def test_scope_own_counts_the_bureaus_themselves(client, held):
    page = Shown(client, "scope=own")
    assert page.row("安徽") == ["2", "缺 2019–2020、2023–2025", "·", "·", "1", "1", "·", "·", "·"]
    assert "8 份属于其他级别的部门" in page.said("muted")[0]


def test_bureaus_above_the_level_are_counted_apart(client, held):
    assert "3 份属于上级部门" in Shown(client, "level=city").said("muted")[0]


@pytest.mark.parametrize(
    ("query", "reports"),
    [("kind=plan", 2), ("kind=summary", 7), ("topic=mch", 11), ("topic=tcm", 0), ("source=gov", 0)],
)
def test_kind_source_and_topic_narrow_what_counts(client, held, query, reports):
    page = Shown(client, query)
    assert f"共收录 {reports} 份" in page.sentence
    assert "有符合条件的报告" in page.sentence
    assert "没有符合条件的报告" in page.said("legend")[0]


def test_the_count_of_a_topic_follows_a_change_of_the_holdings(client, held):
    assert "共收录 11 份" in Shown(client, "topic=mch").sentence
    region = RegionFactory(code="340504", valid_from=1983)
    published_report(("", "甲", "乙", {"topics": ["mch"]}), region=region)
    assert "共收录 12 份" in Shown(client, "topic=mch").sentence


def test_withdrawn_reports_never_count(client, held):
    assert Shown(client).row("广东")[0] == "2"
    Report.objects.filter(region__code="440000").update(state="withdrawn")
    assert Shown(client).row("广东")[0] == "1"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "level=city",
        "level=county&in=340000",
        "scope=own",
        "level=city&scope=own",
        "kind=summary",
        "topic=mch&in=340000",
    ],
)
def test_every_count_leads_to_exactly_these_reports(client, held, query):
    cells = Shown(client, query).tree.xpath("//tbody//td[@data-l]/a")
    assert cells
    for link in cells:
        listed = html.fromstring(client.get(link.get("href")).content.decode())
        assert len(listed.xpath("//li[@class='line']")) == int(link.text), link.get("href")


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
