"""The coverage page: every number against an archive of known counts."""

import pytest
import time_machine
from lxml import html

from archive.models import Region, Report
from tests import small_archive as small
from tests.factories import RegionFactory, ReportFactory, published_report
from tests.views.covered import Shown, sign

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "in_2026")]


@pytest.fixture
def in_2026():
    with time_machine.travel("2026-11-22 12:00", tick=False):
        yield


@pytest.fixture
def held():
    return small.small_archive()


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


def test_no_division_is_said_to_be_founded_when_the_table_begins(client, held):
    page = Shown(client, "in=340000&from=1975&to=1985")
    assert sign(page.cell("合肥市", 1979)) == "·"
    assert "1981 年设" not in page.response.content.decode()
    assert Shown(client, "to=1960").sentence.startswith("30 个省级地区中，0 个有报告")


def test_a_page_number_left_empty_asks_for_the_first(client, held):
    assert Shown(client, "page=").complaints == []
    assert Shown(client, "page=%E2%80%AE9").complaints == ["没有第“9”页，已显示第 1 页。"]
