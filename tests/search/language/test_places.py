import pytest

from archive.models import Region
from search.language import places
from search.language.places import place, stamp

pytestmark = pytest.mark.usefixtures("regions")


@pytest.mark.parametrize(
    ("typed", "prefixes", "label"),
    [
        ("浙江", ("33",), "浙江省"),
        ("浙江省", ("33",), "浙江省"),
        ("安徽馬鞍山", ("3405",), "安徽省马鞍山市"),
        ("马鞍山市", ("3405",), "安徽省马鞍山市"),
        ("安徽 马鞍山 雨山区", ("340504",), "安徽省马鞍山市雨山区"),
        ("安徽雨山区", ("340504",), "安徽省马鞍山市雨山区"),
        ("马鞍山雨山", ("340504",), "安徽省马鞍山市雨山区"),
        ("吉林", ("22",), "吉林省"),
        ("吉林市", ("2202",), "吉林省吉林市"),
        ("海南", ("46",), "海南省"),
        ("内蒙", ("15",), "内蒙古自治区"),
        ("新疆", ("65",), "新疆维吾尔自治区"),
        ("34", ("34",), "安徽省"),
        ("340500", ("3405",), "安徽省马鞍山市"),
        ("340504", ("340504",), "安徽省马鞍山市雨山区"),
        ("未详", ("00",), "地区未详"),
    ],
)
def test_a_division_is_known_by_name_path_or_code(typed, prefixes, label):
    found = place(typed)
    assert found.prefixes == prefixes
    assert found.label == label


@pytest.mark.parametrize("typed", ["火星", "浙江马鞍山", "99", "340", "3405041", "区", "%"])
def test_what_is_no_division_has_no_prefixes(typed):
    assert place(typed).prefixes == ()


def test_a_shared_name_means_every_division_of_that_name():
    found = place("鼓楼区")
    assert {"320106", "320302", "350102", "410204"} <= set(found.prefixes)
    assert "等" in found.label
    assert place("福州鼓楼").prefixes == ("350102",)


def test_a_name_of_former_years_is_still_understood():
    assert place("巢湖市").prefixes != ()


def test_a_division_added_to_the_table_is_known_at_once():
    assert place("新新市").prefixes == ()
    before = stamp()
    Region.objects.create(code="349900", name="新新市", level="prefecture", valid_from=2026)
    assert stamp() != before
    assert place("新新").prefixes == ("3499",)


def test_the_table_is_looked_at_once_a_second(django_assert_num_queries, monkeypatch):
    stamp()
    with django_assert_num_queries(0):
        stamp()
    monkeypatch.setattr(places, "_LOOK_EVERY", 0.0)
    with django_assert_num_queries(1):
        stamp()


def test_an_empty_table_is_looked_at_again(django_assert_num_queries):
    Region.successors.through.objects.all().delete()
    Region.objects.all()._raw_delete("default")
    places._looked[0] = places._NEVER
    with django_assert_num_queries(2):
        assert stamp() == stamp() == "0-None"
