from itertools import pairwise

import pytest
from django.contrib.auth.models import Group, Permission, User

from archive.roles import ROLES, keep_roles

pytestmark = pytest.mark.django_db


def someone(role):
    person = User.objects.create_user(role)
    person.groups.add(Group.objects.get(name=role))
    return User.objects.get(pk=person.pk)


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        ("查看者", "archive.view_intake", "archive.add_intake"),
        ("编辑", "archive.change_intake", "archive.publish_report"),
        ("发布者", "archive.publish_report", "auth.add_user"),
        ("管理员", "auth.change_user", "archive.delete_report"),
    ],
)
def test_each_role_may_do_its_part_and_no_more(role, may, may_not):
    person = someone(role)
    assert person.has_perm(may)
    assert not person.has_perm(may_not)


def test_each_role_may_do_what_those_before_it_may():
    granted = list(ROLES.values())
    assert all(lower < higher for lower, higher in pairwise(granted))


def test_every_permission_of_a_role_exists():
    known = {f"{p.content_type.app_label}.{p.codename}" for p in Permission.objects.all()}
    assert set().union(*ROLES.values()) <= known


def test_permissions_staff_added_to_a_role_stay():
    viewer = Group.objects.get(name="查看者")
    extra = Permission.objects.get(codename="view_evidence")
    viewer.permissions.add(extra)
    keep_roles()
    assert extra in viewer.permissions.all()
