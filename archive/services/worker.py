"""Reads queued files in the background of a web process, and carries on with what a dead one left behind.

State is in the database alone: a file is claimed under a short lease that this thread renews while it works,
so files of a killed process are free again after `recognising.LEASE`. Pages that show a batch wake the
thread, as does every upload and the start of the server.
"""

import logging
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from threading import Lock, Thread
from time import sleep

from django.conf import settings
from django.db import connection

from archive.ingest.errors import IngestError
from archive.ingest.types import Draft
from archive.models import Intake
from archive.services import recognising

logger = logging.getLogger(__name__)

_RENEWAL = recognising.LEASE.total_seconds() / 4
_lock = Lock()
_running: list[Thread] = []


def wake() -> None:
    """See to it that queued files are being read; returns at once unless INTAKE_INLINE is set."""
    if settings.INTAKE_INLINE:
        drain()
        return
    with _lock:
        _running[:] = [thread for thread in _running if thread.is_alive()]
        if not _running:
            thread = Thread(target=_work, name="intake", daemon=True)
            _running.append(thread)
            thread.start()


def resume() -> None:
    """Take up what a killed server left in the queue; for the start of a server."""
    if not settings.INTAKE_INLINE:
        wake()


def drain() -> int:
    """Read every queued file that nobody else holds and return how many were settled."""
    settled = 0
    reading: dict[Future[Draft], Intake] = {}
    with ThreadPoolExecutor(settings.INTAKE_WORKERS, thread_name_prefix="intake") as pool:
        try:
            while _claim(pool, reading):
                done, _pending = wait(reading, timeout=_RENEWAL, return_when=FIRST_COMPLETED)
                for future in done:
                    recognising.settle(reading[future], _outcome(future))
                    del reading[future]
                    settled += 1
                recognising.renew(reading.values())
        finally:
            recognising.release(reading.values())
    return settled


def _claim(pool: ThreadPoolExecutor, reading: dict[Future[Draft], Intake]) -> bool:
    """Begin to read as many files as there are workers free; tell whether any is being read."""
    for intake in recognising.claim(settings.INTAKE_WORKERS - len(reading)):
        try:
            reading[pool.submit(_read, intake)] = intake
        except RuntimeError:  # the interpreter is going down and takes no more work
            recognising.release([intake])
    return bool(reading)


def _read(intake: Intake) -> Draft:
    try:
        return recognising.read(intake)
    finally:
        connection.close()  # a thread of the pool has a connection of its own


def _outcome(future: Future[Draft]) -> Draft | IngestError:
    try:
        return future.result()
    except IngestError as error:
        return error
    except Exception:
        # One file must not stop the others; its row says so and can be retried.
        logger.exception("recognition failed")
        return IngestError("识别时出错，请重试；仍不行请联系管理员。")


def _work() -> None:
    try:
        drain()
        # What others hold is theirs while they renew it, and ours when they have died.
        while Intake.objects.queued().exists():
            sleep(_RENEWAL)
            drain()
    except Exception:
        logger.exception("the intake thread stopped; the next upload or batch page starts it again")
    finally:
        connection.close()


def working() -> Iterator[Thread]:
    """Yield the threads at work, for a test or a server that wants to wait for them."""
    yield from list(_running)
