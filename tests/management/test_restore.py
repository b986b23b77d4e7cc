"""The restore drill of CONTRIBUTING.md: database and originals alone bring the same site back."""

import json
import re
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

from tests.management.site import Site

DRILL = (settings.BASE_DIR / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## Restore drill")[1]


def drill_commands():
    """The commands of the drill's code block, as a reader would paste them."""
    found = re.search(r"```sh\n(.*?)```", DRILL, re.DOTALL)
    assert found
    block = found[1]
    return [line for line in block.splitlines() if line and not line.startswith("#")]


@pytest.fixture
def site(seeded_site, copy_site, tmp_path):
    return copy_site(seeded_site, tmp_path / "var")


def answers(site):
    """What the site says: the hits of a search, and every table a reader or a clerk can see."""
    code, found = site.run("find", "卫生", "--json", "--limit", "100")
    assert code == 0, found
    hits = [{**hit, "score": 0} for hit in json.loads(found)["hits"]]
    tables = ("report", "revision", "section", "evidence", "intake", "auditevent")
    return hits, {name: site.ask(f"select * from archive_{name} order by 1") for name in tables}


def test_database_and_originals_bring_the_same_site_back(site, tmp_path):
    before = answers(site)
    script = "set -e\n" + "\n".join(drill_commands())
    script = script.replace(".venv/bin/python", sys.executable)
    script = script.replace("manage.py", str(settings.BASE_DIR / "manage.py"))
    environ = {name: value for name, value in site.environ.items() if name != "ARCHIVE_VAR_DIR"}
    done = subprocess.run(
        ["bash", "-c", script],
        check=False,
        cwd=tmp_path,
        env=environ,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    shutil.rmtree(site.var)
    restored = Site(tmp_path / "restored")
    assert answers(restored) == before
    assert restored.run("verify")[0] == 0


def test_a_restored_site_that_lost_an_original_fails_the_drill(site):
    shutil.rmtree(next((site.var / "originals").iterdir()))
    code, said = site.run("verify")
    assert code == 1
    assert re.search(r"原件缺失或校验不符: [1-5] / 5", said)
