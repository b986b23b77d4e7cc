"""Correcting what is known of a published report."""

import pytest
from django.urls import reverse

from archive.models import AuditEvent, Report
from tests.services.shelf import published
from tests.views.staff_pages import EDITOR, PUBLISHER, signed_in, tree, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_store")]


@pytest.fixture
def address():
    return reverse("report_amend", args=[published().public_id])


def filled(response):
    """What a browser would post from the form of the page."""
    (form,) = tree(response).xpath('//form[.//input[@name="seen"]]')
    return dict(form.form_values())


def test_a_wrong_region_and_year_are_corrected_and_recorded(address):
    client = signed_in(PUBLISHER)
    form = filled(client.get(address))
    form |= {"region_code": "湖北省襄阳市枣阳市 420683", "reporting_year": "2005", "signed": "2006-01-02"}
    page = client.post(address, form, follow=True)
    assert "报告信息已改" in words(page)
    report = Report.objects.get()
    assert report.region.full_name == "湖北省襄樊市枣阳市"
    assert (report.reporting_year, report.signed_on.isoformat()) == (2005, "2006-01-02")
    event = AuditEvent.objects.get(action="amend")
    assert (event.actor.username, event.after["region_code"]) == ("worker", "420683")


def test_an_untouched_form_changes_nothing(address):
    client = signed_in(PUBLISHER)
    page = client.post(address, filled(client.get(address)), follow=True)
    assert "没有改动" in words(page)
    assert not AuditEvent.objects.filter(action="amend").exists()


def test_of_two_people_the_second_is_told_and_nothing_is_overwritten(address):
    client = signed_in(PUBLISHER)
    form = filled(client.get(address))
    client.post(address, form | {"title": "第一个人的题"})
    second = client.post(address, form | {"title": "第二个人的题"})
    assert second.status_code == 409
    assert "已有改动" in words(second)
    assert filled(second)["title"] == "第一个人的题"
    assert Report.objects.get().title == "第一个人的题"


@pytest.mark.parametrize("seen", ["", "昨天", "2026-99-99T00:00:00", "2026-01-01T00:00:00"])
def test_a_page_that_has_seen_something_else_saves_nothing(address, seen):
    client = signed_in(PUBLISHER)
    form = filled(client.get(address)) | {"title": "改过的题", "seen": seen}
    assert client.post(address, form).status_code == 409
    assert not Report.objects.filter(title="改过的题").exists()


def test_a_wrong_value_is_named_and_nothing_saved(address):
    client = signed_in(PUBLISHER)
    wrong = client.post(address, filled(client.get(address)) | {"reporting_year": "3000"})
    assert wrong.status_code == 422
    assert "报告年度：年度请填" in words(wrong)
    assert client.post(address, filled(wrong) | {"reporting_year": "2020"}).status_code == 302
    assert Report.objects.get().reporting_year == 2020


def test_an_editor_does_not_change_what_is_published(address):
    client = signed_in(EDITOR)
    assert client.get(address).status_code == 403
    assert "修改报告信息" not in words(client.get(address.removesuffix("amend/")))
