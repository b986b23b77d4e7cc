"""`python -m tests.bench.pages`: time pages and files over made reports; a table, and a JSON file.

BENCH_REPORTS (how many, 10000), BENCH_DIR (where the archive is kept, `var/bench`), BENCH_EACH (addresses of
a kind, 40), BENCH_PARTS (`pages files search`; `search` builds the index first), BENCH_OUT (the JSON file).
"""

import datetime as dt
import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

from tests.bench.pages import archives, table

REPORTS, EACH = "10000", "40"
PARTS = "pages files search"


def main() -> dict[str, Any]:
    """Measure, print the table and return the run."""
    base = Path(os.environ.get("BENCH_DIR", "var/bench")).absolute()
    parts = os.environ.get("BENCH_PARTS", PARTS).split()
    archive = archives.prepared(base, int(os.environ.get("BENCH_REPORTS", REPORTS)))
    if "search" in parts:
        archive.run("manage.py", "reindex", "--check", "-v", "0")
    out = Path(os.environ.get("BENCH_OUT", base / "pages.json")).absolute()
    archive.inside("measured", str(out), os.environ.get("BENCH_EACH", EACH), *parts)
    run = {"date": f"{dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M}", "machine": _machine(), "held": archive.held}
    run |= json.loads(out.read_text(encoding="utf-8"))
    out.write_text(json.dumps(run, ensure_ascii=False, indent=1), encoding="utf-8")
    print(table.rendered(run), flush=True)
    return run


def _machine() -> dict[str, Any]:
    load = os.getloadavg()[0]
    return {"cores": os.cpu_count(), "load": f"{load:.1f}", "Python": platform.python_version()}


if __name__ == "__main__":
    sys.exit(len(table.missed(main())))
