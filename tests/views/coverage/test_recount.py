"""Every number of the coverage page, its cells and its file against a count made in another way."""

import csv
import io
import random
import re

import pytest
import time_machine
from django.urls import reverse
from lxml import html

from archive.models import CoverageMark, Region, Report
from tests.factories import CoverageMarkFactory, ReportFactory, published_report
from tests.views.coverage.recount import Recount
from tests.views.covered import Shown, sign

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions")]

YEARS = (2004, 2025)
# Municipalities, counties right under provinces, divisions abolished, merged, renamed or with a new code.
CODES = (
    *("110000", "110101", "110228", "110118", "310000", "500000", "429004", "419001", "469001", "469005"),
    *("340000", "340500", "340504", "340521", "340506", "341400", "341402", "340181", "371200", "371202"),
    *("370116", "440300", "441900", "540000", "542100", "540600", "710000", "810000", "132201", "220121"),
)
REASONS = ("未详地区", "未详年度", "不在所选年度", "上级部门", "其他级别的部门")
SIGNS = {"·": "none", "查": "checked", "／": "nonexistent"}


@pytest.fixture(scope="module")
def in_2026():
    with time_machine.travel("2026-11-22 12:00", tick=False):
        yield


@pytest.fixture(autouse=True)
def filled(in_2026, regions):
    """Some two hundred reports and marks, thrown about by a fixed die."""
    die = random.Random(5)
    rows = [row for code in CODES for row in Region.objects.filter(code=code)]
    for number in range(200):
        year = die.choice([None, *range(YEARS[0], YEARS[1] + 1)])
        known = die.choice(["reporting_year", "plan_year"])
        ReportFactory(
            region=die.choice([None, *rows]) if number % 7 == 0 else die.choice(rows),
            **{"reporting_year": None, known: year},
            kind=die.choice(["summary", "plan", "summary_plan"]),
            source_type=die.choice(["gov", "doc_site", ""]),
            state="withdrawn" if number % 11 == 0 else "published",
        )
    for code in CODES:
        for year in die.sample(range(*YEARS), 6):
            CoverageMarkFactory(region_code=code, year=year)


QUERIES = [
    ("level=province", {"level": "province"}),
    ("level=city", {"level": "city"}),
    ("level=county", {"level": "county"}),
    ("in=340000", {"level": "city", "prefix": "34"}),
    ("in=340000&level=county", {"level": "county", "prefix": "34"}),
    ("in=340500", {"level": "county", "prefix": "3405"}),
    ("in=110000", {"level": "county", "prefix": "11"}),
    ("in=110000&level=city", {"level": "city", "prefix": "11"}),
    ("in=420000", {"level": "city", "prefix": "42"}),
    ("in=460000&level=county", {"level": "county", "prefix": "46"}),
    ("in=710000", {"level": "city", "prefix": "71"}),
    ("level=province&scope=own", {"level": "province", "own": True}),
    ("level=city&scope=own", {"level": "city", "own": True}),
    ("in=340000&scope=own", {"level": "city", "prefix": "34", "own": True}),
    ("level=city&kind=plan", {"level": "city", "kind": "plan"}),
    ("in=34&source=gov", {"level": "city", "prefix": "34", "source_type": "gov"}),
    (
        "level=county&kind=summary&source=gov&from=2010&to=2016",
        {"level": "county", "kind": "summary", "source_type": "gov", "years": (2010, 2016)},
    ),
    ("in=340000&from=1975&to=1985", {"level": "city", "prefix": "34", "years": (1975, 1985)}),
    ("level=city&from=2011&to=2011", {"level": "city", "years": (2011, 2011)}),
]


def recount(level: str, *, prefix: str = "", years=YEARS, own: bool = False, **columns) -> Recount:
    reports = Report.objects.published().filter(**columns)
    first, last = years
    return Recount(level, prefix, first, last, own=own, reports=reports)


def pages(client, query: str):
    """All pages of a grid."""
    first = Shown(client, query)
    last = first.response.context["page"].paginator.num_pages
    return [first, *(Shown(client, f"{query}&page={number}") for number in range(2, last + 1))]


def body_rows(shown: Shown):
    return shown.tree.xpath("//main//table/tbody/tr[th[@scope='row']]")


