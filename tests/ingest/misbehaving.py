"""A parsing process whose parser does as the file says: crash, hang, lie, or tell where it finds itself."""

import ctypes
import errno
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from archive.ingest import pipeline
from archive.ingest.errors import IngestError
from archive.ingest.parsing import worker
from archive.ingest.types import Draft, Options, RawFile, TextSpan, Vocabulary

honest = pipeline.run
PLAIN = Options()


def killed(marker=""):
    """Die as if killed from outside; with a marker file, only the first time."""
    if not marker or not Path(marker).exists():
        if marker:
            Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)


def hang():
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    while True:
        time.sleep(60)


def spin():
    while True:
        pass


def swallow():
    bytearray(2 << 30)


def no_memory():
    raise OSError(errno.ENOMEM, "Cannot allocate memory")


def daemon(path):
    process = subprocess.Popen(["sleep", "300"], start_new_session=True)
    Path(path).write_text(str(process.pid), encoding="ascii")


def tell(path):
    Path("left-behind").touch()
    found = {
        "environment": sorted(os.environ),
        "files": sorted(str(entry) for entry in Path("/proc/self/fd").iterdir()),
        "directory": str(Path.cwd()),
        "leader": os.getsid(0) == os.getpid(),
    }
    Path(path).write_text(json.dumps(found), encoding="ascii")


def call(port):
    try:
        socket.create_connection(("127.0.0.1", int(port)), timeout=5).close()
    except OSError as error:
        raise IngestError("连不上。") from error
    raise IngestError("连上了。")


def shout():
    raise IngestError("长" * 10_000)


ACTIONS: dict[str, Callable[..., object]] = {
    "abort": os.abort,
    "call": call,
    "crash": lambda: ctypes.string_at(0),
    "daemon": daemon,
    "divide": lambda: 1 / 0,
    "exit": lambda: os._exit(0),
    "hang": hang,
    "killed": killed,
    "no memory": no_memory,
    "shout": shout,
    "spin": spin,
    "swallow": swallow,
    "tell": tell,
}


def run(raw: RawFile, vocabulary: Vocabulary, options: Options = PLAIN) -> Draft:
    name, _, argument = raw.content.decode("utf-8", "replace").partition(":")
    if name in ACTIONS:
        ACTIONS[name](*filter(None, [argument]))
    draft = honest(raw, vocabulary, options)
    if name == "lie":
        draft = replace(draft, cleaned=replace(draft.cleaned, main=TextSpan(0, 10**9)))
    if name == "flood":
        draft = replace(draft, extracted=replace(draft.extracted, text="长" * 10_000_000))
    return draft


if __name__ == "__main__":
    pipeline.run = run
    worker.main(int(sys.argv[1]))
