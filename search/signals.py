"""Keeps the index in step with publishing: the sections of the changed reports replaced in one commit."""

import logging
from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from archive.models import Report
from archive.signals import reports_changed
from search import indexing
from search.engine import SearchError

logger = logging.getLogger(__name__)


@receiver(reports_changed)
def update_index(sender: Any, reports: Sequence[Report], **kwargs: Any) -> None:  # noqa: ARG001
    """Replace what the index holds of `reports`; withdrawn ones leave it.

    The database has committed already, so a failure is logged and not raised: the next update that succeeds
    mends what is missing, and `reindex --check` does. Until then readers do not count what was withdrawn.
    """
    public_ids = [report.public_id for report in reports]
    try:
        indexing.replace(public_ids)
    except (OSError, SearchError):
        logger.exception("index not updated for %s; run: manage.py reindex --check", ", ".join(public_ids))
        try:
            indexing.withhold()
        except OSError:
            logger.exception("what was withdrawn is still counted; run: manage.py reindex --check")
