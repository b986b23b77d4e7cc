"""Staff mark years as looked for in vain, change the marks and take them back."""

import pytest
import time_machine
from django.urls import reverse

from archive.models import AuditEvent, CoverageMark
from archive.services.coverage import take_back
from archive.views.staff import coverage_marks
from tests.factories import CoverageMarkFactory, RegionFactory, ReportFactory
from tests.views.staff_pages import EDITOR, VIEWER, signed_in, tree, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "in_2026")]
ADDRESS = "/ingest/coverage/"
POSTED = {"region": "340504", "year": "2019", "until": "2020", "checked_on": "2026-03-01", "note": "网站没有"}


@pytest.fixture
def in_2026():
    with time_machine.travel("2026-11-22 12:00", tick=False):
        yield


@pytest.fixture
def editor():
    return signed_in(EDITOR)


def values(response) -> dict[str, str]:
    return {one.get("name"): one.get("value", "") for one in tree(response).xpath("//form//input[@id]")}


def test_the_form_is_filled_for_the_cell_it_was_opened_from(editor):
    found = values(editor.get(f"{ADDRESS}?region=340504&year=2019"))
    assert found["region"] == "安徽省马鞍山市雨山区 340504"
    assert (found["year"], found["checked_on"]) == ("2019", "2026-11-22")


def test_the_form_is_filled_with_the_mark_there_is(editor):
    CoverageMarkFactory(note="网站没有")
    found = values(editor.get(f"{ADDRESS}?region=340504&year=2019"))
    assert (found["checked_on"], found["note"]) == ("2024-03-01", "网站没有")


def test_the_form_takes_any_nonsense_of_the_address(editor):
    found = values(editor.get(f"{ADDRESS}?region=%00x&year=²²²²"))
    assert found["year"] == "²²²²"


def test_years_are_marked_and_said_to_be(editor):
    response = editor.post(ADDRESS, POSTED, follow=True)
    assert "已标记 2 个年度" in words(response)
    assert list(CoverageMark.objects.values_list("year", flat=True)) == [2019, 2020]
    assert AuditEvent.objects.filter(action="coverage", actor__username="worker").count() == 2


def test_a_division_may_be_given_by_its_name(editor):
    editor.post(ADDRESS, POSTED | {"region": "安徽省马鞍山市雨山区", "until": ""})
    assert CoverageMark.objects.get().region_code == "340504"


def test_a_name_of_several_divisions_offers_them_to_choose_from(editor):
    response = editor.post(ADDRESS, POSTED | {"region": "鼓楼区"})
    offered = tree(response).xpath("//input[@name='region_pick']/@value")
    assert len(offered) > 1
    editor.post(ADDRESS, POSTED | {"region": "鼓楼区", "region_pick": offered[0], "until": ""})
    assert CoverageMark.objects.get().region_code == offered[0]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"region": ""}, "请填写地区。"),
        ({"region": "不存在县"}, "没有找到地区“不存在县”"),
        ({"year": "去年"}, "年度请填四位数字，如 2019。"),
        ({"until": "99999"}, "年度请填四位数字，如 2019。"),
        ({"checked_on": "昨天"}, "日期请写成 2025-03-12 的样子。"),
        ({"source_url": "javascript:alert(1)"}, "网址请写成"),
    ],
)
def test_what_is_filled_in_wrongly_is_told_and_nothing_marked(editor, changed, sentence):
    response = editor.post(ADDRESS, POSTED | changed)
    assert response.status_code == 422
    assert sentence in words(response)
    assert not CoverageMark.objects.exists()


def test_what_the_archive_refuses_is_told_and_the_form_kept(editor):
    ReportFactory(region=RegionFactory(valid_from=1983), reporting_year=2020)
    response = editor.post(ADDRESS, POSTED)
    assert response.status_code == 409
    assert "已收录安徽省马鞍山市雨山区 2020 年的报告" in words(response)
    assert values(response)["note"] == "网站没有"


def test_a_mark_is_taken_back(editor):
    mark = CoverageMarkFactory()
    response = editor.post(reverse("coverage_unmark", args=[mark.pk]), follow=True)
    assert "标记已取消" in words(response)
    assert not CoverageMark.objects.exists()


def test_a_mark_that_is_gone_is_said_to_be(editor):
    response = editor.post(reverse("coverage_unmark", args=[77]), follow=True)
    assert "这条标记已经取消。" in words(response)


