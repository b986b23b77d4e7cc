from unittest.mock import patch

import pytest

from archive.models import Action, AuditEvent
from archive.services import ConflictError, ServiceError
from search.lexicon import editing
from search.lexicon.editing import Wording, write
from search.models import LexiconStamp, SynonymSet
from tests.search.lexicon.sets import a_set
from tests.views.staff_pages import EDITOR, signed_in

pytestmark = pytest.mark.django_db
GOOD = Wording("short", ("疾控", "疾病预防控制"))


def test_what_is_wrong_is_refused_whoever_asks(staff_user):
    with pytest.raises(ServiceError, match="至少要有两个词语"):
        write(Wording("equal", ("疾控",)), staff_user)
    assert not SynonymSet.objects.exists()


def test_the_command_line_has_no_account(staff_user):
    assert write(GOOD, None).changed_by is None
    assert AuditEvent.objects.get(action=Action.LEXICON).actor is None


def test_a_set_seen_in_an_older_state_is_not_overwritten(staff_user):
    one = write(GOOD, staff_user)
    seen = one.changed_at
    write(Wording("equal", ("疾控", "疾病控制")), staff_user, one, seen)
    with pytest.raises(ConflictError):
        write(GOOD, staff_user, one, seen)


def test_a_change_that_fails_leaves_set_record_and_stamp_as_they_were(staff_user):
    one = write(GOOD, staff_user)
    stamp, events = LexiconStamp.objects.get(), AuditEvent.objects.count()
    with (
        patch.object(editing, "record", side_effect=OSError("disk full")),
        pytest.raises(OSError, match="disk"),
    ):
        write(Wording("equal", ("疾控", "疾病控制")), staff_user, one)
    one.refresh_from_db()
    assert one.terms == ["疾控", "疾病预防控制"]
    assert str(LexiconStamp.objects.get()) == stamp.value
    assert AuditEvent.objects.count() == events


def test_a_term_taken_while_the_form_was_checked_is_refused_on_the_page():
    client = signed_in(EDITOR)
    refused = ServiceError("“疾控”已在另一组：疾控。")
    with patch.object(editing, "write", side_effect=refused):
        response = client.post("/ingest/lexicon/add/", {"terms": "疾控\n疾病控制", "relation": "equal"})
    assert response.status_code == 422
    assert "“疾控”已在另一组" in response.content.decode()


def test_an_empty_form_offers_every_relation_with_what_it_does():
    page = signed_in(EDITOR).get("/ingest/lexicon/add/").content.decode()
    for word in ("同义", "简称", "沿革", "近义", "单向", "地区用语", "反过来不查"):
        assert word in page


def test_a_set_is_called_by_its_terms():
    assert str(a_set("疾控", "疾病预防控制")) == "疾控 = 疾病预防控制"
