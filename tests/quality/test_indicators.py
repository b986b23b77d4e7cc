"""Names of figures and the indicators they are of: names from the seeds and names as reports write them."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from archive.analysis.indicators import IndicatorEntry, IndicatorLexicon
from archive.analysis.measures import same_unit
from archive.analysis.name_words import squeeze
from tests.quality.gold import GOLD, ROOT, floors

LEXICON = ROOT / "seeds" / "lexicons" / "indicators.tsv"
TOPICS = ROOT / "seeds" / "lexicons" / "topics.tsv"
MEASURES = {"count", "rate", "amount", "index"}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def words(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split("|")))


def entry(row: dict[str, str]) -> IndicatorEntry:
    names = (row["name"], *words(row["aliases"]))
    return IndicatorEntry(row["slug"], names, words(row["units"]), words(row["without"]), row["measure"])


ROWS = rows_of(LEXICON)
ENTRIES = [entry(row) for row in ROWS]
NAMES = rows_of(GOLD / "indicator_names.tsv")


@pytest.fixture(scope="module")
def lexicon() -> IndicatorLexicon:
    return IndicatorLexicon(ENTRIES)


@pytest.fixture(scope="module")
def told(lexicon) -> list[tuple[str, str, str, str]]:
    """The indicator and qualifier wanted and found of each name."""
    found = []
    for row in NAMES:
        match = lexicon.match(row["name"], row["unit"])
        got = (match.slug, match.qualifier) if match else ("", "")
        found.append((row["slug"], row["qualifier"], *got))
    return found


def test_the_lexicon_has_no_fewer_indicators():
    assert len(ENTRIES) >= floors()["indicators.entries"]


def test_what_is_told_is_right(told):
    given = [(slug, found) for slug, _q, found, _p in told if found]
    assert sum(slug == found for slug, found in given) / len(given) >= floors()["indicators.precision"]


def test_what_there_is_is_told(told):
    wanted = [(slug, found) for slug, _q, found, _p in told if slug]
    assert sum(slug == found for slug, found in wanted) / len(wanted) >= floors()["indicators.recall"]


def test_what_narrows_a_name_is_told(told):
    right = [(q, p) for slug, q, found, p in told if slug and slug == found]
    assert sum(q == p for q, p in right) / len(right) >= floors()["indicators.qualifiers"]


def test_names_that_are_of_no_indicator_are_many_among_those_judged():
    assert len(NAMES) >= floors()["indicators.names"]
    assert sum(not row["slug"] for row in NAMES) >= len(NAMES) / 3


def test_every_indicator_judged_is_in_the_lexicon():
    assert {row["slug"] for row in NAMES} - {""} <= {row["slug"] for row in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=[row["slug"] for row in ROWS])
def test_every_name_of_an_indicator_leads_to_it_alone(row, lexicon):
    for name in (row["name"], *words(row["aliases"])):
        match = lexicon.match(name, row["unit"])
        assert match is not None, name
        assert (match.slug, match.qualifier) == (row["slug"], ""), name


def test_no_two_indicators_share_a_name_in_one_unit():
    owners: dict[tuple[str, str], str] = {}
    for one in ENTRIES:
        for key in keys(one.names, one.units):
            assert owners.setdefault(key, one.slug) == one.slug, key


def keys(names: Sequence[str], units: Sequence[str]) -> set[tuple[str, str]]:
    return {(squeeze(name).text, unit) for name in names for unit in map(same_unit, units or ("",))}


def test_each_indicator_says_what_is_counted_over_what():
    topics = {row["topic"]: row["code"] for row in rows_of(TOPICS)}.values()
    for row in ROWS:
        assert row["measure"] in MEASURES, row["slug"]
        assert row["topic"] in topics, row["slug"]
        assert row["definition"].endswith("。"), row["slug"]
        assert same_unit(row["unit"]) in {*map(same_unit, words(row["units"])), ""}, row["slug"]


def test_the_texts_of_an_indicator_fit_their_columns():
    for row in ROWS:
        assert len(row["definition"]) <= 300, row["slug"]
        assert len(row["without"]) <= 300, row["slug"]
        assert max(map(len, (row["name"], *words(row["aliases"])))) <= 60, row["slug"]


def test_slugs_and_names_are_of_one_indicator_each():
    assert len({row["slug"] for row in ROWS}) == len({row["name"] for row in ROWS}) == len(ROWS)
