"""One page or file asked for in this process, through all of the site but the network."""

import time
from dataclasses import dataclass

from django.test import Client

OK = 200


class UnusableError(Exception):
    """An answer that must not be timed."""


@dataclass(frozen=True)
class Taken:
    """Milliseconds of one answer: of this thread on a processor, and on the wall; and its rows."""

    processor: float
    wall: float
    rows: int


@dataclass(frozen=True)
class Loaded:
    """A file: milliseconds to its first bytes and to its last ones, its rows and bytes."""

    first: float
    processor: float
    wall: float
    rows: int
    size: int


def client() -> Client:
    """Return a browser the site answers."""
    return Client(headers={"host": "127.0.0.1"})


def ask(reader: Client, path: str, row: str) -> Taken:
    """Ask for a page. Raises UnusableError unless it answers 200 with rows."""
    wall, processor = time.perf_counter(), time.thread_time()
    response = reader.get(path)
    spent = (time.thread_time() - processor) * 1000, (time.perf_counter() - wall) * 1000
    rows = response.content.decode().count(row)
    if response.status_code != OK or not rows:
        raise UnusableError(f"{path}: status {response.status_code}, {rows} rows")
    return Taken(*spent, rows)


def load(reader: Client, path: str) -> Loaded:
    """Download a file. Raises UnusableError unless it is whole and has rows."""
    wall, processor = time.perf_counter(), time.thread_time()
    response = reader.get(path)
    pieces = iter(response)
    content = [next(pieces)]
    first = (time.perf_counter() - wall) * 1000
    content.extend(pieces)
    spent = (time.thread_time() - processor) * 1000, (time.perf_counter() - wall) * 1000
    lines = b"".join(content).decode("utf-8-sig").splitlines()
    rows = sum(not line.startswith("#") for line in lines) - 1
    if response.status_code != OK or rows < 1 or lines[-1].startswith("#"):
        raise UnusableError(f"{path}: status {response.status_code}, {rows} rows")
    return Loaded(first, *spent, rows, sum(map(len, content)))
