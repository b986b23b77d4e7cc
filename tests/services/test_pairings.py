"""What staff say of sections is kept once, for everybody, with a record of who said it."""

import pytest

from archive.models import AuditEvent, Report, SavedPair, Snapshot
from archive.services.pairings import PairEnd, Verdict, remove_pair, save_pairs
from archive.services.records import ServiceError
from tests.views.compared import MCH, TCM, held

pytestmark = pytest.mark.django_db

A, B = PairEnd("340504-2001-0001", "s0"), PairEnd("340504-2002-0002", "s100")


@pytest.fixture(autouse=True)
def two():
    return held(1, TCM, MCH), held(2, TCM, MCH)


def kept():
    return [
        (row.left.public_id, row.left_anchor, row.right.public_id, row.right_anchor, row.apart)
        for row in SavedPair.objects.all()
    ]


def test_a_verdict_is_kept_with_the_smaller_id_on_the_left():
    assert save_pairs(verdicts=[Verdict(B, A)], by=None) == 1
    assert kept() == [(*A, *B, False)]


def test_a_verdict_replaces_what_was_kept_on_the_same_sections():
    save_pairs(verdicts=[Verdict(A, B)], by=None)
    assert save_pairs(verdicts=[Verdict(B, A, apart=True)], by=None) == 1
    assert kept() == [(*A, *B, True)]


def test_what_is_kept_already_changes_nothing():
    save_pairs(verdicts=[Verdict(A, B)], by=None)
    before = Snapshot.current(), AuditEvent.objects.count()
    assert save_pairs(verdicts=[Verdict(A, B)], by=None) == 0
    assert (Snapshot.current(), AuditEvent.objects.count()) == before


def test_saving_and_removing_are_recorded_and_move_the_snapshot(admin_user):
    save_pairs(verdicts=[Verdict(A, B)], by=admin_user)
    first = Snapshot.current()
    remove_pair(key=SavedPair.objects.get().pk, by=admin_user)
    assert Snapshot.current() != first
    events = [
        (event.action, event.actor, event.subject, event.before, event.after)
        for event in AuditEvent.objects.all()
    ]
    said = {"decision": "配对"}
    assert sorted(events, key=lambda event: bool(event[3])) == [
        ("pairing", admin_user, f"{A} ~ {B}", {}, said),
        ("pairing", admin_user, f"{A} ~ {B}", said, {}),
    ]
    assert kept() == []


@pytest.mark.parametrize(
    "verdict",
    [
        Verdict(A, PairEnd("340504-2002-0002", "s999")),
        Verdict(A, PairEnd("340504-2009-0009", "s0")),
        Verdict(A, PairEnd("340504-2001-0001", "s100")),
    ],
)
def test_a_verdict_on_what_cannot_be_paired_is_refused_and_none_is_kept(verdict):
    with pytest.raises(ServiceError, match="没有保存"):
        save_pairs(verdicts=[Verdict(A, B), verdict], by=None)
    assert kept() == []


def test_a_section_of_a_withdrawn_report_cannot_be_paired():
    Report.objects.filter(public_id=B.public_id).update(state=Report.State.WITHDRAWN)
    with pytest.raises(ServiceError):
        save_pairs(verdicts=[Verdict(A, B)], by=None)


def test_removing_twice_is_refused():
    with pytest.raises(ServiceError, match="已经被撤销"):
        remove_pair(key=1, by=None)
