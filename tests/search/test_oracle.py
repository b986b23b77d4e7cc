"""Searches against a plain scan of made-up corpora: same reports, same sections, same counts."""

import os
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from archive.text.fold import fold
from search.backends.execution import executor
from search.engine import FILTER_OF, Count
from search.language.ast import (
    And,
    Exact,
    Field,
    FieldName,
    Near,
    Not,
    Or,
    Query,
    Reason,
    Start,
    Term,
    Variant,
)
from search.request import Filters, SearchRequest, YearRange
from tests.search.corpus import Corpus, Part, Work

ALPHABET = "卫衛衞生中醫医館馆癌aA1１ -"
texts = st.text(ALPHABET, max_size=12)
parts = st.builds(
    Part,
    heading=st.text(ALPHABET, max_size=5),
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
    issuer=st.sampled_from(["", "卫生局"]),
)
corpora = st.lists(works, min_size=1, max_size=4).map(Corpus)

# Whatever is searched has a letter or a digit: the language reads nothing else as a term.
written = st.text("卫衛衞生中医館癌a1 -", min_size=1, max_size=4).filter(lambda t: any(map(str.isalnum, t)))
exact = written.map(lambda text: (Exact(fold(text)), (text,)))
start = written.map(lambda text: (Start(fold(text)), (text,)))
near = st.builds(
    lambda several, slack: (Near(tuple(map(fold, several)), slack), tuple(several)),
    st.lists(st.text("卫衛生中医a1", min_size=1, max_size=2), min_size=2, max_size=3, unique_by=fold),
    st.integers(0, 4),
)
variant = st.builds(
    lambda found, reason: Variant(found[0], "", reason),
    st.one_of(exact, near),
    st.sampled_from(Reason),
)
variants = st.lists(variant, max_size=1).map(tuple)


@st.composite
def terms(draw):
    pattern, typed = draw(st.one_of(exact, exact, start, near))
    strict = draw(st.sampled_from([False, False, False, True]))
    glyphs = typed if strict else ()
    return Term("", pattern, "", variants=() if strict else draw(variants), glyphs=glyphs)


FIELDS = [
    (FieldName.ROLE, ("plan",)),
    (FieldName.TOPIC, ("tcm",)),
    (FieldName.HEADING, ("卫",)),
    (FieldName.HEADING, ("卫生中",)),
    (FieldName.TITLE, ("卫生",)),
    (FieldName.ISSUER, ("卫生",)),
    (FieldName.REGION, ("34",)),
    (FieldName.REGION, ("3405", "350922")),
    (FieldName.YEAR, ("2022-",)),
    (FieldName.YEAR, ("2021-2021",)),
    (FieldName.KIND, ("plan",)),
    (FieldName.SOURCE, ("gov",)),
    (FieldName.REGION, ()),
]
conditions = st.sampled_from(FIELDS).map(lambda field: Field(*field, "", "", ""))


def grown(nodes):
    several = st.lists(nodes, min_size=2, max_size=3).map(tuple)
    return st.one_of(several.map(And), several.map(Or), nodes.map(Not))


