import pytest

from archive import services, storage
from archive.corrections import Corrections, SectionChange, outline
from archive.models import AuditEvent, Evidence, Intake, Report, Section, Snapshot
from archive.signals import reports_changed
from tests.services.shelf import OTHER, SEED, SEEDS, published, shelved

pytestmark = pytest.mark.django_db


def key_at(position, path=SEED):
    """The key of the section that stands at `position` in the outline of a seed."""
    draft = services.recognise(content=path.read_bytes(), name=path.name)
    return outline(draft.sections, Corrections())[position].key


def test_a_received_file_waits_and_is_no_report():
    intake = shelved()
    assert intake.state == Intake.State.WAITING
    assert not Report.objects.exists()
    assert storage.read(intake.source_file.sha256) == SEED.read_bytes()


def test_publishing_makes_a_report_with_its_text_sections_and_grounds():
    report = published()
    assert report.public_id.startswith("340504-2022-")
    assert report.region.full_name == "安徽省马鞍山市雨山区"
    assert report.current_revision.text == SEED.read_text(encoding="utf-8-sig")
    assert Section.objects.filter(revision=report.current_revision).count() == 25
    assert Evidence.objects.filter(revision=report.current_revision, field="title").exists()


def test_sections_know_their_parents_and_their_words():
    report = published()
    section = report.current_revision.sections.get(start=4031)
    assert section.parent.heading == "卫生健康工作有序开展"
    assert section.title == "(十一)宣传推动,显著提升基层中医药服务能力"
    assert "中医馆" in section.body
    assert section.get_absolute_url().endswith("/s4031/")


def test_a_decided_file_cannot_be_published_twice():
    intake = shelved()
    services.publish(intake=intake, corrections=Corrections(), by=None)
    with pytest.raises(services.ServiceError, match="已经处理"):
        services.publish(intake=intake, corrections=Corrections(), by=None)
    assert Report.objects.count() == 1


def test_a_correction_stands_in_force_and_the_machine_value_beside_it():
    report = published(values={"title": "更正的标题", "reporting_year": 2021})
    assert (report.title, report.shelf_year) == ("更正的标题", 2021)
    evidence = report.current_revision.evidence.filter(field="title").first()
    assert evidence.value == "雨山区卫健委2022年工作总结及2023年工作计划"
    assert evidence.overridden
    assert not report.current_revision.evidence.filter(field="kind", overridden=True).exists()


def test_section_corrections_keep_the_machine_values():
    change = SectionChange(level=1, topic="tcm", role="plan")
    report = published(sections={key_at(2): change, key_at(3): SectionChange(drop=True)})
    sections = list(report.current_revision.sections.all())
    assert len(sections) == 24
    assert (sections[2].level, sections[2].machine_level) == (1, 2)
    assert (sections[2].primary_topic, sections[2].role) == ("tcm", "plan")
    assert sections[2].machine_topics[0] != "tcm"
    assert sections[2].parent is None


def test_an_unknown_field_is_not_correctable():
    with pytest.raises(ValueError, match="public_id"):
        published(values={"public_id": "x"})


def test_publishing_is_announced_after_commit(django_capture_on_commit_callbacks):
    heard = []

    def listen(reports, **_kwargs):
        heard.extend(reports)

    reports_changed.connect(listen, dispatch_uid="test-listener")
    try:
        with django_capture_on_commit_callbacks(execute=False):
            report = published()
            assert heard == []
        with django_capture_on_commit_callbacks(execute=True) as callbacks:
            services.amend(report=report, values={"title": "新题"}, by=None)
        assert len(callbacks) == 1
        assert heard == [report]
    finally:
        reports_changed.disconnect(dispatch_uid="test-listener")


def test_a_withdrawn_report_needs_a_reason_and_keeps_its_row():
    report = published()
    with pytest.raises(services.ServiceError, match="原因"):
        services.withdraw(report=report, reason="  ", by=None)
    services.withdraw(report=report, reason="应发布机构要求", by=None)
    assert not Report.objects.published().exists()
    assert Report.objects.get().withdrawn_reason == "应发布机构要求"


def test_a_file_waiting_while_its_bytes_were_published_is_refused():
    first = shelved()
    report = services.publish(intake=first, corrections=Corrections(), by=None)
    second = Intake.objects.create(
        source_file=first.source_file, name="second.txt", batch=first.batch, number=2, state="waiting"
    )
    with pytest.raises(services.ServiceError, match="已经收录为"):
        services.publish(intake=second, corrections=Corrections(), by=None)
    assert Report.objects.get() == report


def test_a_revision_keeps_the_address_and_the_old_text():
    report = published()
    old_id, old_text = report.public_id, report.current_revision.text
    services.revise(report=report, intake=shelved(OTHER), corrections=Corrections(), by=None)
    report.refresh_from_db()
    assert report.public_id == old_id
    assert report.current_revision.number == 2
    assert report.revisions.get(number=1).text == old_text


def test_amending_is_audited_from_what_to_what():
    report = published()
    services.amend(report=report, values={"region_code": "340500", "signed": "2023-02-01"}, by=None)
    event = AuditEvent.objects.filter(action="amend").get()
    assert (event.before["region_code"], event.after["region_code"]) == ("340504", "340500")
    assert event.after["signed"] == "2023-02-01"


def test_amending_an_outdated_row_brings_back_nothing_withdrawn_meanwhile():
    outdated = published()
    services.withdraw(report=Report.objects.get(), reason="核对中", by=None)
    services.amend(report=outdated, values={"title": "改过的题"}, by=None)
    now = Report.objects.get()
    assert (now.state, now.withdrawn_reason, now.title) == ("withdrawn", "核对中", "改过的题")


