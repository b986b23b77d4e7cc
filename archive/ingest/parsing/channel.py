"""What the archive and its parsing processes say to each other, and how a message is framed."""

import socket
import struct
from enum import IntEnum

import msgspec

from archive.ingest.parsing.codec import PackedDraft
from archive.ingest.parsing.limits import Limits
from archive.ingest.types import Options, Vocabulary

_LENGTH = struct.Struct("!Q")
_CHUNK = 1 << 20


class ClosedError(Exception):
    """The process on the other side is gone."""


class Setup(msgspec.Struct, frozen=True):
    """What a parsing process gets once, when it starts; `scratch` is its own directory."""

    vocabulary: Vocabulary
    options: Options
    limits: Limits
    scratch: str


class Job(msgspec.Struct, frozen=True):
    """One file to recognise, or, with `into`, one archive to unpack into that directory."""

    name: str
    content: bytes
    into: str = ""


class Ending(IntEnum):
    """How a parse ended, as seen by the process that watched it."""

    ANSWERED = 1
    TIMEOUT = 2
    EXHAUSTED = 3  # crashed, or out of memory or room
    INTERRUPTED = 4  # killed from outside


class Recognised(msgspec.Struct, frozen=True, tag=True):
    """The file is a report."""

    draft: PackedDraft


class UnpackedMember(msgspec.Struct, frozen=True):
    """A member of an archive: written to the file with its `number`, or refused for a reason."""

    name: str
    number: int | None
    reason: str


class Unpacked(msgspec.Struct, frozen=True, tag=True):
    """The file is an archive."""

    members: list[UnpackedMember]


class Refused(msgspec.Struct, frozen=True, tag=True):
    """The file cannot be taken in; one plain Chinese sentence for the person who sent it."""

    sentence: str


class Failed(msgspec.Struct, frozen=True, tag=True):
    """A fault of ours; a traceback for the log."""

    traceback: str


Answer = Recognised | Unpacked | Refused | Failed


def send(channel: socket.socket, message: bytes) -> None:
    """Send one message; raises `ClosedError` when nobody listens, TimeoutError as the socket is set."""
    try:
        channel.sendall(_LENGTH.pack(len(message)))
        channel.sendall(message)
    except TimeoutError:
        raise
    except OSError as error:  # also a channel that another thread has closed
        raise ClosedError from error


def receive(channel: socket.socket) -> bytes:
    """Return the next message whole; raises `ClosedError` at the end, TimeoutError as the socket is set."""
    (length,) = _LENGTH.unpack(_read(channel, _LENGTH.size))
    return _read(channel, length)


class Incoming:
    """Messages taken in piece by piece, as they come, from a side that may say anything."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._bytes = bytearray()

    def add(self, piece: bytes) -> None:
        """Take in some bytes; raises OverflowError for a message of more than `most` bytes."""
        self._bytes += piece
        if len(self._bytes) >= _LENGTH.size and self._length() > self._most:
            raise OverflowError

    def take(self) -> bytes | None:
        """Return the next message and drop it; None while it is not complete."""
        if len(self._bytes) < _LENGTH.size or len(self._bytes) < _LENGTH.size + self._length():
            return None
        end = _LENGTH.size + self._length()
        message = bytes(self._bytes[_LENGTH.size : end])
        del self._bytes[:end]
        return message

    def _length(self) -> int:
        return int(_LENGTH.unpack_from(self._bytes)[0])


def take_piece(channel: socket.socket, most: int = _CHUNK) -> bytes:
    """Return the next bytes, as many as have come; raises `ClosedError` at the end."""
    try:
        piece = channel.recv(most)
    except TimeoutError:
        raise
    except OSError as error:  # also a channel that another thread has closed
        raise ClosedError from error
    if not piece:
        raise ClosedError
    return piece


def _read(channel: socket.socket, length: int) -> bytes:
    pieces = bytearray()
    while len(pieces) < length:
        pieces += take_piece(channel, min(_CHUNK, length - len(pieces)))
    return bytes(pieces)
