"""Speed and memory of the import: reports a second end to end, and memory over ten thousand files.

Run by `make bench`; the index takes no part, it has its own benchmark.
"""

import io
import threading
import time
from pathlib import Path

import pytest
from django.core.management import call_command
from django.dispatch import Signal

from archive.models import Report
from archive.signals import reports_changed
from tests.bench.made_reports import made_report
from tests.management.site import Site

REPORTS = 300
FLAT = 10_000


@pytest.fixture
def _no_index(monkeypatch):
    monkeypatch.setattr("archive.services.records.reports_changed", Signal())
    assert reports_changed.receivers


def made_folder(place, count, characters):
    place.mkdir()
    for number in range(count):
        (place / f"{number:05}.txt").write_bytes(made_report(number, characters))
    return place


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_no_index", "regions")
def test_reports_a_second(tmp_path, capsys):
    folder = made_folder(tmp_path / "files", REPORTS, 6000)
    call_command("ingest", str(folder / "00000.txt"), stdout=io.StringIO())  # the parsers start
    begun = time.perf_counter()
    call_command("ingest", str(folder), "--publish", "--force", stdout=io.StringIO())
    taken = time.perf_counter() - begun
    published = Report.objects.count()
    with capsys.disabled():
        print(f"ingest --publish: {published} reports, {published / taken:.1f} a second, without indexing")
    assert published == REPORTS


def resident(pids):
    """Megabytes of memory of some processes, shared pages counted once a process."""
    total = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))
    return total / 1024


def below(pid):
    """Every process that one of the threads of `pid`, or of a process below it, has started."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(child) for child in task.read_text(encoding="ascii").split()]
        except OSError:
            continue
    return [*found, *(grandchild for child in found for grandchild in below(child))]


def test_memory_over_ten_thousand_files(tmp_path, capsys):
    site = Site(tmp_path / "var")
    site.var.mkdir()
    site.set_up()
    folder = made_folder(tmp_path / "files", FLAT, 400)
    process = site.start("ingest", str(folder))
    said = []
    reader = threading.Thread(target=lambda: said.append(process.communicate()[0]))
    reader.start()
    samples, begun = {}, time.perf_counter()
    while reader.is_alive():
        time.sleep(1)
        count = site.ask("select count(*) from archive_intake")[0][0]
        own, parsers = resident([process.pid]), resident(below(process.pid))
        if own and parsers:
            samples[count // 1000] = (own, parsers)
    reader.join()
    taken = time.perf_counter() - begun
    with capsys.disabled():
        print(f"ingest of {FLAT} small files: {FLAT / taken:.0f} a second; {said[0].strip()}")
        for thousand, (own, parsers) in sorted(samples.items()):
            print(f"  after {thousand} thousand: {own:.0f} MB, parsers {parsers:.0f} MB")
    assert process.returncode == 0
    early = sum(samples[min(s for s in samples if s >= 1)])
    late = sum(samples[max(s for s in samples if s <= FLAT // 1000)])
    assert late < 1.2 * early, "memory grows with the number of files"
