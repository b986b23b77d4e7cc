"""The processes behind the recogniser end with whoever started them, even by kill -9."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from archive.ingest.parsing import processes
from archive.ingest.parsing.channel import Ending
from archive.ingest.parsing.limits import Limits
from archive.ingest.parsing.processes import ParsingProcess, ProcessPool
from archive.ingest.types import Options, RegionName, Vocabulary

ASKER = """
import sys
from archive.ingest.parsing import processes
from archive.ingest.parsing.isolation import Recogniser
from archive.ingest.types import RawFile, RegionName, Vocabulary
processes.WORKER = "tests.ingest.misbehaving"
region = RegionName("110000", "北京市", "province", 1981, None)
recogniser = Recogniser(Vocabulary(regions=(region,)), workers=1)
recogniser.recognise(RawFile("a.txt", "一、概况".encode()))
print(recogniser.pool.processes[0].pid, flush=True)
recogniser.recognise(RawFile("a.txt", sys.argv[1].encode()))
"""


def started(content, scratch):
    environment = os.environ | {"TMPDIR": str(scratch), "PYTHONPATH": "."}
    return subprocess.Popen(
        [sys.executable, "-c", ASKER, content], env=environment, stdout=subprocess.PIPE, text=True
    )


def children(pid):
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [int(child) for child in listed]


def lives(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def eventually(holds):
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture
def scratch():
    with tempfile.TemporaryDirectory() as directory:
        yield Path(directory)


@pytest.mark.parametrize("content", ["hang", "spin"])
def test_killing_the_server_ends_every_parser(content, scratch):
    with started(content, scratch) as asker:
        worker = int(asker.stdout.readline())
        eventually(lambda: len(children(worker)) == 2)  # the busy one and the next
        busy = children(worker)
        asker.send_signal(signal.SIGKILL)
    eventually(lambda: not any(map(lives, [worker, *busy])))
    eventually(lambda: not list(scratch.iterdir()))


def test_killing_a_parsing_process_ends_its_parsers(scratch):
    with started("hang", scratch) as asker:
        worker = int(asker.stdout.readline())
        eventually(lambda: len(children(worker)) == 2)
        busy = children(worker)
        os.kill(worker, signal.SIGKILL)
        eventually(lambda: not any(map(lives, busy)))
        asker.send_signal(signal.SIGKILL)


def test_a_program_that_just_ends_leaves_nothing(scratch):
    with started("一、概况", scratch) as asker:
        worker = int(asker.stdout.readline())
        assert asker.wait(30) == 0
    eventually(lambda: not lives(worker))
    assert not list(scratch.iterdir())


@pytest.fixture
def process(monkeypatch):
    """A started parsing process that is waited for only a little."""
    monkeypatch.setattr(processes, "_PATIENCE", 0.3)
    monkeypatch.setattr(processes, "_FAREWELL", 0.3)
    limits = Limits(seconds=0.3, office_seconds=0.3, ocr_seconds=0.3)
    region = RegionName("110000", "北京市", "province", 1981, None)
    process = ParsingProcess(Vocabulary(regions=(region,)), Options(), limits)
    process.start()
    yield process
    process.stop()


def test_a_parsing_process_that_stands_still_is_given_up(process):
    pid = process.pid
    os.kill(pid, signal.SIGSTOP)

    assert process.perform(b"") == (Ending.TIMEOUT, b"")
    assert not lives(pid)


def test_a_forgotten_process_is_left_to_its_parent_and_ends_by_itself(process):
    pid = process.pid
    process.forget()

    assert process.pid is None
    assert os.waitpid(pid, 0) == (pid, 0)


def test_a_pool_forgets_all_its_processes():
    pool = ProcessPool(2, Vocabulary(regions=()), Options(), Limits())
    with pool.taken():
        pool.forget()
        with pool.taken() as first, pool.taken() as second:
            assert {first, second} == set(pool.processes)
