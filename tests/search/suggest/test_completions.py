"""Completion of the last word, over the five seeds, and the address it is fetched from."""

from collections import Counter

import pytest

from archive import services
from archive.models import Report, Section
from search import indexing, service
from search.backends import vocabulary
from search.engine import SearchError
from search.request import SearchRequest
from search.suggest.completions import MOST, completions

pytestmark = pytest.mark.usefixtures("archive_with_seeds")


@pytest.fixture(autouse=True)
def _time_to_count(monkeypatch):
    """However busy the machine."""
    monkeypatch.setattr("search.suggest.completions.COUNTING", 60)


def max_age(cache_control):
    return int(dict(part.split("=") for part in cache_control.split(", ") if "=" in part)["max-age"])


def completed(typed):
    return {one.query: one.kind for one in completions(typed)}


@pytest.mark.parametrize(
    ("typed", "query", "kind"),
    [
        ("卫", "卫生", "term"),
        ("衛", "卫生", "term"),
        ("weish", "卫生", "term"),
        ("ggws", "公共卫生", "term"),
        ("zhongyig", "中医馆", "term"),
        ("中医 tuoy", "中医 托育", "term"),
        ("中医 -托", "中医 -托育", "term"),
        ("(中医 OR 托", "(中医 OR 托育", "term"),
        ('"公共卫', '"公共卫生', "term"),
        ("雨山", "地区:雨山区", "region"),
        ("anh", "地区:安徽省", "region"),
        ("mas", "地区:马鞍山市", "region"),
        ("雨山区", "地区:雨山区", "region"),
        ("雨山", "机构:雨山区卫健委", "issuer"),
        ("zhongyiy", "主题:中医药", "topic"),
        ("总结", "种类:总结与计划", "kind"),
        ("中医 地区:安", "中医 地区:安徽省", "region"),
        ("主题:中", "主题:中医药", "topic"),
        ("we", "卫生", "term"),
        ("gongg", "公共卫生", "term"),
        ("地区:枣", "地区:枣阳市", "region"),
        ("地区:棗", "地区:枣阳市", "region"),
        ("章节:计", "章节:计划", "role"),
        ("角色:计", "角色:计划", "role"),
        ("来源:", "来源:政府网站", "source"),
        ("种类:", "种类:总结与计划", "kind"),
        ("主题:", "主题:托育与生育支持", "topic"),
    ],
)
def test_the_last_word_is_completed_and_the_rest_kept(typed, query, kind):
    assert completed(typed)[query] == kind


@pytest.mark.parametrize("typed", ["", "中医 ", "没有这样的词", "标签:卫", "卫" * 30, "2022", '"', "地区:"])
def test_nothing_is_offered_where_nothing_begins_so(typed):
    assert completed(typed) == {}


def test_within_a_field_only_its_own_values_are_offered():
    assert set(completed("地区:安").values()) == {"region"}


def test_within_a_phrase_no_fields_are_offered():
    assert set(completed('"雨山').values()) == {"term"}


@pytest.mark.parametrize("typed", ["托", "卫健", "公共", "we", "中医 卫", "主题:", "章节:", "雨山", "-卫"])
def test_each_completion_says_how_many_reports_choosing_it_finds(typed):
    found = completions(typed)
    assert 0 < len(found) <= MOST
    for one in found:
        assert one.reports == service.count(SearchRequest(one.query)) > 0


def test_what_takes_too_long_to_count_is_offered_without_a_number(monkeypatch, client):
    monkeypatch.setattr("search.suggest.completions.COUNTING", 0)
    offered = client.get("/search/complete", {"q": "卫"}).json()["completions"]
    assert {(one["reports"], one["count"]) for one in offered} == {(None, "")}


def test_among_many_sections_words_near_each_other_are_not_counted(monkeypatch):
    monkeypatch.setattr("search.suggest.completions.MANY", 1)
    reports = {one.query: one.reports for one in completions("公共卫生")}
    assert reports["公共卫生服务"] is None
    assert {one.query: one.reports for one in completions("托")}["托育"] == 3


