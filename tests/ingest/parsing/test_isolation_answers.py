"""What a parsing process may answer when a file has taken it over: nothing of it is believed."""

import logging
from dataclasses import replace

import msgspec
import pytest

from archive.ingest import pipeline
from archive.ingest.errors import IngestError
from archive.ingest.parsing import isolation
from archive.ingest.parsing.channel import Ending, Failed, Recognised, Refused, Unpacked, UnpackedMember
from archive.ingest.parsing.codec import pack
from archive.ingest.parsing.isolation import Recogniser
from archive.ingest.types import Extracted, RawFile
from tests.ingest.vocabularies import vocabulary

RAW = RawFile("报告.txt", "一、概况\n全县医院2家。".encode())
DRAFT = pipeline.run(RAW, vocabulary())
FAULT = "解析程序出错，已记入日志，请联系管理员。"


@pytest.fixture
def answering(monkeypatch):
    """A recogniser whose process gives this answer."""
    recogniser = Recogniser(vocabulary(), workers=1)

    def answer_with(answer):
        encoded = answer if isinstance(answer, bytes) else msgspec.msgpack.encode(answer)
        (process,) = recogniser.pool.processes
        monkeypatch.setattr(process, "perform", lambda job: (Ending.ANSWERED, encoded))
        return recogniser

    return answer_with


def test_an_honest_answer_is_a_draft(answering):
    assert answering(Recognised(pack(DRAFT))).recognise(RAW) == DRAFT


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\xff\xfe",
        b"\x00" * 100,
        msgspec.msgpack.encode({"type": "Recognised", "draft": 1}),
        msgspec.msgpack.encode({"type": "Eval", "code": "1"}),
        Unpacked([]),
        Refused("长" * 201),
        Failed("Traceback"),
        Recognised(pack(replace(DRAFT, extracted=Extracted("", "utf-8")))),
    ],
)
def test_any_other_answer_is_a_fault_of_ours(answering, answer, caplog):
    with caplog.at_level(logging.ERROR), pytest.raises(IngestError) as refusal:
        answering(answer).recognise(RAW)

    assert str(refusal.value) == FAULT
    assert "报告.txt" in caplog.text


def unpacking(recogniser, into):
    with pytest.raises(IngestError) as refusal:
        recogniser.unpack(RawFile("报告.zip", b"PK"), into)
    assert not list(into.iterdir())
    return str(refusal.value)


def test_a_member_that_was_not_written_is_a_fault(answering, tmp_path):
    assert unpacking(answering(Unpacked([UnpackedMember("一.txt", 7, "")])), tmp_path) == FAULT


def test_a_link_for_a_member_is_a_fault(answering, tmp_path):
    (tmp_path / "0000").symlink_to("/etc/passwd")

    assert unpacking(answering(Unpacked([UnpackedMember("一.txt", 0, "")])), tmp_path) == FAULT


def test_a_member_too_large_is_a_fault(answering, tmp_path, monkeypatch):
    monkeypatch.setattr(isolation, "MAX_MEMBER", 3)
    (tmp_path / "0000").write_bytes(b"1234")

    assert unpacking(answering(Unpacked([UnpackedMember("一.txt", 0, "")])), tmp_path) == FAULT


def test_a_draft_for_an_archive_is_a_fault(answering, tmp_path):
    assert unpacking(answering(Recognised(pack(DRAFT))), tmp_path) == FAULT
