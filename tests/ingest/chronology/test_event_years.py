import pytest

from archive.ingest.chronology.event_years import event_years
from archive.text.fold import fold


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ("今年是“十三五”规划收官之年", 2020),
        ("2021年是“十四五”开局之年", 2021),
        ("今年是建党100周年", 2021),
        ("今年是中国共产党成立九十周年", 2011),
        ("今年是新中国成立70周年", 2019),
        ("今年是改革开放40周年", 2018),
        ("今年是党的二十大召开之年", 2022),
        ("今年是召开党的十九大的重要一年", 2017),
        ("今年是脱贫攻坚决战决胜之年", 2020),
        ("明年是“十四五”规划开局之年", 2020),
    ],
)
def test_an_event_tells_the_year_it_was_written_in(body, written):
    assert [event.written for event in event_years(fold(body))] == [written]


@pytest.mark.parametrize(
    "body",
    [
        "为庆祝建党100周年开展活动",
        "今年是建党一百百周年",
        "今年是“十四五”承上启下之年",
        "今年，新中国不断发展",
    ],
)
def test_an_event_only_mentioned_tells_nothing(body):
    assert list(event_years(fold(body))) == []


def test_events_come_in_the_order_of_the_text():
    body = fold("今年是建党100周年。今年是“十四五”开局之年。")

    assert [event.span.start for event in event_years(body)] == [3, 14]


def test_a_day_that_was_marked_tells_the_year():
    assert [event.written for event in event_years("全院开展了建党87周年庆祝活动")] == [2008]
