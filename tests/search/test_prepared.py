"""Queries compiled once for each number of keys."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import Region, Report
from search import prepared
from search.prepared import Prepared
from tests.factories import published_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def named(regions):
    built = []

    def build(codes):
        built.append(codes)
        return Region.objects.filter(valid_to__isnull=True, code__in=codes).values_list("code", "name")

    return Prepared(build, prepared.text), built


def test_it_finds_the_rows_of_its_keys(named):
    query, _built = named
    assert dict(query.rows(["340504", "340503"])) == {"340504": "雨山区", "340503": "花山区"}
    assert dict(query.rows(["350922", "no such code"])) == {"350922": "古田县"}
    assert query.rows([]) == []


def test_it_is_built_once_for_each_number_of_keys(named):
    query, built = named
    for codes in (["340504"], ["340503"], ["340504", "340503"]):
        query.rows(codes)
    assert [len(keys) for keys in built] == [1, 2]


def test_it_asks_the_database_each_time(named):
    query, _built = named
    query.rows(["340504"])
    with CaptureQueriesContext(connection) as asked:
        query.rows(["340504"])
    assert len(asked) == 1


def test_numbers_are_found_as_well():
    report = published_report(("一、", "服务", "正文"))
    query = Prepared(
        lambda keys: Report.objects.filter(pk__in=keys).values_list("pk", "title"), prepared.whole_number
    )
    assert query.rows([report.pk, 0]) == [(report.pk, report.title)]


def test_more_keys_than_a_statement_takes_are_asked_in_turns(named):
    query, built = named
    codes = list(Region.objects.filter(valid_to__isnull=True).values_list("code", flat=True)[:450])
    assert {code for code, _name in query.rows(codes)} == set(codes)
    assert {len(keys) for keys in built} == {prepared.AT_ONCE, 50}
