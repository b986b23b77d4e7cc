"""Result pages of all engines of one archive, query by query in turn; and what they disagree in."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from tests.bench.search import page, timing
from tests.bench.search.agreement import disagreements
from tests.bench.search.fts5 import Fts5, Fts5Pairs
from tests.bench.search.haystack_door import ArchiveDoor, StockDoor
from tests.bench.search.mix import Ask, mix
from tests.bench.search.ours import Engine, Reports, Service
from tests.bench.search.tantivy_engine import Grams, Words


def main(out: str, rounds: str, *stock: str) -> None:
    """Write a JSON file: engine -> times, disagreements; with `stock` Haystack's engine too, once a query."""
    var = Path(settings.VAR_DIR)
    found = pages(var, int(rounds)) | {"disagreements": compared(var)}
    if stock:
        found["stock"] = against_stock(var)
    Path(out).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def pages(var: Path, rounds: int) -> dict[str, Any]:
    """Return the first pass and the warm rounds after it, over all queries and those words can answer.

    Each of ours takes turns with the others by itself, as a server runs one of them: together they would
    drive each other out of the memory for postings, which is bounded.
    """
    rivals: list[page.Engine] = [Grams(var), Words(var)]
    asks = mix()
    first, warm = _passes([Engine(), *rivals], asks, rounds)
    for ours in (ArchiveDoor(), Service(), Reports()):
        others = _passes([ours, *rivals], asks, rounds)
        for kept, taken in zip((first, warm), others, strict=True):
            kept[ours.name] = taken[ours.name]
    slow = _passes([Fts5(var)], asks, 1)
    found = {"first": first | slow[0], "warm": warm | slow[1]}
    told = {name: _summaries(times, asks) for name, times in found.items()}
    return told | {"kinds": _by_kind(found["warm"], asks)}


def _passes(
    engines: Sequence[page.Engine], asks: Sequence[Ask], rounds: int
) -> tuple[timing.Times, timing.Times]:
    first = timing.in_turn(engines, asks, 1)
    return first, timing.in_turn(engines, asks, rounds)


def compared(var: Path) -> list[str]:
    """Return where engines that match the same differ."""
    asks = mix()
    others: list[page.Engine] = [Engine(), Service(), Fts5Pairs(var)]
    return [line for other in others for line in disagreements(Grams(var), other, asks)]


def against_stock(var: Path) -> dict[str, Any]:
    """Return the times of Haystack's engine and of ours through the same objects."""
    engines: list[page.Engine] = [StockDoor(var), ArchiveDoor()]
    asks = [ask for ask in mix() if not ask.needs_characters]
    for ask in asks:
        engines[1].page(ask)
    engines[0].page(asks[0])
    return _summaries(timing.in_turn(engines, asks, 1), asks)


def _summaries(times: timing.Times, asks: Sequence[Ask]) -> dict[str, Any]:
    by_words = {ask for ask in asks if not ask.needs_characters}
    return {
        name: {"all": timing.summary(taken), "words": timing.summary(taken, by_words)}
        for name, taken in times.items()
    }


def _by_kind(times: timing.Times, asks: Sequence[Ask]) -> dict[str, Any]:
    kinds = dict.fromkeys(ask.kind for ask in asks)
    return {
        name: {kind: timing.summary(taken, {ask for ask in asks if ask.kind == kind}) for kind in kinds}
        for name, taken in times.items()
    }
