"""What is recorded of accounts and roles: who may come in and do what, and who changed that."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from archive.models import Action
from archive.services.records import About, Actor, record

_COLUMNS = ("username", "first_name", "last_name", "email", "is_active", "is_staff", "is_superuser")


def rights_of(who: User | Group) -> dict[str, Any]:
    """Return the recorded columns of an account or a role as JSON values, with all it may do."""
    if isinstance(who, Group):
        return {"name": who.name, "permissions": _codes(who.permissions.all())}
    return {
        **{name: getattr(who, name) for name in _COLUMNS},
        "groups": sorted(who.groups.values_list("name", flat=True)),
        "permissions": _codes(who.user_permissions.all()),
    }


def record_rights(who: User | Group, by: Actor, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Record that an account or role was made (nothing before), changed or deleted (nothing after).

    What stayed as it was is not recorded.
    """
    if before != after:
        record(Action.ACCOUNT, by, About(str(who), before=before, after=after))


def record_password(who: User, by: Actor) -> None:
    """Add to the record that somebody set a password; nothing of the password itself."""
    record(Action.ACCOUNT, by, About(str(who), after={"password": _("已重设")}))


def _codes(permissions: QuerySet[Permission]) -> list[str]:
    pairs = permissions.values_list("content_type__app_label", "codename")
    return sorted(f"{app}.{code}" for app, code in pairs)
