"""A process killed in the middle of taking files in: what is committed stands, nothing stands by halves."""

import signal
import time

import pytest
from django.conf import settings

SEEDS = str(settings.BASE_DIR / "seeds" / "reports")


@pytest.fixture
def site(empty_site, copy_site, tmp_path):
    return copy_site(empty_site, tmp_path / "var")


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
