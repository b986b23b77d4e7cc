import pytest
import time_machine
from django.utils import timezone

from archive import services
from archive.corrections import Corrections
from archive.models import AuditEvent, Intake, Operation, Report
from archive.models.audit import UNDO_PERIOD
from archive.services import drafts
from archive.signals import reports_changed
from tests.services.shelf import OTHER, SEED, published, shelved, small_batch

pytestmark = pytest.mark.django_db


def states(batch):
    return [row.state for row in batch.intakes.order_by("number")]


def test_values_are_set_on_every_waiting_file():
    batch, rows = small_batch(3)
    outcome = services.set_values(rows, {"region_code": "340504"}, batch=batch, by=None)
    assert (outcome.done, outcome.refused) == (3, ())
    assert {row.overview["region_code"] for row in batch.intakes.all()} == {"340504"}


def test_a_value_set_for_many_keeps_what_was_corrected_on_one():
    batch, rows = small_batch(1)
    corrected = services.save_corrections(intake=rows[0], corrections=Corrections({"title": "题"}), by=None)
    services.set_values([corrected], {"kind": "plan"}, batch=batch, by=None)
    assert batch.intakes.get().corrections["values"] == {"title": "题", "kind": "plan"}


def test_only_year_region_and_kind_are_set_for_many():
    with pytest.raises(ValueError, match="title"):
        services.set_values([], {"title": "题"}, batch=None, by=None)


def test_undoing_a_setting_brings_back_each_file_s_own_values():
    batch, rows = small_batch(2)
    before = [row.overview["reporting_year"] for row in rows]
    outcome = services.set_values(rows, {"reporting_year": 1999}, batch=batch, by=None)
    undone = services.undo(outcome.operation, by=None)
    assert (undone.done, undone.refused) == (2, ())
    after = [row.overview["reporting_year"] for row in batch.intakes.order_by("number")]
    assert after == before


def test_a_file_changed_since_is_left_alone_by_the_undoing():
    batch, rows = small_batch(2)
    outcome = services.set_values(rows, {"kind": "plan"}, batch=batch, by=None)
    services.save_corrections(intake=rows[0], corrections=Corrections({"kind": "summary"}), by=None)
    undone = services.undo(outcome.operation, by=None)
    assert undone.done == 1
    assert [(row.number, why) for row, why in undone.refused] == [(1, "之后又有人改过这份草稿，未撤销。")]


def test_publishing_many_names_those_refused():
    batch, rows = small_batch(3)
    services.discard(intake=rows[1], by=None)
    outcome = services.publish_many(rows, batch=batch, by=None)
    assert outcome.done == 2
    assert [row.number for row, _why in outcome.refused] == [2]
    assert states(batch) == ["published", "discarded", "published"]


def test_what_an_editor_saved_meanwhile_is_published_with_the_rest():
    batch, [stale] = small_batch(1)
    services.save_corrections(intake=stale, corrections=Corrections({"title": "刚改好的题"}), by=None)
    services.publish_many([stale], batch=batch, by=None)
    assert Report.objects.get().title == "刚改好的题"


def test_many_reports_are_announced_together(django_capture_on_commit_callbacks):
    heard = []

    def listen(reports, **_kwargs):
        heard.append(len(reports))

    _batch, rows = small_batch(3)
    reports_changed.connect(listen, dispatch_uid="test-bulk")
    try:
        with services.announcing_together(), django_capture_on_commit_callbacks(execute=True):
            for row in rows:
                services.publish(intake=row, corrections=Corrections(), by=None)
    finally:
        reports_changed.disconnect(dispatch_uid="test-bulk")
    assert heard == [3]


def test_undoing_a_publication_takes_it_out_of_sight_and_back_to_the_shelf():
    batch, rows = small_batch(2)
    outcome = services.publish_many(rows, batch=batch, by=None)
    services.undo(outcome.operation, by=None)
    assert not Report.objects.published().exists()
    assert states(batch) == ["waiting", "waiting"]


def test_what_was_taken_back_is_published_again_under_its_address():
    batch, rows = small_batch(1)
    outcome = services.publish_many(rows, batch=batch, by=None)
    address = Report.objects.get().public_id
    services.undo(outcome.operation, by=None)
    services.publish_many(batch.intakes.all(), batch=batch, by=None)
    assert Report.objects.published().get().public_id == address


