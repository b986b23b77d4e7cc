"""Recognition behind its door: the same answers as in this process, and no parser gets through."""

import json
import logging
import os
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from archive.ingest import pipeline
from archive.ingest.errors import IngestError
from archive.ingest.parsing import processes
from archive.ingest.parsing.isolation import Recogniser
from archive.ingest.parsing.limits import Limits
from archive.ingest.types import RawFile
from tests.ingest.vocabularies import vocabulary
from tests.ingest.zips import zipped

SEEDS = [RawFile(path.name, path.read_bytes()) for path in sorted(Path("seeds/reports").glob("*.txt"))]
REPORT = "某某县卫生健康局2023年工作总结\n一、主要工作\n全县医院2家。\n"
TIGHT = Limits(memory=512 << 20, answer_bytes=8 << 20)

RESOURCES = "解析超出资源限制。"
FAULT = "解析程序出错，已记入日志，请联系管理员。"


@pytest.fixture(scope="module")
def recogniser():
    with Recogniser(vocabulary()) as recogniser:
        yield recogniser


@pytest.fixture(scope="module")
def wild():
    """A recogniser whose parser does what the file says."""
    with misbehaving(TIGHT) as recogniser:
        yield recogniser


@pytest.fixture(scope="module")
def hasty():
    """The same with little time, so that no honest file is given to it."""
    with misbehaving(Limits(seconds=0.5)) as recogniser:
        yield recogniser


@contextmanager
def misbehaving(limits):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processes, "WORKER", "tests.ingest.misbehaving")
        with Recogniser(vocabulary(), workers=1, limits=limits) as recogniser:
            yield recogniser


def sentence(recogniser, content):
    with pytest.raises(IngestError) as refusal:
        recogniser.recognise(file(content))
    return str(refusal.value)


def file(content):
    return RawFile("报告.txt", content.encode())


