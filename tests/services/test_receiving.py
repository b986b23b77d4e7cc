import io
import zipfile

import pytest

from archive import services, storage
from archive.ingest.files.sniff import kind_of
from archive.models import AuditEvent, Intake, SourceFile
from archive.services import receiving
from archive.services.receiving import tidy_name
from tests.services.shelf import SEED, published, shelved, small_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch():
    return services.start_batch(by=None)


def receive(batch, content, name="报告.txt", key=""):
    return services.receive(services.Upload(name, content, key), batch=batch, by=None)


def zipped(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_a_received_file_is_kept_before_anything_reads_it(batch):
    [row] = receive(batch, SEED.read_bytes())
    assert (row.state, row.number) == (Intake.State.QUEUED, 1)
    assert storage.read(row.source_file.sha256) == SEED.read_bytes()


def test_the_same_bytes_wait_once(batch):
    first, again = receive(batch, b"\xe5\x8d\xab" * 30) + receive(batch, b"\xe5\x8d\xab" * 30, "again.txt")
    assert (again.state, again.twin) == (Intake.State.DUPLICATE, first)
    assert "正在等待处理" in again.reason
    assert SourceFile.objects.count() == 1


def test_a_discarded_file_does_not_stand_in_the_way():
    first = shelved()
    services.discard(intake=first, by=None)
    assert shelved().state == Intake.State.WAITING


def test_bytes_already_published_are_linked_not_taken_in():
    report = published()
    row = shelved()
    assert (row.state, row.report, row.source_file) == (Intake.State.DUPLICATE, report, None)
    assert "已经收录为" in row.reason


def test_bytes_of_a_withdrawn_report_do_not_come_back_by_themselves():
    report = published()
    services.withdraw(report=report, reason="应发布机构要求", by=None)
    row = shelved()
    assert (row.state, row.report) == (Intake.State.DUPLICATE, report)
    assert "后已撤下（应发布机构要求）" in row.reason


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "文件为空"), (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "不支持的文件类型")]
)
def test_a_refused_file_is_a_row_with_its_reason_and_nothing_kept(batch, settings, content, words):
    [row] = receive(batch, content)
    assert row.state == Intake.State.FAILED
    assert words in row.reason
    assert not SourceFile.objects.exists()
    assert not list(settings.ORIGINALS_DIR.rglob("*"))


def test_a_repeated_upload_makes_one_row(batch):
    assert receive(batch, b"\xe5\x8d\xab" * 30, key="k1") == receive(batch, b"\xe5\x8d\xab" * 30, key="k1")
    assert batch.intakes.count() == 1


def test_every_member_of_an_archive_is_a_row(batch):
    content = zipped(**{"甲.txt": small_report(1), "乙.txt": small_report(2), "空.txt": b""})
    rows = receive(batch, content, "一批.zip", key="k")
    assert [(row.name, row.state) for row in rows] == [
        ("一批.zip/甲.txt", "queued"),
        ("一批.zip/乙.txt", "queued"),
        ("一批.zip/空.txt", "failed"),
    ]
    assert receive(batch, content, "一批.zip", key="k") == rows


def test_an_archive_cut_short_is_taken_in_to_its_end_when_sent_again(batch, monkeypatch):
    members = {f"{n}.txt": small_report(n) for n in range(3)} | {"空.txt": b""}
    archive = services.Upload("三份.zip", zipped(**members), "key")
    store, stored = storage.store, []

    def die_at_the_second(content):
        stored.append(content)
        if len(stored) == 2:
            raise KeyboardInterrupt
        return store(content)

    monkeypatch.setattr(storage, "store", die_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        services.receive(archive, batch=batch, by=None)
    assert batch.intakes.count() == 1
    for _time in range(2):
        rows = services.receive(archive, batch=batch, by=None)
        assert sorted(row.state for row in rows) == ["failed", "queued", "queued", "queued"]
    assert batch.intakes.count() == 4


def test_two_requests_with_one_upload_at_the_same_moment_make_one_row(batch, monkeypatch):
    upload = services.Upload("报告.txt", small_report(1), "key")

    def overtaken(content):
        monkeypatch.setattr(receiving, "kind_of", kind_of)
        services.receive(upload, batch=batch, by=None)
        return kind_of(content)

    monkeypatch.setattr(receiving, "kind_of", overtaken)
    [row] = services.receive(upload, batch=batch, by=None)
    assert batch.intakes.get() == row


def test_a_refused_upload_sent_again_is_the_same_row(batch):
    for _time in range(2):
        services.refuse(services.Upload("大.txt", b"", "key"), "文件过大。", batch=batch, by=None)
    assert batch.intakes.count() == 1


def test_a_damaged_archive_is_one_failed_row(batch):
    [row] = receive(batch, zipped(a=b"x" * 5000)[:80], "坏.zip")
    assert row.state == Intake.State.FAILED
    assert "压缩包" in row.reason


def test_an_archive_of_nothing_says_so(batch):
    [row] = receive(batch, zipped(), "空.zip")
    assert row.state == Intake.State.FAILED


def test_receiving_is_recorded_with_the_checksum(batch):
    [row] = receive(batch, SEED.read_bytes())
    event = AuditEvent.objects.get(intake=row)
    assert (event.action, event.after["sha256"]) == ("receive", row.source_file.sha256)


def test_names_lose_control_signs_and_keep_their_end():
    assert tidy_name("a\x00b\n\u202ec.txt") == "abc.txt"
    assert tidy_name("\x07") == "无名文件"
    long = tidy_name("长" * 400 + ".docx")
    assert len(long) == 255
    assert long.endswith(".docx")
