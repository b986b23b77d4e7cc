import csv
import io
import json
import zipfile

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from archive import services
from archive.models import Batch, Intake, Report
from archive.services.importing import shelve
from tests.services.shelf import small_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_store")]

SEEDS = settings.BASE_DIR / "seeds" / "reports"
KEYS = [
    *("file", "ok", "error", "title", "issuer", "region_code", "reporting_year", "plan_year"),
    *("kind", "doc_no", "published", "signed", "sections", "figures", "warnings", "evidence"),
]


def ingest(*args):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("ingest", *map(str, args), stdout=out, stderr=err)
    except CommandError as error:
        err.write(str(error))
    return out.getvalue(), err.getvalue()


def test_a_dry_run_prints_one_object_per_file_and_writes_nothing():
    out, _ = ingest(SEEDS, "--dry-run", "--json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert [list(line) for line in lines] == [KEYS] * 5
    assert all(line["ok"] for line in lines)
    assert not Intake.objects.exists()


def test_offsets_point_into_the_decoded_text():
    out, _ = ingest(SEEDS / "001_dc7afcfdc16875c6.txt", "--dry-run", "--json")
    line = json.loads(out)
    text = (SEEDS / "001_dc7afcfdc16875c6.txt").read_text(encoding="utf-8-sig")
    section = next(s for s in line["sections"] if s["label"] == "(十一)")
    assert text[section["start"] :].startswith("(十一)宣传推动")
    assert set(section) == {"level", "label", "heading", "role", "topics", "start", "end"}


def test_publishing_twice_skips_what_is_in():
    first, _ = ingest(SEEDS / "002_56979e8ced6dd36a.txt", "--publish", "--force")
    again, _ = ingest(SEEDS / "002_56979e8ced6dd36a.txt", "--publish", "--force")
    assert (first.strip(), again.strip()) == ("published 1", "already in 1")
    assert Report.objects.count() == 1


def test_a_withdrawn_report_stays_withdrawn():
    seed = SEEDS / "002_56979e8ced6dd36a.txt"
    ingest(seed, "--publish", "--force")
    services.withdraw(report=Report.objects.get(), reason="测试", by=None)
    again, _ = ingest(seed, "--publish", "--force")
    assert again.strip() == "withdrawn, skipped 1"
    assert not Report.objects.published().exists()


def test_without_publish_files_wait():
    ingest(SEEDS / "002_56979e8ced6dd36a.txt")
    assert Intake.objects.waiting().count() == 1
    assert not Report.objects.exists()


def test_a_refused_file_does_not_stop_the_others(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes((SEEDS / "002_56979e8ced6dd36a.txt").read_bytes())
    out, err = ingest(tmp_path, "--publish", "--force")
    assert "published 1, refused 1" in out
    assert "文件为空" in err
    assert "1 of 2 files were refused" in err


def test_a_refused_file_has_every_key_in_json(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    out, _ = ingest(tmp_path, "--dry-run", "--json")
    line = json.loads(out)
    assert list(line) == KEYS
    assert (line["ok"], line["sections"]) == (False, [])


def test_a_missing_path_is_named():
    _, err = ingest("no-such-folder")
    assert "no-such-folder" in err


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "files"
    place.mkdir()
    for n in range(4):
        (place / f"{n}.txt").write_bytes(small_report(n))
    return place


def test_only_what_is_not_in_doubt_is_published_and_the_rest_has_its_reasons(tmp_path):
    reasons = tmp_path / "reasons.csv"
    out, err = ingest(SEEDS, "--publish", "--reasons", reasons)
    published = Report.objects.count()
    assert out.strip() == f"published {published}, waiting {5 - published}"
    assert 0 < published < 5
    with reasons.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["file"] for row in rows} == {str(SEEDS / intake.name) for intake in Intake.objects.waiting()}
    assert f"{len(rows)} reasons in {reasons}" in err


def test_a_second_run_with_force_publishes_what_waited():
    ingest(SEEDS, "--publish")
    out, _ = ingest(SEEDS, "--publish", "--force")
    assert Report.objects.count() == 5
    assert Intake.objects.count() == 5
    assert "published" in out


def test_an_interrupted_run_goes_on_where_it_stopped(folder, monkeypatch):
    taken: list[int] = []

    def stop_at_the_third(*args, **kwargs):
        if len(taken) == 2:
            raise KeyboardInterrupt
        taken.append(1)
        return shelve(*args, **kwargs)

    monkeypatch.setattr("archive.management.importer.shelve", stop_at_the_third)
    _, err = ingest(folder)
    assert "run the same command to go on" in err
    assert Intake.objects.waiting().count() == 2
    monkeypatch.undo()
    out, _ = ingest(folder)
    assert out.strip() == "already in 2, waiting 2"


def test_members_of_zip_archives_come_in_and_bad_ones_are_named(tmp_path):
    with zipfile.ZipFile(tmp_path / "一批.zip", "w") as archive:
        for n in range(3):
            archive.writestr(f"{n}.txt", small_report(n))
        archive.writestr("空.txt", b"")
    out, err = ingest(tmp_path / "一批.zip")
    assert out.strip() == "refused 1, waiting 3"
    assert "一批.zip/空.txt" in err
    assert set(Intake.objects.values_list("name", flat=True)) == {f"一批.zip/{n}.txt" for n in range(3)}


def test_one_run_is_one_batch_with_its_name(folder):
    ingest(folder, "--name", "青山县历年")
    batch = Batch.objects.get()
    assert (str(batch), batch.origin, batch.intakes.count()) == ("青山县历年", "command", 4)


def test_the_same_bytes_twice_in_one_run_are_taken_once(folder):
    (folder / "again.txt").write_bytes(small_report(1))
    out, _ = ingest(folder)
    assert out.strip() == "already in 1, waiting 4"


def test_force_without_publish_is_no_wish():
    assert "--force goes with --publish" in ingest(SEEDS, "--force")[1]


def test_a_dry_run_writes_no_reasons(folder, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    (folder / "empty.txt").write_bytes(b"")
    ingest(folder, "--dry-run")
    assert not list(tmp_path.glob("*.csv"))


def test_the_json_of_a_known_file_is_still_its_whole_line(folder):
    ingest(folder)
    out, _ = ingest(folder, "--json")
    assert [json.loads(line)["ok"] for line in out.splitlines()] == [True] * 4


def test_a_store_that_takes_no_more_stops_the_run_in_a_line(folder, monkeypatch):
    def full(content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("archive.storage.store", full)
    assert "cannot keep" in ingest(folder)[1]
    assert not Intake.objects.exists()
