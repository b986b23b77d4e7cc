"""All that is timed of one archive, in a process of its own."""

import cProfile
import json
import pstats
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.test import Client

from archive.models import Snapshot
from archive.project.collecting import collect_seldom
from tests.bench.pages import addresses, asking
from tests.bench.pages.addresses import Kind
from tests.bench.pages.asking import Taken
from tests.bench.search.timing import share

CHANGED = 5  # addresses of a kind asked right after a change of the archive
SLOW = 120.0  # milliseconds on a processor, from which on the table says what took them
WHERE = 15  # lines of what took them


def main(out: str, each: str, *parts: str) -> None:
    """Write JSON; `each` addresses of a kind are asked while nothing changes."""
    collect_seldom()  # as the server does
    run: dict[str, Any] = {}
    if "pages" in parts:
        run["pages"] = pages(addresses.kinds(int(each) + CHANGED + 1))
    if "files" in parts:
        run["files"] = files(addresses.files())
    if "search" in parts:
        run["found"] = files(addresses.found())
    Path(out).write_text(json.dumps(run, ensure_ascii=False, indent=1), encoding="utf-8")


def pages(asked: Sequence[Kind]) -> dict[str, Any]:
    """Return for each kind: the first answer of the process, those after a change, and all others.

    The process has shown one report before. Kinds take turns, so what else the machine does hits all alike.
    """
    reader = asking.client()
    baseline, *_others = asked
    asking.ask(reader, baseline.paths[-1], baseline.row)
    first = {kind.name: [asking.ask(reader, kind.paths[0], kind.row)] for kind in asked}
    usual = in_turn(reader, asked, 1, len(max((kind.paths for kind in asked), key=len)) - CHANGED)
    changed: dict[str, list[Taken]] = {kind.name: [] for kind in asked}
    for kind in asked:
        for path in kind.paths[-CHANGED:]:
            _change()
            changed[kind.name].append(asking.ask(reader, path, kind.row))
    told: dict[str, dict[str, Any]] = {
        kind.name: {
            "first": asdict(first[kind.name][0]),
            "changed": summary(changed[kind.name]),
            "usual": summary(usual[kind.name]),
            "slowest": slowest(kind.paths[1:], usual[kind.name]),
        }
        for kind in asked
    }
    for kind in asked:
        if told[kind.name]["usual"]["p95"] > SLOW:
            told[kind.name]["where"] = profile(reader, kind.paths[1:-CHANGED])
    return told


def in_turn(reader: Client, asked: Sequence[Kind], first: int, last: int) -> dict[str, list[Taken]]:
    """Ask for the addresses `first:last` of every kind, leaving out those kept for after a change."""
    times: dict[str, list[Taken]] = {kind.name: [] for kind in asked}
    for place in range(first, last):
        for kind in asked:
            if place < len(kind.paths) - CHANGED:
                times[kind.name].append(asking.ask(reader, kind.paths[place], kind.row))
    return times


def files(asked: Mapping[str, str]) -> dict[str, Any]:
    """Return name -> first bytes, time, rows and bytes of each file, the second time it is asked for."""
    reader = asking.client()
    asking.load(reader, next(iter(asked.values())))
    return {name: asdict(asking.load(reader, path)) for name, path in asked.items()}


def summary(taken: Sequence[Taken]) -> dict[str, float]:
    """Return p50 and p95 on a processor and on the wall, and the median of the rows."""
    processor, wall = [one.processor for one in taken], [one.wall for one in taken]
    return {
        "addresses": len(taken),
        "p50": share(processor, 0.5),
        "p95": share(processor, 0.95),
        "wall_p50": share(wall, 0.5),
        "wall_p95": share(wall, 0.95),
        "rows": share([one.rows for one in taken], 0.5),
    }


def slowest(paths: Sequence[str], taken: Sequence[Taken]) -> list[str]:
    """Return the addresses that took longest, of those that took `taken`."""
    timed = sorted(zip(taken, paths, strict=False), key=lambda one: -one[0].processor)
    return [f"{one.processor:.0f} ms {path}" for one, path in timed[:CHANGED]]


def profile(reader: Client, paths: Sequence[str]) -> list[str]:
    """Return where the time of some pages goes, longest first; these pages were asked for before."""
    recorder = cProfile.Profile()
    recorder.enable()
    for path in paths[:CHANGED]:
        reader.get(path)
    recorder.disable()
    said = StringIO()
    pstats.Stats(recorder, stream=said).sort_stats("cumulative").print_stats("archive|search", WHERE)
    pstats.Stats(recorder, stream=said).sort_stats("tottime").print_stats(WHERE)
    lines = (
        line.replace(str(Path(__file__).resolve().parents[3]), "") for line in said.getvalue().splitlines()
    )
    return [line for line in lines if line.lstrip()[:1].isdigit()]


def _change() -> None:
    """Leave the caches as they are after something was published."""
    cache.clear()
    Snapshot.advance()
