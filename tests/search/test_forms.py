"""Reading the query string: everything readable is taken, the rest is dropped and said."""

import pytest
from django.http import QueryDict

from search.forms import QUERY_LIMIT, read, year_range
from search.language.ast import leaves
from search.language.bends import Bend
from search.language.fields import resolve
from search.language.parser import parse
from search.request import SearchRequest, YearRange

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _divisions(regions):
    """Region codes are checked against the division table."""


def asked(query_string: str) -> SearchRequest:
    return read(QueryDict(query_string)).request


def complaints(query_string: str) -> tuple[str, ...]:
    return read(QueryDict(query_string)).complaints


def test_nothing_asked_is_the_default_request():
    assert read(QueryDict("")).request == SearchRequest()


def test_spaces_and_control_characters_in_the_words_become_one_space():
    assert asked("q=%20中医馆%00%0a%20托育%20").query == "中医馆 托育"


def test_characters_that_show_nothing_do_not_part_words():
    assert asked("q=医%E2%80%8B共%C2%AD体%EF%BB%BF").query == "医共体"


@pytest.mark.parametrize("typed", ["医" * 5000, "医 " * 2500, "医" * 1200 + " 共", "医" * 1201 + " 共"])
def test_very_long_words_are_cut_and_that_is_said_on_every_page(typed):
    query = asked("q=" + typed).query
    assert len(query) <= QUERY_LIMIT
    assert asked("q=" + query).query == query
    assert Bend.LENGTH in {notice.bend for notice in parse(query, resolve).notices}


def test_glosses_do_not_count_for_the_length_of_words():
    typed = "卫(wèi)" * 100 + "医共体"
    parsed = parse(asked("q=" + typed).query, resolve)
    assert parsed.notices == ()
    assert [leaf.text for leaf in leaves(parsed.root)] == ["卫" * 100 + "医共体"]


def test_repeated_keys_are_alternatives_in_canonical_order():
    assert asked("topic=tcm&topic=mch&topic=tcm").filters.topics == ("mch", "tcm")


def test_division_codes_are_cut_to_the_digits_their_descendants_share():
    assert asked("region=340000&region=340500&region=340504").filters.regions == (
        "34",
        "3405",
        "340504",
    )


@pytest.mark.parametrize(
    ("typed", "years"),
    [
        ("2022", (2022, 2022)),
        ("2013-2024", (2013, 2024)),
        ("2024-2013", (2013, 2024)),
        ("2013-", (2013, None)),
        ("-2024", (None, 2024)),
        ("2013–2024", (2013, 2024)),
        ("-", None),
        ("22", None),
        ("3022", None),
        ("20222", None),
        ("２０２２", None),
        ("xx", None),
    ],
)
def test_years_are_read_as_written_in_addresses(typed, years):
    assert year_range(typed) == (YearRange(*years) if years else None)


def test_the_range_form_replaces_the_years_selected_before():
    assert asked("year=2022&y1=2013&y2=2014").filters.years == (YearRange(2013, 2014),)


def test_an_empty_range_form_leaves_the_years_alone():
    assert asked("year=2022&y1=&y2=").filters.years == (YearRange(2022, 2022),)


@pytest.mark.parametrize(
    "query_string",
    [
        "region=99",
        "region=abc",
        "region=3",
        "year=xx",
        "y1=abc",
        "kind=nonsense",
        "role=nonsense",
        "topic=nonsense",
        "source=nonsense",
        "unit=?",
        "only=yes",
        "strict=2",
        "sort=best",
        "page=abc",
        "page=-1",
        "page=0",
        "page=99999999999999999999",
    ],
)
def test_what_cannot_be_read_is_left_out_with_one_sentence(query_string):
    answer = read(QueryDict(query_string))
    assert answer.request == SearchRequest()
    assert len(answer.complaints) == 1
    assert answer.complaints[0].endswith("。")


def test_readable_values_beside_an_unreadable_one_are_kept():
    answer = read(QueryDict("region=34&region=zz&q=医"))
    assert answer.request.filters.regions == ("34",)
    assert len(answer.complaints) == 1


def test_just_what_was_typed_and_just_its_glyphs_are_asked_for():
    assert asked("only=1").verbatim
    assert asked("strict=1").strict
    assert not asked("only=0&strict=").verbatim


def test_the_same_complaint_is_made_once():
    assert len(complaints("topic=x&topic=x")) == 1