def form_of(client, query: str) -> dict[str, str]:
    return values(client.get(f"{ADDRESS}?{query}"))


def test_of_two_who_mark_the_same_year_the_second_is_told_and_may_insist(editor):
    other = signed_in(EDITOR, "colleague")
    first, second = (form_of(one, "region=340504&year=2019") for one in (editor, other))
    editor.post(ADDRESS, first | {"note": "甲处没有"})
    response = other.post(ADDRESS, second | {"note": "乙处没有"})
    assert response.status_code == 409
    assert "2019 年已有标记（2026-11-22 查询：甲处没有）。没有保存" in words(response)
    assert CoverageMark.objects.get().note == "甲处没有"
    assert values(response)["note"] == "乙处没有"
    other.post(ADDRESS, values(response))
    assert CoverageMark.objects.get().note == "乙处没有"


def test_a_change_of_a_mark_that_somebody_changed_or_took_back_meanwhile_is_not_kept(editor):
    CoverageMarkFactory(note="甲处没有")
    opened = form_of(editor, "region=340504&year=2019")
    editor.post(ADDRESS, opened | {"note": "乙处没有"})
    assert editor.post(ADDRESS, opened | {"note": "丙处没有"}).status_code == 409
    assert CoverageMark.objects.get().note == "乙处没有"
    CoverageMark.objects.all().delete()
    response = editor.post(ADDRESS, opened | {"note": "丙处没有"})
    assert "2019 年的标记刚被取消。" in words(response)
    assert not CoverageMark.objects.exists()


def test_a_range_does_not_silently_change_a_mark_inside_it(editor):
    CoverageMarkFactory(year=2020, note="甲处没有")
    response = editor.post(ADDRESS, POSTED)
    assert response.status_code == 409
    assert list(CoverageMark.objects.values_list("note", flat=True)) == ["甲处没有"]


@pytest.mark.parametrize("seen", ["2019", "x@y", "²@1 @ @@", "2019@never"])
def test_nonsense_about_the_marks_seen_counts_as_none_seen(editor, seen):
    CoverageMarkFactory(note="甲处没有")
    assert editor.post(ADDRESS, POSTED | {"seen": seen}).status_code == 409


def test_a_mark_that_somebody_else_took_back_meanwhile_is_said_to_be_gone(editor, monkeypatch):
    mark = CoverageMarkFactory()

    def late(**asked):
        CoverageMark.objects.all().delete()
        take_back(**asked)

    monkeypatch.setattr(coverage_marks, "take_back", late)
    response = editor.post(reverse("coverage_unmark", args=[mark.pk]), follow=True)
    assert "这条标记已经取消。" in words(response)


def test_marks_are_listed_with_who_and_whether_they_still_stand(editor, staff_user):
    CoverageMarkFactory(by=staff_user, note="甲处没有")
    CoverageMarkFactory(year=2020, note="乙处没有")
    ReportFactory(region=RegionFactory(valid_from=1983), reporting_year=2020)
    rows = [" ".join(tr.text_content().split()) for tr in tree(editor.get(ADDRESS)).xpath("//tbody/tr")]
    (outdated,) = [row for row in rows if "乙处没有" in row]
    (standing,) = [row for row in rows if "甲处没有" in row]
    assert "已收录报告，标记失效" in outdated
    assert "修改" not in outdated
    assert "staff" in standing
    assert "有效" in standing


def test_marks_are_paged(editor):
    for year in range(1970, 2021):
        CoverageMarkFactory(region_code="340000", year=year)
    assert len(tree(editor.get(f"{ADDRESS}?page=2")).xpath("//tbody/tr")) == 1


def test_who_may_only_look_sees_the_list_and_no_form():
    CoverageMarkFactory(note="甲处没有")
    client = signed_in(VIEWER)
    page = client.get(ADDRESS)
    assert "甲处没有" in words(page)
    assert not tree(page).xpath("//main//form")
    assert client.post(ADDRESS, POSTED).status_code == 403
    assert client.post(reverse("coverage_unmark", args=[CoverageMark.objects.get().pk])).status_code == 403
    assert CoverageMark.objects.count() == 1


def test_strangers_log_in_first(client):
    assert "/login/" in client.get(ADDRESS)["Location"]
    assert "/login/" in client.post(ADDRESS, POSTED)["Location"]


def test_nobody_without_a_role_sees_the_marks():
    assert signed_in().get(ADDRESS).status_code == 403