trees = st.recursive(st.one_of(terms(), terms(), conditions), grown, max_leaves=5)


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
    filters=st.one_of(st.just(Filters()), filters),
    unit=st.sampled_from(["report", "section"]),
    sort=st.sampled_from(["rel", "new", "old", "region"]),
    page_size=st.just(50),
)
asked = st.tuples(requests, st.one_of(st.none(), trees, trees, trees))
VALUES = [
    *(("region", code) for code in ("34", "3405", "340504", "350922", "00")),
    *(("year", year) for year in ("2021", "2022")),
    *(("kind", kind) for kind in ("summary", "plan")),
    *(("role", role) for role in ("done", "plan")),
    *(("topic", topic) for topic in ("tcm", "party")),
    *(("source", source) for source in ("gov", "repost")),
]
pace = settings(
    max_examples=int(os.environ.get("ORACLE_EXAMPLES", "40")),
    deadline=None,
    # Shrinking rebuilds the index hundreds of times; what fails is small enough to read.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
pytestmark = pytest.mark.usefixtures("fresh_index")


def found(request, root):
    outcome = executor.execute(request, Query("", root))
    sections = [s for report in outcome.reports for s in report.sections]
    assert outcome.total == (len(outcome.reports), len(sections))
    assert all(len(report.sections) == report.section_total for report in outcome.reports)
    return {r.report for r in outcome.reports}, {f"{s.report}/{s.anchor}" for s in sections}


def word(text, **more):
    return Term(text, Exact(fold(text)), text, **more)


@pace
@given(corpus=corpora, searches=st.lists(asked, min_size=5, max_size=15))
def test_a_search_finds_what_a_plain_scan_finds(corpus, searches):
    corpus.write()
    for request, root in searches:
        assert found(request, root) == corpus.scan(request, root), (request, root)


@pace
@given(corpus=corpora, search=asked)
def test_every_facet_count_is_the_total_behind_its_link(corpus, search):
    request, root = search
    corpus.write()
    query = Query("", root)
    outcome = executor.execute(request, query)
    for name, value in VALUES:
        chosen: Any = (YearRange(int(value), int(value)),) if name == "year" else (value,)
        one = replace(request.filters, **{FILTER_OF[name]: chosen})
        behind = executor.count(replace(request, filters=one), query)
        # A selection alone is a search of its own; no words and no filters find nothing.
        if query or request.filters != Filters():
            assert outcome.facets[name].get(value, Count()) == behind, (name, value)
        selected = getattr(request.filters, FILTER_OF[name])
        if selected:
            both = replace(request.filters, **{FILTER_OF[name]: (*selected, *chosen)})
            expected = executor.count(replace(request, filters=both), query)
            assert outcome.added.get(name, {}).get(value, outcome.total) == expected, (name, value)


def test_either_script_and_every_variant_find_the_same():
    corpus = Corpus([Work("t", (Part("", "衛生"), Part("", "卫生"), Part("", "衞生")))])
    corpus.write()
    answers = [found(SearchRequest(), word(text)) for text in ("衛生", "卫生", "衞生")]
    assert answers == [({"r0"}, {"r0/s0", "r0/s1", "r0/s2"})] * 3


def test_strict_glyphs_find_only_what_is_written_so():
    Corpus([Work("衛生", (Part("", "衛生"), Part("", "卫生"), Part("衞生", "")))]).write()
    for text, anchor in (("衛生", "r0/s0"), ("卫生", "r0/s1"), ("衞生", "r0/s2")):
        assert found(SearchRequest(), word(text, glyphs=(text,))) == ({"r0"}, {anchor})


def test_no_match_runs_from_the_heading_into_the_body():
    Corpus([Work("t", (Part("宫颈", "癌症"),))]).write()
    assert found(SearchRequest(), word("颈癌")) == (set(), set())
    assert found(SearchRequest(), word("癌")) == ({"r0"}, {"r0/s0"})


def test_a_negation_stays_within_its_clause():
    first = Work("t", (Part("", "公共卫生"), Part("", "医共体")))
    second = Work("t", (Part("", "卫生"),))
    third = Work("t", (Part("", "公共卫生"),))
    Corpus([first, second, third]).write()
    root = Or((And((word("卫生"), Not(word("公共")))), word("医共体")))
    assert found(SearchRequest(), root) == ({"r0", "r1"}, {"r0/s1", "r1/s0"})


def test_a_report_with_all_words_in_one_section_comes_first():
    apart = Work("t", (Part("", "中医馆中医馆中医馆"), Part("", "托育托育托育")))
    together = Work("t", (Part("", "前文" * 50 + "中医馆" + "正文" * 50 + "托育"),))
    Corpus([apart, together]).write()
    query = Query("", And((word("中医馆"), word("托育"))))
    outcome = executor.execute(SearchRequest(), query)
    assert [report.report for report in outcome.reports] == ["r1", "r0"]


def test_words_side_by_side_outrank_words_far_apart():
    far = Work("t", (Part("", "中医馆" + "文" * 30 + "托育"),))
    near_by = Work("t", (Part("", "文" * 30 + "中医馆托育"),))
    Corpus([far, near_by]).write()
    outcome = executor.execute(SearchRequest(), Query("", And((word("中医馆"), word("托育")))))
    assert [report.report for report in outcome.reports] == ["r1", "r0"]


def test_a_hit_as_typed_comes_before_the_same_words_scattered():
    scattered = Variant(Near(("公共卫生", "服务"), 8), "", Reason.SCATTERED)
    typed = Work("t", (Part("", "文" * 200 + "公共卫生服务"),))
    apart = Work("t", (Part("公共卫生的服务", "公共卫生和服务"),))
    Corpus([apart, typed]).write()
    outcome = executor.execute(SearchRequest(), Query("", word("公共卫生服务", variants=(scattered,))))
    assert [report.report for report in outcome.reports] == ["r1", "r0"]


def test_a_hit_in_a_heading_outranks_one_in_the_body():
    Corpus([Work("t", (Part("总述", "中医药"), Part("中医药", "总述")))]).write()
    [report] = executor.execute(SearchRequest(), Query("", word("中医药"))).reports
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
    outcome = executor.execute(SearchRequest(sort=sort), Query("", word("癌")))
    assert [report.report for report in outcome.reports] == order


def test_overlapping_words_count_one_mark():
    Corpus([Work("t", (Part("", "公共卫生，卫生"),))]).write()
    query = Query("", And((word("公共卫生"), word("卫生"))))
    [report] = executor.execute(SearchRequest(), query).reports
    assert report.sections[0].occurrences == report.occurrences == 2
    assert report.sections[0].words == ("公共卫生", "卫生")


def test_a_page_holds_only_its_reports_while_totals_count_all():
    Corpus([Work("t", (Part("", "癌"),), year=2000 + n) for n in range(5)]).write()
    request = SearchRequest(sort="new", page=2, page_size=2)
    outcome = executor.execute(request, Query("", word("癌")))
    assert [report.report for report in outcome.reports] == ["r2", "r1"]
    assert outcome.total == (5, 5)


def test_only_the_best_sections_are_described_and_all_are_counted():
    Corpus([Work("t", tuple(Part("", "癌" * n + "文" * 5) for n in range(1, 6)))]).write()
    [report] = executor.execute(SearchRequest(), Query("", word("癌")), sections=2).reports
    assert [section.anchor for section in report.sections] == ["s4", "s3"]
    assert (report.section_total, report.occurrences) == (5, 15)


def test_a_report_counts_the_marks_of_its_page_whatever_is_listed():
    parts = (Part("中医药", "癌癌", role="plan"), Part("", "癌", role="done"), Part("中医", "文"))
    Corpus([Work("t", parts)]).write()
    request = SearchRequest(filters=Filters(roles=("plan",)), unit="section")
    [report] = executor.execute(request, Query("", word("癌"))).reports
    assert (report.section_total, report.sections[0].occurrences, report.occurrences) == (1, 2, 3)


def test_words_asked_of_headings_are_marks_too():
    parts = (Part("中医药", "中医"), Part("中医", "癌"))
    Corpus([Work("t", parts)]).write()
    heading = Field(FieldName.HEADING, ("中医",), "", "", "")
    [report] = executor.execute(SearchRequest(), Query("", And((heading, word("癌"))))).reports
    assert report.occurrences == 3
