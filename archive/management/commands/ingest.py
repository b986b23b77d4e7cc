"""Take in report files from the command line: recognised on all cores, written one by one, resumable."""

import json
from argparse import ArgumentParser
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from archive import services
from archive.management.importer import REFUSED, Importer, Outcome, Wanted
from archive.management.reasons import ReasonsFile
from archive.management.sources import files_of


class Command(BaseCommand):
    """Recognise files, shelve them for confirmation, or publish them; what is already in is skipped."""

    help = "Take in report files, folders and zip archives: shelve, --publish, or only look with --dry-run."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--publish", action="store_true", help="publish what is recognised without doubt")
        parser.add_argument("--force", action="store_true", help="with --publish: also what has warnings")
        parser.add_argument("--dry-run", action="store_true", help="recognise only, write nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object per input on a line")
        parser.add_argument("--name", default="", help="a name for the batch on the staff pages")
        parser.add_argument(
            "--reasons", type=Path, metavar="FILE", help="where to write why files were not published (CSV)"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["force"] and not options["publish"]:
            raise CommandError("--force goes with --publish")
        names = ("publish", "force", "dry_run", "json", "name")
        wanted = Wanted(**{name: options[name] for name in names})
        files = files_of(options["paths"])
        outcomes: Counter[str] = Counter()
        with ExitStack() as stack:
            bar = stack.enter_context(tqdm(total=len(files), unit="file", disable=None, leave=False))
            reasons = stack.enter_context(ReasonsFile(options["reasons"]))
            stack.enter_context(services.announcing_together())
            for label, outcome in Importer(wanted).outcomes(files, bar):
                outcomes[outcome.word] += 1
                if not wanted.dry_run:
                    reasons.add(label, outcome.word, outcome.reasons)
                self._tell(label, outcome, as_json=options["json"])
        self._sum_up(outcomes, reasons, as_json=options["json"])

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Say in a line that an interrupted run can be taken up again."""
        try:
            return super().execute(*args, **options)
        except KeyboardInterrupt:
            raise CommandError("interrupted; what is in stays in, run the same command to go on") from None

    def _tell(self, label: str, outcome: Outcome, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(outcome.line, ensure_ascii=False))
        elif outcome.word == REFUSED:
            tqdm.write(f"{label}: {outcome.line['error']}", file=self.stderr)

    def _sum_up(self, outcomes: Counter[str], reasons: ReasonsFile, *, as_json: bool) -> None:
        if not as_json:
            self.stdout.write(", ".join(f"{word} {count}" for word, count in sorted(outcomes.items())))
        if reasons.path is not None:
            tqdm.write(f"{reasons.rows} reasons in {reasons.path}", file=self.stderr)
        if outcomes[REFUSED]:
            raise CommandError(f"{outcomes[REFUSED]} of {outcomes.total()} files were refused")
