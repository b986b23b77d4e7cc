"""`manage.py reindex`: build the index from the database, or compare the two and mend."""

import os
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from search import indexing
from search.engine import SearchError

LINE_SECONDS = 10.0  # between two lines where there is no terminal


class Command(BaseCommand):
    """Rebuilds aside and switches at the end, so searches go on meanwhile."""

    help = "Build the search index from the database; --check compares and mends differences only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        parser.add_argument("--check", action="store_true", help="compare, and mend what differs")
        parser.add_argument("--jobs", type=int, default=cores, help="processes that build, one a core")

    def handle(self, *args: Any, check: bool, jobs: int, verbosity: int, **options: Any) -> None:
        """Do it; one line says what was done. Fails with one line when the index is locked."""
        try:
            done = self._mended(jobs, verbosity) if check else self._rebuilt(jobs, verbosity)
        except (OSError, SearchError) as error:
            raise CommandError(str(error)) from error
        if verbosity:
            self.stdout.write(done)

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Say in a line that an interrupted run has changed nothing."""
        try:
            return super().execute(*args, **options)
        except KeyboardInterrupt:
            raise CommandError("interrupted; the index is what it was before") from None

    def _rebuilt(self, jobs: int, verbosity: int) -> str:
        with self._progress(indexing.total(), shown=bool(verbosity)) as written:
            count = indexing.rebuild(jobs, written)
        return _("索引已重建，共 %(count)d 个章节。") % {"count": count}

    @contextmanager
    def _progress(self, total: int, *, shown: bool) -> Iterator[Callable[[int], object]]:
        """Show a bar with rate and time left on a terminal, else a line now and then."""
        if not shown:
            yield lambda _count: None
        elif self.stderr.isatty():
            with tqdm(total=total, unit=_(" 章节"), leave=False) as bar:
                yield bar.update
        else:
            yield self._lines(total)

    def _lines(self, total: int) -> Callable[[int], object]:
        begun = said = time.monotonic()
        done = 0

        def written(count: int) -> None:
            nonlocal done, said
            done += count
            now = time.monotonic()
            if now - said >= LINE_SECONDS:
                said = now
                self.stderr.write(f"{done} / {total} ({done / (now - begun):.0f}/s)")

        return written

    def _mended(self, jobs: int, verbosity: int) -> str:
        if indexing.outdated():
            return self._rebuilt(jobs, verbosity)
        try:
            found = indexing.mend()
        except SearchError:  # a file that only writers read is damaged
            return self._rebuilt(jobs, verbosity)
        if not found:
            return _("索引与数据库一致。")
        return _("索引已修正：重写 %(stale)d 份报告，移除 %(alien)d 份。") % {
            "stale": len(found.stale),
            "alien": len(found.alien),
        }
