"""A drawing of numbers over the years is made only where it is honest."""

import re
from decimal import Decimal

import pytest

from archive.models import Region
from archive.views.indicators.strip import HEIGHT, MARGIN, STEP, Measured, strip
from tests.factories import IndicatorFactory, figure_in, published_report

YEARS = [2019, 2020, 2021, 2022, 2023]
BASE = HEIGHT - MARGIN


def measured(value, unit: str = "%", sort: str = "") -> Measured:
    return Measured(Decimal(value), unit, sort)


def test_dots_stand_by_year_on_a_scale_from_nought():
    drawn = strip({2019: [measured(0)], 2020: [measured(5)], 2021: [measured(10)]}, YEARS)
    assert drawn
    middle = BASE - (BASE - MARGIN) // 2
    assert drawn.dots == ((MARGIN, BASE), (MARGIN + STEP, middle), (MARGIN + 2 * STEP, MARGIN))
    assert drawn.width == 2 * MARGIN + 4 * STEP
    assert drawn.words == "2019 年 0%，2020 年 5%，2021 年 10%；纵轴自 0 起。"


def test_no_line_leads_over_a_year_that_is_left_out():
    drawn = strip({2019: [measured(1)], 2021: [measured(2)], 2022: [measured(3)]}, YEARS)
    assert drawn
    ((x1, _y1, x2, _y2),) = drawn.lines
    assert (x1, x2) == (MARGIN + 2 * STEP, MARGIN + 3 * STEP)


def test_numbers_that_are_all_nought_lie_on_the_base():
    drawn = strip({year: [measured(0)] for year in YEARS}, YEARS)
    assert drawn
    assert {y for _x, y in drawn.dots} == {BASE}


@pytest.mark.parametrize(
    "years",
    [
        {},
        {2019: [measured(1)], 2020: [measured(2)]},
        {2019: [measured(1)], 2020: [measured(2)], 2021: [measured(3), measured(4)]},
        {2019: [measured(1)], 2020: [measured(2)], 2021: [None]},
        {2019: [measured(1)], 2020: [measured(2)], 2021: [measured(3, unit="‰")]},
        {2019: [measured(1)], 2020: [measured(2)], 2021: [measured(3, sort="公办")]},
        {2019: [measured(1)], 2020: [measured(2)], 2021: [measured(-3)]},
    ],
    ids=["none", "two years", "two in a year", "doubtful", "other unit", "other qualifier", "negative"],
)
def test_what_would_mislead_is_not_drawn(years):
    assert strip(years, YEARS) is None


@pytest.mark.usefixtures("regions")
def test_the_table_draws_the_rows_that_can_be_drawn(client):
    rate = IndicatorFactory(slug="rate", name="签约率", unit="%")
    for code, years in (("340504", (2020, 2021, 2022)), ("340500", (2020, 2021))):
        for year in years:
            place = Region.objects.current().get(code=code)
            report = published_report(("一、", "签约", "签约率61.2%。"), region=place, reporting_year=year)
            figure_in(report, "61.2%", value="61.2", unit="%", indicator=rate)
    shown = client.get("/indicators/rate/").content.decode()
    assert re.findall(r'class="ind-strip".*?aria-label="([^"]*)"', shown) == [
        "2020 年 61.2%，2021 年 61.2%，2022 年 61.2%；纵轴自 0 起。"
    ]
    assert '<th scope="col">走势</th>' in shown


@pytest.mark.usefixtures("regions")
def test_a_table_without_drawings_has_no_column_for_them(client):
    rate = IndicatorFactory(slug="rate", name="签约率", unit="%")
    report = published_report(("一、", "签约", "签约率61.2%，目标70%。"))
    figure_in(report, "61.2%", value="61.2", unit="%", indicator=rate)
    shown = client.get("/indicators/rate/").content.decode()
    assert "走势" not in shown
    assert "role=all" not in shown
    figure_in(report, "70%", value="70", unit="%", indicator=rate, role="target", order=9)
    assert "rate.csv?role=all" in client.get("/indicators/rate/").content.decode()
