"""System check: an index written by another version of the schema must be rebuilt."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, register
from django.core.checks import Warning as Advice

from search.backends import store


@register("search")
def index_version(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001
    **kwargs: Any,  # noqa: ARG001
) -> list[CheckMessage]:
    """Warn when the index has another schema version than the code."""
    name = store.current_name(settings.INDEX_DIR)
    if name is None or store.is_readable(name):
        return []
    return [
        Advice(
            f"The search index has schema {name.partition('-')[0]}, the code {store.SCHEMA_VERSION}.",
            hint="Run: manage.py reindex",
            id="search.W001",
        )
    ]
