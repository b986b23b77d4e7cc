"""Numbers that are parts of another: 7件(其中来访3件, …), 8人, 其中1人为研究生."""

import re
from collections.abc import Sequence
from decimal import Decimal

from archive.ingest.figures.amounts import Amount
from archive.ingest.figures.clauses import bracket_start
from archive.ingest.figures.units import are_one_family

_AMONG = re.compile("其中|包括|含")
_NEW_SENTENCE = re.compile("[。!?;]")
_FURTHEST = 80  # characters between a whole and its part
_NEARLY = Decimal("0.8")  # of a whole: parts that make up less leave others out
_FEWEST = 2  # parts that may make up a whole


def wholes(folded: str, amounts: Sequence[Amount], units: Sequence[str]) -> list[int | None]:
    """Return for each amount the place of the one it is a part of, or None.

    Parts stand in the bracket right after their whole, or after 其中 in the same sentence, and count the
    same as the whole. `units` are the units of the amounts, empty for one that is no part of anything, such
    as the amount of a growth.
    """
    found: list[int | None] = []
    last = -1  # the last amount that may have parts
    for i in range(len(amounts)):
        whole = None
        if last >= 0 and units[i]:
            whole = _in_bracket(folded, amounts, i)
            whole = _after_among(folded, amounts, (last, i), found) if whole is None else whole
        if whole is not None and not (units[whole] and are_one_family(units[i], units[whole])):
            whole = None
        found.append(whole)
        last = i if units[i] else last
    return found


def differing_sums(folded: str, amounts: Sequence[Amount], whole_of: Sequence[int | None]) -> set[int]:
    """Return the places of wholes that their parts do not add up to.

    After 其中 parts may be left out, so that only more than the whole is doubtful; a bracket without it
    lists all of them where they nearly add up.
    """
    parts: dict[int, list[int]] = {}
    for i, whole in enumerate(whole_of):
        if whole is not None:
            parts.setdefault(whole, []).append(i)
    return {whole for whole, inner in parts.items() if _differs(folded, amounts, whole, inner)}


def _differs(folded: str, amounts: Sequence[Amount], whole: int, inner: Sequence[int]) -> bool:
    total = sum((amounts[i].value for i in inner), Decimal(0))
    if total > amounts[whole].value:
        return True
    partial = _AMONG.search(folded, amounts[whole].end, amounts[inner[0]].start) is not None
    nearly = total >= amounts[whole].value * _NEARLY
    return nearly and not partial and len(inner) >= _FEWEST and total != amounts[whole].value


def _in_bracket(folded: str, amounts: Sequence[Amount], i: int) -> int | None:
    opened = bracket_start(folded, amounts[i].start)
    if opened < 0:
        return None
    for whole in range(i - 1, -1, -1):
        if amounts[whole].end <= opened:
            touches = not folded[amounts[whole].end : opened].strip()
            among = _AMONG.match(folded, opened + 1) is not None
            near = opened - amounts[whole].end <= _FURTHEST // 4 and among
            return whole if touches or near or _counts_after(folded, amounts[whole], opened) else None
    return None


def _counts_after(folded: str, whole: Amount, opened: int) -> bool:
    """Tell whether only the name of the whole stands between it and the bracket: 11个医疗卫生机构(1个…."""
    between = folded[whole.end : opened]
    return 0 < len(between) <= _FURTHEST // 4 and not re.search(r"[,。;:()]", between)


def _after_among(
    folded: str, amounts: Sequence[Amount], last_and_this: tuple[int, int], found: Sequence[int | None]
) -> int | None:
    last, i = last_and_this
    gap = folded[amounts[last].end : amounts[i].start]
    if len(gap) > _FURTHEST or _NEW_SENTENCE.search(gap):
        return None
    if "其中" in gap:
        return last if found[last] is None else found[last]
    in_bracket = bracket_start(folded, amounts[i].start) >= 0
    goes_on = found[last] is not None and not in_bracket and ")" not in gap and _goes_on(gap)
    return found[last] if goes_on else None


def _goes_on(gap: str) -> bool:
    return gap.startswith(("、", ",")) and len(gap) <= _FURTHEST // 4
