"""The search app: how the holdings are found."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Connects the index to publishing once the apps are ready."""

    name = "search"
    verbose_name = _("检索")

    def ready(self) -> None:
        """Register signal receivers and system checks."""
        from search import checks, signals  # noqa: F401, PLC0415
