"""`manage.py verify`: originals intact, no half reports, index and database agree."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import integrity
from search.engine import SearchError


class Command(BaseCommand):
    """Changes nothing; exits with 1 when anything is wrong."""

    help = "Check every original's SHA-256, every report's completeness, and index against database."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        """Print one line per check with its count of faults, then what is at fault."""
        try:
            found = integrity.findings()
        except (OSError, SearchError) as error:
            raise CommandError(str(error)) from error
        for finding in found:
            self.stdout.write(f"{finding.label}: {len(finding.faults)} / {finding.checked}")
            for fault in finding.faults if verbosity else ():
                self.stdout.write(f"  {fault}")
        faults = sum(len(finding.faults) for finding in found)
        if faults:
            raise CommandError(f"{faults} faults")
