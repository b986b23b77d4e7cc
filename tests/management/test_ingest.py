import io
import json

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from archive import services
from archive.models import Intake, Report

pytestmark = pytest.mark.django_db

SEEDS = settings.BASE_DIR / "seeds" / "reports"
KEYS = [
    *("file", "ok", "error", "title", "issuer", "region_code", "reporting_year", "plan_year"),
    *("kind", "doc_no", "published", "signed", "sections", "figures", "warnings", "evidence"),
]


@pytest.fixture(autouse=True)
def _own_store(settings, tmp_path, regions):
    settings.ORIGINALS_DIR = tmp_path / "originals"


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
    first, _ = ingest(SEEDS / "002_56979e8ced6dd36a.txt", "--publish")
    again, _ = ingest(SEEDS / "002_56979e8ced6dd36a.txt", "--publish")
    assert (first.strip(), again.strip()) == ("published 1", "already in 1")
    assert Report.objects.count() == 1


def test_a_withdrawn_report_stays_withdrawn():
    seed = SEEDS / "002_56979e8ced6dd36a.txt"
    ingest(seed, "--publish")
    services.withdraw(report=Report.objects.get(), reason="测试", by=None)
    again, _ = ingest(seed, "--publish")
    assert again.strip() == "withdrawn, skipped 1"
    assert not Report.objects.published().exists()


def test_without_publish_files_wait():
    ingest(SEEDS / "002_56979e8ced6dd36a.txt")
    assert Intake.objects.waiting().count() == 1
    assert not Report.objects.exists()


def test_a_refused_file_does_not_stop_the_others(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes((SEEDS / "002_56979e8ced6dd36a.txt").read_bytes())
    out, err = ingest(tmp_path, "--publish")
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
