"""The compare page: which reports are taken, and how their sections are paired."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from archive.models import Region, Report
from archive.views.compare.address import compare_address
from archive.views.compare.columns import Column
from tests.factories import ReportFactory
from tests.views.compared import MCH, TCM, TCM_PLAN, end, held, shown

pytestmark = pytest.mark.django_db


def test_columns_keep_the_order_of_the_address(client):
    first, second = held(1, TCM), held(2, TCM)
    response = shown(client, second, first)
    assert [column.year for column in response.context["columns"]] == ["2002", "2001"]


class Roles(HTMLParser):
    """Counts the elements of a page by their ARIA role."""

    def __init__(self, html):
        super().__init__()
        self.found: dict[str, int] = {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        role = dict(attrs).get("role")
        if role:
            self.found[role] = self.found.get(role, 0) + 1


def test_the_page_holds_one_real_table_with_roles(client):
    response = shown(client, held(1, TCM, MCH), held(2, TCM))
    roles = Roles(response.content.decode()).found
    assert roles["table"] == 1
    assert roles["columnheader"] == 3
    assert roles["cell"] == 4
    assert roles["rowheader"] == 3  # two topics and the heading of the rest
    assert response.content.decode().count("<table") == 1


def test_unmatched_topics_are_shown_hatched_with_a_way_to_look(client):
    response = shown(client, held(1, TCM, MCH), held(2, TCM))
    page = response.content.decode()
    assert 'class="none"' in page
    assert "未见此主题的章节" in page
    assert 'id="rest"' in page


def test_a_source_text_is_escaped(client):
    body = "<script>中医馆</script>"
    response = shown(client, held(1, ("done", "tcm", "<b>", body)), held(2, TCM))
    assert "<script>中" not in response.content.decode()
    assert "&lt;b&gt;" in response.content.decode()


def test_inferred_year_and_place_are_marked_as_such(client, regions):
    region = Region.objects.get(code="340504", valid_to=None)
    guessed = held(1, TCM, inferred=["region_code", "reporting_year"], region=region)
    page = shown(client, guessed, held(2, TCM)).content.decode()
    assert '<div class="cmp__year guess">2001</div>' in page
    assert '<div class="cmp__place guess">雨山区</div>' in page
    assert "年份与地区为推断" in page
    assert '<div class="cmp__year">2002</div>' in page


@pytest.mark.parametrize(
    ("inferred", "clause"),
    [(["reporting_year"], "年份为推断"), (["region_code"], "地区为推断"), ([], "")],
)
def test_the_head_says_what_was_inferred(inferred, clause):
    assert Column.of(held(1, TCM, inferred=inferred), remove="").inference == clause


def test_removing_a_column_leaves_the_others(client):
    first, second, third = held(1, TCM), held(2, TCM), held(3, TCM)
    column = shown(client, first, second, third).context["columns"][1]
    assert column.remove == f"/compare?r={first.public_id}&r={third.public_id}"


def test_nothing_chosen_prompts_with_the_holdings_to_tick(client):
    report = held(1, TCM)
    page = client.get(reverse("compare")).content.decode()
    assert f'value="{report.public_id}"' in page
    assert "勾选 2 至 4 份报告" in page
    assert "<table" not in page


def test_an_empty_archive_says_so(client):
    assert "还没有收录报告" in client.get(reverse("compare")).content.decode()


def test_one_report_prompts_for_another_and_stays_ticked(client):
    first, second = held(1, TCM), held(2, TCM)
    page = shown(client, first).content.decode()
    assert "已选 1 份" in page
    assert re.search(rf'value="{first.public_id}"\s+checked', page)
    assert not re.search(rf'value="{second.public_id}"\s+checked', page)


def test_adding_a_report_starts_from_those_chosen(client):
    first, second = held(1, TCM), held(2, TCM)
    page = shown(client, first, second, pick="1").content.decode()
    assert page.count(" checked") == 2
    assert "已选 2 份" in page


def test_adding_a_report_keeps_what_was_narrowed_and_paired(client):
    first, second = held(1, TCM), held(2, TCM)
    pair = f"{end(first)}~{end(second)}"
    page = shown(client, first, second, pick="1", role="done", pair=pair).content.decode()
    assert '<input type="hidden" name="role" value="done">' in page
    assert f'<input type="hidden" name="pair" value="{pair}">' in page


def test_a_report_without_a_text_has_empty_cells(client):
    page = shown(client, held(1, TCM), ReportFactory(title="空的总结")).content.decode()
    assert "空的总结" in page
    assert "未配对章节 1 处" in page


def test_the_same_report_twice_is_one_column(client):
    first, second = held(1, TCM), held(2, TCM)
    response = shown(client, first, second, first)
    assert len(response.context["columns"]) == 2
    assert "同一份报告只列一次" in response.content.decode()


def test_the_first_four_are_kept_and_the_fifth_is_named(client):
    reports = [held(number, TCM) for number in range(1, 6)]
    response = shown(client, *reports)
    assert len(response.context["columns"]) == 4
    assert "《第5份总结》" in response.content.decode()


def test_an_unknown_report_is_named(client):
    ids = [held(1, TCM).public_id, held(2, TCM).public_id, "000000-nd-zzzz"]
    page = client.get(compare_address(ids)).content.decode()
    assert "没有编号为“000000-nd-zzzz”的报告" in page


def test_a_withdrawn_report_is_named_and_not_shown(client):
    gone = held(3, ("done", "tcm", "机密", "不可见的正文。"), title="撤下的总结")
    gone.state = Report.State.WITHDRAWN
    gone.save()
    page = shown(client, held(1, TCM), held(2, TCM), gone).content.decode()
    assert "《撤下的总结》" in page
    assert "已撤下" in page
    assert "不可见的正文" not in page


def test_a_part_or_topic_that_does_not_exist_is_ignored_and_said(client):
    page = shown(client, held(1, TCM), held(2, TCM), role="x", topic="y").content.decode()
    assert "没有名为“x”的章节角色" in page
    assert "没有名为“y”的主题" in page
    assert "发展中医药" in page


def test_only_parts_the_reports_have_are_offered(client):
    offered = shown(client, held(1, TCM, TCM_PLAN), held(2, TCM)).context["parts"]
    assert [(name, current) for name, _url, current in offered] == [
        ("全部", True),
        ("总结", False),
        ("计划", False),
    ]
    assert shown(client, held(3, TCM), held(4, MCH)).context["parts"] == []


def test_a_part_neither_report_has_is_said(client):
    page = shown(client, held(1, TCM), held(2, TCM), role="problem").content.decode()
    assert "这几份报告都没有这部分内容" in page


def test_nothing_that_is_asked_can_break_the_page(client):
    response = client.get(reverse("compare"), {"r": ["", "\x00", "'; --", "医" * 500]})
    assert response.status_code == 200


def test_four_reports_take_no_more_queries_than_two(client, django_assert_max_num_queries):
    reports = [held(number, TCM, MCH) for number in range(1, 5)]
    address = compare_address([one.public_id for one in reports])
    client.get(address)
    with django_assert_max_num_queries(12):
        client.get(address)


def test_many_sections_of_a_cell_and_the_rest_of_a_long_one_are_folded_with_their_number(client):
    many = [("problem", "tcm", f"第{n}个", f"缺少第{n}样东西。" * 30) for n in "甲乙丙丁戊"]
    page = shown(client, held(1, *many, TCM), held(2, TCM)).content.decode()
    assert "<summary>另有 2 个章节</summary>" in page
    assert page.count("<summary>展开其余 ") == 3
    assert all(f"第{n}个" in page for n in "甲乙丙丁戊")


def test_a_pair_is_said_to_be_sure_and_why_and_what_has_none_is_said_too(client):
    page = shown(client, held(1, TCM, MCH), held(2, TCM)).content.decode()
    assert re.search(r"配对把握 [高中低] [01]\.[0-9]{2}：.{2,7}相近", page)
    assert page.count('<div class="both">未配对</div>') == 1
    assert "配对章节 1 组，未配对章节 1 处" in page


def test_the_differences_of_two_reports_are_a_mode_of_their_own(client):
    first, second = held(1, TCM), held(2, TCM)
    response = shown(client, first, second, mode="diff")
    assert "archive/differences/page.html" in [template.name for template in response.templates]


def test_a_mode_that_does_not_exist_is_said(client):
    page = shown(client, held(1, TCM), held(2, TCM), mode="words").content.decode()
    assert "没有名为“words”的对照方式，已按主题对比。" in page


def test_headings_and_anchors_of_a_hostile_source_are_escaped(client):
    hostile = ("done", "tcm", '"><img src=x onerror=alert(1)>', "中医馆 {{ 7 }} <svg onload=alert(2)>")
    page = shown(client, held(1, hostile), held(2, hostile)).content.decode()
    assert "<img" not in page
    assert "<svg onload" not in page
    assert "{{ 7 }}" in page


def test_the_seeds_stand_side_by_side_with_their_numbers(client, archive_with_seeds):
    ids = dict(Report.objects.values_list("region__code", "public_id"))
    response = client.get(compare_address([ids["340504"], ids["141129"], ids["420683"]]))
    told = {
        row.indicator.name: [[one.cell.amount for one in slot.levels[:1]] for slot in row.slots]
        for row in response.context["figures"].shared
    }
    assert told["宫颈癌筛查人数"] == [["4,092 人"], ["2,500 例"], []]
    assert told["乳腺癌筛查人数"] == [["4,079 人"], ["1,500 例"], []]
    assert told["托位数"] == [["751 个"], ["110 个"], []]
    assert told["村卫生室数"] == [["2 个"], ["103 家"], ["487 个"]]
    assert f'href="/r/{ids["141129"]}/#f' in response.content.decode()
