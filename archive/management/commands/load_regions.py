"""Load the division table."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from archive.divisions import load_divisions


class Command(BaseCommand):
    """Bring the divisions in the database in line with seeds/regions; safe to run again."""

    help = "Load the GB/T 2260 divisions (idempotent)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--file", type=Path, default=settings.DIVISIONS_FILE)

    def handle(self, *_args: Any, **options: Any) -> None:
        added = load_divisions(options["file"])
        self.stdout.write(f"divisions: {added} added")
