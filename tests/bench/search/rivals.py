"""Building the indexes of the other engines, each timed; they are kept with the archive they are of."""

import hashlib
import json
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings

from archive.text.segment import accelerate
from tests.bench.search import process, texts
from tests.bench.search.fts5 import FILE, Fts5
from tests.bench.search.haystack_door import STOCK, StockDoor
from tests.bench.search.tantivy_engine import Grams, Words

ENGINES: dict[str, tuple[Any, str]] = {
    "words": (Words, Words.folder),
    "pairs": (Grams, Grams.folder),
    "fts5": (Fts5, FILE),
    STOCK: (StockDoor, STOCK),
}


def main(*wanted: str) -> None:
    """Build those of `wanted` that are not there; prints JSON of name -> seconds, megabytes."""
    accelerate()
    print(json.dumps({name: built(name) for name in wanted}))


def built(name: str) -> dict[str, float]:
    """Return what building took; segmentation, which every engine needs, counts."""
    engine, place = ENGINES[name]
    var = Path(settings.VAR_DIR)
    stamp = var / f"rival-{name}-{_source(engine)}.json"
    if not stamp.exists():
        wall, processor = time.perf_counter(), time.process_time()
        engine.build(var, texts.read())
        took = {"wall": time.perf_counter() - wall, "processor": time.process_time() - processor}
        stamp.write_text(
            json.dumps(took | {"megabytes": process.megabytes_of(var / place)}), encoding="utf-8"
        )
    found: dict[str, float] = json.loads(stamp.read_text(encoding="utf-8"))
    return found


def _source(engine: type) -> str:
    held = [Path(str(sys.modules[engine.__module__].__file__)), Path(texts.__file__)]
    return hashlib.sha256(b"".join(path.read_bytes() for path in held)).hexdigest()[:12]
