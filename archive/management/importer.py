"""One run of the import: inputs recognised ahead in parallel, their rows written in order by the caller."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from tqdm import tqdm

from archive import services, storage
from archive.ingest.errors import IngestError
from archive.ingest.report_line import error_line, line_for
from archive.ingest.types import Draft
from archive.management.sources import Source, sources_of
from archive.models import Batch, Intake
from archive.services.importing import Known, known, publish_undoubted, shelve

REFUSED = "refused"
_AHEAD = 3  # files read ahead of each parser, so that none waits for the database


@dataclass(frozen=True)
class Wanted:
    """What the person asked of this run."""

    publish: bool = False
    force: bool = False
    dry_run: bool = False
    json: bool = False
    name: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of one input: a word for the summary, the reasons, and the line `--json` prints."""

    word: str
    reasons: tuple[str, ...]
    line: dict[str, Any]


class Importer:
    """One run: inputs recognised ahead in parallel, their rows written in order by the calling thread."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.batch: Batch | None = None

    def outcomes(self, files: list[Path], bar: "tqdm[Any]") -> Iterator[tuple[str, Outcome]]:
        """Yield the label and outcome of every input; the bar counts files of the disk."""
        with ThreadPoolExecutor(settings.INTAKE_WORKERS, thread_name_prefix="ingest") as pool:
            ahead: deque[tuple[Source, Future[Draft] | Known | None]] = deque()
            for path in files:
                for source in sources_of(path):
                    ahead.append((source, self._begin(source, pool)))
                    if len(ahead) > _AHEAD * settings.INTAKE_WORKERS:
                        yield self._finish(*ahead.popleft())
                bar.update()
            while ahead:
                yield self._finish(*ahead.popleft())

    def _begin(self, source: Source, pool: ThreadPoolExecutor) -> Future[Draft] | Known | None:
        if source.refusal:
            return None
        already = None if self.wanted.dry_run or self.wanted.json else known(source.content)
        return already or pool.submit(self._read, source)

    def _read(self, source: Source) -> Draft:
        """Recognise an input and put its bytes on the disk, both while the database is busy with others."""
        draft = services.recognise(content=source.content, name=source.name)
        if not self.wanted.dry_run:
            storage.store(source.content)
        return draft

    def _finish(self, source: Source, begun: Future[Draft] | Known | None) -> tuple[str, Outcome]:
        if begun is None:
            return source.label, _refusal(source, source.refusal)
        if isinstance(begun, Known):
            return source.label, self._meet_again(source, begun)
        try:
            outcome = self._take(source, begun.result())
        except IngestError as error:
            outcome = _refusal(source, str(error))
        except OSError as error:  # not the fault of this file: a full disk would refuse all the others too
            raise CommandError(f"cannot keep {source.label}: {error}; what is in stays in") from error
        return source.label, outcome

    def _take(self, source: Source, draft: Draft) -> Outcome:
        line = line_for(draft, source.label)
        return Outcome("recognised", (), line) if self.wanted.dry_run else self._write(source, draft, line)

    def _write(self, source: Source, draft: Draft, line: dict[str, Any]) -> Outcome:
        already = known(source.content)  # the same bytes may stand twice among the inputs
        if already is not None:
            return Outcome(_skip_word(already), (already.sentence,), line)
        if self.batch is None:
            origin = Batch.Origin.COMMAND
            self.batch = services.start_batch(by=None, name=self.wanted.name, origin=origin)
        upload = services.Upload(source.name, source.content)
        row = shelve(upload, draft, batch=self.batch, by=None)
        if not self.wanted.publish:
            return Outcome("waiting", (), line)
        return self._publish(row, line)

    def _meet_again(self, source: Source, already: Known) -> Outcome:
        """Skip what is in; what only waits from an earlier run is published if that is wanted now."""
        line = error_line(source.label, already.sentence)
        if already.waiting is not None and self.wanted.publish:
            return self._publish(already.waiting, line)
        return Outcome(_skip_word(already), (), line)

    def _publish(self, row: Intake, line: dict[str, Any]) -> Outcome:
        report, reasons = publish_undoubted(row, by=None, force=self.wanted.force)
        return Outcome("published" if report else "waiting", tuple(reasons), line)


def _refusal(source: Source, reason: str) -> Outcome:
    return Outcome(REFUSED, (reason,), error_line(source.label, reason))


def _skip_word(already: Known) -> str:
    return "withdrawn, skipped" if already.withdrawn else "already in"
