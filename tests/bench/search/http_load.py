"""The search page over HTTP: gunicorn as `make run` starts it, eight clients that keep their connections."""

import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from search import links
from tests.bench.search import process, timing
from tests.bench.search.mix import many
from tests.bench.search.ours import Reports
from tests.browser.serving import free_port, wait_for

CLIENTS = 8
DISTINCT = 12_000  # addresses; none is asked twice
WARMING = 400  # of them, asked before the clock runs
SECONDS = 30.0
POPULAR = 400  # addresses of the run with repeats, by Zipf's law
SERVER = ("-m", "gunicorn", "archive.project.wsgi:application", "--workers", "2", "--threads", "4")
OPTIONS = ("--limit-request-line", "8190", "--no-control-socket", "--log-level", "warning")


def main(out: str) -> None:
    """Write JSON: requests a second and latencies of distinct addresses, and of a run with repeats."""
    engine = Reports()
    addresses = list(dict.fromkeys(links.address(engine.request(ask)) for ask in many(DISTINCT)))
    fresh = iter(addresses)
    with _served() as (port, server):
        _run(port, [next(fresh) for _ in range(WARMING)])
        distinct = _run(port, fresh)
        repeated = _run(port, _repeats(addresses[:POPULAR]))
        workers = [process.anonymous_megabytes(pid) for pid in process.children(server)]
    found = {"distinct": distinct, "repeated": repeated, "worker_megabytes": workers, "clients": CLIENTS}
    Path(out).write_text(json.dumps(found), encoding="utf-8")


def _repeats(addresses: list[str]) -> Iterator[str]:
    rng = random.Random(11)
    weights = [1 / (rank + 1) for rank in range(len(addresses))]
    while True:
        yield from rng.choices(addresses, weights, k=1000)


def _run(port: int, addresses: Any) -> dict[str, Any]:
    """Have the clients ask one address after another until time or addresses are used up."""
    waiting, lock = iter(addresses), threading.Lock()
    taken: list[float] = []
    failed: list[str] = []
    begun = time.monotonic()

    def ask() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        while time.monotonic() < begun + SECONDS:
            with lock:
                address = next(waiting, None)
            if address is None:
                break
            started = time.perf_counter()
            status = _status(connection, address)
            taken.append((time.perf_counter() - started) * 1000)
            if status != "200":
                failed.append(f"{status} {address}")
        connection.close()

    clients = [threading.Thread(target=ask) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return _told(taken, failed, time.monotonic() - begun)


def _status(connection: HTTPConnection, address: str) -> str:
    """Ask for a page and read it; what became of it."""
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        answer.read()
    except (OSError, HTTPException) as error:
        connection.close()  # the next request opens it again
        return type(error).__name__
    return str(answer.status)


def _told(taken: list[float], failed: list[str], seconds: float) -> dict[str, Any]:
    return {
        "requests": len(taken),
        "a_second": len(taken) / seconds,
        "p50": timing.share(taken, 0.5),
        "p95": timing.share(taken, 0.95),
        "p99": timing.share(taken, 0.99),
        "errors": len(failed),
        "failed": failed[:5],
    }


@contextmanager
def _served() -> Iterator[tuple[int, int]]:
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v", "0"], check=True)
    port = free_port()
    server = subprocess.Popen([sys.executable, *SERVER, "--bind", f"127.0.0.1:{port}", *OPTIONS])
    try:
        wait_for(f"http://127.0.0.1:{port}", server)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(timeout=30)
