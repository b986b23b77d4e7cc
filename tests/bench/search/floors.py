"""The numbers to reach, and what a run reached of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

OURS, SERVICE, DOOR = "this archive", "this archive, service", "this archive, through Haystack"
STOCK = "stock Haystack + Whoosh"
RIVALS = {"Tantivy, pairs": "all", "Tantivy, words": "words"}  # and the queries both can answer
SMALL, MIDDLE, LARGE = "10000", "50000", "300000"


@dataclass(frozen=True)
class Line:
    """One line of the table; the value must be at most its floor and goal, or at least where `more`."""

    label: str
    value: float
    floor: float
    goal: float
    unit: str = ""
    more: bool = False

    @property
    def verdict(self) -> str:
        """Return what was reached."""
        if self._reaches(self.goal):
            return "goal"
        return "floor" if self._reaches(self.floor) else "MISSED"

    def _reaches(self, limit: float) -> bool:
        return self.value >= limit if self.more else self.value <= limit


def lines(run: Mapping[str, Any]) -> Iterator[Line]:
    """Yield what a run has measured, in the order of the table; what it has not is left out."""
    sizes: Mapping[str, Any] = run["sizes"]
    for size, found in sizes.items():
        yield from _against_tantivy(size, found)
    for size, found in sizes.items():
        yield from _against_stock(size, found)
    if SMALL in sizes and LARGE in sizes:
        small, large = (_times(sizes[size], OURS)["p50"] for size in (SMALL, LARGE))
        yield Line("growth of p50, 10k to 300k", large / small, 4, 2.5, "x")
    largest = max(sizes, key=int)
    yield from _of_largest(largest, sizes[largest])


def _against_tantivy(size: str, found: Mapping[str, Any]) -> Iterator[Line]:
    for ours in (OURS, DOOR, SERVICE):
        for rival, among in RIVALS.items():
            for part in ("p50", "p95"):
                ratio = _times(found, ours, among)[part] / _times(found, rival, among)[part]
                yield Line(f"{ours} / {rival}, {part} at {size}", ratio, 1.5, 1.0, "x")


def _against_stock(size: str, found: Mapping[str, Any]) -> Iterator[Line]:
    stock = found["pages"].get("stock")
    if stock and size == MIDDLE:
        ratio = stock[STOCK]["words"]["p50"] / stock[DOOR]["words"]["p50"]
        yield Line(f"{STOCK} / through Haystack, p50 at {size}", ratio, 250, 500, "x", more=True)


def _of_largest(size: str, found: Mapping[str, Any]) -> Iterator[Line]:
    if "cold" in found:
        yield Line(f"cold word at {size}, p95", found["cold"][OURS]["wall_p95"], 170, 50, "ms")
    if "http" in found:
        http = found["http"]["distinct"]
        yield Line(f"HTTP at {size}, p95", http["p95"], 120, 60, "ms")
        yield Line(f"HTTP at {size}, requests a second", http["a_second"], 100, 200, more=True)
        yield Line(f"HTTP at {size}, errors", http["errors"], 0, 0)
    if "reader" in found:
        grown = found["reader"]["megabytes"]
        yield Line(f"reader at {size}, anonymous memory", grown, 400, 200, "MB")
    yield Line(f"build of {size}, for 300k", _for_large(size, found["build"]["wall"] / 60), 12, 6, "min")
    yield Line(f"index at {size}, bytes a character", found["build"]["bytes_a_character"], 14, 8)
    if "changes" in found:
        seen = found["changes"]["replaced"]["found"]["p50"] / 1000
        yield Line(f"one report replaced and found at {size}, p50", seen, 1, 0.2, "s")


def _for_large(size: str, minutes: float) -> float:
    return minutes * int(LARGE) / int(size)


def _times(found: Mapping[str, Any], engine: str, among: str = "all") -> Mapping[str, float]:
    times: Mapping[str, float] = found["pages"]["warm"][engine][among]
    return times
