"""Time of queries: engines take turns query by query, so what else the machine does hits all alike."""

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from tests.bench.search.mix import Ask
from tests.bench.search.page import Engine


@dataclass(frozen=True)
class Taken:
    """Milliseconds of one page: of this thread on a processor, and on the wall."""

    processor: float
    wall: float


Times = dict[str, dict[Ask, list[Taken]]]


def timed(action: Callable[[], object]) -> Taken:
    """Return what one call takes."""
    wall, processor = time.perf_counter(), time.thread_time()
    action()
    return Taken((time.thread_time() - processor) * 1000, (time.perf_counter() - wall) * 1000)


def in_turn(engines: Sequence[Engine], asks: Iterable[Ask], rounds: int) -> Times:
    """Return engine -> query -> what each round took; every round begins with another engine."""
    times: Times = {engine.name: {} for engine in engines}
    queries = list(asks)
    for number in range(rounds):
        for place, ask in enumerate(queries):
            first = (number + place) % len(engines)
            for engine in (*engines[first:], *engines[:first]):
                if engine.answers(ask):
                    took = timed(partial(engine.page, ask))
                    times[engine.name].setdefault(ask, []).append(took)
    return times


def summary(taken: dict[Ask, list[Taken]], among: Iterable[Ask] | None = None) -> dict[str, float]:
    """Return p50 and p95 over the queries, or over those `among` them; of rounds the median counts."""
    chosen = [rounds for ask, rounds in taken.items() if among is None or ask in among]
    processor = [statistics.median(took.processor for took in rounds) for rounds in chosen]
    wall = [statistics.median(took.wall for took in rounds) for rounds in chosen]
    return {
        "queries": len(chosen),
        "p50": share(processor, 0.5),
        "p95": share(processor, 0.95),
        "wall_p50": share(wall, 0.5),
        "wall_p95": share(wall, 0.95),
    }


def share(values: Sequence[float], part: float) -> float:
    """Return the value that `part` of the values do not exceed, interpolated; 0 of none."""
    ordered = sorted(values)
    if not ordered:
        return 0.0
    place = part * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
