"""The file that tells why inputs of an import were not published."""

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from django.conf import settings
from django.utils import timezone

from archive.csv_cells import safe_cell


class ReasonsFile:
    """The file that says why inputs were not published; made with its first row."""

    def __init__(self, wanted: Path | None) -> None:
        self.wanted = wanted
        self.path: Path | None = None
        self.rows = 0
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    def add(self, label: str, outcome: str, reasons: Iterable[str]) -> None:
        """Write one row for every reason."""
        for reason in reasons:
            if self.path is None:
                self._open()
            self._writer.writerow([safe_cell(cell) for cell in (label, outcome, reason)])
            self.rows += 1

    def _open(self) -> None:
        stamp = timezone.localtime().strftime("%Y%m%d-%H%M%S")
        self.path = self.wanted or Path(settings.VAR_DIR) / f"ingest-reasons-{stamp}.csv"
        stream = self._stack.enter_context(self.path.open("w", encoding="utf-8-sig", newline=""))
        self._writer = csv.writer(stream)
        self._writer.writerow(["file", "outcome", "reason"])
