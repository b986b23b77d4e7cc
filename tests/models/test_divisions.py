import pytest
from django.conf import settings

from archive.divisions import load_divisions
from archive.models import Region, code_prefix, region_display

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("code", "prefix"), [("340000", "34"), ("340500", "3405"), ("340504", "340504"), ("34", "34")]
)
def test_a_code_shares_its_prefix_with_all_below_it(code, prefix):
    assert code_prefix(code) == prefix


def test_every_row_of_the_table_is_loaded(regions):
    assert Region.objects.count() == 6823
    assert Region.objects.values("code").distinct().count() == 6450


def test_loading_again_adds_nothing(regions):
    assert load_divisions(settings.DIVISIONS_FILE) == 0


def test_only_provinces_stand_at_the_top(regions):
    tops = Region.objects.filter(parent=None)
    assert set(tops.values_list("level", flat=True)) == {"province"}


def test_a_county_belongs_to_the_prefecture_of_its_time(regions):
    older, newer = Region.objects.filter(code="420683").order_by("valid_from")
    assert older.full_name == "湖北省襄樊市枣阳市"
    assert newer.full_name == "湖北省襄阳市枣阳市"
    assert newer in older.successors.all()


def test_a_county_run_by_the_province_stands_below_it(regions):
    assert Region.objects.current().get(code="429004").full_name == "湖北省仙桃市"


def test_a_merged_division_names_its_successors(regions):
    merged = Region.objects.get(code="130103", name="桥东区")
    assert {s.code for s in merged.successors.all()} == {"130102", "130104"}


def test_divisions_are_asked_for_by_year_and_place(regions):
    assert not Region.objects.valid_in(2012).filter(code="370812").exists()
    assert Region.objects.valid_in(2020).within("370800").filter(code="370812").exists()


def test_an_unknown_code_has_no_name(regions):
    assert region_display("999999") == ""
