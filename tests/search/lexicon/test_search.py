"""The lexicon at work: searches of the five seeds with the shipped sets."""

import pytest
from django.core.management import call_command

from search import service
from search.lexicon.editing import Wording, switch, write
from search.lexicon.effects import effects
from search.models import SynonymSet
from search.request import SearchRequest

pytestmark = pytest.mark.usefixtures("archive_with_seeds")


@pytest.fixture(autouse=True)
def shipped_sets(archive_with_seeds):
    call_command("load_synonyms", verbosity=0)


def reports(query, **more):
    return service.count(SearchRequest(query=query, **more))


@pytest.mark.parametrize(
    ("query", "found", "typed_alone"),
    [
        ("国医堂", 5, 3),
        ("疾病预防控制中心", 1, 0),
        ("新型農村合作醫療", 1, 1),
        ("卫计委", 4, 0),
        ("两癌", 3, 3),
        ("宫颈癌", 2, 2),
        ("資訊", 4, 0),
    ],
)
def test_a_word_finds_what_its_other_forms_find(query, found, typed_alone):
    assert reports(query) == found
    assert reports(query, verbatim=True) == typed_alone


def test_a_phrase_and_what_is_excluded_are_as_typed():
    assert reports('"国医堂"') == 3
    assert reports("中医 -国医堂") == reports("中医") - 3


def test_the_page_says_what_was_really_searched():
    assert "中医馆" in service.search(SearchRequest(query="国医堂")).interpreted


def test_a_set_switched_off_is_out_of_force_at_once(staff_user):
    (one,) = SynonymSet.objects.filter(folded__contains="\n国医堂\n")
    switch(one, staff_user, active=False)
    assert reports("国医堂") == 3
    switch(one, staff_user, active=True)
    assert reports("国医堂") == 5


def test_a_new_set_is_in_force_at_once(staff_user):
    assert reports("健步走运动") == 0
    write(Wording("equal", ("健步走运动", "健走")), staff_user)
    assert reports("健步走运动") == reports("健走") > 0


def test_what_a_set_would_do_is_counted():
    (one, other) = effects(Wording("similar", ("中医馆", "国医堂")))
    assert (one.term, one.alone, one.together) == ("中医馆", 3, 5)
    assert (other.term, other.alone, other.together) == ("国医堂", 3, 5)
    assert reports(other.query) == other.together