@pytest.mark.parametrize(
    ("typed", "text", "query"),
    [
        ("孕产妇艾", "孕产妇艾滋病梅毒乙肝检测率", "孕产妇艾滋病梅毒乙肝检测率"),
        ("中医 zaoyunjian", "早孕检查率", "中医 早孕检查率"),
        ("千人口托", "千人口托位数", "千人口托位数"),
        ("托育", "托育机构数", "托育服务机构"),
    ],
)
def test_indicators_are_searched_for_by_a_name_reports_use(typed, text, query):
    assert (text, query) in {(one.text, one.query) for one in completions(typed) if one.kind == "indicator"}


@pytest.mark.parametrize("typed", ["孕产妇死", "地区:早孕", '"早孕建'])
def test_indicators_without_numbers_or_out_of_place_are_not_offered(typed):
    assert "indicator" not in set(completed(typed).values())


def test_indicators_of_withdrawn_reports_are_offered_no_more():
    assert completed("千人口托") == {"千人口托位数": "indicator"}
    for report in Report.objects.published():
        services.withdraw(report=report, reason="撤下", by=None)
        indexing.replace([report.public_id])
    assert completed("千人口托") == {}


def test_an_indicator_asked_for_like_a_word_is_offered_once():
    assert [one.kind for one in completions("早孕建册")] == ["term"]


def test_words_of_withdrawn_reports_are_completed_no_more():
    assert completed("雨山")
    report = Report.objects.get(public_id__startswith="340504")
    services.withdraw(report=report, reason="撤下", by=None)
    indexing.replace([report.public_id])
    assert completed("雨山") == {}


def test_no_shared_cache_keeps_completions_and_no_browser_longer_than_a_moment(client):
    kept = client.get("/search/complete", {"q": "卫"}).headers["Cache-Control"]
    assert "private" in kept
    assert "public" not in kept
    assert max_age(kept) <= 2


def test_the_address_answers_json(client):
    answer = client.get("/search/complete", {"q": "中医 weish"})
    assert answer.headers["Content-Type"] == "application/json"
    first = answer.json()["completions"][0]
    assert first == {
        "kind": "term",
        "label": "词",
        "text": "卫生",
        "query": "中医 卫生",
        "reports": 5,
        "count": "5 份",
    }


@pytest.mark.parametrize("typed", ["", "卫" * 201, "卫\n生", "\0", "<script>"])
def test_what_nobody_types_is_answered_with_nothing(client, typed):
    answer = client.get("/search/complete", {"q": typed})
    assert answer.status_code == 200
    assert answer.json() == {"completions": []}


def test_only_reading_is_allowed(client):
    assert client.post("/search/complete", {"q": "卫"}).status_code == 405


def test_an_index_out_of_use_is_said_so(client, monkeypatch):
    def broken():
        raise SearchError("damaged")

    monkeypatch.setattr("search.suggest.completions.vocabulary.commit", broken)
    answer = client.get("/search/complete", {"q": "卫"})
    assert answer.status_code == 503
    assert answer.json() == {"completions": []}


def test_topics_are_counted_by_reports_and_without_those_taken_out():
    before = vocabulary.topic_reports()
    held = {report.public_id: report for report in Report.objects.all()}
    sections = Section.objects.values_list("revision__report__public_id", "topics")
    counted = Counter(topic for topic, _report in {(t, r) for r, topics in sections for t in topics})
    assert before == counted
    report = held[next(r for r in held if r.startswith("340504"))]
    services.withdraw(report=report, reason="撤下", by=None)
    indexing.replace([report.public_id])
    own = {topic for one in report.current_revision.sections.all() for topic in one.topics}
    after = vocabulary.topic_reports()
    assert {topic: before[topic] - after.get(topic, 0) for topic in before} == {
        t: int(t in own) for t in before
    }
