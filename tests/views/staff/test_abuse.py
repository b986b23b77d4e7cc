"""Staff and report addresses asked for with wrong inputs: an answer in words, never a crash."""

import pytest
from django.urls import reverse

from tests.services.shelf import OTHER, published
from tests.views.staff_pages import VIEWER, shelved_seed, signed_in, words

pytestmark = pytest.mark.django_db
HUGE = "9" * 20
LONGER_THAN_INT_READS = "9" * 4400


@pytest.fixture(autouse=True)
def _own_store(settings, tmp_path, regions):
    settings.ORIGINALS_DIR = tmp_path / "originals"
    settings.INTAKE_INLINE = True


@pytest.mark.parametrize("number", [HUGE, LONGER_THAN_INT_READS])
def test_numbers_no_row_can_have_are_not_found(number):
    intake = shelved_seed()
    report = published(OTHER)
    client = signed_in(VIEWER)
    batch, own = intake.batch.get_absolute_url(), report.get_absolute_url()
    for address in (f"{batch}{number}/", f"{own}v{number}/", f"{own}v{number}/original", f"{own}s{number}/"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("asked", ["until=9999-12-31", "since=0001-01-01", "until=0001-01-01"])
def test_days_at_the_ends_of_the_calendar_are_refused_in_words(asked):
    client = signed_in(VIEWER)
    page = client.get(f"{reverse('audit')}?{asked}")
    assert "1949 至 2999" in words(page)
    assert "\r\n时间,".encode() in client.get(f"{reverse('audit_csv')}?{asked}").getvalue()


@pytest.mark.parametrize(
    "query", ["page=%00&state=%00", f"page={HUGE}", "n=%00", f"n={HUGE}", "n=²", "view=%00"]
)
def test_wrong_queries_harm_nothing(query):
    intake = shelved_seed()
    client = signed_in(VIEWER)
    batch = [intake.batch_id]
    addresses = [reverse("batch", args=batch), reverse("batch_status", args=batch), intake.get_absolute_url()]
    assert {client.get(f"{address}?{query}").status_code for address in addresses} == {200}
