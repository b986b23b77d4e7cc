"""The content-addressed store of received bytes: written once under their SHA-256, never changed."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of `content` in lower-case hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def path_of(sha256: str) -> Path:
    """Return where the bytes with this checksum stand, whether or not they are there."""
    return Path(settings.ORIGINALS_DIR) / sha256[:2] / sha256


def store(content: bytes) -> str:
    """Keep `content` and return its SHA-256; on return the bytes are on the disk, whole or not at all."""
    sha256 = sha256_of(content)
    target = path_of(sha256)
    if target.exists():
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".incoming-")
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    Path(name).chmod(0o444)
    Path(name).replace(target)
    _sync_directory(target.parent)
    return sha256


def read(sha256: str) -> bytes:
    """Return the stored bytes.

    Raises FileNotFoundError when the original is missing from the store.
    """
    return path_of(sha256).read_bytes()


def intact(sha256: str) -> bool:
    """Tell whether the original is there and still has its checksum."""
    try:
        return sha256_of(read(sha256)) == sha256
    except FileNotFoundError:
        return False


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
