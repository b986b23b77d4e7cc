"""Dates in running text, and dates that lost their punctuation."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.text.dates import FoundDate, find_dates, rebuild_date

days = st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "2025-03-12",
        "2025年3月12日",
        "２０２５年０３月１２日",
        "二〇二五年三月十二日",
        "二○二五年三月十二日",
        "2025.3.12",
        "2025/3/12",
        "2025 年 3 月 12 日",
        "2025 - 03 - 12",
        "二〇二五年三月12号",
        "二0二五年三月十二日",
        "12.03.2025",
        "民國114年3月12日",
        "中华民国一百一十四年三月十二日",
    ],
)
def test_each_way_of_writing_a_date_is_read(written):
    text = f"发布：{written}，来源"
    assert find_dates(text) == [FoundDate(3, 3 + len(written), 2025, 3, 12)]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2025-03-12 11:03 来源", dt.time(11, 3)),
        ("2025年3月12日 04:03:44", dt.time(4, 3, 44)),
        ("2025-03-12T08:00", dt.time(8)),
        ("12.03.2025  10:37", dt.time(10, 37)),
    ],
)
def test_a_time_of_day_belongs_to_its_date(text, time):
    (found,) = find_dates(text)
    assert found.time == time
    assert text[found.start : found.end].endswith(time.isoformat("auto")[: -3 if not time.second else None])


def test_an_impossible_time_is_left_out_of_the_span():
    assert find_dates("2025-03-12 31:03") == [FoundDate(0, 10, 2025, 3, 12)]
    assert find_dates("2025年3月12日 31:03") == [FoundDate(0, 10, 2025, 3, 12)]


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-30",
        "2025年13月1日",
        "1234-01-02",
        "2025.3.12.4",
        "12025-03-12",
        "2025-3/12",
        "二〇二五年二二月十日",
        "二〇二五年十十月一日",
        "2025年3月",
        "1/2/2023",
        "民国114年13月1日",
        "民国百百年1月1日",
    ],
)
def test_what_is_no_full_date_is_not_found(text):
    assert find_dates(text) == []


@pytest.mark.parametrize("written", ["1/18/2023", "18/1/2023", "18-01-2023", "18.01.2023"])
def test_day_and_month_may_change_places_where_one_is_no_month(written):
    assert [found.date for found in find_dates(written)] == [dt.date(2023, 1, 18)]


def test_the_first_month_has_a_name():
    assert [found.date for found in find_dates("二○二三年元月十六日")] == [dt.date(2023, 1, 16)]


def test_a_time_may_be_written_in_words():
    (found,) = find_dates("2023年2月22日15时52分")
    assert (found.time, found.end) == (dt.time(15, 52), 16)


def test_a_year_glued_to_a_date_is_left_over():
    assert find_dates("2023-01-182022年") == [FoundDate(0, 10, 2023, 1, 18)]
    assert find_dates("2023-01-1820221") == []


def test_dates_come_in_the_order_of_the_text():
    found = find_dates("2025/1/2 二〇二四年一月二日 2023年1月2日")
    assert [date.year for date in found] == [2025, 2024, 2023]


def test_a_found_date_is_a_calendar_date():
    (found,) = find_dates("2024年2月29日")
    assert found.date == dt.date(2024, 2, 29)


@pytest.mark.parametrize(
    ("digits", "dates"),
    [
        ("202517", [dt.date(2025, 1, 7)]),
        ("2025112", [dt.date(2025, 1, 12), dt.date(2025, 11, 2)]),
        ("20250107", [dt.date(2025, 1, 7)]),
        ("2025131", [dt.date(2025, 1, 31)]),
        ("２０２５１７", [dt.date(2025, 1, 7)]),
        ("202500", []),
        ("180011", []),
        ("20251", []),
        ("中卫2024", []),
        ("2023 1 16", [dt.date(2023, 1, 16)]),
        ("2023.1 16", [dt.date(2023, 1, 16)]),
        ("20223月23日", [dt.date(2022, 3, 23)]),
        ("2022年116日", [dt.date(2022, 1, 16), dt.date(2022, 11, 6)]),
        ("2023 13 45", []),
    ],
)
def test_lost_punctuation_leaves_these_candidates(digits, dates):
    assert list(rebuild_date(digits)) == dates


@settings(deadline=None)
@given(days)
def test_the_true_date_is_always_a_candidate(day):
    assert day in rebuild_date(f"{day.year}{day.month}{day.day}")
    assert day in rebuild_date(f"{day:%Y%m%d}")


@settings(deadline=None)
@given(
    days,
    st.sampled_from(
        ["{0.year}-{0.month:02}-{0.day:02}", "{0.year}年{0.month}月{0.day}日", "{0.year}.{0.month}.{0.day}"]
    ),
)
def test_a_written_date_is_read_back(day, style):
    assert [found.date for found in find_dates(f"于{style.format(day)}印发")] == [day]
