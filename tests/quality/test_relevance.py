"""How well the page answers the judged queries of tests/quality/relevance; floors as in floors.json.

`pytest tests/quality/test_relevance.py -rP` shows the table of the engines side by side.
"""

import sys
from collections import Counter
from dataclasses import asdict

import pytest

from tests.quality.gold import floors
from tests.quality.relevance.judgements import KINDS, KNOWN_ITEM, Judgement, Passage, Query, queries, resolve
from tests.quality.relevance.runs import score, table

pytestmark = pytest.mark.django_db
BEST = 3


def test_the_queries_are_many_and_of_every_kind():
    kinds = Counter(query.kind for query in queries())

    assert set(kinds) == set(KINDS)
    assert kinds.total() >= 150
    assert kinds[KNOWN_ITEM] >= 40


def test_no_query_is_judged_twice():
    assert max(Counter(query.text for query in queries()).values()) == 1


def test_every_query_has_an_answer_and_a_known_item_has_one():
    answers = {query: [j for j in query.judgements if j.grade == BEST] for query in queries()}

    assert all(answers.values())
    assert all(query.judgements == best for query, best in answers.items() if query.kind == KNOWN_ITEM)
    assert all(len(best) == 1 for query, best in answers.items() if query.kind == KNOWN_ITEM)


@pytest.mark.parametrize("quote", ["卫生", "鼠疫"])
def test_words_that_do_not_name_one_section_are_refused(quote):
    query = Query("topic", "卫生", tuned_to=True, judgements=[Judgement(3, "a", quote)])
    passages = [Passage(1, "a", "卫生"), Passage(2, "a", "卫生"), Passage(3, "b", "鼠疫")]

    with pytest.raises(LookupError, match=quote):
        resolve(query, passages)


def test_the_page_reaches_the_floors(answered, record_property):
    reached = asdict(score("ours", answered))
    record_property("measures", reached)
    sys.stdout.write(table(answered))

    assert {name: value for name, value in reached.items() if value < floors()[f"relevance.{name}"]} == {}


@pytest.mark.parametrize("rival", ["stock", "mended"])
def test_the_page_beats_haystack_and_whoosh(answered, rival):
    ours, theirs = asdict(score("ours", answered)), asdict(score(rival, answered))

    assert {name: value for name, value in ours.items() if value < theirs[name]} == {}
