"""The table of indicators in the admin: saved through the service, or refused in a sentence."""

from unittest.mock import patch

import pytest
from django.urls import reverse

from archive.models import AuditEvent, CoverageMark, Figure, Indicator, SavedPair
from archive.services import ServiceError
from archive.services.indicators import IndicatorWording, save_indicator
from tests.factories import CoverageMarkFactory, IndicatorFactory, figure_in, published_report
from tests.views.staff_pages import words

pytestmark = pytest.mark.django_db
ADD = "admin:archive_indicator_add"
TYPED = {
    "slug": "visits",
    "name": "产后访视率",
    "definition": "访视产妇的比例。",
    "measure": "rate",
    "unit": "%",
    "units": "%",
    "topic": "mch",
    "terms": "产妇访视率\n\n 访视率 ",
    "without": "",
    "is_active": "on",
    "seen": "",
}


@pytest.fixture
def figure():
    return figure_in(published_report(("", "", "产后访视率96.10%。")), "96.10%", name="产后访视率", unit="%")


@pytest.fixture
def visits():
    wording = IndicatorWording("产后访视率", "访视产妇的比例。", "rate", "%", "mch", ("%",), (), ("访视率",))
    return save_indicator(wording=wording, by=None, slug="visits")


def change(one):
    return reverse("admin:archive_indicator_change", args=[one.pk])


def typed_over(one, **values):
    one.refresh_from_db()
    return TYPED | {"seen": one.updated_at.isoformat()} | values


def test_an_indicator_is_added_with_its_names_and_its_figures_follow(staff_client, figure):
    assert staff_client.post(reverse(ADD), TYPED).status_code == 302
    one = Indicator.objects.get()
    assert [alias.term for alias in one.aliases.all()] == ["产妇访视率", "访视率"]
    assert Figure.objects.get().indicator == one
    assert AuditEvent.objects.get().actor.username == "staff"


def test_it_is_changed_and_switched_off(staff_client, visits, figure):
    posted = typed_over(visits, name="产妇产后访视率")
    del posted["is_active"]
    assert staff_client.post(change(visits), posted).status_code == 302
    visits.refresh_from_db()
    assert (visits.name, visits.is_active, visits.slug) == ("产妇产后访视率", False, "visits")
    assert Figure.objects.get().indicator is None


def test_the_form_shows_what_is_held(staff_client, visits):
    shown = staff_client.get(change(visits))
    assert "访视率</textarea>" in shown.content.decode()
    assert "本馆改过" in words(staff_client.get(reverse("admin:archive_indicator_changelist")))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"seen": "long ago"}, "刚被别人改过"),
        ({"terms": "产后访视率"}, "只留一个"),
        ({"name": ""}, "错误"),
        ({"topic": "nothing"}, "错误"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_changed(staff_client, visits, values, said):
    response = staff_client.post(change(visits), typed_over(visits, **values))
    assert response.status_code == 200
    assert said in words(response)
    assert AuditEvent.objects.count() == 1


def test_what_the_service_refuses_at_the_last_moment_is_said_too(staff_client, visits):
    refusal = patch("archive.admin_figures.save_indicator", side_effect=ServiceError("刚刚被占用。"))
    with refusal:
        response = staff_client.post(change(visits), typed_over(visits, unit="‰"), follow=True)
    assert "刚刚被占用" in words(response)


def test_what_staff_added_is_deleted_and_what_was_shipped_cannot_be(staff_client, visits):
    delete = "admin:archive_indicator_delete"
    staff_client.post(reverse(delete, args=[visits.pk]), {"post": "yes"})
    assert not Indicator.objects.exists()
    assert AuditEvent.objects.latest("pk").before["name"] == "产后访视率"
    shipped = IndicatorFactory(shipped={"name": "第一项"})
    assert staff_client.post(reverse(delete, args=[shipped.pk]), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("model", [Figure, CoverageMark, SavedPair])
def test_other_tables_are_looked_at_and_never_typed_into(staff_client, figure, model):
    CoverageMarkFactory()
    name = model._meta.model_name
    assert staff_client.get(reverse(f"admin:archive_{name}_changelist")).status_code == 200
    assert staff_client.get(reverse(f"admin:archive_{name}_add")).status_code == 403