def test_going_back_with_an_outdated_row_brings_back_nothing_withdrawn_meanwhile():
    outdated = published()
    services.revise(report=outdated, intake=shelved(OTHER), corrections=Corrections(), by=None)
    outdated.refresh_from_db()
    services.withdraw(report=Report.objects.get(), reason="核对中", by=None)
    services.revert(report=outdated, by=None)
    assert Report.objects.get().state == "withdrawn"


def test_going_back_brings_back_what_stands_beside_the_editable_values():
    report = published()
    beside = {"issuer_inferred": "原先推断的机构", "reporting_year_claimed": 2019, "published_time": "09:30"}
    Report.objects.update(**beside)
    services.revise(report=Report.objects.get(), intake=shelved(OTHER), corrections=Corrections(), by=None)
    services.revert(report=Report.objects.get(), by=None)
    assert Report.objects.filter(pk=report.pk, **beside).exists()


def test_of_a_draft_and_a_publication_at_the_same_moment_the_second_is_told():
    intake = shelved()
    services.save_corrections(intake=intake, corrections=Corrections({"title": "别人改的题"}), by=None)
    with pytest.raises(services.ConflictError, match="已改过这份草稿"):
        services.publish(intake=intake, by=None, seen=intake.version)
    assert not Report.objects.exists()


def test_amending_an_unknown_field_is_refused():
    with pytest.raises(ValueError, match="state"):
        services.amend(report=published(), values={"state": "withdrawn"}, by=None)


def test_the_audit_record_is_append_only():
    published()
    event = AuditEvent.objects.first()
    with pytest.raises(TypeError):
        event.save()
    with pytest.raises(TypeError):
        event.delete()


def test_two_files_of_one_place_and_year_get_different_ids():
    first = published()
    second = published(OTHER, values={"region_code": "340504", "reporting_year": 2022})
    assert first.public_id != second.public_id
    assert second.public_id.startswith("340504-2022-")


def test_a_corrected_year_moves_the_report_to_the_division_of_that_year():
    report = published(values={"region_code": "420683", "reporting_year": 2022})
    assert report.region.full_name == "湖北省襄阳市枣阳市"
    services.amend(report=report, values={"reporting_year": 2005}, by=None)
    report.refresh_from_db()
    assert report.region.full_name == "湖北省襄樊市枣阳市"


def test_the_anchor_of_a_supplied_section_stays_when_its_neighbour_is_dropped():
    seed = SEEDS / "003_617a070b7403bf8c.txt"
    report = published(seed, sections={key_at(2, seed): SectionChange(drop=True)})
    supplied = report.current_revision.sections.get(order=1)
    assert (supplied.start, supplied.anchor) == (199, "s199x")


def test_a_withdrawn_report_can_be_reinstated_under_its_address():
    report = published()
    services.withdraw(report=report, reason="核对中", by=None)
    services.reinstate(report=report, by=None)
    again = Report.objects.published().get()
    assert (again.public_id, again.withdrawn_reason) == (report.public_id, "")
    with pytest.raises(services.ServiceError, match="没有撤下"):
        services.reinstate(report=again, by=None)


def test_a_reverted_version_is_shown_no_more_and_its_bytes_are_free():
    report = published()
    services.revise(report=report, intake=shelved(OTHER), corrections=Corrections(), by=None)
    services.revert(report=report, by=None)
    report.refresh_from_db()
    assert report.current_revision.number == 1
    assert list(report.revisions.readable().values_list("number", flat=True)) == [1]
    assert shelved(OTHER).state == Intake.State.WAITING
    with pytest.raises(services.ServiceError, match="没有更早的版本"):
        services.revert(report=report, by=None)


def test_the_number_of_a_reverted_version_is_not_given_again():
    report = published()
    services.revise(report=report, intake=shelved(OTHER), corrections=Corrections(), by=None)
    services.revert(report=report, by=None)
    services.revise(report=report, intake=shelved(OTHER), corrections=Corrections(), by=None)
    report.refresh_from_db()
    assert report.current_revision.number == 3


def test_a_reason_readers_see_holds_no_hidden_signs():
    report = published()
    services.withdraw(report=report, reason="\x00应\u202e机构\n要求 ", by=None)
    assert Report.objects.get().withdrawn_reason == "应机构要求"
    services.reinstate(report=report, by=None)
    with pytest.raises(services.ServiceError, match="写明"):
        services.withdraw(report=report, reason="\u200b\x00", by=None)


def test_a_report_of_which_every_section_is_dropped_is_not_published():
    intake = shelved()
    nodes = outline(services.draft_of(intake).sections, Corrections())
    dropped = {node.key: SectionChange(drop=True) for node in nodes}
    with pytest.raises(services.ServiceError, match="至少保留一节"):
        services.publish(intake=intake, corrections=Corrections(sections=dropped), by=None)
    assert not Report.objects.exists()
    assert Intake.objects.get().state == Intake.State.WAITING


def test_withdrawing_twice_is_refused():
    report = published()
    services.withdraw(report=report, reason="核对中", by=None)
    with pytest.raises(services.ServiceError, match="已经撤下"):
        services.withdraw(report=report, reason="再撤", by=None)


def test_reverting_what_is_withdrawn_changes_nothing_for_readers():
    report = published()
    services.revise(report=report, intake=shelved(OTHER), corrections=Corrections(), by=None)
    services.withdraw(report=report, reason="核对中", by=None)
    before = Snapshot.current()
    services.revert(report=report, by=None)
    assert Snapshot.current() == before
