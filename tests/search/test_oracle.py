"""Searches against a plain scan of made-up corpora: same reports, same sections, same counts."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.backends import executor
from search.engine import FILTER_OF, Count
from search.query import parse
from search.request import Filters, SearchRequest, YearRange
from tests.search.corpus import Corpus, Part, Work

ALPHABET = "卫衛衞生中醫医館馆癌aA1１ -"
texts = st.text(ALPHABET, max_size=12)
parts = st.builds(
    Part,
    heading=st.text(ALPHABET, max_size=4),
    body=texts,
    role=st.sampled_from(["done", "plan", ""]),
    topics=st.lists(st.sampled_from(["tcm", "party"]), unique=True, max_size=2).map(tuple),
)
works = st.builds(
    Work,
    title=texts,
    parts=st.lists(parts, min_size=1, max_size=3, unique=True).map(tuple),
    region=st.sampled_from(["340504", "340500", "350922", "000000"]),
    year=st.sampled_from([0, 2021, 2022]),
    kind=st.sampled_from(["summary", "plan"]),
    source=st.sampled_from(["gov", "repost"]),
)
corpora = st.lists(works, min_size=1, max_size=4).map(Corpus)
queries = st.text('卫衛生中医館癌a1 -"', max_size=7)


def at_most_one(*values):
    return st.lists(st.sampled_from(values), max_size=1).map(tuple)


filters = st.builds(
    Filters,
    regions=at_most_one("34", "340500", "350922", "00"),
    years=at_most_one(YearRange(2022, None), YearRange(None, 2021)),
    kinds=at_most_one("summary", "plan"),
    roles=at_most_one("done", "plan"),
    topics=at_most_one("tcm", "party"),
    sources=at_most_one("gov"),
)
requests = st.builds(
    SearchRequest,
    query=queries,
    filters=st.one_of(st.just(Filters()), filters),
    unit=st.sampled_from(["report", "section"]),
    sort=st.sampled_from(["rel", "new", "old", "region"]),
    page_size=st.just(50),
)
VALUES = [
    *(("region", code) for code in ("34", "3405", "340504", "350922", "00")),
    *(("year", year) for year in ("2021", "2022")),
    *(("kind", kind) for kind in ("summary", "plan")),
    *(("role", role) for role in ("done", "plan")),
    *(("topic", topic) for topic in ("tcm", "party")),
    *(("source", source) for source in ("gov", "repost")),
]
pace = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
pytestmark = pytest.mark.usefixtures("fresh_index")


def found(request: SearchRequest) -> tuple[set[str], set[str]]:
    outcome = executor.execute(request, parse(request.query))
    sections = [s for report in outcome.reports for s in report.sections]
    assert outcome.total == (len(outcome.reports), len(sections))
    return {r.report for r in outcome.reports}, {f"{s.report}/{s.anchor}" for s in sections}


@pace
@given(corpus=corpora, asked=st.lists(requests, min_size=3, max_size=8))
def test_a_search_finds_what_a_plain_scan_finds(corpus, asked):
    corpus.write()
    for request in asked:
        assert found(request) == corpus.scan(request, parse(request.query)), request


@pace
@given(corpus=corpora, request_=requests)
def test_every_facet_count_is_the_total_behind_its_link(corpus, request_):
    corpus.write()
    query = parse(request_.query)
    facets = executor.execute(request_, query).facets
    for name, value in VALUES:
        chosen = (YearRange(int(value), int(value)),) if name == "year" else (value,)
        selection: Any = {FILTER_OF[name]: chosen}
        one = replace(request_.filters, **selection)
        behind = executor.count(replace(request_, filters=one), query)
        # A selection alone is a search of its own; no words and no filters find nothing.
        if query or request_.filters != Filters():
            assert facets[name].get(value, Count()) == behind, (name, value)


def test_either_script_and_every_variant_find_the_same():
    corpus = Corpus([Work("t", (Part("", "衛生"), Part("", "卫生"), Part("", "衞生")))])
    corpus.write()
    answers = [found(SearchRequest(query)) for query in ("衛生", "卫生", "衞生")]
    assert answers == [({"r0"}, {"r0/s0", "r0/s1", "r0/s2"})] * 3


def test_no_match_runs_from_the_heading_into_the_body():
    Corpus([Work("t", (Part("宫颈", "癌症"),))]).write()
    assert found(SearchRequest("颈癌")) == (set(), set())
    assert found(SearchRequest("癌")) == ({"r0"}, {"r0/s0"})


def test_a_report_with_all_words_in_one_section_comes_first():
    apart = Work("t", (Part("", "中医馆中医馆中医馆"), Part("", "托育托育托育")))
    together = Work("t", (Part("", "前文" * 50 + "中医馆" + "正文" * 50 + "托育"),))
    Corpus([apart, together]).write()
    outcome = executor.execute(SearchRequest("中医馆 托育"), parse("中医馆 托育"))
    assert [report.report for report in outcome.reports] == ["r1", "r0"]


def test_a_hit_in_a_heading_outranks_one_in_the_body():
    Corpus([Work("t", (Part("总述", "中医药"), Part("中医药", "总述")))]).write()
    [report] = executor.execute(SearchRequest("中医药"), parse("中医药")).reports
    assert [section.anchor for section in report.sections] == ["s1", "s0"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [("new", ["r1", "r0", "r2"]), ("old", ["r0", "r1", "r2"]), ("region", ["r1", "r2", "r0"])],
)
def test_years_sort_both_ways_with_unknown_last_and_regions_by_code(sort, order):
    part = (Part("", "癌"),)
    Corpus(
        [
            Work("t", part, region="350922", year=2020),
            Work("t", part, region="110101", year=2023),
            Work("t", part, region="340504", year=0),
        ]
    ).write()
    outcome = executor.execute(SearchRequest("癌", sort=sort), parse("癌"))
    assert [report.report for report in outcome.reports] == order


def test_overlapping_words_count_one_mark():
    Corpus([Work("t", (Part("", "公共卫生，卫生"),))]).write()
    [report] = executor.execute(SearchRequest("公共卫生 卫生"), parse("公共卫生 卫生")).reports
    assert report.sections[0].occurrences == 2
    assert report.sections[0].words == ("公共卫生", "卫生")


def test_a_page_holds_only_its_reports_while_totals_count_all():
    Corpus([Work("t", (Part("", "癌"),), year=2000 + n) for n in range(5)]).write()
    request = SearchRequest("癌", sort="new", page=2, page_size=2)
    outcome = executor.execute(request, parse("癌"))
    assert [report.report for report in outcome.reports] == ["r2", "r1"]
    assert outcome.total == (5, 5)
