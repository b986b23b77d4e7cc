"""The benchmark of the search over a small archive: engines that match the same substrings agree."""

from pathlib import Path

import pytest
from django.core.management import call_command

from tests.bench.search import floors, rows, texts
from tests.bench.search.agreement import differences, disagreements
from tests.bench.search.fts5 import Fts5, Fts5Pairs
from tests.bench.search.haystack_door import ArchiveDoor
from tests.bench.search.mix import KINDS, mix
from tests.bench.search.ours import Engine, Service
from tests.bench.search.page import FACETS, Page
from tests.bench.search.tantivy_engine import Grams, Words
from tests.bench.search.works import Place, works

SECTIONS = 300


@pytest.fixture
def made(regions, fresh_index, settings, tmp_path) -> Path:
    """An archive of made reports; the folder for indexes of it."""
    settings.VAR_DIR = tmp_path
    rows.fill(SECTIONS)
    return tmp_path


def test_engines_that_match_substrings_find_the_same(made):
    call_command("reindex", verbosity=0)
    for rival in (Grams, Fts5):
        rival.build(made, texts.read())
    asks, pairs = mix(), Grams(made)
    assert len(asks) == sum(KINDS.values())
    assert sum(bool(pairs.page(ask).total) for ask in asks) > len(asks) / 3
    for engine in (Engine(), Service(), Fts5Pairs(made)):
        assert disagreements(pairs, engine, asks) == []
    # Haystack's filters are part of the query, so they narrow the counts of their own facet too.
    plain = [ask for ask in asks if ask.kind == "phrase" and not ask.filtered]
    assert disagreements(pairs, ArchiveDoor(), plain) == []


def test_engines_of_words_answer_all_but_parts_of_words(made):
    Words.build(made, texts.read())
    words = Words(made)
    asks = [ask for ask in mix() if words.answers(ask)]
    assert {"substring", "character"}.isdisjoint(ask.kind for ask in asks)
    assert any("<b>" in marked for ask in asks for marked in words.page(ask).marked)


def test_a_longer_run_begins_with_the_same_reports():
    places = [Place(1, "340504", "雨山区", 1981, 9999)]
    short, long = (list(works(places, sections)) for sections in (40, 90))
    assert [len(work.pieces) for work in short] == [30, 10]
    assert [work.pieces[0].body for work in short] == [work.pieces[0].body for work in long[:2]]
    [first, *_] = long
    assert all(first.text[p.words_start : p.end] == p.body for p in first.pieces)


@pytest.mark.usefixtures("regions")
def test_a_difference_in_one_count_is_told():
    counts = {name: {"": 1} for name in FACETS}
    one, two = Page(2, ("a", "b"), counts, ()), Page(3, ("b", "a"), counts, ())
    assert [told.split()[0] for told in differences(one, two, newest=True)] == ["total", "reports"]


@pytest.mark.parametrize(
    ("value", "more", "verdict"),
    [(1, False, "goal"), (5, False, "floor"), (9, False, "MISSED"), (9, True, "goal")],
)
def test_a_line_of_the_table_says_what_is_reached(value, more, verdict):
    floor, goal = (2, 8) if more else (8, 2)
    assert floors.Line("x", value, floor, goal, more=more).verdict == verdict
