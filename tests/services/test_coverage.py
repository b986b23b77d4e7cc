"""Marking what was looked for in vain: what is kept, what is refused, what the record says."""

from datetime import date

import pytest
import time_machine

from archive.models import Action, AuditEvent, CoverageMark, Snapshot
from archive.services.coverage import MOST_YEARS, Checked, mark_checked, take_back
from archive.services.records import ServiceError
from tests.factories import CoverageMarkFactory, RegionFactory, ReportFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "in_2026")]
LOOKED = Checked(date(2026, 3, 1), "网站没有", "https://www.example.gov.cn/")


@pytest.fixture
def in_2026():
    with time_machine.travel("2026-11-22 12:00", tick=False):
        yield


def mark(code="340504", first=2019, last=None, checked=LOOKED, by=None):
    return mark_checked(region_code=code, first=first, last=last or first, checked=checked, by=by)


def refusal(**asked) -> str:
    before = Snapshot.current()
    with pytest.raises(ServiceError) as refused:
        mark(**asked)
    assert not CoverageMark.objects.exists()
    assert Snapshot.current() == before
    return str(refused.value)


def test_a_mark_keeps_the_day_the_note_the_address_and_who(staff_user):
    (made,) = mark(by=staff_user)
    kept = CoverageMark.objects.get()
    assert made == kept
    assert str(kept) == "340504 2019"
    assert (kept.region_code, kept.year, kept.checked_on) == ("340504", 2019, date(2026, 3, 1))
    assert (kept.note, kept.source_url, kept.by) == ("网站没有", "https://www.example.gov.cn/", staff_user)


def test_a_range_of_years_is_marked_year_by_year_and_counted_as_one_change():
    number = Snapshot.objects.get_or_create(pk=1)[0].number
    mark(first=2017, last=2019)
    assert list(CoverageMark.objects.values_list("year", flat=True)) == [2017, 2018, 2019]
    assert Snapshot.objects.get().number == number + 1


def test_the_record_says_what_was_marked(staff_user):
    mark(by=staff_user)
    event = AuditEvent.objects.get(action=Action.COVERAGE)
    assert event.subject == "安徽省马鞍山市雨山区（340504）2019 年"
    assert (event.actor, event.before) == (staff_user, {})
    assert event.after == {
        "checked_on": "2026-03-01",
        "note": "网站没有",
        "source_url": "https://www.example.gov.cn/",
    }


def test_marking_again_changes_the_mark_and_records_what_it_said():
    mark()
    mark(checked=Checked(date(2026, 5, 2)))
    kept = CoverageMark.objects.get()
    assert (kept.checked_on, kept.note) == (date(2026, 5, 2), "")
    event = AuditEvent.objects.filter(action=Action.COVERAGE).first()
    assert (event.before["note"], event.after["note"]) == ("网站没有", "")


def test_taking_back_deletes_the_mark_keeps_the_record_and_counts_a_change(staff_user):
    made = CoverageMarkFactory(note="网站没有")
    before = Snapshot.current()
    take_back(mark=made, by=staff_user)
    assert not CoverageMark.objects.exists()
    event = AuditEvent.objects.get(action=Action.COVERAGE)
    assert (event.before["note"], event.after) == ("网站没有", {})
    assert Snapshot.current() != before


def test_a_mark_is_taken_back_once():
    made = CoverageMarkFactory()
    take_back(mark=CoverageMark.objects.get(), by=None)
    with pytest.raises(ServiceError, match="已经取消"):
        take_back(mark=made, by=None)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"first": 2027}, "2027 年还没有到，不能标记。"),
        ({"first": 2025, "last": 2027}, "2027 年还没有到，不能标记。"),
        ({"first": 2020, "last": 2019}, "起始年度 2020 晚于终止年度 2019。"),
        ({"first": 1900}, "年度请填 1949 年以后的。"),
        ({"first": 1960, "last": 2025}, f"一次最多标记 {MOST_YEARS} 个年度。"),
        ({"code": "999999"}, "没有代码为“999999”的地区，请核对。"),
        ({"code": "341400", "first": 2019}, "2019 年没有安徽省巢湖市（341400）这个地区，不能标记。"),
        (
            {"code": "340506", "first": 2010, "last": 2013},
            "2010、2011 年没有安徽省马鞍山市博望区（340506）这个地区，不能标记。",
        ),
        ({"checked": Checked(date(2026, 11, 23))}, "查询日期 2026-11-23 还没有到。"),
        (
            {"checked": Checked(date(2026, 1, 1), "", "javascript:alert(1)")},
            "网址请写成 http://www.example.gov.cn/… 的样子，不详可留空。",
        ),
        ({"checked": Checked(date(2026, 1, 1), "字" * 301)}, "说明最长 300 个字。"),
        ({"checked": Checked(date(2026, 1, 1), "", "http://" + "a" * 500)}, "网址最长 500 个字符。"),
    ],
)
def test_what_cannot_be_marked_is_refused_in_one_sentence(asked, sentence):
    assert refusal(**asked) == sentence


def test_years_of_which_a_report_is_held_are_refused_and_nothing_is_marked():
    ReportFactory(region=RegionFactory(valid_from=1983), reporting_year=2018)
    sentence = "已收录安徽省马鞍山市雨山区 2018 年的报告，不能标记为未公开。"
    assert refusal(first=2017, last=2019) == sentence


def test_reports_withdrawn_or_of_divisions_below_do_not_stand_in_the_way():
    ReportFactory(region=RegionFactory(valid_from=1983), reporting_year=2019, state="withdrawn")
    ReportFactory(region=RegionFactory(code="340503", name="花山区", valid_from=1983), reporting_year=2019)
    mark()
    mark(code="340500")
    assert CoverageMark.objects.count() == 2


def test_the_year_in_which_a_division_ended_may_be_marked():
    assert mark(code="341400", first=2011)


def test_control_signs_are_left_out_of_what_readers_see():
    mark(checked=Checked(date(2026, 1, 1), "网\u202e站\x00"))
    assert CoverageMark.objects.get().note == "网站"


def test_a_year_before_the_table_begins_is_judged_by_what_it_begins_with():
    assert mark(code="340000", first=1979)
