"""A process that only reads: how soon it answers, what its memory grows to, and what unmet words cost."""

import json
import time
from pathlib import Path
from typing import Any

from django.conf import settings

from tests.bench.search import process, timing
from tests.bench.search.mix import cold, mix
from tests.bench.search.ours import Engine, Reports, Service
from tests.bench.search.tantivy_engine import Grams, Words

COLD = 300


def main(out: str, what: str, started: str) -> None:
    """Write JSON: `what` is `mix` or `cold`; `started` is the monotonic time the process was started at."""
    ours = Service()
    begun = time.monotonic()
    ours.page(mix()[0])
    answered = time.monotonic()
    opened = {"from_start": answered - float(started), "from_import": answered - begun}
    found = _after_mix() if what == "mix" else _cold()
    Path(out).write_text(json.dumps(opened | found), encoding="utf-8")


def _after_mix() -> dict[str, Any]:
    opened = process.anonymous_megabytes()
    engines = [Service(), Reports()]
    first = timing.in_turn(engines[:1], mix(), 1)
    timing.in_turn(engines, mix(), 1)
    return {
        "first_pass": timing.summary(first[engines[0].name]),
        "opened_megabytes": opened,
        "megabytes": process.anonymous_megabytes(),
    }


def _cold() -> dict[str, Any]:
    """Each word once; the reader has answered one query before."""
    var = Path(settings.VAR_DIR)
    rivals = [Grams(var), Words(var)]
    for rival in rivals:
        rival.page(mix()[0])
    times = timing.in_turn([Engine(), *rivals], cold(COLD), 1)
    return {
        name: timing.summary(taken) | {"most": max(t.wall for [t] in taken.values())}
        for name, taken in times.items()
    }
