"""A parsing process: loads the pipeline and the vocabulary once, then has a confined child read each file.

Started as `python -m archive.ingest.parsing.worker DESCRIPTOR` with one end of a socket; ends when the other
end closes, and everything it started ends with it. It never looks into a file itself. The next child is
forked while the one before it works, so that a file finds a child that is ready.
"""

import contextlib
import gc
import resource
import shutil
import socket
import sys

import msgspec

from archive.ingest import extractors
from archive.ingest.errors import IngestError
from archive.ingest.files.sniff import FileKind
from archive.ingest.parsing import sandbox
from archive.ingest.parsing.channel import ClosedError, Setup, receive, send
from archive.ingest.parsing.child import AbandonedError, Child, rehearse


def main(descriptor: int) -> None:
    """Serve the archive at the other end of the socket until it goes away."""
    sandbox.adopt_orphans()
    with socket.socket(fileno=descriptor) as channel, contextlib.suppress(ClosedError, AbandonedError):
        setup = msgspec.msgpack.decode(receive(channel), type=Setup)
        try:
            serve(channel, setup)
        finally:
            shutil.rmtree(setup.scratch, ignore_errors=True)


def serve(channel: socket.socket, setup: Setup) -> None:
    """Answer one job after another; raises `ClosedError` when nobody asks any more."""
    sandbox.leave_network()
    rehearse(setup)
    _settle()
    loaded: set[str] = set()
    child = Child(setup)
    try:
        while True:
            job = receive(channel)
            busy, child = child, Child(setup)
            with busy:
                ending, answer = busy.perform(job, channel)
                send(channel, bytes([ending]) + answer)
            sandbox.end_orphans([child.pid])
            if _load(busy.kind, loaded):
                child.end()
                child = Child(setup)
    finally:
        child.end()
        sandbox.end_orphans([])


def _load(kind: FileKind | None, loaded: set[str]) -> bool:
    """Load the parser of a kind that has come once; True if it is new, so that children need it no more."""
    if kind is None or kind in loaded:
        return False
    loaded.add(kind)
    with contextlib.suppress(IngestError):
        extractors.load(kind)
    _settle()
    return True


def _settle() -> None:
    """Keep the collector from touching what all children share: a touched page is a copied page."""
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main(int(sys.argv[1]))