def gone(pid):
    """True once the process has ended, whoever has to bury it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def eventually(holds):
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize("seed", SEEDS, ids=[seed.name[:3] for seed in SEEDS])
def test_a_draft_is_the_same_as_without_isolation(recogniser, seed):
    assert recogniser.recognise(seed) == pipeline.run(seed, vocabulary())


def test_threads_get_the_drafts_of_their_own_files(recogniser):
    with ThreadPoolExecutor(6) as threads:
        drafts = list(threads.map(recogniser.recognise, SEEDS * 3))

    assert [draft.raw for draft in drafts] == SEEDS * 3
    assert [len(draft.extracted.text) for draft in drafts] == [len(s.content.decode()) for s in SEEDS * 3]


def test_refusals_keep_their_sentence(recogniser):
    assert sentence(recogniser, "") == "文件为空。"
    assert sentence(recogniser, " \n ") == "文件为空。"


def test_a_name_in_another_encoding_is_read(recogniser):
    name = "某某县2023年工作总结.txt".encode("gb18030").decode("utf-8", "surrogateescape")
    draft = recogniser.recognise(RawFile(name, REPORT.encode()))

    assert draft.raw.name == name
    assert draft.metadata.title == "某某县卫生健康局2023年工作总结"


def test_a_name_in_no_encoding_does_no_harm(recogniser):
    name = b"\xff\xff.txt".decode("utf-8", "surrogateescape")

    assert recogniser.recognise(RawFile(name, REPORT.encode())).sections


@pytest.mark.parametrize("deed", ["abort", "crash", "swallow", "no memory", "flood"])
def test_a_crash_or_a_bomb_is_one_sentence(wild, deed):
    assert sentence(wild, deed) == RESOURCES


@pytest.mark.parametrize("deed", ["hang", "spin"])
def test_a_hang_ends_in_time(hasty, deed):
    begun = time.monotonic()

    assert sentence(hasty, deed) == "解析超时（0.5 秒），文件可能过于复杂或已损坏。"
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize("deed", ["divide", "lie", "shout"])
def test_a_fault_of_ours_is_logged_and_said_plainly(wild, deed, caplog):
    with caplog.at_level(logging.ERROR):
        assert sentence(wild, deed) == FAULT
    assert "报告.txt" in caplog.text


def test_the_log_has_the_traceback(wild, caplog):
    sentence(wild, "divide")

    assert "ZeroDivisionError" in caplog.text


def test_a_parser_killed_once_is_tried_again(wild, tmp_path):
    assert wild.recognise(file(f"killed:{tmp_path}/once\n{REPORT}")).sections


@pytest.mark.parametrize("deed", ["killed", "exit"])
def test_a_parser_always_killed_is_one_sentence(wild, deed):
    assert sentence(wild, deed) == "解析进程意外中断，请重试。"


@pytest.mark.parametrize("deed", ["abort", "killed", "divide", "lie", "flood"])
def test_whatever_happens_to_a_file_the_next_one_is_read(wild, deed):
    sentence(wild, deed)

    assert wild.recognise(SEEDS[0]).sections


def test_a_killed_parsing_process_is_replaced(wild):
    wild.recognise(SEEDS[0])
    (process,) = wild.pool.processes
    before = process.pid
    os.kill(before, 9)

    assert wild.recognise(SEEDS[0]).sections
    assert process.pid != before


def test_what_a_parser_starts_ends_with_it(wild, tmp_path):
    note = tmp_path / "pid"
    wild.recognise(file(f"daemon:{note}"))

    eventually(lambda: gone(note.read_text("ascii")))


def may_leave_network():
    """Whether a new process of this user may have a network of its own."""
    program = (
        "import sys; from archive.ingest.parsing.sandbox import leave_network; sys.exit(not leave_network())"
    )
    return subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def told(recogniser, path):
    recogniser.recognise(file(f"tell:{path}"))
    return json.loads(path.read_text("ascii"))


def test_a_parser_finds_nothing_of_ours(wild, monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "do not tell")
    wild.close()
    found = told(wild, tmp_path / "told")

    assert "SECRET_KEY" not in found["environment"]
    assert len(found["files"]) == 5  # three standard ones, the channel, and the listing itself
    assert found["leader"]
    eventually(lambda: not Path(found["directory"]).exists())


def test_a_parser_has_no_network(wild):
    if not may_leave_network():
        pytest.skip("this system gives no network of its own to a process without privileges")

    with socket.create_server(("127.0.0.1", 0)) as server:
        assert sentence(wild, f"call:{server.getsockname()[1]}") == "连不上。"


def test_a_forked_process_has_parsing_processes_of_its_own(recogniser):
    recogniser.recognise(SEEDS[0])
    ours = {process.pid for process in recogniser.pool.processes}
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            sections = recogniser.recognise(SEEDS[0]).sections
            theirs = {process.pid for process in recogniser.pool.processes} - {None}
            os.write(writing, b"good" if sections and not theirs & ours else b"bad!")
            recogniser.close()
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as answer:
        assert answer.read() == b"good"
    assert recogniser.recognise(SEEDS[0]).sections


def test_closing_ends_the_processes_and_a_later_file_starts_new_ones(wild):
    wild.recognise(SEEDS[0])
    (process,) = wild.pool.processes
    pid = process.pid
    wild.close()

    assert gone(pid)
    assert process.pid is None
    assert wild.recognise(SEEDS[0]).sections


def test_closing_wakes_whoever_waits(hasty):
    said = []
    waiting = threading.Thread(target=lambda: said.append(sentence(hasty, "hang")))
    waiting.start()
    eventually(lambda: hasty.pool.processes[0].pid)
    hasty.close()
    waiting.join(20)

    assert said


def test_an_archive_is_unpacked_into_numbered_files(recogniser, tmp_path):
    archive = zipped([("甲/一.txt", REPORT.encode()), ("../二.txt", b"x"), ("三.txt", "三".encode())])
    members = recogniser.unpack(RawFile("报告.zip", archive), tmp_path)

    assert [(m.name, m.reason) for m in members] == [
        ("甲/一.txt", ""),
        ("../二.txt", "文件路径不安全。"),
        ("三.txt", ""),
    ]
    assert [m.path.read_text("utf-8") for m in members if m.path] == [REPORT, "三"]


def test_a_refused_archive_leaves_nothing(recogniser, tmp_path):
    with pytest.raises(IngestError, match="压缩包已损坏。"):
        recogniser.unpack(RawFile("报告.zip", zipped([("a", b"x")])[:-30]), tmp_path)

    assert not list(tmp_path.iterdir())


def test_an_archive_is_no_report(recogniser):
    with pytest.raises(IngestError, match="这是压缩包"):
        recogniser.recognise(RawFile("报告.zip", zipped([("a.txt", b"x")])))
