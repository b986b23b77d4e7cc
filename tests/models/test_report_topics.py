"""The topics kept beside a report are those of its current text."""

import importlib

import pytest
from django.apps import apps

from archive import services
from archive.corrections import Corrections
from archive.models import Report
from tests.factories import published_report
from tests.services.shelf import OTHER, published, shelved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_store")]
fill = importlib.import_module("archive.migrations.0011_report_topics").fill


def of_sections(report):
    return {code for section in report.current_revision.sections.all() for code in section.topics}


def kept(report):
    report.refresh_from_db()
    return set(filter(None, report.topics.split("|")))


def test_publishing_keeps_the_topics_of_all_sections():
    report = published()
    assert "tcm" in kept(report)
    assert kept(report) == of_sections(report)


def test_a_new_version_and_going_back_change_them():
    report = published()
    before = kept(report)
    services.revise(report=report, intake=shelved(OTHER), corrections=Corrections(), by=None)
    assert kept(report) == of_sections(report) != before
    services.revert(report=report, by=None)
    assert kept(report) == before


def test_a_topic_is_found_by_its_whole_code():
    held = published_report(("一、", "中医药", "甲。", {"topics": ["tcm", "general"]}))
    assert list(Report.objects.with_topic("tcm")) == [held]
    assert list(Report.objects.with_topic("general")) == [held]
    assert not Report.objects.with_topic("tc")
    assert not Report.objects.with_topic("%")


def test_the_migration_fills_what_was_held_before():
    report = published()
    wanted = report.topics
    Report.objects.update(topics="")
    fill(apps, None)
    assert "|".join(sorted(kept(report))) == "|".join(sorted(filter(None, wanted.split("|"))))
