"""Keeps the index in step with publishing: one report's sections replaced in one commit."""

import logging
from typing import Any

from django.dispatch import receiver

from archive.models import Report
from archive.signals import report_published, report_withdrawn
from search import indexing
from search.engine import SearchError

logger = logging.getLogger(__name__)


@receiver(report_published)
@receiver(report_withdrawn)
def update_index(sender: Any, report: Report, **kwargs: Any) -> None:  # noqa: ARG001
    """Replace what the index holds of `report`; a withdrawn one leaves it.

    The database has committed already, so a failure is logged and not raised:
    `reindex --check` mends what is missing.
    """
    try:
        indexing.replace([report.public_id])
    except (OSError, SearchError):
        logger.exception("index not updated for %s; run: manage.py reindex --check", report.public_id)
