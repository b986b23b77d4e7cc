"""The door to recognition: every parse runs in a confined process, and only its checked answer comes back.

A few parsing processes (`archive.ingest.parsing.worker`) wait for files, each with the vocabulary loaded, and
fork a child for every file. A crash, a hang or a bomb ends that child and becomes one sentence; the parsing
process itself is started anew when it is gone. Linux only.
"""

import contextlib
import logging
import stat
import weakref
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from archive.ingest.errors import IngestError
from archive.ingest.files.archives import MAX_MEMBER, Member, place
from archive.ingest.files.sniff import refuse_size
from archive.ingest.parsing.channel import (
    Answer,
    ClosedError,
    Ending,
    Failed,
    Job,
    Recognised,
    Refused,
    Unpacked,
)
from archive.ingest.parsing.codec import DamagedDraftError, unpack
from archive.ingest.parsing.limits import Limits
from archive.ingest.parsing.processes import ProcessPool
from archive.ingest.types import Draft, Options, RawFile, Vocabulary

_PLAIN = Options()
_USUAL = Limits()
_ATTEMPTS = 2
_LONGEST_SENTENCE = 200

_log = logging.getLogger(__name__)


class Recogniser:
    """Recognise files in processes of their own; one instance may be shared by threads.

    `workers` files are worked on at once and further callers wait. Processes start with the first file; a
    forked copy of the calling process starts its own.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        options: Options = _PLAIN,
        *,
        workers: int = 2,
        limits: Limits = _USUAL,
    ) -> None:
        self.pool = ProcessPool(workers, vocabulary, options, limits)
        self._limits = limits
        weakref.finalize(self, self.pool.close)

    def recognise(self, raw: RawFile) -> Draft:
        """Return what is recognised in `raw`.

        Raises `IngestError` with one plain Chinese sentence when the file cannot become a report, and when
        reading it crashed, hung or took more than allowed.
        """
        answer = self._ask(raw, "")
        if not isinstance(answer, Recognised):
            raise _refusal(raw, answer)
        try:
            return unpack(answer.draft, raw)
        except DamagedDraftError as error:
            raise _fault(raw, str(error)) from error

    def unpack(self, raw: RawFile, into: Path) -> list[Member]:
        """Write the members of the zip archive `raw` to files in the empty directory `into`.

        Members come in the archive's order, each with its file or with the reason it was refused. Raises
        `IngestError` when the archive as a whole is refused; `into` is then empty.
        """
        try:
            answer = self._ask(raw, str(into.resolve()))
            if not isinstance(answer, Unpacked):
                raise _refusal(raw, answer)
            return [Member(m.name, _written(raw, into, m.number), m.reason) for m in answer.members]
        except IngestError:
            for left in into.iterdir():
                left.unlink()
            raise

    def close(self) -> None:
        """End the parsing processes; a later call starts new ones."""
        self.pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, raw: RawFile, into: str) -> Answer:
        """Have one child do the job, once more if it was killed from outside."""
        refuse_size(raw.content)
        job = msgspec.msgpack.encode(Job(_readable(raw.name), raw.content, into))
        for _ in range(_ATTEMPTS):
            with self.pool.taken() as process, contextlib.suppress(ClosedError):
                ending, answer = process.perform(job)
                if ending is not Ending.INTERRUPTED:
                    return self._open(raw, ending, answer)
        raise IngestError("解析进程意外中断，请重试。")

    def _open(self, raw: RawFile, ending: Ending, answer: bytes) -> Answer:
        if ending is Ending.TIMEOUT:
            seconds = answer.decode("ascii", "replace") or f"{self._limits.seconds:g}"
            raise IngestError(f"解析超时（{seconds} 秒），文件可能过于复杂或已损坏。")
        if ending is Ending.EXHAUSTED:
            raise IngestError("解析超出资源限制。")
        try:
            opened: Answer = msgspec.msgpack.decode(answer, type=Answer)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise _fault(raw, str(error)) from error
        return opened


def _refusal(raw: RawFile, answer: Answer) -> IngestError:
    if isinstance(answer, Refused) and len(answer.sentence) <= _LONGEST_SENTENCE:
        return IngestError(answer.sentence)
    return _fault(raw, answer.traceback if isinstance(answer, Failed) else "an answer to another question")


def _fault(raw: RawFile, what: str) -> IngestError:
    """Log a fault of ours and return what the person is told."""
    _log.error("parsing %r failed: %s", raw.name, what)
    return IngestError("解析程序出错，已记入日志，请联系管理员。")


def _written(raw: RawFile, into: Path, number: int | None) -> Path | None:
    """Return the file a member was written to, if it is a plain file of a size that can be."""
    if number is None:
        return None
    path = place(into, number)
    try:
        found = path.lstat()
    except OSError as error:
        raise _fault(raw, str(error)) from error
    if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_MEMBER:
        raise _fault(raw, f"{path.name} is no plain file")
    return path


def _readable(name: str) -> str:
    """Return a file name as text, though it may hold bytes of an encoding the file system does not use."""
    plain = name.encode("utf-8", "surrogateescape")
    for codec in ("utf-8", "gb18030"):
        try:
            return plain.decode(codec)
        except UnicodeDecodeError:
            continue
    return plain.decode("utf-8", "replace")
