"""Did you mean, over the five seeds: what is offered is published and counted exactly."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from archive import services
from archive.models import Report
from search import indexing
from search.backends.execution import executor
from search.request import Filters, SearchRequest
from search.service import read, search
from search.suggest import lexis, suggestions

pytestmark = pytest.mark.usefixtures("archive_with_seeds")


def spellings(query, **asked):
    return [s for s in search(SearchRequest(query, **asked)).suggestions if s.kind == "spelling"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("weisheng", "卫生"),
        ("wei sheng", "卫生"),
        ("卫升", "卫生"),
        ("衛升", "卫生"),
        ("ggws", "公共卫生"),
        ("zhongyi馆", "中医馆"),
        ('"中医官"', '"中医馆"'),
        ("公共卫升服务", "公共卫生服务"),
        ("托育 zhongyiguan", "托育 中医馆"),
        ("(卫升 OR 甲乙丙) -托育", "(卫生 OR 甲乙丙) -托育"),
        ("weisheng 年份:2022", "卫生 年份:2022"),
        ("卫升 zhongyiguan", "卫生 中医馆"),
    ],
)
def test_the_word_meant_is_offered_first_with_its_count(typed, meant):
    best = spellings(typed)[0]
    assert best.label == best.request.query == meant
    found = search(SearchRequest(meant))
    assert (best.reports, best.sections) == (found.reports, found.sections)
    assert best.reports > 0


def test_the_filters_stay_and_what_they_exclude_is_not_offered():
    assert [s.reports for s in spellings("卫升", filters=Filters(regions=("34",)))] == [1]
    assert spellings("卫升", filters=Filters(regions=("11",))) == []


def test_a_slip_found_only_in_pieces_is_put_right_beside_the_pieces():
    page = search(SearchRequest("公共生服务"))
    assert page.reports > 3
    assert page.suggestions[0].label == "公共卫生服务"


def test_at_most_five_are_offered_best_first():
    offered = spellings("yiliao")
    assert 1 <= len(offered) <= 5
    assert offered[0].label == "医疗"


def test_words_near_each_other_are_counted_of_what_texts_hold_alone():
    counted = []

    def count(request, query):
        counted.append((request.query, request.verbatim))
        return executor.count(request, query)

    request = SearchRequest("公共卫升服务")
    offered = suggestions(request, read(request), count, executor.count(request, read(request)))
    assert offered[0].label == "公共卫生服务"
    whole = [query for query, verbatim in counted if not verbatim and len(query) == len(request.query)]
    assert whole == ["公共卫生服务"]


def test_a_word_that_is_found_is_no_slip():
    assert spellings("托育 甲乙丙") == []


def test_names_of_places_are_offered_where_texts_have_them():
    assert spellings("yushanqu")[0].label == "雨山区"


def test_few_results_are_shown_beside_what_finds_many_more(monkeypatch):
    monkeypatch.setattr("search.suggest.slips.MANY_MORE", 2)
    report = Report.objects.get(public_id__startswith="340504")
    section = report.current_revision.sections.first()
    type(section).objects.filter(pk=section.pk).update(body="全区卫升事业。")
    indexing.replace([report.public_id])
    page = search(SearchRequest("卫升"))
    assert page.reports == 1
    assert [(s.kind, s.label) for s in page.suggestions] == [("spelling", "卫生")]


def test_words_of_withdrawn_reports_are_offered_no_more():
    assert spellings("yushanqu")
    report = Report.objects.get(public_id__startswith="340504")
    services.withdraw(report=report, reason="撤下", by=None)
    indexing.replace([report.public_id])
    assert spellings("yushanqu") == []


def test_find_offers_the_word_meant_by_pinyin():
    out = StringIO()
    call_command("find", "weisheng", "--json", stdout=out)
    [offer] = [s for s in json.loads(out.getvalue())["suggestions"] if s["kind"] == "spelling"]
    assert (offer["label"], offer["query"], offer["reports"]) == ("卫生", "卫生", 5)


def test_an_older_list_serves_until_the_next_is_made(monkeypatch):
    lexis.forget()
    before = lexis.words()
    report = Report.objects.get(public_id__startswith="340504")
    indexing.replace([report.public_id])
    assert lexis.words() is before
    lexis.finish()
    assert lexis.words() is not before


def test_of_many_words_the_commonest_are_kept(monkeypatch):
    monkeypatch.setattr(lexis, "MANY", 3)
    monkeypatch.setattr(lexis, "MOST_WORDS", 2)
    kept = lexis.kept({"甲乙": 1, "丙丁": 5, "戊己": 4, "庚辛": 3, "2022": 99})
    assert {word for word, documents in kept.items() if documents} == {"丙丁", "戊己"}
    assert kept["公共卫生"] == 0
