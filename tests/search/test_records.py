"""What result pages know of reports."""

import pytest

from archive.models import Report
from search.records import read_records
from tests.factories import RegionFactory, published_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions")]


def test_a_record_is_read_in_one_query_once_its_report_was_met(django_assert_num_queries):
    report = published_report(("一、", "服务", "正文"), region=RegionFactory())
    with django_assert_num_queries(3):
        first = read_records([report.public_id])
    with django_assert_num_queries(1):
        assert read_records([report.public_id]) == first
    assert first[report.public_id].place == "雨山区"


def test_what_was_recognised_is_read_anew_when_the_report_changes():
    report = published_report(
        ("一、", "服务", "正文"), evidence=[{"field": "reporting_year", "value": "2022"}]
    )
    assert read_records([report.public_id])[report.public_id].is_year_inferred
    report.current_revision.evidence.update(overridden=True)
    report.save()
    assert not read_records([report.public_id])[report.public_id].is_year_inferred


def test_damage_is_named_without_its_places():
    report = published_report(("一、", "服务", "**年"), defects=[[4, 6, "mask"]])
    assert read_records([report.public_id])[report.public_id].damage == {"mask"}


def test_a_withdrawn_report_has_no_record():
    report = published_report(("一、", "服务", "正文"))
    read_records([report.public_id])
    Report.objects.update(state=Report.State.WITHDRAWN)
    assert read_records([report.public_id]) == {}
