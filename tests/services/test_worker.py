from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from archive import services, storage
from archive.models import Intake
from archive.services import likeness, recognising, worker
from tests.services.shelf import small_report

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def queued():
    batch = services.start_batch(by=None)
    uploads = [services.Upload(f"{n}.txt", small_report(n)) for n in range(4)]
    return [services.receive(upload, batch=batch, by=None)[0] for upload in uploads]


def states():
    return set(Intake.objects.values_list("state", flat=True))


def test_queued_files_are_read_by_a_thread_of_the_server(queued, settings):
    settings.INTAKE_INLINE = False
    worker.wake()
    for thread in worker.working():
        thread.join(timeout=60)
    assert states() == {"waiting"}


def test_waking_twice_starts_one_thread(queued, settings):
    settings.INTAKE_INLINE = False
    worker.wake()
    worker.wake()
    threads = list(worker.working())
    for thread in threads:
        thread.join(timeout=60)
    assert len(threads) == 1


def test_a_file_another_server_is_reading_is_left_to_it(queued):
    Intake.objects.filter(pk=queued[0].pk).update(leased_until=timezone.now() + timedelta(seconds=30))
    assert worker.drain() == 3
    assert Intake.objects.get(pk=queued[0].pk).in_progress


def test_a_file_of_a_dead_server_is_taken_over(queued):
    Intake.objects.update(leased_until=timezone.now() - timedelta(seconds=1), attempts=1)
    assert worker.drain() == 4
    assert states() == {"waiting"}


def test_a_file_that_keeps_killing_its_reader_fails_at_last(queued):
    Intake.objects.filter(pk=queued[0].pk).update(attempts=3)
    worker.drain()
    failed = Intake.objects.get(pk=queued[0].pk)
    assert failed.state == Intake.State.FAILED
    assert "多次中断" in failed.reason


def test_a_lost_original_fails_its_row_and_no_other(queued):
    storage.path_of(queued[1].source_file.sha256).unlink()
    worker.drain()
    rows = {row.number: row for row in Intake.objects.all()}
    assert [rows[n].state for n in (1, 2, 3, 4)] == ["waiting", "failed", "waiting", "waiting"]
    assert "verify" in rows[2].reason


def test_a_renewed_lease_keeps_others_away(queued):
    [mine] = recognising.claim(1)
    Intake.objects.filter(pk=mine.pk).update(leased_until=timezone.now() - timedelta(seconds=1))
    recognising.renew([mine])
    assert mine not in recognising.claim(10)


def test_what_a_person_settled_meanwhile_is_not_settled_again(queued):
    [mine] = recognising.claim(1)
    draft = recognising.read(mine)
    Intake.objects.filter(pk=mine.pk).update(state=Intake.State.DISCARDED)
    assert recognising.settle(mine, draft).state == Intake.State.DISCARDED


def test_the_thread_waits_for_what_a_dead_server_still_holds(queued, settings, monkeypatch):
    settings.INTAKE_INLINE = False
    monkeypatch.setattr(worker, "_RENEWAL", 0.1)
    Intake.objects.filter(pk=queued[0].pk).update(leased_until=timezone.now() + timedelta(seconds=2))
    worker.wake()
    for thread in worker.working():
        thread.join(timeout=60)
    assert states() == {"waiting"}


def test_the_start_of_a_server_takes_up_the_queue(queued, settings):
    worker.resume()
    assert states() == {"queued"}  # inline, nothing runs beside the request
    settings.INTAKE_INLINE = False
    worker.resume()
    for thread in worker.working():
        thread.join(timeout=60)
    assert states() == {"waiting"}


def test_a_fault_of_the_program_fails_its_file_and_no_other(queued, monkeypatch):
    read = recognising.read

    def stumble(intake):
        if intake.pk == queued[2].pk:
            raise ZeroDivisionError
        return read(intake)

    monkeypatch.setattr(recognising, "read", stumble)
    worker.drain()
    assert Intake.objects.get(pk=queued[2].pk).reason == "识别时出错，请重试；仍不行请联系管理员。"
    assert Intake.objects.waiting().count() == 3


def test_files_given_back_are_free_at_once(queued):
    claimed = recognising.claim(2)
    recognising.release(claimed)
    assert {row.attempts for row in Intake.objects.all()} == {0}
    assert len(recognising.claim(10)) == 4


def test_a_draft_that_cannot_be_written_down_fails_its_file_and_no_other(queued, monkeypatch):
    find = likeness.find

    def stumble(intake, draft):
        if intake.pk == queued[0].pk:
            raise UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed")
        return find(intake, draft)

    monkeypatch.setattr(likeness, "find", stumble)
    assert worker.drain() == 4
    failed = Intake.objects.get(pk=queued[0].pk)
    assert (failed.state, failed.overview) == (Intake.State.FAILED, {})
    assert "无法保存" in failed.reason
    assert Intake.objects.waiting().count() == 3


def test_a_database_that_cannot_be_reached_fails_no_file(queued, monkeypatch):
    def unreachable(*_args):
        raise OperationalError

    monkeypatch.setattr(likeness, "find", unreachable)
    with pytest.raises(OperationalError):
        worker.drain()
    assert states() == {"queued"}