@pytest.mark.parametrize(("query", "asked"), QUERIES)
def test_the_sentence_and_the_foot_are_what_a_second_count_finds(client, query, asked):
    counted = recount(**asked)
    shown = Shown(client, query)
    states, reports = counted.states(), sum(map(len, counted.cells.values()))
    cells = sum(states.values()) - states["nonexistent"]
    told = [int(one.replace(",", "")) for one in re.findall(r"([\d,]+) (?:个|份)", shown.sentence)]
    held_rows = len({code for code, _year in counted.cells})
    checked = [states["checked"]] if states["checked"] else []
    assert told == [len(counted.rows()), held_rows, reports, cells, states["held"], *checked]
    share = f"{100 * states['held'] / cells:.1f} %" if states["held"] else "0.0 %"
    assert share in shown.sentence or "不到 0.1 %" in shown.sentence
    by_year = [sum(len(ids) for (_c, y), ids in counted.cells.items() if y == year) for year in counted.years]
    assert shown.row("报告份数") == [str(reports), "", *map(str, by_year)]
    divisions = [sum(y == year for _c, y in counted.cells) for year in counted.years]
    assert shown.row("有报告的地区") == [str(held_rows), "", *map(str, divisions)]
    left = shown.response.context["left_out"]
    apart = re.findall(rf"(\d+) 份(?:属于)?({'|'.join(REASONS)})", left)
    assert {why: int(number) for number, why in apart} == counted.apart


OF_FEW_PAGES = [one for one in QUERIES if "in=" in one[0] or "level=county" not in one[0]]


@pytest.mark.parametrize(("query", "asked"), OF_FEW_PAGES)
def test_every_cell_total_and_gap_is_what_a_second_count_finds(client, query, asked):
    counted = recount(**asked)
    read = pages(client, query)
    found = [tr for shown in read for tr in body_rows(shown)]
    drawn = [row for shown in read for one in shown.response.context["grid"].groups for row in one.rows]
    assert [row.code for row in drawn] == counted.rows()
    for row, tr in zip(drawn, found, strict=True):
        total, gaps, *cells = (sign(td) for td in tr.xpath("td"))
        wanted = [counted.state(row.code, year) for year in counted.years]
        assert [SIGNS.get(one, "held") for one in cells] == [state for state, _n in wanted]
        assert [int(one) for one in cells if one not in SIGNS] == [n for _s, n in wanted if n]
        assert int(total) == sum(n for _s, n in wanted)
        lacking = [y for y, (state, _n) in zip(counted.years, wanted, strict=True) if state == "none"]
        assert unrolled(gaps) == lacking


def unrolled(gaps: str) -> list[int]:
    """The years of 缺 2009–2011、2014."""
    found: list[int] = []
    for run in gaps.removeprefix("缺 ").split("、") if gaps != "不缺" else []:
        first, _dash, last = run.partition("–")
        found += range(int(first), int(last or first) + 1)
    return found


@pytest.mark.parametrize(("query", "asked"), QUERIES)
def test_the_file_holds_the_cells_of_the_page_and_the_reports_behind_them(client, query, asked):
    counted = recount(**asked)
    response = client.get(f"{reverse('coverage_csv')}?{query}")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("#")]
    rows = list(csv.reader(io.StringIO("".join(lines))))[1:]
    assert [(r[0], int(r[3])) for r in rows] == [(c, y) for c in counted.rows() for y in counted.years]
    for row in rows:
        code, year = row[0], int(row[3])
        assert (row[4], int(row[5])) == counted.state(code, year)
        assert set(row[6].split()) == counted.cells.get((code, year), set())
        assert bool(row[8]) == (row[4] == "checked")


@pytest.mark.parametrize(("query", "asked"), [QUERIES[n] for n in (0, 1, 4, 6, 7, 11, 13, 15)])
def test_a_number_leads_to_as_many_reports(client, query, asked):
    counted = recount(**asked)
    followed = 0
    for shown in pages(client, query):
        for link in shown.tree.xpath("//main//tbody//td[@data-l]/a"):
            page = html.fromstring(client.get(link.get("href")).content.decode())
            (status,) = page.xpath("//main//p[@role='status']")
            assert status.text_content().split(" ")[0] == link.text, link.get("href")
            followed += 1
    assert followed == len(counted.cells)


def test_a_topic_is_counted_by_the_sections_of_the_text_in_force(client):
    region = Region.objects.current().get(code="340504")
    for year, topic in ((2020, "tcm"), (2021, "mch")):
        part = ("一、", "甲", "乙。", {"topics": [topic]})
        published_report(part, region=region, reporting_year=year)
    shown = Shown(client, "in=340500&topic=tcm")
    assert shown.row("雨山区")[0] == "1"
    assert sign(shown.cell("雨山区", 2020)) == "1"


def test_no_mark_stands_beside_a_report_of_its_bureau():
    held = {(r.region.code, r.shelf_year) for r in Report.objects.published() if r.region}
    marked = set(CoverageMark.objects.values_list("region_code", "year"))
    assert held & marked, "the die must throw marks that are outranked"
