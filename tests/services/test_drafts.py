import pytest

from archive import services, storage
from archive.corrections import Corrections, SectionChange
from archive.ingest import pipeline
from archive.models import AuditEvent, Intake, Recognition
from tests.services.shelf import SEED, shelved

pytestmark = pytest.mark.django_db


def titled(title):
    return Corrections(values={"title": title})


def test_kept_corrections_survive_as_json():
    intake = shelved()
    wanted = Corrections({"title": "题"}, {"120": SectionChange(drop=True)}, (4031,))
    services.save_corrections(intake=intake, corrections=wanted, by=None)
    intake.refresh_from_db()
    assert Corrections.from_json(intake.corrections) == wanted


def test_the_overview_shows_the_values_in_force():
    intake = shelved()
    assert intake.overview["reporting_year"] == 2022
    services.save_corrections(intake=intake, corrections=Corrections({"reporting_year": 2021}), by=None)
    intake.refresh_from_db()
    assert (intake.overview["reporting_year"], intake.overview["sections"]) == (2021, 25)


def test_of_two_editors_the_second_is_told_and_nothing_is_overwritten(staff_user):
    intake = shelved()
    services.save_corrections(intake=intake, corrections=titled("甲"), by=staff_user, seen=0)
    with pytest.raises(services.ConflictError, match=r"staff 在 \d\d:\d\d 已改过"):
        services.save_corrections(intake=intake, corrections=titled("乙"), by=None, seen=0)
    intake.refresh_from_db()
    assert intake.corrections["values"] == {"title": "甲"}


def test_saving_what_is_there_already_is_no_change():
    intake = shelved()
    services.save_corrections(intake=intake, corrections=titled("甲"), by=None)
    services.save_corrections(intake=intake, corrections=titled("甲"), by=None, seen=1)
    assert AuditEvent.objects.filter(intake=intake, action="correct").count() == 1


def test_a_discarded_file_keeps_its_bytes_and_can_be_taken_back():
    intake = shelved()
    services.discard(intake=intake, by=None)
    intake.refresh_from_db()
    assert intake.state == Intake.State.DISCARDED
    assert storage.intact(intake.source_file.sha256)
    services.restore(intake=intake, by=None)
    intake.refresh_from_db()
    assert (intake.state, intake.decided_at) == (Intake.State.WAITING, None)
    assert services.draft_of(intake).metadata.reporting_year == 2022


def test_a_file_whose_bytes_came_again_is_not_taken_back():
    intake = shelved()
    services.discard(intake=intake, by=None)
    shelved()
    with pytest.raises(services.ServiceError, match="又上传过"):
        services.restore(intake=intake, by=None)


def test_only_a_discarded_file_is_taken_back():
    with pytest.raises(services.ServiceError, match="没有放弃"):
        services.restore(intake=shelved(), by=None)


def test_the_draft_kept_is_the_one_recognised():
    intake = shelved()
    fresh = services.recognise(content=SEED.read_bytes(), name=SEED.name)
    kept = services.draft_of(intake)
    assert (kept.sections, kept.metadata, kept.evidence) == (fresh.sections, fresh.metadata, fresh.evidence)


def test_a_draft_of_an_older_pipeline_is_recognised_afresh():
    intake = shelved()
    Recognition.objects.update(pipeline_version="0", draft=b"")
    assert services.draft_of(intake).metadata.title
    assert Recognition.objects.get().pipeline_version == pipeline.VERSION


def test_a_failed_file_can_be_tried_again_when_its_bytes_were_kept():
    intake = shelved()
    Intake.objects.update(state=Intake.State.FAILED, reason="解析超时", attempts=3)
    services.retry(intake=intake, by=None)
    intake.refresh_from_db()
    assert (intake.state, intake.reason, intake.attempts) == (Intake.State.QUEUED, "", 0)
    assert services.recognise_now(intake).state == Intake.State.WAITING


def test_a_waiting_file_is_not_tried_again():
    with pytest.raises(services.ServiceError, match="不能重试"):
        services.retry(intake=shelved(), by=None)
