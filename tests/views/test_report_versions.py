"""Texts taken back stay out of sight; reposts and how a file was read are named."""

import pytest
from django.urls import reverse
from django.utils import timezone

from archive.models import Report
from tests.factories import RevisionFactory, SectionFactory, published_report

pytestmark = pytest.mark.django_db


def with_retracted_text() -> Report:
    report = published_report(("一、", "甲", "留下的正文"))
    RevisionFactory(report=report, number=2, text="收回的正文", retracted_at=timezone.now())
    return report


@pytest.mark.parametrize("name", ["revision", "original"])
def test_a_text_taken_back_has_no_address(client, name):
    report = with_retracted_text()
    assert client.get(reverse(name, args=[report.public_id, 2])).status_code == 404


def test_a_text_taken_back_is_not_listed(client):
    report = with_retracted_text()
    page = client.get(reverse("history", args=[report.public_id])).content.decode()
    assert "第 1 版" in page
    assert "第 2 版" not in page


def test_an_anchor_of_a_text_taken_back_leads_to_the_report(client):
    report = with_retracted_text()
    SectionFactory(revision=report.revisions.get(number=2), start=77, end=80, label="一、", heading="甲")
    response = client.get(reverse("section", args=[report.public_id, "s77"]))
    assert response.url == report.get_absolute_url()


def test_a_report_and_its_reposts_name_each_other(client):
    original = published_report(("一、", "甲", "正文"), title="原来的一份")
    repost = published_report(("一、", "甲", "正文"), title="转载的一份", repost_of=original)
    assert "转载的一份" in client.get(original.get_absolute_url()).content.decode()
    assert "原来的一份" in client.get(repost.get_absolute_url()).content.decode()


def test_a_withdrawn_report_is_not_named_by_its_kin(client):
    original = published_report(("一、", "甲", "正文"), title="原来的一份", state=Report.State.WITHDRAWN)
    repost = published_report(("一、", "甲", "正文"), title="转载的一份", repost_of=original)
    second = published_report(("一、", "甲", "正文"), title="第二份转载", repost_of=repost)
    Report.objects.filter(pk=second.pk).update(state=Report.State.WITHDRAWN)
    page = client.get(repost.get_absolute_url()).content.decode()
    assert "原来的一份" not in page
    assert "第二份转载" not in page


@pytest.mark.parametrize(("extractor", "words"), [("docx", "Word 文档"), ("ocr", "由程序辨认"), ("zz", "zz")])
def test_the_received_file_says_how_it_was_read(client, extractor, words):
    report = published_report(("一、", "甲", "正文"))
    report.revisions.update(extractor=extractor)
    page = client.get(report.get_absolute_url()).content.decode()
    assert words in page
    assert "text/plain" in page
