"""The parsing process, served in this one: whoever asks sits in a forked process."""

import errno
import os
import signal
import socket
import struct
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from archive.ingest import pipeline
from archive.ingest.files.sniff import FileKind
from archive.ingest.parsing import child, sandbox, worker
from archive.ingest.parsing.channel import (
    Answer,
    ClosedError,
    Ending,
    Failed,
    Incoming,
    Job,
    Recognised,
    Refused,
    Setup,
    Unpacked,
    receive,
    send,
)
from archive.ingest.parsing.child import AbandonedError, Child, respond
from archive.ingest.parsing.limits import Limits
from archive.ingest.types import Options, RegionName, Vocabulary
from tests.ingest import misbehaving
from tests.ingest.hostile_files import PAGE
from tests.ingest.zips import zipped

REPORT = "一、概况\n全县医院2家。".encode()
VOCABULARY = Vocabulary(regions=(RegionName("110000", "北京市", "province", 1981, None),))


@pytest.fixture
def setup(tmp_path):
    return Setup(VOCABULARY, Options(), Limits(seconds=3, answer_bytes=1 << 20), str(tmp_path))


@pytest.fixture
def wild(setup, monkeypatch):
    """Children whose parser does what the file says."""
    monkeypatch.setattr(pipeline, "run", misbehaving.run)
    return setup


def disregard_memory(monkeypatch):
    """A child begins with the memory of its parent, which may be much where many tests have run."""
    monkeypatch.setattr(child, "_NEARLY_ALL", float("inf"))


@pytest.fixture
def kept_in_place(monkeypatch):
    """Spare the process that runs the tests: it keeps its network and its other children."""
    monkeypatch.setattr(sandbox, "leave_network", lambda: None)
    monkeypatch.setattr(sandbox, "adopt_orphans", lambda: None)
    monkeypatch.setattr(sandbox, "end_orphans", lambda children: None)


def encoded(content, into=""):
    return msgspec.msgpack.encode(Job("报告.txt", content, into))


@contextmanager
def silent_asker():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours


def performed(setup, content, into=""):
    with silent_asker() as asker, Child(setup) as working:
        ending, answer = working.perform(encoded(content, into), asker)
    return ending, msgspec.msgpack.decode(answer, type=Answer) if answer else None


def test_a_child_answers_and_leaves_nothing(setup, tmp_path):
    ending, answer = performed(setup, REPORT)

    assert ending is Ending.ANSWERED
    assert isinstance(answer, Recognised)
    assert not list(tmp_path.iterdir())


def test_a_child_refuses(setup):
    assert performed(setup, b"\x89PNG\r\n\x1a\n\0")[1].sentence.startswith("不支持的文件类型")


@pytest.mark.parametrize(
    ("deed", "ending"),
    [
        ("abort", Ending.EXHAUSTED),
        ("swallow", Ending.EXHAUSTED),
        ("flood", Ending.EXHAUSTED),
        ("killed", Ending.INTERRUPTED),
        ("exit", Ending.INTERRUPTED),
    ],
)
def test_every_end_of_a_child_is_told(wild, deed, ending, monkeypatch):
    if deed == "killed":
        disregard_memory(monkeypatch)
    assert performed(wild, deed.encode()) == (ending, None)


def test_a_child_out_of_time_tells_how_much_it_had(wild):
    with silent_asker() as asker, Child(wild) as working:
        assert working.perform(encoded(b"hang"), asker) == (Ending.TIMEOUT, b"3")


def test_a_child_killed_while_it_fills_the_memory_ran_out_of_it(wild, monkeypatch):
    monkeypatch.setattr(child, "_NEARLY_ALL", 0.01)

    assert performed(wild, b"killed") == (Ending.EXHAUSTED, None)


def test_a_child_that_died_waiting_is_told(setup, monkeypatch):
    disregard_memory(monkeypatch)
    with silent_asker() as asker, Child(setup) as waiting:
        os.kill(waiting.pid, signal.SIGKILL)
        time.sleep(0.05)
        assert waiting.perform(encoded(REPORT), asker)[0] is Ending.INTERRUPTED


def test_nobody_waits_for_an_abandoned_child(wild):
    ours, theirs = socket.socketpair()
    with ours, Child(wild) as working:
        theirs.close()
        with pytest.raises(AbandonedError):
            working.perform(encoded(b"hang"), ours)
    assert not Path(f"/proc/{working.pid}").exists()


def test_a_child_notes_the_kind_of_its_file(setup):
    with silent_asker() as asker, Child(setup) as working:
        working.perform(encoded("<html><body><p>一、概况</p></body></html>".encode()), asker)
    assert working.kind is FileKind.HTML


def test_a_report_is_answered(setup):
    answer = respond(Job("报告.txt", REPORT), setup)

    assert isinstance(answer, Recognised)
    assert answer.draft.extracted.text == REPORT.decode()


