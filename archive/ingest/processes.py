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
from pathlib import Path

import msgspec

from archive.ingest.channel import Ending, Setup, receive, send
from archive.ingest.limits import Limits
from archive.ingest.types import Options, Vocabulary

_ROOT = Path(__file__).parents[2]
# Settings and passwords in the environment are not for a process that reads strangers' files.
_KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "TESSDATA_PREFIX")
_PATIENCE = 30  # seconds beyond the longest parse: starting, forking, cleaning up
_FAREWELL = 5


class ParsingProcess:
    """One parsing process, or the place for one: it starts with the first question."""

    def __init__(self, vocabulary: Vocabulary, options: Options, limits: Limits) -> None:
        self._vocabulary = vocabulary
        self._options = options
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None
        self._scratch = ""

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return self._process.pid if self._process else None

    def perform(self, job: bytes) -> tuple[Ending, bytes]:
        """Return how one encoded job ended, and the encoded answer; raises `ClosedError`."""
        try:
            channel = self._channel or self._start()
            send(channel, job)
            reply = receive(channel)
        except TimeoutError:
            self.stop()
            return Ending.TIMEOUT, b""
        except BaseException:  # also an interrupt: the answer on its way would reach the next asker
            self.stop()
            raise
        return Ending(reply[0]), reply[1:]

    def _start(self) -> socket.socket:
        self._channel, theirs = socket.socketpair()
        self._scratch = tempfile.mkdtemp(prefix="archive-parse-")
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-P", "-m", "archive.ingest.worker", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={name: os.environ[name] for name in _KEPT if name in os.environ}
                | {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"},
                start_new_session=True,  # Ctrl-C at a terminal is for us
            )
        longest = max(self._limits.seconds, self._limits.office_seconds, self._limits.ocr_seconds)
        self._channel.settimeout(longest + _PATIENCE)
        setup = Setup(self._vocabulary, self._options, self._limits, self._scratch)
        send(self._channel, msgspec.msgpack.encode(setup))
        return self._channel

    def stop(self) -> None:
        """End the process and all it started; harmless when there is none."""
        channel, process, self._channel, self._process = self._channel, self._process, None, None
        if channel:
            with contextlib.suppress(OSError):
                channel.shutdown(socket.SHUT_RDWR)  # also wakes a thread that waits for the answer
            channel.close()
        if process:
            try:
                process.wait(_FAREWELL)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self._scratch:
            shutil.rmtree(self._scratch, ignore_errors=True)

    def forget(self) -> None:
        """Let go of a process inherited through a fork: it belongs to the parent."""
        if self._channel:
            self._channel.close()
        if self._process:
            _inherited.append(self._process)
        self._channel = self._process = None
        self._scratch = ""


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
        """End every process; whoever still waits for an answer is told that it was interrupted."""
        for process in self.processes:
            process.stop()

    def forget(self) -> None:
        """Start from nothing in a forked process: its threads and processes are the parent's."""
        for process in self.processes:
            process.forget()
        self._free = self._all_free()


_pools: "weakref.WeakSet[ProcessPool]" = weakref.WeakSet()
_inherited: list["subprocess.Popen[bytes]"] = []  # kept, or collecting them would warn of running children


def _forget_all() -> None:
    for pool in list(_pools):
        pool.forget()


os.register_at_fork(after_in_child=_forget_all)
