"""Every address that changes something, asked by every role; and what strangers get of texts taken back."""

import pytest
from django.test import Client
from django.urls import resolve, reverse

from archive import services, urls
from archive.models import AuditEvent, Batch, Report
from tests.services.shelf import small_report
from tests.views.staff_pages import EDITOR, PUBLISHER, VIEWER, shelved_text, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_store")]
SAID = small_report(1).decode()
ADDED = "另加的一句话，原先没有。"


def posts(intake, operation, report):
    """Every address that changes something, with the least right it needs."""
    batch, file, own = (
        intake.batch.get_absolute_url(),
        intake.get_absolute_url(),
        f"/ingest/r/{report.public_id}/",
    )
    return {
        (EDITOR, "/ingest/upload/"): {},
        (EDITOR, "/ingest/batches/"): {},
        (EDITOR, f"{batch}files/"): {},
        (EDITOR, f"{batch}bulk/"): {"discard": "1", "scope": "all", "confirmed": "1"},
        (PUBLISHER, f"{batch}bulk/?publish"): {"publish": "1", "scope": "all", "confirmed": "1"},
        (PUBLISHER, f"/ingest/operations/{operation.pk}/undo/"): {},
        (EDITOR, "/ingest/coverage/"): {"region": "340504", "year": "2019", "checked_on": "2024-03-01"},
        (EDITOR, "/ingest/coverage/1/remove/"): {},
        (EDITOR, "/ingest/indicators/alias/"): {"term": "生小孩人数", "indicator": "births"},
        (EDITOR, "/ingest/indicators/births/switch/"): {"active": "0"},
        (EDITOR, f"{own}figures/1/"): {"act": "dismiss"},
        (EDITOR, file): {"save": "1"},
        (PUBLISHER, f"{file}?publish"): {"publish": "1"},
        (EDITOR, f"{file}discard/"): {},
        (EDITOR, f"{file}restore/"): {},
        (EDITOR, f"{file}retry/"): {},
        (EDITOR, f"{file}against/{report.public_id}/"): {"decision": "discard"},
        (PUBLISHER, f"{own}amend/"): {"title": "改过的题"},
        (PUBLISHER, f"{own}withdraw/"): {"reason": "核对中"},
        (PUBLISHER, f"{own}reinstate/"): {},
        (PUBLISHER, f"{own}revert/"): {},
    }


@pytest.fixture
def everything():
    """A file that waits and resembles a published report, and an operation that can be undone."""
    outcome = services.publish_many([shelved_text(SAID, "一.txt")], batch=None, by=None)
    intake = shelved_text(f"{SAID}\n{ADDED}", "二.txt")
    return intake, outcome.operation, Report.objects.get()


@pytest.mark.parametrize("role", ["", VIEWER, EDITOR, None])
def test_nobody_changes_what_their_role_does_not_let_them(everything, role):
    intake, _operation, report = everything
    assert intake.resemblances.get().report == report
    client = Client() if role is None else signed_in(role)
    events = AuditEvent.objects.count()
    for (needed, address), body in posts(*everything).items():
        if role == EDITOR and needed == EDITOR:
            continue
        response = client.post(address, body)
        refused = response.status_code == 403 or "/login/" in response.get("Location", "")
        assert refused, address
    assert AuditEvent.objects.count() == events
    assert not Batch.objects.exclude(intakes__isnull=False).exists()


def test_nothing_is_changed_by_a_get(everything):
    client = signed_in(PUBLISHER)
    events = AuditEvent.objects.count()
    for (_role, address), body in posts(*everything).items():
        assert client.get(address, body).status_code in (200, 405)
    assert AuditEvent.objects.count() == events


def test_every_address_that_changes_something_is_tried(everything):
    known = {resolve(address.partition("?")[0]).url_name for _role, address in posts(*everything)}
    names = {one.name for one in urls.urlpatterns if str(one.pattern).lstrip("^").startswith("ingest/")}
    reading = {"intake_list", "audit", "audit_csv", "batch", "batch_status", "report_manage", "staff_regions"}
    reading |= {"staff_indicators", "staff_indicator_names", "figures_manage"}
    assert names - reading == known
    assert {name for name in reading if _takes_posts(name, everything)} == set()


def _takes_posts(name, everything):
    intake, _operation, report = everything
    arguments = {
        "batch": [intake.batch_id],
        "batch_status": [intake.batch_id],
        "report_manage": [report.public_id],
        "figures_manage": [report.public_id],
    }
    return signed_in(PUBLISHER, name).post(reverse(name, args=arguments.get(name))).status_code != 405


def test_what_is_taken_back_or_withdrawn_is_at_no_public_address(everything):
    intake, _operation, report = everything
    own = report.get_absolute_url()
    services.decide(intake=intake, report=report, decision="revision", by=None)
    services.publish(intake=intake, by=None)
    stranger = Client()
    assert stranger.get(f"{own}v2/original").status_code == 200
    services.revert(report=Report.objects.get(), by=None)
    for address in (f"{own}v2/", f"{own}v2/original"):
        assert stranger.get(address).status_code == 404
    services.withdraw(report=Report.objects.get(), reason="核对中", by=None)
    addresses = ["", "v1/", "v1/original", "v2/", "v2/original", "history/", "s0/"]
    addresses = [f"{own}{one}" for one in addresses] + [f"{own[:-1]}.txt", f"{own[:-1]}.json"]
    answers = [stranger.get(address) for address in addresses]
    assert {one.status_code for one in answers} == {410}
    assert not any(
        "另加的一句话" in one.content.decode() or "办结" in one.content.decode() for one in answers
    )
