import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from archive.models import AuditEvent

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


def recorded():
    return AuditEvent.objects.filter(action="account").latest("pk")


def test_what_an_account_may_do_is_recorded_from_what_to_what(administrator):
    person = User.objects.create_user("worker")
    change(administrator, person, groups=[Group.objects.get(name="发布者").pk], is_active="on")
    event = recorded()
    assert (event.actor.username, event.subject) == ("admin", "worker")
    assert (event.before["groups"], event.after["groups"]) == ([], ["发布者"])
    change(administrator, person)
    event = recorded()
    assert (event.before["is_active"], event.after["is_active"]) == (True, False)
    assert event.after["groups"] == []


def test_saving_an_account_unchanged_records_nothing(administrator):
    person = User.objects.create_user("worker")
    change(administrator, person, is_active="on")
    assert not AuditEvent.objects.exists()


def test_a_new_account_is_recorded_without_its_password(administrator):
    url = reverse("admin:auth_user_add")
    secret = "quite a long one 7"
    typed = {"username": "fresh", "password1": secret, "password2": secret, "usable_password": "true"}
    administrator.post(url, typed)
    assert User.objects.filter(username="fresh").exists()
    event = recorded()
    assert (event.before, event.after["username"]) == ({}, "fresh")
    assert secret not in str(event.after)


def test_a_password_set_by_another_is_recorded_and_not_shown(administrator):
    person = User.objects.create_user("worker", password="an old one 123")
    url = reverse("admin:auth_user_password_change", args=[person.pk])
    administrator.post(url, {"password1": "short", "password2": "short", "usable_password": "true"})
    assert not AuditEvent.objects.exists()
    secret = "quite a long one 7"
    administrator.post(url, {"password1": secret, "password2": secret, "usable_password": "true"})
    person.refresh_from_db()
    assert person.check_password(secret)
    assert (recorded().subject, recorded().after) == ("worker", {"password": "已重设"})


def test_rights_of_a_role_are_recorded(staff_client):
    role = Group.objects.get(name="查看者")
    staff_client.post(reverse("admin:auth_group_change", args=[role.pk]), {"name": "查看者"})
    event = recorded()
    assert "archive.view_intake" in event.before["permissions"]
    assert event.after["permissions"] == []


def test_a_deleted_account_stays_in_the_record(staff_client):
    person = User.objects.create_user("worker")
    staff_client.post(reverse("admin:auth_user_delete", args=[person.pk]), {"post": "yes"})
    assert not User.objects.filter(username="worker").exists()
    assert (recorded().subject, recorded().before["username"], recorded().after) == ("worker", "worker", {})
    other = User.objects.create_user("other")
    chosen = {"action": "delete_selected", "_selected_action": [other.pk], "post": "yes"}
    staff_client.post(reverse("admin:auth_user_changelist"), chosen)
    assert recorded().subject == "other"
