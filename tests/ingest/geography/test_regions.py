import pytest

from archive.ingest.geography.mentions import all_mentions, full_mentions, short_mentions
from archive.ingest.geography.regions import count_mentions, gazetteer, level_of, meant_code
from tests.ingest.vocabularies import vocabulary


@pytest.fixture(scope="module")
def places():
    return gazetteer(vocabulary().regions)


def meant(places, text, year=2020, context=None):
    mentions = all_mentions(text, places)
    return meant_code(mentions, year, context or {})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("中阳县卫生健康局", "141129"),
        ("安徽省马鞍山市雨山区卫健委", "340504"),
        ("烟台市福山区卫生健康局", "370611"),
        ("吉林省卫生健康委员会", "220000"),
        ("济宁卫健委", "370800"),
        ("恩施土家族苗族自治州卫健委", "422800"),
        ("新疆维吾尔自治区卫生健康委员会", "650000"),
    ],
)
def test_the_deepest_division_named_is_meant(places, text, code):
    assert meant(places, text) == code


def test_a_name_of_many_divisions_is_left_open(places):
    assert meant(places, "市中区卫生健康局") is None


def test_a_parent_in_the_text_settles_a_shared_name(places):
    assert meant(places, "乐山市市中区卫生健康局") == "511102"


def test_mentions_elsewhere_settle_a_shared_name(places):
    assert meant(places, "市中区卫生健康局", context={"511100": 2}) == "511102"


def test_everyday_words_are_no_divisions(places):
    assert full_mentions("城区和郊区的市区卫生院", places) == []


def test_a_bare_name_counts_only_before_a_bureau(places):
    assert short_mentions("济宁的同志", places) == []


def test_the_code_is_that_of_the_year(places):
    assert meant(places, "兖州市卫生局", year=2010) == "370882"
    assert places.valid_code("370812", 2010) == "370882"
    assert places.valid_code("370882", 2016) == "370812"


def test_a_code_without_a_relative_in_the_year_stays(places):
    assert places.valid_code("000000", 2010) == "000000"
    assert places.valid_code("370812", None) == "370812"


def test_names_are_those_of_the_year(places):
    assert places.name_of("370882", 2010) == "兖州市"
    assert places.full_name("370812", 2020) == "山东省济宁市兖州区"
    assert places.name_of("999999", None) == ""


def test_shared_names_are_not_counted(places):
    mentions = full_mentions("中阳县和中阳县,市中区", places)

    assert count_mentions(mentions, 2020) == {"141129": 2}


def test_levels_follow_from_codes():
    assert [level_of(c) for c in ("140000", "141100", "141129")] == [
        "province",
        "prefecture",
        "county",
    ]
