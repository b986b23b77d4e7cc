"""Reading while another process writes: how soon a change is found, and what it costs those who read."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

from search import service
from search.request import SearchRequest
from tests.bench.search import timing
from tests.bench.search.mix import mix
from tests.bench.search.ours import Service

REPLACED = 20
SECONDS = 20.0
PATIENCE = 60.0


def main(out: str) -> None:
    """Write JSON: replacing and finding one report, and pages with and without a writer at work."""
    Service().page(mix()[0])
    quiet = _latency(SECONDS)
    found = {"replaced": _replaced(), "quiet": quiet, "while_indexing": _while_indexing()}
    Path(out).write_text(json.dumps(found), encoding="utf-8")


def _replaced() -> dict[str, Any]:
    committed, seen = [], []
    with _writer("one") as writer:
        for number in range(REPLACED):
            word = f"新词qz{number:03}"
            print(word, file=writer.stdin, flush=True)
            when = _found(word)
            told = json.loads(writer.stdout.readline())
            committed.append((told["committed"] - told["started"]) * 1000)
            seen.append((when - told["started"]) * 1000)
    return {"committed": _spread(committed), "found": _spread(seen)}


def _found(word: str) -> float:
    """Wait until another process's change is found; when that was."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if service.count(SearchRequest(query=word, verbatim=True)):
            return time.monotonic()
        time.sleep(0.005)
    raise TimeoutError(word)


def _while_indexing() -> dict[str, Any]:
    with _writer("steadily") as writer:
        found: dict[str, Any] = _latency(SECONDS)
        writer.stdin.close()
        told = json.loads(writer.stdout.readline())
    return found | {"replaced_a_second": told["reports"] / told["seconds"]}


def _latency(seconds: float) -> dict[str, float]:
    """Run the queries again and again for so long."""
    engine, taken = Service(), []
    until = time.monotonic() + seconds
    for ask in cycle(mix()):
        if time.monotonic() > until:
            break
        taken.append(timing.timed(partial(engine.page, ask)).wall)
    return _spread(taken)


def _spread(taken: list[float]) -> dict[str, float]:
    return {
        "times": len(taken),
        "p50": timing.share(taken, 0.5),
        "p95": timing.share(taken, 0.95),
        "most": max(taken),
    }


@contextmanager
def _writer(how: str) -> Iterator[Any]:
    command = [sys.executable, "-m", "tests.bench.search.inside", "replacing", how]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        if not process.stdin.closed:
            process.stdin.close()
        process.wait(timeout=PATIENCE)
