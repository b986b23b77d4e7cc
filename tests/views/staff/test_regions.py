"""Choosing a division: what a few typed characters offer, and what the field accepts."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from archive.forms import RegionField, find_divisions
from tests.views.staff_pages import PUBLISHER, VIEWER, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions")]


def names(typed: str) -> list[str]:
    return [one.full_name for one in find_divisions(typed)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("340504", "安徽省马鞍山市雨山区"),
        ("雨山", "安徽省马鞍山市雨山区"),
        ("雨山區", "安徽省马鞍山市雨山区"),
        ("马鞍山市 雨山区", "安徽省马鞍山市雨山区"),
        ("马鞍山雨山", "安徽省马鞍山市雨山区"),
        ("马鞍山", "安徽省马鞍山市"),
        ("安徽", "安徽省"),
    ],
)
def test_the_likeliest_division_comes_first(typed, first):
    assert names(typed)[0] == first


def test_part_of_a_code_offers_what_is_below():
    assert all(one.code.startswith("3405") for one in find_divisions("3405"))


@pytest.mark.parametrize("typed", ["", "  ", "无此县名"])
def test_nothing_is_offered_for_nothing(typed):
    assert names(typed) == []


def test_a_past_division_is_offered_with_its_years():
    past = [one for one in find_divisions("襄樊市") if one.full_name == "湖北省襄樊市"]
    assert past
    assert not past[0].validity.endswith("–")


def test_the_answer_is_json_for_staff_only(client):
    address = reverse("staff_regions")
    found = signed_in(VIEWER).get(address, {"q": "雨山"}).json()["regions"]
    assert found[0] == {
        "code": "340504",
        "name": "雨山区",
        "full_name": "安徽省马鞍山市雨山区",
        "valid": found[0]["valid"],
        "typed": "安徽省马鞍山市雨山区 340504",
    }
    assert client.get(address).status_code == 302
    assert signed_in(name="nobody").get(address).status_code == 403


def test_an_answer_is_never_long():
    assert len(signed_in(PUBLISHER).get(reverse("staff_regions"), {"q": "县"}).json()["regions"]) == 12


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("340504", "340504"),
        ("安徽省马鞍山市雨山区 340504", "340504"),
        ("安徽省 马鞍山市 雨山区", "340504"),
        ("雨山区", "340504"),
        ("马鞍山市雨山区", "340504"),
        ("湖北省襄樊市枣阳市", "420683"),
        ("", None),
    ],
)
def test_one_meaning_is_accepted(typed, code):
    assert RegionField(required=False).clean(typed) == code


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("朝阳区", "several"), ("雨山", "similar"), ("无此县名", "unknown"), ("999999", "unknown")],
)
def test_any_other_is_refused_with_what_it_may_mean(typed, kind):
    with pytest.raises(ValidationError) as refused:
        RegionField(required=False).clean(typed)
    (error,) = refused.value.error_list
    assert error.code == kind
    assert bool((error.params or {}).get("matches")) == (kind in ("several", "similar"))
