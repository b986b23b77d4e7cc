"""A process killed in the middle of taking files in: what is committed stands, nothing stands by halves."""

import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from django.conf import settings

SEEDS = str(settings.BASE_DIR / "seeds" / "reports")


class Site:
    """An archive of its own, driven through its commands."""

    def __init__(self, var):
        self.database = var / "archive.sqlite3"
        self.environ = os.environ | {
            "ARCHIVE_VAR_DIR": str(var),
            "DJANGO_SETTINGS_MODULE": "archive.project.settings",
            "PYTHONWARNINGS": "ignore",
        }

    def start(self, *command):
        return subprocess.Popen(
            [sys.executable, "manage.py", *command],
            cwd=settings.BASE_DIR,
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *command):
        process = self.start(*command)
        output, _ = process.communicate(timeout=120)
        return process.returncode, output

    def reports(self):
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=10) as connection:
            return connection.execute("select count(*) from archive_report").fetchone()[0]


@pytest.fixture
def site(tmp_path):
    site = Site(tmp_path)
    for command in (["migrate", "-v0"], ["load_regions"], ["reindex", "--check"]):
        assert site.run(*command)[0] == 0
    return site


def kill_when(site, process, count):
    """Kill -9 as soon as `count` reports are committed: the index is then still being written."""
    deadline = time.monotonic() + 60
    while site.reports() < count and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.communicate()


@pytest.mark.parametrize("count", [1, 2])
def test_a_killed_import_leaves_no_half_report_and_goes_on(site, count):
    kill_when(site, site.start("ingest", SEEDS, "--publish", "--force"), count)
    assert count <= site.reports() < 5
    assert site.run("reindex", "--check")[0] == 0
    code, said = site.run("verify")
    assert code == 0, said
    code, said = site.run("ingest", SEEDS, "--publish", "--force")
    assert (code, site.reports()) == (0, 5), said
    code, said = site.run("verify")
    assert code == 0, said
