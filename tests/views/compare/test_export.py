"""The compare table as a file: the cells of the page, one line each."""

import csv
import io

import pytest
from django.urls import reverse

from archive.models import Report, Snapshot
from tests.factories import IndicatorFactory
from tests.views.compare.test_figures import said
from tests.views.compared import MCH, TCM, TCM_PLAN, address_of, end, held, shown

pytestmark = pytest.mark.django_db


def file_of(client, *reports, **others) -> bytes:
    response = client.get(address_of(*reports, **others).replace("/compare?", "/compare.csv?"))
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def lines(client, *reports, **others):
    """The lines about the table and its rows as dicts."""
    rows = list(csv.reader(io.StringIO(file_of(client, *reports, **others).decode("utf-8-sig"))))
    at = next(place for place, row in enumerate(rows) if not row[0].startswith("#"))
    return [row[0] for row in rows[:at]], [dict(zip(rows[at], row, strict=True)) for row in rows[at + 1 :]]


@pytest.fixture
def two(regions):
    first = held(1, TCM, MCH, region=regions.objects.get(code="340504", valid_to=None))
    return first, held(2, TCM, ("done", "mch", "=1+1", "@SUM(A1)不是公式。"))


def test_every_cell_of_the_page_is_a_line(client, two):
    table = shown(client, *two).context["table"]
    cells = [cell for topic in (*table.shared, *table.single) for row in topic.rows for cell in row.cells]
    _head, rows = lines(client, *two)
    assert len(rows) == sum(max(len(cell.passages) + len(cell.more), 1) for cell in cells)
    assert [row["正文"] for row in rows if row["报告编号"] == two[0].public_id and row["正文"] == TCM[3]]


def test_a_line_says_what_stands_where(client, two):
    _head, rows = lines(client, *two)
    [first] = [row for row in rows if row["章节"] == "1、发展中医药" and row["地区代码"]]
    assert first["类别"] == "配对章节"
    assert (first["地区代码"], first["地区"], first["年度"]) == ("340504", "雨山区", "2001")
    assert first["永久链接"] == f"http://testserver/r/{two[0].public_id}/#s0"
    assert 0 < float(first["配对把握"]) <= 1


def test_numbers_are_lines_with_their_value_and_unit(client, two):
    places = IndicatorFactory(slug="childcare-places", name="托位", unit="个", measure="count")
    first = two[0].current_revision.sections.first()
    said(two[0], places, "1.1万个", 11000, section=first, comparator="approx")
    said(two[0], places, "1.1万个", 11000)
    said(two[1], places, "110个", 110, indicator_qualifier="公办", flags=["fused"])
    _head, rows = lines(client, *two)
    found = [row for row in rows if row["主题或指标"] == "托位"]
    told = [(row["类别"], row["原文数值"], row["折算数值"], row["折算单位"], row["限定"]) for row in found]
    assert told == [
        ("可比指标", "1.1万个", "11000", "个", ""),
        ("可比指标", "1.1万个", "11000", "个", ""),
        ("可比指标", "110个", "110", "个", "公办"),
    ]
    assert (found[0]["章节"], found[0]["比较"]) == ("1、发展中医药", "约")
    assert [row["永久链接"].partition("#")[2] for row in found] == ["f10", "f20", "f10"]
    assert "粘连" in found[2]["存疑"]


def test_what_a_report_does_not_tell_is_a_line_too(client, two):
    said(two[0], IndicatorFactory(name="托位"), "8%", 8)
    _head, rows = lines(client, *two)
    assert [row["正文"] for row in rows if row["主题或指标"] == "托位"] == ["", "未载"]
    assert [row["类别"] for row in rows if row["主题或指标"] == "托位"] == ["其余指标"] * 2


def test_no_cell_is_a_formula(client, two):
    _head, rows = lines(client, *two)
    texts = [row["正文"] for row in rows]
    assert "'@SUM(A1)不是公式。" in texts


def test_the_head_names_state_question_and_what_was_left_out(client, two):
    Snapshot.advance()
    head, _rows = lines(client, *two, topic="no", role="done")
    names = "雨山区 2001、地区未详 2002"
    assert head[0].endswith(f"2 份报告按主题对照：{names}")
    assert "# 注意：没有名为“no”的主题，已忽略这项。" in head
    assert Snapshot.current() in head[1]
    assert head[2] == f"# 检索条件：r={two[0].public_id}&r={two[1].public_id}&role=done"


def test_an_empty_cell_says_what_the_page_says(client):
    two = held(1, TCM), held(2, MCH, TCM_PLAN)
    table = shown(client, *two).context["table"]
    said = {
        cell.nothing(row)
        for topic in (*table.shared, *table.single)
        for row in topic.rows
        for cell in row.cells
        if not cell.passages
    }
    _head, rows = lines(client, *two)
    assert {row["正文"] for row in rows if not row["章节"]} == said
    assert "总结中没有未配对的章节。" in said


def test_the_file_of_differences_is_had_at_the_same_address(client, two):
    asked = address_of(*two).replace("/compare?", "/compare.csv?mode=diff&")
    first = b"".join(client.get(asked).streaming_content).decode("utf-8-sig").splitlines()
    assert "逐字对照" in first[0]
    assert any(line.startswith("序号,类别,左文,右文") for line in first)
    other = asked.replace("/compare.csv?", f"{reverse('differences_csv')}?")
    second = b"".join(client.get(other).streaming_content).decode("utf-8-sig").splitlines()
    assert [one for one in first if "网址：" not in one] == [one for one in second if "网址：" not in one]


def test_a_mode_that_does_not_exist_is_said_in_the_file(client, two):
    asked = address_of(*two).replace("/compare?", "/compare.csv?mode=nope&")
    file = b"".join(client.get(asked).streaming_content).decode("utf-8-sig")
    assert "# 注意：没有名为“nope”的对照方式，已按主题对比。" in file


def test_the_same_question_gives_the_same_bytes(client, two):
    pair = f"{end(two[0], 1)}~{end(two[1], 0)}"
    assert file_of(client, *two, pair=pair) == file_of(client, *two, pair=pair)
    assert file_of(client, *two) != file_of(client, *two, pair=pair)


def test_a_pair_made_by_hand_is_said_to_be(client, two):
    _head, rows = lines(client, *two, pair=f"{end(two[0], 1)}~{end(two[1], 1)}")
    assert [row["配对依据"] for row in rows if row["章节"] == "2、妇幼健康"] == ["人工配对"]


def test_fewer_than_two_reports_make_no_file(client, two):
    Report.objects.filter(pk=two[1].pk).update(state=Report.State.WITHDRAWN)
    response = client.get(address_of(*two).replace("/compare?", "/compare.csv?"))
    assert response.status_code == 400
    assert "已撤下，不能对比" in response.content.decode()


def test_the_page_offers_the_file_of_what_it_shows(client, two):
    page = shown(client, *two, role="done").content.decode()
    assert f"/compare.csv?r={two[0].public_id}&amp;r={two[1].public_id}&amp;role=done" in page