def test_a_refusal_is_answered(setup):
    assert respond(Job("报告.txt", b" "), setup) == Refused("文件为空。")


def test_a_fault_is_answered_with_its_traceback(wild):
    answer = respond(Job("报告.txt", b"divide"), wild)

    assert isinstance(answer, Failed)
    assert "ZeroDivisionError" in answer.traceback


@pytest.mark.parametrize("number", [errno.ENOMEM, errno.EIO])
def test_only_a_lack_of_memory_is_one(setup, monkeypatch, number):
    def fail(*_arguments):
        raise OSError(number, "no")

    monkeypatch.setattr(pipeline, "run", fail)
    if number == errno.ENOMEM:
        with pytest.raises(MemoryError):
            respond(Job("报告.txt", REPORT), setup)
    else:
        assert isinstance(respond(Job("报告.txt", REPORT), setup), Failed)


def test_running_out_of_memory_is_not_answered(setup, monkeypatch):
    def fail(*_arguments):
        raise MemoryError

    monkeypatch.setattr(pipeline, "run", fail)
    with pytest.raises(MemoryError):
        respond(Job("报告.txt", REPORT), setup)


def test_an_archive_is_answered_with_its_members(setup, tmp_path):
    answer = respond(Job("报告.zip", zipped([("一.txt", REPORT), ("../二.txt", b"")]), str(tmp_path)), setup)

    assert isinstance(answer, Unpacked)
    assert [(m.name, m.number) for m in answer.members] == [("一.txt", 0), ("../二.txt", None)]


def test_serving_answers_one_job_after_another(setup, kept_in_place):
    setup = msgspec.structs.replace(setup, limits=Limits())
    page = PAGE.encode()
    ours, theirs = socket.socketpair()
    reading, writing = os.pipe()
    asker = os.fork()
    if asker == 0:
        ours.close()
        try:
            send(theirs, msgspec.msgpack.encode(setup))
            for content in (REPORT, b"", page, page):
                send(theirs, encoded(content))
                answer = msgspec.msgpack.decode(receive(theirs)[1:], type=Answer)
                os.write(writing, type(answer).__name__.encode() + b" ")
        finally:
            os._exit(0)
    theirs.close()
    os.close(writing)
    worker.main(ours.detach())
    os.waitpid(asker, 0)
    with os.fdopen(reading, "rb") as said:
        assert said.read().split() == [b"Recognised", b"Refused", b"Recognised", b"Recognised"]
    assert not Path(setup.scratch).exists()


@pytest.mark.parametrize("program", ["leave_network()", "adopt_orphans()", "end_orphans([])"])
def test_each_measure_can_be_taken(program):
    code = f"from archive.ingest.parsing import sandbox; sandbox.{program}"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_orphans_are_ended_and_others_are_not():
    code = """
import os, subprocess, time
from archive.ingest.parsing import sandbox
sandbox.adopt_orphans()
kept = subprocess.Popen(["sleep", "60"])
subprocess.run(["sh", "-c", "setsid sleep 60 & setsid sleep 60 &"])
sandbox.end_orphans([kept.pid])
left = open(f"/proc/self/task/{os.getpid()}/children").read().split()
assert left == [str(kept.pid)], left
kept.kill()
kept.wait()
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_any_right_to_a_network_of_its_own_a_process_stays(monkeypatch):
    class Refusing:
        @staticmethod
        def unshare(_flags):
            return -1

    monkeypatch.setattr(sandbox, "_libc", Refusing)

    assert not sandbox.leave_network()


def test_a_right_to_a_user_namespace_is_enough(monkeypatch):
    class Unprivileged:
        @staticmethod
        def unshare(flags):
            return 0 if flags & sandbox._CLONE_NEWUSER else -1

    monkeypatch.setattr(sandbox, "_libc", Unprivileged)
    monkeypatch.setattr(Path, "write_text", lambda *_arguments, **_names: None)

    assert sandbox.leave_network()


def test_messages_are_taken_in_piece_by_piece():
    incoming = Incoming(most=10)
    for byte in struct.pack("!Q", 2) + b"ab" + struct.pack("!Q", 1)[:5]:
        incoming.add(bytes([byte]))

    assert incoming.take() == b"ab"
    assert incoming.take() is None


def test_a_message_too_long_is_not_waited_for():
    with pytest.raises(OverflowError):
        Incoming(most=10).add(struct.pack("!Q", 11))


@pytest.mark.parametrize("sent", [b"", b"\0" * 3, struct.pack("!Q", 5) + b"ab"])
def test_a_message_cut_off_is_no_message(sent):
    ours, theirs = socket.socketpair()
    with ours:
        theirs.sendall(sent)
        theirs.close()
        with pytest.raises(ClosedError):
            receive(ours)


def test_nobody_listens_at_a_closed_end():
    ours, theirs = socket.socketpair()
    theirs.close()
    with ours, pytest.raises(ClosedError):
        send(ours, b"x")
