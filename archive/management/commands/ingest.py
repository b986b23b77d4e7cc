"""Take in report files from the command line."""

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from archive import services
from archive.corrections import Corrections
from archive.ingest.errors import IngestError
from archive.ingest.report_line import error_line, line_for
from archive.models import Report


class Command(BaseCommand):
    """Recognise files, shelve them for confirmation, or publish them; what is already in is skipped."""

    help = "Take in report files and folders: shelve, --publish, or only look with --dry-run."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--publish", action="store_true", help="publish what was recognised")
        parser.add_argument("--dry-run", action="store_true", help="recognise only, write nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object per input on a line")

    def handle(self, *_args: Any, **options: Any) -> None:
        files = list(_files(options["paths"]))
        outcomes: Counter[str] = Counter()
        for path in tqdm(files, unit="file", disable=None, leave=False):
            outcome, line = self._take(path, publish=options["publish"], dry_run=options["dry_run"])
            outcomes[outcome] += 1
            if options["json"]:
                self.stdout.write(json.dumps(line, ensure_ascii=False))
            elif not line["ok"]:
                self.stderr.write(f"{path}: {line['error']}")
        if not options["json"]:
            self.stdout.write(", ".join(f"{name} {count}" for name, count in sorted(outcomes.items())))
        if outcomes["refused"]:
            raise CommandError(f"{outcomes['refused']} of {len(files)} files were refused")

    def _take(self, path: Path, *, publish: bool, dry_run: bool) -> tuple[str, dict[str, Any]]:
        try:
            content = path.read_bytes()
            draft = services.recognise(content=content, name=path.name)
            outcome = "recognised" if dry_run else _shelve(content, path.name, publish=publish)
        except (IngestError, services.ServiceError, OSError) as error:
            return "refused", error_line(str(path), str(error))
        return outcome, line_for(draft, str(path))


def _shelve(content: bytes, name: str, *, publish: bool) -> str:
    receipt = services.receive(content=content, name=name, by=None)
    if receipt.intake is None:
        withdrawn = receipt.held is not None and receipt.held.state == Report.State.WITHDRAWN
        return "withdrawn, skipped" if withdrawn else "already in"
    if not publish:
        return "waiting"
    services.publish(intake=receipt.intake, corrections=Corrections(), by=None)
    return "published"


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
        elif path.is_file():
            yield path
        else:
            raise CommandError(f"no such file or folder: {path}")
