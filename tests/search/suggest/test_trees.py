"""Which words are mended together, and queries typed differently."""

import pytest

from search.language.reading import read
from search.language.rendering import typed as written
from search.suggest.trees import exchanged, runs

pytestmark = pytest.mark.django_db


def words(typed):
    return [[term.text for term in run] for run in runs(read(typed, verbatim=True).root)]


@pytest.mark.parametrize(
    ("typed", "groups"),
    [
        ("卫升 托育", [["卫升"], ["托育"]]),
        ("wei sheng", [["wei", "sheng"]]),
        ("wei'sheng", [["wei'sheng"]]),
        ("中医 wei sheng", [["中医"], ["wei", "sheng"]]),
        ('wei "sheng"', [["wei"], ["sheng"]]),
        ("wei OR sheng", [["wei"], ["sheng"]]),
        ("卫升 -托玉", [["卫升"]]),
        ('"卫升 服务"~5', []),
        ("年份:2022", []),
        ("", []),
    ],
)
def test_letters_side_by_side_are_mended_as_one_word(typed, groups):
    assert words(typed) == groups


def test_leaves_are_exchanged_where_they_stand():
    query = read("(wei sheng) OR 中医 -托育 年份:2022", verbatim=True)
    wei, sheng = (term for term in query.terms if term.text in {"wei", "sheng"})
    assert query.root
    changed = exchanged(query.root, {wei: "卫生", sheng: ""})
    reread = read(written(changed), verbatim=True)
    assert [term.text for term in reread.terms] == ["卫生", "中医"]
    assert [term.text for term in reread.unwanted] == ["托育"]


def test_nothing_is_left_of_a_query_whose_leaves_are_all_dropped():
    query = read("-中医", verbatim=True)
    assert query.root
    assert exchanged(query.root, dict.fromkeys(query.unwanted, "")) is None
