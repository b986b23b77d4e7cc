import pytest

from archive.ingest.geography.own_level import own_level


@pytest.mark.parametrize(
    ("body", "level"),
    [
        ("全县医疗能力提高,我县推进医改。", "县"),
        ("在市委、市政府领导下,全市完成任务,在全省前列。", "市"),
        ("区委、区政府重视,我区完成任务,全市第一。", "区"),
        ("我州推进医改,全州完成任务。", "州"),
        ("全旗完成任务,旗委、旗政府重视。", "旗"),
        ("县卫生局牵头。县卫生局负责。", "县"),
    ],
)
def test_the_word_that_leads_is_the_level(body, level):
    assert own_level(body) == level


@pytest.mark.parametrize("body", ["", "各单位完成任务。", "全县完成。", "全县和全市完成,我县和我市推进。"])
def test_without_a_clear_lead_there_is_none(body):
    assert own_level(body) == ""
