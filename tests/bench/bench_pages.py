"""Compare, indicator and coverage pages, and files to download, over 10,000 made reports.

Run by `make bench`; what is measured is set by the environment, see `tests/bench/pages/__main__.py`.
"""

import os
import subprocess
import sys

from django.conf import settings


def test_pages_answer_in_time_over_ten_thousand_reports(capsys):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("ARCHIVE_", "DJANGO_"))}
    command = [sys.executable, "-m", "tests.bench.pages"]
    with capsys.disabled():
        done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=False)
    assert done.returncode == 0
