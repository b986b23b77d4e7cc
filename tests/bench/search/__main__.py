"""`python -m tests.bench.search`: measure the search over made archives; a table, and a JSON file.

BENCH_SECTIONS (sizes, `10000 50000 300000`), BENCH_DIR (where archives are kept, `var/bench`), BENCH_ROUNDS
(warm rounds, 3), BENCH_STOCK (sizes at which Haystack's own engine takes part, `10000 50000`), BENCH_PARTS
(`pages reader cold changes http`; some of them), BENCH_BUILD (`0`: measure over the indexes that are there).
"""

import datetime as dt
import importlib.metadata
import json
import os
import platform
import resource
import shutil
import time
from pathlib import Path
from typing import Any

from tests.bench.search import process, table
from tests.bench.search.archives import ROOT, Archive, prepared

PACKAGES = ("django", "django-haystack", "whoosh", "numpy", "jieba", "tantivy", "gunicorn")
RIVALS = ("words", "pairs", "fts5")


def main() -> None:
    """Measure every size, then write and print."""
    base = Path(os.environ.get("BENCH_DIR", ROOT / "var" / "bench")).resolve()
    base.mkdir(parents=True, exist_ok=True)
    sizes = _numbers("BENCH_SECTIONS", "10000 50000 300000")
    run: dict[str, Any] = {"date": _now(), "machine": _machine(), "versions": _versions(), "sizes": {}}
    for size in sizes:
        run["sizes"][str(size)] = _measured(prepared(base, size), largest=size == max(sizes))
        (base / "search.json").write_text(json.dumps(run, ensure_ascii=False, indent=1), encoding="utf-8")
    print(table.rendered(run))


def _measured(archive: Archive, *, largest: bool) -> dict[str, Any]:
    """Return everything measured at one size; what only makes sense at the largest is left out elsewhere."""
    stock = archive.sections in _numbers("BENCH_STOCK", "10000 50000")
    wanted = os.environ.get("BENCH_PARTS", "pages reader cold changes http").split()
    found: dict[str, Any] = {"build": _build(archive)}
    names = (*RIVALS, "stock") if stock else RIVALS
    found["rivals"] = json.loads(archive.inside("rivals", *names).splitlines()[-1])
    rounds = os.environ.get("BENCH_ROUNDS", "3")
    parts = {
        "pages": ("measured", rounds, *(("stock",) if stock else ())),
        "reader": ("reader", "mix"),
        "cold": ("reader", "cold"),
        "changes": ("changes",),
        "http": ("http_load",),
    }
    always = {"pages", "reader"}
    for name, (module, *arguments) in parts.items():
        if name in wanted and (largest or name in always):
            found[name] = _told(archive, module, *arguments)
    return found


def _build(archive: Archive) -> dict[str, float]:
    """Build the index anew by the command people use; what it took and how large it is."""
    kept = archive.var / "built.json"
    if os.environ.get("BENCH_BUILD", "1") == "0" and kept.exists():
        earlier: dict[str, float] = json.loads(kept.read_text(encoding="utf-8"))
        return earlier
    shutil.rmtree(archive.var / "index", ignore_errors=True)
    wall, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    archive.run("manage.py", "reindex")
    taken, after = time.perf_counter() - wall, resource.getrusage(resource.RUSAGE_CHILDREN)
    megabytes = process.megabytes_of(archive.var / "index")
    found = {
        "wall": taken,
        "processor": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "sections_a_second": archive.sections / taken,
        "megabytes": megabytes,
        "characters": archive.characters,
        "bytes_a_character": megabytes * 1024**2 / archive.characters,
    }
    kept.write_text(json.dumps(found), encoding="utf-8")
    return found


def _told(archive: Archive, module: str, *arguments: str) -> dict[str, Any]:
    """Run a part of the measurement in a process of its own; what it has written."""
    out = archive.var / f"{module}.json"
    started = (str(time.monotonic()),) if module == "reader" else ()
    print(f"{archive.sections} sections: {module} {' '.join(arguments)}", flush=True)
    archive.inside(module, str(out), *arguments, *started)
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


def _numbers(name: str, otherwise: str) -> list[int]:
    return [int(number) for number in os.environ.get(name, otherwise).split()]


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="minutes")


def _machine() -> dict[str, str]:
    names = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if "model name" in line
    ]
    memory = Path("/proc/meminfo").read_text(encoding="ascii").split()[1]
    return {
        "processor": names[0] if names else platform.processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{int(memory) / 1024**2:.0f} GB",
    }


def _versions() -> dict[str, str]:
    return {"python": platform.python_version()} | {
        name: importlib.metadata.version(name) for name in PACKAGES
    }


if __name__ == "__main__":
    main()
