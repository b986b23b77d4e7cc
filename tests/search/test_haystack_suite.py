"""Haystack's own Whoosh tests, from its sdist, on our engine. Fails when the sdist cannot be had."""

import re
import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path

import pytest
from django.conf import settings

CACHE = Path(settings.BASE_DIR) / "var" / "cache"
RUNNER = Path(settings.BASE_DIR) / "tests" / "haystack_suite" / "run.py"
STOCK_OUTCOME = "OK (skipped=1, expected failures=3)"


@pytest.mark.parametrize("options", [[], ["--tokenizer"]], ids=["engine", "engine and tokenizer"])
def test_haystacks_own_whoosh_tests_give_the_stock_outcome(tmp_path, options):
    with tarfile.open(sdist(tmp_path)) as archive:
        archive.extractall(tmp_path, filter="data")
    [folder] = tmp_path.glob("django_haystack-*/test_haystack")
    # Only the tests are theirs: the haystack they import is the one installed.
    home = folder.rename(tmp_path / "test_haystack").parent
    command = [sys.executable, str(RUNNER), str(home), *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    said = done.stdout + done.stderr
    assert re.search(r"Ran 86 tests", said), said[-3000:]
    assert STOCK_OUTCOME in said, said[-3000:]
    assert done.returncode == 0


def sdist(scratch: Path) -> Path:
    """Return the sdist of the installed version, fetched once."""
    name = f"django_haystack-{version('django-haystack')}.tar.gz"
    held = CACHE / name
    if not held.exists():
        fetch(scratch)
        CACHE.mkdir(parents=True, exist_ok=True)
        (scratch / name).replace(held)
    return held


def fetch(folder: Path) -> None:
    wanted = f"django-haystack=={version('django-haystack')}"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download"]
    only_source = ["--no-binary", ":all:", "--no-deps", "--dest", str(folder)]
    done = subprocess.run([*pip, *only_source, wanted], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"cannot fetch {wanted} from the package index: {done.stderr[-800:]}"
