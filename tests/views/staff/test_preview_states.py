"""A file that is decided, failed or still queued: its page says so and leads on."""

import pytest
from django.urls import reverse

from archive import services, storage
from archive.corrections import Corrections
from archive.models import Intake
from tests.services.shelf import SEED, small_report
from tests.views.staff_pages import (
    PUBLISHER,
    VIEWER,
    form_values,
    reread,
    shelved_seed,
    shelved_text,
    signed_in,
    tree,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_store")]


@pytest.fixture
def publisher():
    return signed_in(PUBLISHER)


def act(client, intake, name):
    return client.post(reverse(name, args=[intake.batch_id, intake.number]), follow=True)


def forms(response) -> list[str]:
    return tree(response).xpath("//main//form/@action")


def test_a_published_file_leads_to_its_report(publisher):
    intake = shelved_seed()
    report = services.publish(intake=intake, corrections=Corrections(), by=None)
    page = publisher.get(intake.get_absolute_url())
    assert page.status_code == 200
    assert "已经发布" in words(page)
    assert tree(page).xpath(f'//main//a[@href="{report.get_absolute_url()}"]')


def test_the_file_of_a_withdrawn_report_says_so(publisher):
    intake = shelved_seed()
    report = services.publish(intake=intake, corrections=Corrections(), by=None)
    services.withdraw(report=report, reason="有误", by=None)
    assert "后已撤下" in words(publisher.get(intake.get_absolute_url()))


def test_confirming_a_file_somebody_else_decided_changes_nothing(publisher):
    intake = shelved_seed()
    values = form_values(publisher.get(intake.get_absolute_url()))
    services.discard(intake=intake, by=None)
    response = publisher.post(intake.get_absolute_url(), values | {"publish": "1"})
    assert response.status_code == 409
    assert "已经放弃" in words(response)
    assert reread(intake).report is None


def test_a_file_decided_at_the_same_moment_is_shown_as_it_is_now(publisher, monkeypatch):
    intake = shelved_seed()
    values = form_values(publisher.get(intake.get_absolute_url()))

    def too_late(**kwargs):
        services.discard(intake=kwargs["intake"], by=None)
        raise services.ServiceError("晚了一步。")

    monkeypatch.setattr(services, "publish", too_late)
    response = publisher.post(intake.get_absolute_url(), values | {"publish": "1"})
    assert response.status_code == 409
    assert "晚了一步。" in words(response)
    assert "已经放弃" in words(response)


def test_a_discarded_file_can_be_taken_back(publisher):
    intake = shelved_seed()
    page = act(publisher, intake, "intake_discard")
    assert "已放弃“001_dc7afcfdc16875c6.txt”" in words(page)
    assert storage.intact(intake.source_file.sha256)
    page = act(publisher, intake, "intake_restore")
    assert "已取回" in words(page)
    assert reread(intake).state == Intake.State.WAITING


def test_taking_back_what_was_not_discarded_is_answered_in_words(publisher):
    assert "没有放弃" in words(act(publisher, shelved_seed(), "intake_restore"))


def test_discarding_twice_is_answered_in_words(publisher):
    intake = shelved_seed()
    act(publisher, intake, "intake_discard")
    assert "已经处理过了" in words(act(publisher, intake, "intake_discard"))


def test_a_file_of_which_nothing_was_kept_is_to_be_uploaded_again(publisher):
    intake = services.take_in(content=b"MZ\x90\x00" + bytes(200), name="x.exe", by=None)
    page = publisher.get(intake.get_absolute_url())
    assert intake.reason in words(page)
    assert tree(page).xpath(f'//main//a[@href="{reverse("intake_upload")}"]')
    assert forms(page) == [reverse("intake_discard", args=[intake.batch_id, intake.number])]
    assert "不能重试" in words(act(publisher, intake, "intake_retry"))


def test_a_failed_file_whose_bytes_were_kept_can_be_read_again(publisher):
    intake = shelved_text("青山县2020年工作总结\n一、工作\n做了工作。\n")
    Intake.objects.filter(pk=intake.pk).update(state=Intake.State.FAILED, reason="识别多次中断。")
    page = publisher.get(intake.get_absolute_url())
    assert "识别多次中断。" in words(page)
    assert reverse("intake_retry", args=[intake.batch_id, intake.number]) in forms(page)
    act(publisher, intake, "intake_retry")
    assert reread(intake).state == Intake.State.WAITING


def test_a_queued_file_says_to_wait_and_looks_again(publisher):
    batch = services.start_batch(by=None)
    (intake,) = services.receive(services.Upload("a.txt", small_report(1)), batch=batch, by=None)
    page = publisher.get(intake.get_absolute_url())
    assert "正在等待识别" in words(page)
    assert page.headers["Refresh"] == "5"
    assert "Refresh" not in publisher.get(shelved_seed().get_absolute_url()).headers


def test_a_duplicate_leads_to_the_file_that_waits(publisher):
    first, second = shelved_seed(), services.take_in(content=SEED.read_bytes(), name="b.txt", by=None)
    page = publisher.get(second.get_absolute_url())
    assert tree(page).xpath(f'//main//a[@href="{first.get_absolute_url()}"]')


def test_a_duplicate_leads_to_the_report_that_is_held(publisher):
    report = services.publish(intake=shelved_seed(), corrections=Corrections(), by=None)
    second = services.take_in(content=SEED.read_bytes(), name="b.txt", by=None)
    page = publisher.get(second.get_absolute_url())
    assert tree(page).xpath(f'//main//a[@href="{report.get_absolute_url()}"]')


def test_bytes_that_are_gone_are_answered_in_words(publisher, settings, tmp_path):
    intake = shelved_seed()
    intake.recognition.delete()
    settings.ORIGINALS_DIR = tmp_path / "elsewhere"
    page = publisher.get(intake.get_absolute_url())
    assert page.status_code == 200
    assert "库中找不到原件" in tree(page).xpath('string(//*[@role="alert"])')


def test_a_viewer_is_offered_no_decision(publisher):
    intake = shelved_seed()
    services.discard(intake=intake, by=None)
    assert forms(signed_in(VIEWER, "looker").get(intake.get_absolute_url())) == []
    assert forms(publisher.get(intake.get_absolute_url()))


@pytest.mark.parametrize("name", ["intake_discard", "intake_restore", "intake_retry"])
def test_decisions_need_a_post(publisher, name):
    intake = shelved_seed()
    assert publisher.get(reverse(name, args=[intake.batch_id, intake.number])).status_code == 405


def test_a_file_that_never_was_is_not_found(publisher):
    intake = shelved_seed()
    assert publisher.get(reverse("intake_preview", args=[intake.batch_id, 9])).status_code == 404
