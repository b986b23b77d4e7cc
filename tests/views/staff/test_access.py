"""The staff pages as a whole: who comes in, and the plain admin beside them."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.services.shelf import published
from tests.views.staff_pages import EDITOR, VIEWER, shelved_seed, signed_in, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_store")]


@pytest.mark.parametrize("name", ["intake_list", "intake_upload"])
def test_visitors_are_sent_to_log_in(client, name):
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert response.url.startswith(reverse("login"))


def test_an_account_without_a_role_is_refused():
    assert signed_in().get(reverse("intake_upload")).status_code == 403


def test_a_post_without_the_csrf_token_is_refused_in_words():
    intake = shelved_seed()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in(EDITOR).cookies
    response = strict.post(reverse("intake_discard", args=[intake.batch_id, intake.number]))
    assert response.status_code == 403
    assert "表单已过期" in words(response)


def test_the_way_to_the_staff_pages_is_shown_to_staff_only(client):
    assert reverse("intake_list") not in client.get("/").content.decode()
    assert reverse("intake_list") in signed_in(VIEWER).get("/").content.decode()


def test_the_admin_links_to_uploading_and_lists_every_table(admin_client):
    index = admin_client.get(reverse("admin:index")).content.decode()
    assert reverse("intake_upload") in index
    tables = ["region", "report", "revision", "section", "sourcefile", "evidence", "intake", "auditevent"]
    for table in tables:
        listing = admin_client.get(reverse(f"admin:archive_{table}_changelist"), {"q": "县"})
        assert listing.status_code == 200


def test_a_title_corrected_in_the_admin_is_audited(admin_client):
    report = published()
    address = reverse("admin:archive_report_change", args=[report.pk])
    form = admin_client.get(address).context["adminform"].form
    values = {name: form[name].value() or "" for name in form.fields}
    assert admin_client.post(address, values | {"title": "后台更正"}).status_code == 302
    report.refresh_from_db()
    assert report.title == "后台更正"
    assert report.audit.filter(action="amend").exists()
