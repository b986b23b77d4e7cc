import time
from unittest.mock import patch

import pytest
from django.db import DatabaseError

from search import lexicon
from search.models import LexiconStamp, SynonymSet
from tests.search.lexicon.sets import a_set, forms

pytestmark = pytest.mark.django_db


def test_a_set_is_searched_as_soon_as_it_is_stored():
    assert forms(lexicon.variants("疾控")) == []
    a_set("疾控", "疾病预防控制")
    assert forms(lexicon.variants("疾控")) == ["疾病预防控制"]


def test_a_set_that_is_switched_off_or_deleted_is_not_searched():
    one = a_set("疾控", "疾病预防控制")
    other = a_set("爱卫会", "爱国卫生运动委员会")
    one.active = False
    one.save()
    assert forms(lexicon.variants("疾控")) == []
    assert forms(lexicon.variants("爱卫会")) == ["爱国卫生运动委员会"]
    other.delete()
    assert forms(lexicon.variants("爱卫会")) == []


def test_the_version_changes_with_every_change():
    versions = [lexicon.version()]
    one = a_set("疾控", "疾病预防控制")
    versions.append(lexicon.version())
    one.terms = [*one.terms, "疾病控制"]
    one.save()
    versions.append(lexicon.version())
    one.delete()
    versions.append(lexicon.version())
    assert len(set(versions)) == 4


def test_between_two_looks_nothing_is_asked_of_the_database(django_assert_num_queries):
    a_set("疾控", "疾病预防控制")
    with patch("time.monotonic", return_value=time.monotonic()):
        _asked_of_nobody(django_assert_num_queries)


def _asked_of_nobody(django_assert_num_queries):
    lexicon.variants("疾控")
    with django_assert_num_queries(0):
        assert forms(lexicon.variants("疾控")) == ["疾病预防控制"]
        assert forms(lexicon.variants("县疾控")) == ["县疾病预防控制"]
        lexicon.version()


def test_a_look_at_an_unchanged_lexicon_is_one_query(django_assert_num_queries):
    a_set("疾控", "疾病预防控制")
    lexicon.variants("疾控")
    lexicon.forget()
    with django_assert_num_queries(1):
        lexicon.variants("疾控")


def test_a_change_made_elsewhere_is_seen_within_a_second():
    with patch("time.monotonic", return_value=100.0) as clock:
        a_set("疾控", "疾病预防控制")
        lexicon.variants("疾控")
        SynonymSet.objects.update(active=False)
        LexiconStamp.objects.update(value="another process")  # no signal reaches this one
        assert forms(lexicon.variants("疾控")) == ["疾病预防控制"]
        clock.return_value = 101.0
        assert forms(lexicon.variants("疾控")) == []


def test_a_database_that_does_not_answer_leaves_what_was_known():
    a_set("疾控", "疾病预防控制")
    lexicon.variants("疾控")
    lexicon.forget()
    with patch.object(LexiconStamp.objects, "values_list", side_effect=DatabaseError):
        assert forms(lexicon.variants("疾控")) == ["疾病预防控制"]


def test_a_term_is_shown_as_people_write_it():
    a_set("重症监护室", "ICU")
    assert lexicon.shown("icu") == "ICU"
    assert lexicon.shown("疾控") == "疾控"
