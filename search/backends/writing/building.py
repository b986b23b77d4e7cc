"""Whole indexes from a stream of documents, on as many cores as are wanted.

The caller's process reads documents and hands them out in batches; each builder process writes segments of
its own. A builder ends when its connection does, so none outlives a killed caller. What was written counts
only once the caller has named the segments in a table of contents.
"""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Self

from archive.text import segment
from search.backends.writing.mapping import MappedStorage
from search.backends.writing.writer import PackedIndex, PackedWriter
from search.engine import SearchError

Document = Mapping[str, Any]
Batch = list[Document]

SEGMENT_CHARACTERS = 12_000_000
BATCH_CHARACTERS = 400_000
FEW_BATCHES = 6  # not worth starting processes for


def build(
    folder: Path, documents: Iterable[Document], jobs: int, written: Callable[[int], object]
) -> list[Any]:
    """Write documents into segments of the index in `folder` and return the segments; nothing is committed.

    Documents of one report must follow one another. `written` is told how many documents were taken in, again
    and again. Raises SearchError when a builder process dies.
    """
    batches = _batches(documents)
    first = list(islice(batches, FEW_BATCHES))
    everything = chain(first, batches)
    if jobs > 1 and len(first) == FEW_BATCHES:
        return _build_together(folder, everything, jobs, written)
    if len(first) == FEW_BATCHES:
        segment.accelerate()
    with _Builder(folder) as builder:
        for batch in everything:
            builder.add(batch)
            written(len(batch))
        return builder.finish()


class _Builder:
    """Writes documents into segments, each flushed when it has grown enough.

    As a context it gives up what is unfinished.
    """

    def __init__(self, folder: Path) -> None:
        self._index = PackedIndex(MappedStorage(str(folder)))
        self._segments: list[Any] = []
        self._writer: PackedWriter | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        if self._writer is not None:
            self._writer.cancel()

    def add(self, batch: Batch) -> None:
        """Write documents; they stay in one segment."""
        if self._writer is None:
            self._writer = PackedWriter(self._index, _lk=False, limitmb=256)
        for document in batch:
            self._writer.add_document(**document)
        if self._writer.characters >= SEGMENT_CHARACTERS:
            self._flush()

    def finish(self) -> list[Any]:
        """Write what is left and return all segments."""
        self._flush()
        return self._segments

    def _flush(self) -> None:
        if self._writer is not None:
            self._segments.append(self._writer.finished())
        self._writer = None


def _work(connection: Connection, folder: Path) -> None:
    """Build segments of the batches that come, in a process of its own."""
    segment.accelerate()
    # Without the caller there is nobody to name the segments.
    with suppress(EOFError, ConnectionError), _Builder(folder) as builder:
        connection.send(0)
        while batch := connection.recv():
            builder.add(batch)
            connection.send(len(batch))
        connection.send(builder.finish())


def _build_together(
    folder: Path, batches: Iterator[Batch], jobs: int, written: Callable[[int], object]
) -> list[Any]:
    with ExitStack() as stack:
        crew = [stack.enter_context(_started(folder)) for _job in range(jobs)]
        try:
            for batch in batches:
                # Only to one that has nothing to do: sending to a busy builder would wait for it.
                ready = _waiting(crew)
                written(ready.recv())
                ready.send(batch)
            for connection in crew:
                connection.send([])
            return [one for connection in crew for one in _finished(connection, written)]
        except (EOFError, ConnectionError) as error:
            raise SearchError("a process that builds the search index has died") from error


def _waiting(crew: list[Connection]) -> Connection:
    """Return the connection of a builder that wants a batch; wait for one."""
    talking = wait(crew)
    return next(connection for connection in crew if connection in talking)


def _finished(connection: Connection, written: Callable[[int], object]) -> list[Any]:
    while isinstance(answer := connection.recv(), int):
        written(answer)
    segments: list[Any] = answer
    return segments


@contextmanager
def _started(folder: Path) -> Iterator[Connection]:
    """Start a builder and yield the connection to it; it is gone afterwards, finished or not."""
    # A fresh interpreter inherits neither threads nor connections to the database.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, folder), daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        process.join(timeout=1)
        process.kill()
        process.join()


def _batches(documents: Iterable[Document]) -> Iterator[Batch]:
    """Gather documents, those of one report always together."""
    batch: Batch = []
    characters = 0
    for document in documents:
        if characters >= BATCH_CHARACTERS and document["report"] != batch[-1]["report"]:
            yield batch
            batch, characters = [], 0
        batch.append(document)
        characters += len(document["chars"])
    if batch:
        yield batch
