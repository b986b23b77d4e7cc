"""One confined child for one file: forked ahead, given the job, listened to, ended.

The child says two things: the kind of file, which may allow it more time, and its answer. Whatever else it
does, it is killed when its time is over or its answer too long, with every process it started.
"""

import contextlib
import errno
import os
import select
import shutil
import signal
import socket
import tempfile
import time
import traceback
from pathlib import Path
from typing import NoReturn, Self

import msgspec

from archive.ingest import pipeline
from archive.ingest.errors import IngestError
from archive.ingest.files import archives
from archive.ingest.files.sniff import FileKind, kind_of
from archive.ingest.parsing import sandbox
from archive.ingest.parsing.channel import (
    Answer,
    ClosedError,
    Ending,
    Failed,
    Incoming,
    Job,
    Recognised,
    Refused,
    Setup,
    Unpacked,
    UnpackedMember,
    receive,
    send,
    take_piece,
)
from archive.ingest.parsing.codec import pack
from archive.ingest.parsing.sandbox import kill
from archive.ingest.types import RawFile

_OUT_OF_MEMORY = 3  # exit status
_FROM_OUTSIDE = frozenset({signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP})
_NEARLY_ALL = 0.7  # of the memory allowed: a child killed with this much in use was killed for it
_SAMPLE = RawFile(
    "报告.txt", "某某县卫生健康局2023年工作总结\n一、主要工作\n（一）医疗服务。全县医院2家。\n".encode()
)


class AbandonedError(Exception):
    """Nobody waits for the answer any more."""


def rehearse(setup: Setup) -> None:
    """Read a small report, so that patterns are compiled, divisions arranged and shared pages copied."""
    with contextlib.suppress(IngestError):
        pipeline.run(_SAMPLE, setup.vocabulary, setup.options)


def respond(job: Job, setup: Setup) -> Answer:
    """Do one job in this very process and say what came of it; raises MemoryError."""
    try:
        raw = RawFile(job.name, job.content)
        if job.into:
            return _unpacked(raw, Path(job.into))
        return Recognised(pack(pipeline.run(raw, setup.vocabulary, setup.options)))
    except IngestError as error:
        return Refused(str(error))
    except MemoryError:
        raise
    except Exception as error:  # whatever a parser throws ends this file only
        if isinstance(error, OSError) and error.errno == errno.ENOMEM:
            raise MemoryError from error
        return Failed(traceback.format_exc())


def _unpacked(raw: RawFile, into: Path) -> Unpacked:
    members = enumerate(archives.unpack(raw, into))
    return Unpacked([UnpackedMember(m.name, number if m.path else None, m.reason) for number, m in members])


class Child:
    """A child process that waits for its one job."""

    def __init__(self, setup: Setup) -> None:
        self.kind: FileKind | None = None
        self._setup = setup
        self._allowance = setup.limits.allow(FileKind.TEXT, setup.options)
        self._scratch = tempfile.mkdtemp(dir=setup.scratch)
        self._channel, theirs = socket.socketpair()
        parent = os.getpid()
        self.pid = os.fork()
        if self.pid == 0:  # pragma: no cover - nothing is measured in the child
            _live(parent, theirs, self._scratch, setup)
        self._is_reaped = False
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.end()

    def perform(self, job: bytes, asker: socket.socket) -> tuple[Ending, bytes]:
        """Return how the child ended and its encoded answer, or the seconds it had.

        Raises `AbandonedError` when `asker` closes.
        """
        self._channel.settimeout(self._allowance.seconds)
        try:
            send(self._channel, job)
            answer = self._listen(asker)
        except TimeoutError:
            return Ending.TIMEOUT, f"{self._allowance.seconds:g}".encode()
        except OverflowError:
            return Ending.EXHAUSTED, b""
        except ClosedError:
            return self._cause_of_death(), b""
        return Ending.ANSWERED, answer

    def end(self) -> None:
        """Kill and reap the child with its session, and remove its files; harmless when done."""
        self._channel.close()
        if not self._is_reaped:
            self._reap()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _reap(self) -> tuple[int, int]:
        """Kill the child if it lives; its wait status and the most bytes of memory it had in use."""
        kill(self.pid)
        _, status, usage = os.wait4(self.pid, 0)
        self._is_reaped = True
        return status, usage.ru_maxrss * 1024

    def _listen(self, asker: socket.socket) -> bytes:
        """Return the answer; raises TimeoutError, OverflowError, `ClosedError` for a child that died."""
        begun = time.monotonic()
        incoming = Incoming(self._setup.limits.answer_bytes)
        while True:
            _wait(self._channel, asker, begun + self._allowance.seconds - time.monotonic())
            incoming.add(take_piece(self._channel))
            if self.kind is None:
                self._note_kind(incoming.take())
            if self.kind is not None and (answer := incoming.take()) is not None:
                return answer

    def _note_kind(self, said: bytes | None) -> None:
        if said is not None:
            known = {kind.encode(): kind for kind in FileKind}
            self.kind = known.get(said, FileKind.TEXT)
            self._allowance = self._setup.limits.allow(self.kind, self._setup.options)

    def _cause_of_death(self) -> Ending:
        status, used = self._reap()
        if os.WIFEXITED(status):
            return Ending.EXHAUSTED if os.WEXITSTATUS(status) == _OUT_OF_MEMORY else Ending.INTERRUPTED
        killed = os.WTERMSIG(status) in _FROM_OUTSIDE and used < self._allowance.memory * _NEARLY_ALL
        return Ending.INTERRUPTED if killed else Ending.EXHAUSTED


def _wait(channel: socket.socket, asker: socket.socket, seconds: float) -> None:
    """Return when the child has something to say; raises TimeoutError, or `AbandonedError`."""
    waiting = select.poll()
    waiting.register(channel, select.POLLIN)
    waiting.register(asker, select.POLLIN)
    ready = dict(waiting.poll(max(0, seconds) * 1000)) if seconds > 0 else {}
    if asker.fileno() in ready:  # it sends nothing while we work: it has gone
        raise AbandonedError
    if not ready:
        raise TimeoutError


def _live(parent: int, channel: socket.socket, scratch: str, setup: Setup) -> NoReturn:  # pragma: no cover
    """Do one job in the child and end it; whatever happens, it never returns into the parent's code."""
    status = 1
    try:
        sandbox.confine(parent, scratch, channel.fileno(), setup.limits.written_bytes)
        tempfile.tempdir = scratch
        rehearse(setup)
        job = msgspec.msgpack.decode(receive(channel), type=Job)
        send(channel, _limit(job.content, setup).encode())
        send(channel, msgspec.msgpack.encode(respond(job, setup)))
        status = 0
    except MemoryError:
        status = _OUT_OF_MEMORY
    finally:
        os._exit(status)


def _limit(content: bytes, setup: Setup) -> FileKind:  # pragma: no cover - in the child
    try:
        kind = kind_of(content)
    except IngestError:
        kind = FileKind.TEXT  # refused once more, with its sentence, by the job
    sandbox.limit(setup.limits.allow(kind, setup.options))
    return kind
