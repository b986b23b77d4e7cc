"""The archive app: what we hold, its pages, how texts come in."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    """Registers the tables under one Chinese heading in the admin, and keeps the roles of staff."""

    name = "archive"
    verbose_name = _("档案")

    def ready(self) -> None:
        """Make the roles after every migration of the account tables."""
        from archive.roles import keep_roles  # noqa: PLC0415  (the account models load after the apps)

        post_migrate.connect(keep_roles, dispatch_uid="archive.roles")
