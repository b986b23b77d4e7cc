"""Speed, size and memory of the search beside Tantivy, SQLite FTS5 and stock Haystack + Whoosh.

Run by `make bench`; the sizes and parts are set by the environment, see `tests/bench/search/__main__.py`.
"""

import os
import subprocess
import sys

from django.conf import settings


def test_search_beside_other_engines(capsys):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("ARCHIVE_", "DJANGO_"))}
    command = [sys.executable, "-m", "tests.bench.search"]
    with capsys.disabled():
        done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=False)
    assert done.returncode == 0
