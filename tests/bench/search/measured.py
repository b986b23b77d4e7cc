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
    """Return the first pass and the warm rounds after it, over all queries and those words can answer."""
    engines: list[page.Engine] = [
        Engine(),
        Grams(var),
        Words(var),
        ArchiveDoor(),
        Service(),
        Reports(),
        Fts5(var),
    ]
    asks = mix()
    first = timing.in_turn(engines, asks, 1)
    warm = timing.in_turn(engines, asks, rounds)
    return {"first": _summaries(first, asks), "warm": _summaries(warm, asks), "kinds": _by_kind(warm, asks)}


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
