import pytest

from archive.ingest.geography.mentions import (
    all_mentions,
    full_mentions,
    short_mentions,
    site_mentions,
    slogan_mentions,
    zone_mentions,
)
from archive.ingest.geography.regions import Gazetteer, gazetteer
from tests.ingest.vocabularies import vocabulary


@pytest.fixture(scope="module")
def places():
    return gazetteer(vocabulary().regions)


def names(mentions, text):
    return [text[mention.start : mention.end] for mention in mentions]


@pytest.mark.parametrize("text", ["沛县卫生局", "2010年沛县卫生局", "徐州市沛县卫生局", "(沛县)"])
def test_a_two_character_name_counts_where_it_stands_free(places, text):
    assert "沛县" in names(full_mentions(text, places), text)


@pytest.mark.parametrize("text", ["健康县区创建", "创新县域治理", "召开县级会议", "全市和县区", "和县级医院"])
def test_a_two_character_name_inside_other_words_does_not(places, text):
    assert names(full_mentions(text, places), text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("阳泉市郊区卫健局", ["阳泉市", "郊区"]),
        ("阳泉市郊区的医院", ["阳泉市"]),
        ("呼和浩特市新城区卫健委", ["呼和浩特市", "新城区"]),
        ("推进新城区医院建设", []),
    ],
)
def test_everyday_words_are_names_after_their_parent_and_before_a_body(places, text, found):
    assert names(full_mentions(text, places), text) == found


@pytest.mark.parametrize("text", ["乐山市中区卫生局", "乐山市市中区卫生局"])
def test_a_name_may_share_its_first_sign_with_its_parent(places, text):
    assert names(full_mentions(text, places), text) == ["乐山市", "市中区"]


@pytest.mark.parametrize(
    "text", ["全州县级公立医院", "东方市民健身", "(二)新建县中医院", "我局会同县教育局", "由公安县级部门"]
)
def test_words_that_run_together_by_chance_are_no_names(places, text):
    assert names(full_mentions(text, places), text) == []


@pytest.mark.parametrize("text", ["全州县卫生局", "会同县卫生局", "新建县卫生局", "东方市卫健委"])
def test_the_same_words_are_names_where_a_body_follows(places, text):
    assert len(full_mentions(text, places)) == 1


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("恩施州", "422800"),
        ("黔东南州", "522600"),
        ("巴州", "652800"),
        ("喀左县", "211324"),
        ("长阳县", "420528"),
        ("东乡县", "622926"),
        ("彭水县", "500243"),
        ("长白县", "220623"),
        ("鄂温克旗", "150724"),
    ],
)
def test_long_names_are_known_by_what_people_call_them(places, name, code):
    mention = full_mentions(f"{name}卫健局", places)[0]

    assert code in {row.code for row in mention.rows}


def test_a_bare_name_counts_before_a_bureau_and_not_before_a_ward(places):
    assert names(short_mentions("济宁卫健委", places), "济宁卫健委") == ["济宁"]
    assert short_mentions("济宁卫生院", places) == []
    assert short_mentions("全州卫生工作", places) == []


def test_a_bare_name_heads_the_name_of_a_site(places):
    assert names(site_mentions("新乡日报", places), "新乡日报") == ["新乡"]


def test_a_bare_name_stands_before_a_zone(places):
    text = "合肥高新区卫健局"

    assert names(zone_mentions(text, places), text) == ["合肥"]
    assert names(all_mentions(text, places), text) == ["合肥"]


def test_a_slogan_names_a_place(places):
    text = "推进健康罗甸建设,实施健康中国行动,建设平安社区,创建健康罗甸县"

    assert names(slogan_mentions(text, places), text) == ["罗甸"]


def test_an_empty_table_names_nothing():
    empty = Gazetteer(())

    assert all_mentions("济宁市卫健委和合肥高新区", empty) == []
    assert slogan_mentions("健康济宁", empty) == []


def test_a_bare_name_is_read_with_the_one_before_it(places):
    inside, elsewhere = "山东济宁卫健委", "天津滨海高新区卫健局"

    assert names(short_mentions(inside, places), inside) == ["山东", "济宁"]
    assert names(zone_mentions(elsewhere, places), elsewhere) == ["天津滨海"]
    assert short_mentions("内蒙卫健委", places)[0].rows[0].code == "150000"
