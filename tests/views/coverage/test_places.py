"""The division table as rows of three levels, with the years each stood in."""

import pytest

from archive.models import Region
from archive.views.coverage.places import CITY, COUNTY, PROVINCE, Places, level_of, places
from tests.factories import RegionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions")]


def codes(level: str, prefix: str, year: int) -> list[str]:
    return [one.code for one in places().rows(level) if one.code.startswith(prefix) and one.stood_in(year)]


def test_the_levels_have_as_many_rows_as_divisions_in_force():
    counted = [len(codes(level, "", 2025)) for level in (PROVINCE, CITY, COUNTY)]
    # 333 prefectures, 7 provinces without any, 32 counties directly under a province.
    assert counted == [34, 333 + 7 + 32, 2846]


def test_a_municipality_is_a_row_at_the_level_of_cities():
    assert codes(CITY, "11", 2025) == ["110000"]
    assert places().row_of("110101", CITY) == "110000"
    assert places().is_undivided("110000")
    assert not places().is_undivided("340000")


def test_a_county_directly_under_its_province_is_a_row_at_the_level_of_cities():
    assert codes(CITY, "4290", 2025) == ["429004", "429005", "429006", "429021"]
    assert places().row_of("429004", CITY) == "429004"
    assert codes(COUNTY, "4290", 2025) == ["429004", "429005", "429006", "429021"]


def test_a_county_whose_code_begins_like_its_province_lies_directly_under_it():
    assert places().row_of("460025", CITY) == "460025"
    assert "460000" not in codes(CITY, "46", 2000)


def test_a_county_lies_in_its_city_and_province():
    found = [places().row_of("340504", level) for level in (PROVINCE, CITY, COUNTY)]
    assert found == ["340000", "340500", "340504"]


def test_the_bureau_of_a_province_or_city_has_no_row_below():
    assert places().row_of("340000", CITY) == ""
    assert places().row_of("340500", COUNTY) == ""


def test_a_division_that_was_abolished_stood_until_the_year_before():
    chaohu = places().get("341400")
    assert (chaohu.stood_in(2010), chaohu.stood_in(2011)) == (True, False)
    assert chaohu.years_within(2009, 2025) == 2


def test_what_replaces_a_division_stands_from_the_year_of_the_change():
    before, after = places().get("110228"), places().get("110118")
    assert [(before.stood_in(year), after.stood_in(year)) for year in (2014, 2015)] == [
        (True, False),
        (False, True),
    ]


def test_a_renamed_division_keeps_its_row_and_shows_the_name_of_the_year():
    city = places().get("420600")
    assert [city.name_by(year) for year in (2009, 2010, 2025)] == ["襄樊市", "襄阳市", "襄阳市"]
    assert city.years_within(2009, 2025) == 17


def test_a_name_before_the_first_is_the_first():
    assert places().get("340504").name_by(1950) == "雨山区"


def test_a_code_that_was_unused_for_years_did_not_stand_in_them():
    district = places().get("130107")
    assert [district.stood_in(year) for year in (1988, 1989, 1991, 1992)] == [True, False, False, True]


def test_full_names_go_from_the_province_down():
    assert places().full_name("340504", 2022) == "安徽省马鞍山市雨山区"
    assert places().full_name("110101", 2022) == "北京市东城区"
    assert places().full_name("999999", 2022) == ""


@pytest.mark.parametrize(
    ("code", "has"),
    [("340500", True), ("110000", True), ("441900", False), ("710000", False), ("340504", False)],
)
def test_it_is_known_what_has_counties(code, has):
    assert places().has_counties(code) is has


def test_the_level_is_told_by_the_zeros():
    assert [level_of(code) for code in ("340000", "340500", "340504")] == [PROVINCE, CITY, COUNTY]


def test_the_table_is_read_once_until_it_changes(django_assert_num_queries):
    held = places()
    with django_assert_num_queries(1):
        assert places() is held
    RegionFactory(code="349999", name="新县")
    assert places().get("349999").name_by(2020) == "新县"


def test_rows_added_without_a_signal_are_noticed():
    held = places()
    Region.objects.bulk_create([Region(code="349998", name="甲县", level="county", valid_from=2000)])
    assert held.get("349998") is None
    assert places().get("349998") is not None


def test_a_table_without_a_province_has_no_row_for_its_county():
    lone = Places([(1, "340504", "雨山区", 1983, None)])
    assert lone.row_of("340504", PROVINCE) == ""
    assert lone.code_of(1) == "340504"


def test_standing_years_are_counted_for_all_and_only_the_last_answers_kept():
    table = places()
    for last in range(2009, 2025):
        table.standing(2009, last)
    assert table.standing(2009, 2025)["341400"] == 2
    assert table.standing(2009, 2025)["340504"] == 17
    assert table.standing(2009, 2025) is table.standing(2009, 2025)
    assert len(table._standing) <= 8
