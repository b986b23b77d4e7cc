"""`manage.py figures`: read the numbers of texts that were published before the present reader."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from tqdm import tqdm

from archive.figure_groups import regroup
from archive.figure_rows import read_again
from archive.ingest.figures.extract import VERSION
from archive.models import Report, Revision, Snapshot


class Command(BaseCommand):
    """Bring the figures of all texts up to date; what people said of them stays. Safe to run again."""

    help = "Read the figures of texts that were not read by this version, and group all by indicator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="read every text again")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it; one line says what was done."""
        stale = (
            Revision.objects.all() if options["all"] else Revision.objects.exclude(figures_version=VERSION)
        )
        keys = list(stale.order_by("pk").values_list("pk", flat=True))
        found = 0
        for key in tqdm(keys, unit="text", disable=None):
            found += _read(key)
        moved = _grouped()
        self.stdout.write(f"figures: {len(keys)} texts read, {found} figures, {moved} grouped anew")


@transaction.atomic
def _read(key: int) -> int:
    """Read one text again; what readers see changes only with the texts they are shown."""
    found = read_again(Revision.objects.get(pk=key))
    if Report.objects.published().filter(current_revision=key).exists():
        Snapshot.advance()
    return found


@transaction.atomic
def _grouped() -> int:
    moved = regroup()
    if moved:
        Snapshot.advance()
    return moved
