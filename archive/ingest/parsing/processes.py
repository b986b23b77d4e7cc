"""The parsing processes as the archive sees them: started when needed, asked in turn, replaced when gone."""

import contextlib
import os
import queue
import shutil
import socket
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from archive.ingest.parsing.channel import ClosedError, Ending, Setup, receive, send
from archive.ingest.parsing.limits import Limits
from archive.ingest.types import Options, Vocabulary

_ROOT = Path(__file__).parents[3]
# Settings and passwords in the environment are not for a process that reads strangers' files.
_KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "TESSDATA_PREFIX")
_PATIENCE = 30  # seconds beyond the longest parse: starting, forking, cleaning up
_FAREWELL = 5
WORKER = "archive.ingest.parsing.worker"  # the module a parsing process runs


@dataclass(frozen=True)
class Running:
    """A started process, our end of its channel, and the directory that is its own."""

    process: "subprocess.Popen[bytes]"
    channel: socket.socket
    scratch: str

    def end(self) -> None:
        """End the process and all it started."""
        with contextlib.suppress(OSError):
            self.channel.shutdown(socket.SHUT_RDWR)  # also wakes a thread that waits for the answer
        self.channel.close()
        try:
            self.process.wait(_FAREWELL)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.scratch, ignore_errors=True)


class ParsingProcess:
    """One parsing process, or the place for one: it starts with the first question."""

    def __init__(self, vocabulary: Vocabulary, options: Options, limits: Limits) -> None:
        self._vocabulary = vocabulary
        self._options = options
        self._limits = limits
        self._running: Running | None = None

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        running = self._running
        return running.process.pid if running else None

    def perform(self, job: bytes) -> tuple[Ending, bytes]:
        """Return how one encoded job ended, and the encoded answer; raises `ClosedError`."""
        running = self._running or self.start()
        try:
            send(running.channel, job)
            reply = receive(running.channel)
        except TimeoutError:
            self.stop()
            return Ending.TIMEOUT, b""
        except BaseException:  # also an interrupt: the answer on its way would reach the next asker
            self.stop()
            raise
        return Ending(reply[0]), reply[1:]

    def start(self) -> Running:
        """Start the process and hand it what it needs."""
        ours, theirs = socket.socketpair()
        scratch = tempfile.mkdtemp(prefix="archive-parse-")
        with theirs:
            process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-P", "-m", WORKER, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={name: os.environ[name] for name in _KEPT if name in os.environ}
                | {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"},
                start_new_session=True,  # Ctrl-C at a terminal is for us
            )
        longest = max(self._limits.seconds, self._limits.office_seconds, self._limits.ocr_seconds)
        ours.settimeout(longest + _PATIENCE)
        self._running = running = Running(process, ours, scratch)
        setup = Setup(self._vocabulary, self._options, self._limits, scratch)
        with contextlib.suppress(ClosedError):  # it died at once: the first question meets that, too
            send(ours, msgspec.msgpack.encode(setup))
        return running

    def stop(self) -> None:
        """End the process and all it started; harmless when there is none."""
        running, self._running = self._running, None
        if running:
            running.end()

    def forget(self) -> None:
        """Let go of a process inherited through a fork: it belongs to the parent."""
        running, self._running = self._running, None
        if running:
            running.channel.close()
            running.process.returncode = 0  # not ours to wait for


class ProcessPool:
    """A fixed number of parsing processes, each used by one thread at a time."""

    def __init__(self, size: int, vocabulary: Vocabulary, options: Options, limits: Limits) -> None:
        self.processes = [ParsingProcess(vocabulary, options, limits) for _ in range(size)]
        self._free = self._all_free()
        _pools.add(self)

    def _all_free(self) -> "queue.LifoQueue[ParsingProcess]":
        """Offer every process; the one used last is taken first, being warm."""
        free: queue.LifoQueue[ParsingProcess] = queue.LifoQueue()
        for process in self.processes:
            free.put(process)
        return free

    @contextlib.contextmanager
    def taken(self) -> Iterator[ParsingProcess]:
        """Hold one process; waits until one is free."""
        free = self._free
        process = free.get()
        try:
            yield process
        finally:
            free.put(process)

    def close(self) -> None:
        """End every process; a thread that still waits for an answer has a new one started."""
        for process in self.processes:
            process.stop()

    def forget(self) -> None:
        """Start from nothing in a forked process: its threads and processes are the parent's."""
        for process in self.processes:
            process.forget()
        self._free = self._all_free()


_pools: "weakref.WeakSet[ProcessPool]" = weakref.WeakSet()


def _forget_all() -> None:
    for pool in list(_pools):
        pool.forget()


os.register_at_fork(after_in_child=_forget_all)
