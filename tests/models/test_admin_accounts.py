import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    person = User.objects.create_user("admin", is_staff=True)
    person.groups.add(Group.objects.get(name="管理员"))
    client.force_login(person)
    return client


def change(client, person, **values):
    url = reverse("admin:auth_user_change", args=[person.pk])
    posted = {"username": person.username, "date_joined_0": "2026-01-01", "date_joined_1": "00:00", **values}
    return client.post(url, posted)


def test_an_administrator_puts_people_into_roles(administrator):
    person = User.objects.create_user("worker")
    editor = Group.objects.get(name="编辑")
    change(administrator, person, groups=[editor.pk], is_active="on")
    assert list(person.groups.all()) == [editor]


def test_an_administrator_cannot_make_a_superuser(administrator):
    person = User.objects.create_user("worker")
    change(administrator, person, is_superuser="on", is_active="on")
    person.refresh_from_db()
    assert not person.is_superuser


def test_an_administrator_cannot_touch_a_superuser(administrator, staff_user):
    assert change(administrator, staff_user, is_active="on").status_code == 403


def test_a_superuser_can(staff_client):
    person = User.objects.create_user("worker")
    change(staff_client, person, is_superuser="on", is_active="on")
    person.refresh_from_db()
    assert person.is_superuser
