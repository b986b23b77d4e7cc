"""The four roles of staff, kept as groups of the account tables: each may do what those before it may.

Accounts are made and put into groups in the admin; a superuser may do everything.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_noop

_VIEWER = frozenset(
    f"archive.view_{model}"
    for model in (
        "auditevent",
        "batch",
        "coveragemark",
        "figure",
        "indicator",
        "intake",
        "operation",
        "report",
        "resemblance",
        "revision",
        "savedpair",
    )
) | {"search.view_synonymset"}
_EDITOR = _VIEWER | {
    "archive.add_intake",
    "archive.change_intake",
    "archive.change_figure",
    *(
        f"archive.{action}_{model}"
        for model in ("coveragemark", "indicator", "indicatoralias", "savedpair")
        for action in ("add", "change", "delete")
    ),
    "search.add_synonymset",
    "search.change_synonymset",
}
_PUBLISHER = _EDITOR | {"archive.publish_report", "archive.change_report"}
_ADMINISTRATOR = _PUBLISHER | {
    *(f"auth.{action}_user" for action in ("add", "change", "view")),
    "auth.view_group",
    *(f"archive.view_{model}" for model in ("evidence", "region", "section", "sourcefile")),
}

ROLES: Mapping[str, frozenset[str]] = {
    gettext_noop("查看者"): _VIEWER,
    gettext_noop("编辑"): _EDITOR,
    gettext_noop("发布者"): _PUBLISHER,
    gettext_noop("管理员"): _ADMINISTRATOR,
}


def keep_roles(**_kwargs: Any) -> None:
    """Make the groups after a migration and give them their permissions; what staff added stays."""
    held = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    for name, wanted in ROLES.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.add(*(held[code] for code in wanted if code in held))
