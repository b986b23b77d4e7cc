import pytest

from archive.ingest.bureau_names import bureau_in, is_anachronism
from archive.ingest.issuers import inferred_issuer, issuers_named
from archive.ingest.regions import gazetteer
from archive.ingest.types import Evidence
from tests.ingest.vocabularies import lines, reading, vocabulary


@pytest.fixture(scope="module")
def places():
    return gazetteer(vocabulary().regions)


def named(places, header="", tail="", title=""):
    found = Evidence("title", title, "", False, 1.0) if title else None
    return [item.value for item in issuers_named(lines(header), lines(tail), found, places)]


def test_header_comes_before_signature_before_title(places):
    assert named(places, "雨山区卫健委", "中阳县卫生局", "济宁市卫健委2020年工作总结") == [
        "雨山区卫健委",
        "中阳县卫生局",
        "济宁市卫健委",
    ]


def test_a_bureau_without_its_division_is_anybodys(places):
    assert named(places, "卫生局", "县卫健局", "2021年卫健局民生工作总结") == []


def test_a_masked_signature_is_not_taken(places):
    assert named(places, tail="某省某县卫生局") == []


def test_divisions_before_the_bureau_belong_to_its_name(places):
    title = "关于印发山西省吕梁市中阳县卫生健康局工作总结的通知"

    assert named(places, title=title) == ["山西省吕梁市中阳县卫生健康局"]


def test_a_short_place_name_before_the_bureau_belongs_to_its_name(places):
    assert named(places, title="济宁卫健委2021年工作总结") == ["济宁卫健委"]


def test_the_bureau_the_body_speaks_of_is_inferred(places):
    found = inferred_issuer(reading("区卫健局牵头。区卫健局负责。"), "370812", 2020, places)

    assert (found.value, found.inferred) == ("兖州区卫生健康局", True)
    assert len(found.spans) == 1


def test_without_a_mention_the_year_tells_the_name(places):
    assert inferred_issuer(reading("正文。"), "350922", 2021, places).value == "古田县卫生健康局"


@pytest.mark.parametrize(
    ("year", "level", "name"),
    [
        (2010, "county", "卫生局"),
        (2010, "province", "卫生厅"),
        (2016, "county", "卫生和计划生育局"),
        (2021, "prefecture", "卫生健康委员会"),
        (None, "county", "卫生健康局"),
    ],
)
def test_bureaus_changed_their_names(year, level, name):
    assert bureau_in(year, level) == name


@pytest.mark.parametrize(
    ("name", "year", "early"),
    [("卫健局", 2009, True), ("卫健局", 2020, False), ("卫计局", 2009, True), ("卫生局", 2009, False)],
)
def test_a_name_can_be_younger_than_the_year(name, year, early):
    assert is_anachronism(name, year) is early