def test_undoing_a_new_version_shows_the_old_one_with_its_metadata():
    report = published()
    text = report.current_revision.text
    title = report.title
    near = SEED.read_text(encoding="utf-8-sig")[:-600] + "\n另一段结尾。"
    intake = services.take_in(content=near.encode(), name="近似.txt", by=None)
    services.decide(intake=intake, report=report, decision="revision", by=None)
    services.save_corrections(intake=intake, corrections=Corrections({"title": "改过的题"}), by=None)
    outcome = services.publish_many([Intake.objects.get(pk=intake.pk)], batch=None, by=None)
    report.refresh_from_db()
    assert report.title == "改过的题"
    services.undo(outcome.operation, by=None)
    report.refresh_from_db()
    assert (report.title, report.current_revision.text) == (title, text)
    intake.refresh_from_db()
    assert (intake.state, intake.report) == (Intake.State.WAITING, None)


def test_undoing_a_version_that_brought_a_withdrawn_report_back_withdraws_it_with_its_reason_and_text():
    report = published()
    text = report.current_revision.text
    near = SEED.read_text(encoding="utf-8-sig")[:-600] + "\n另一段结尾。"
    intake = services.take_in(content=near.encode(), name="近似.txt", by=None)
    services.withdraw(report=report, reason="应发布机构要求", by=None)
    services.decide(intake=intake, report=report, decision="revision", by=None)
    outcome = services.publish_many([intake], batch=None, by=None)
    assert Report.objects.published().exists()
    services.undo(outcome.operation, by=None)
    now = Report.objects.get()
    assert (now.state, now.withdrawn_reason) == ("withdrawn", "应发布机构要求")
    assert now.current_revision.text == text
    assert Intake.objects.get(pk=intake.pk).report is None


def test_a_publication_is_undone_as_often_as_it_is_made():
    batch, _rows = small_batch(1)
    for _time in range(3):
        outcome = services.publish_many(batch.intakes.all(), batch=batch, by=None)
        assert (outcome.done, services.undo(outcome.operation, by=None).done) == (1, 1)
    assert states(batch) == ["waiting"]
    services.publish_many(batch.intakes.all(), batch=batch, by=None)
    report = Report.objects.published().get()
    assert report.current_revision.sections.exists()


def test_an_undoing_cut_short_goes_on_when_asked_again(monkeypatch):
    batch, rows = small_batch(3)
    outcome = services.discard_many(rows, batch=batch, by=None)
    restore, restored = drafts.restore, []

    def die_at_the_second(**kwargs):
        restored.append(kwargs)
        if len(restored) == 2:
            raise KeyboardInterrupt
        restore(**kwargs)

    monkeypatch.setattr(drafts, "restore", die_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        services.undo(outcome.operation, by=None)
    again = services.undo(outcome.operation, by=None)
    assert (again.done, again.refused) == (2, ())
    assert states(batch) == ["waiting"] * 3


def test_undoing_is_recorded_for_every_file_with_the_person(staff_user):
    batch, rows = small_batch(2)
    outcome = services.publish_many(rows, batch=batch, by=None)
    services.undo(outcome.operation, by=staff_user)
    events = AuditEvent.objects.filter(action="undo", operation=outcome.operation, actor=staff_user)
    assert {event.intake_id for event in events} == {row.pk for row in rows}
    assert {(event.before["state"], event.after["state"]) for event in events} == {("published", "waiting")}


def test_a_report_revised_since_is_not_taken_back():
    intake = shelved()
    outcome = services.publish_many([intake], batch=None, by=None)
    services.revise(report=Report.objects.get(), intake=shelved(OTHER), corrections=Corrections(), by=None)
    undone = services.undo(outcome.operation, by=None)
    assert undone.done == 0
    assert "之后又有改动" in undone.refused[0][1]
    assert Report.objects.published().exists()


def test_discarded_files_come_back():
    batch, rows = small_batch(2)
    outcome = services.discard_many(rows, batch=batch, by=None)
    assert states(batch) == ["discarded", "discarded"]
    services.undo(outcome.operation, by=None)
    assert states(batch) == ["waiting", "waiting"]


def test_an_operation_is_undone_once():
    batch, rows = small_batch(1)
    outcome = services.discard_many(rows, batch=batch, by=None)
    services.undo(outcome.operation, by=None)
    with pytest.raises(services.ServiceError, match="已经撤销"):
        services.undo(outcome.operation, by=None)


def test_after_thirty_days_nothing_is_undone():
    batch, rows = small_batch(1)
    outcome = services.discard_many(rows, batch=batch, by=None)
    assert Operation.objects.get().can_be_undone
    with (
        time_machine.travel(timezone.now() + UNDO_PERIOD * 1.01),
        pytest.raises(services.ServiceError, match="超过 30 天"),
    ):
        services.undo(outcome.operation, by=None)
    assert states(batch) == ["discarded"]
