"""The coverage grid as a file."""

import csv

import pytest
import time_machine
from django.urls import reverse

from archive.models import Snapshot
from archive.views.coverage.places import places
from tests import small_archive as small
from tests.factories import ReportFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "in_2026")]


@pytest.fixture
def in_2026():
    with time_machine.travel("2026-11-22 12:00", tick=False):
        yield


@pytest.fixture
def held():
    return small.small_archive()


def body(client, query="") -> bytes:
    response = client.get(f"{reverse('coverage_csv')}?{query}")
    assert response.status_code == 200
    return response.getvalue()


def table(client, query="") -> list[dict[str, str]]:
    lines = [line for line in body(client, query).decode("utf-8-sig").splitlines() if line[:1] != "#"]
    return list(csv.DictReader(lines))


def test_there_is_a_row_for_every_division_and_year_without_a_cap(client, held):
    rows = table(client, "level=county")
    divisions = [one for one in places().rows("county") if one.years_within(2019, 2025)]
    assert len(rows) == 7 * len(divisions) > 19_000
    assert {row["年度"] for row in rows} == {str(year) for year in range(2019, 2026)}


def test_a_row_says_where_when_and_what_is_held(client, held):
    found = {(row["地区代码"], row["年度"]): row for row in table(client, "in=340500")}
    report = next(one for one in held.reports if one.region.code == "340504" and one.shelf_year == 2020)
    assert found["340504", "2020"] == {
        "地区代码": "340504",
        "地区": "安徽省/马鞍山市/雨山区",
        "级别": "county",
        "年度": "2020",
        "状态": "held",
        "份数": "1",
        "报告编号": report.public_id,
        "报告网址": f"http://testserver{report.get_absolute_url()}",
        "查询日期": "",
        "查询说明": "",
    }
    marked = found["340504", "2019"]
    assert (marked["状态"], marked["查询日期"], marked["查询说明"]) == (
        "checked",
        "2024-03-01",
        "网站无此年度",
    )


def test_the_states_are_those_of_the_page(client, held):
    rows = table(client, "in=340000&from=2009&to=2012")
    chaohu = [row["状态"] for row in rows if row["地区代码"] == "341400"]
    assert chaohu == ["none", "none", "nonexistent", "nonexistent"]


@pytest.mark.parametrize("query", ["", "level=city", "scope=own", "kind=summary", "topic=mch"])
def test_the_reports_named_are_as_many_as_counted(client, held, query):
    rows = table(client, query)
    assert [len(row["报告编号"].split()) for row in rows] == [int(row["份数"]) for row in rows]
    page = client.get(f"{reverse('coverage')}?{query}").context
    assert sum(int(row["份数"]) for row in rows) == page["totals"].reports
    assert sum(row["状态"] == "held" for row in rows) == page["totals"].held
    assert sum(row["状态"] != "nonexistent" for row in rows) == page["totals"].cells


def test_withdrawn_and_placeless_reports_are_not_named(client, held):
    text = body(client).decode()
    assert held.withdrawn.public_id not in text
    assert held.reports[-1].public_id not in text  # of no year


def test_the_head_says_what_was_asked_of_which_state_and_what_the_codes_mean(client, held):
    head = body(client, "to=2020&from=2019&in=34").decode("utf-8-sig").splitlines()[:8]
    assert f"# 馆藏快照：{Snapshot.current()}" in head
    assert "# 检索条件：level=city&in=340000&from=2019&to=2020" in head
    assert any("checked 已查未公开" in line for line in head)


def test_what_could_not_be_taken_is_told_in_the_head(client, held):
    assert "没有代码为“999999”的地区" in body(client, "in=999999").decode()


def test_the_same_question_gives_the_same_bytes_until_the_holdings_change(client, held):
    first = body(client, "in=340000")
    assert body(client, "in=340000") == first
    ReportFactory(region=held.reports[0].region, reporting_year=2020)
    Snapshot.advance()
    assert body(client, "in=340000&scope=own") != first
