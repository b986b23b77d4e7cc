"""The archive app: what we hold, its pages, how texts come in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    """Registers the tables under one Chinese heading in the admin."""

    name = "archive"
    verbose_name = _("档案")
