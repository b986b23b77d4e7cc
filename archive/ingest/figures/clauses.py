"""The clause and the sentence a number stands in; brackets are clauses of their own."""

import re
from bisect import bisect_left

_ENDS = ",。;:!?|\n\t"
_SENTENCE_END = re.compile("[。;!?\n\t]")
_CLOSING = ")]"
_OPENING = "(["
LONGEST = 90  # characters looked at to either side: no phrase is longer


def clause_start(folded: str, at: int) -> int:
    """Return where the clause before `at` begins; a bracket closed before `at` is part of it."""
    depth = 0
    furthest = max(0, at - LONGEST)
    for i in range(at - 1, furthest - 1, -1):
        char = folded[i]
        if char in _CLOSING:
            depth += 1
        elif char in _OPENING:
            if depth == 0:
                return i + 1
            depth -= 1
        elif depth == 0 and char in _ENDS:
            return i + 1
    return furthest


def bracket_start(folded: str, at: int) -> int:
    """Return where the bracket opens that `at` stands in, or -1."""
    depth = 0
    for i in range(at - 1, max(0, at - LONGEST) - 1, -1):
        if folded[i] in _CLOSING:
            depth += 1
        elif folded[i] in _OPENING:
            if depth == 0:
                return i
            depth -= 1
        elif folded[i] == "。":
            break
    return -1


class Sentences:
    """The sentences of a passage, found once."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._stops = [match.start() for match in _SENTENCE_END.finditer(folded)]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return the sentence that `start:end` stands in, without its stop and white space."""
        before = bisect_left(self._stops, start)
        first = self._stops[before - 1] + 1 if before else 0
        after = bisect_left(self._stops, end)
        last = self._stops[after] if after < len(self._stops) else len(self._folded)
        while first < start and self._folded[first].isspace():
            first += 1
        while last > end and self._folded[last - 1].isspace():
            last -= 1
        return first, last
