"""What a number measures: the noun phrase before it, after it, before its bracket, or said earlier."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.ingest.figures.amounts import Amount
from archive.ingest.figures.clauses import clause_start
from archive.ingest.figures.phrases import after_number, before_number, leads_on, without_change

_CHANGED_TO = re.compile(
    r"(?:的)?,?(?:现|已|再)?(?:提高|下降|增长|上升|减少|降低|增加|扩大|扩充|提升|调整|上调|下调|降|升|增|变)?(?:到|至|为|了)"
    r"(?:目前|现在|今年|\0+(?:年底?)?)?的?\s?$"
)
_FROM = re.compile(r"(?:由|从|自)[^,由从自]{0,14}$")
_JOINED = re.compile(r"(?:、|和|及|与|以及|,|、?下属|、?和?其他|、?另外|、?其中|\(|\)|;|\s)+$")
_LISTED = re.compile(r"^[、,和及与]$")
_SHARES = ("%", "‰", "比例", "")
_BEHIND = (
    _SHARES
    + tuple("人名例户家所个项种类间张件份次起处台辆套支对条篇部座组批瓶位场块栋只场期")
    + (
        "人次",
        "人份",
        "例次",
        "万人",
        "项次",
        "台次",
    )
)
_SHORTEST = 2
_LONGEST_HEAD = 24
_GROWN = re.compile("稳步|持续|不断|明显|显著|大幅|逐年|逐步|有所|得到|全面|进一步|较")


@dataclass(frozen=True)
class Name:
    """Where the name of a number stands in the passage, how it was found, and the number's part in a change."""

    start: int = 0
    end: int = 0
    rule: str = ""
    role: str = ""  # from or to, where the number is one end of a change


def name_amounts(folded: str, amounts: Sequence[Amount]) -> list[Name]:
    """Return the name of every amount; the amounts are in order and of one passage."""
    names: list[Name] = []
    for i, amount in enumerate(amounts):
        previous = (amounts[i - 1], names[-1]) if i else None
        names.append(_name(folded, amount, previous))
        if names[-1].role == "to" and names[-2].role == "":
            names[-2] = Name(names[-2].start, names[-2].end, names[-2].rule, "from")
    return names


def _name(folded: str, amount: Amount, previous: tuple[Amount, Name] | None) -> Name:
    if previous is not None:
        continued = _continued(folded, amount, *previous)
        if continued is not None:
            return continued
    floor = previous[0].end if previous else 0
    clause = clause_start(folded, amount.start)
    start = max(clause, floor)
    return (
        _beside(folded, amount, start)
        or _before_bracket(folded, clause, floor)
        or _earlier_clause(folded, clause, floor)
        or _inherited(folded, amount, previous)
        or _behind(folded, amount, start)
        or Name()
    )


def _continued(folded: str, amount: Amount, before: Amount, name: Name) -> Name | None:
    """Return the name of an amount that goes on where the one before it stopped."""
    gap = folded[before.end : amount.start]
    if len(gap) > _LONGEST_HEAD:
        return None
    if gap and _CHANGED_TO.fullmatch(gap) and _same_kind(before, amount):
        return Name(name.start, name.end, "inherited", "to")
    if _LISTED.match(gap) and _same_kind(before, amount) and not after_word(folded, amount.end):
        return Name(name.start, name.end, "inherited", name.role)
    named_behind = name.rule == "after" and before.end <= name.start
    if named_behind and _JOINED.fullmatch(folded[name.end : amount.start]):
        return _behind(folded, amount, amount.start)
    return None


def after_word(folded: str, at: int) -> bool:
    """Tell whether a word follows right after a number."""
    start, end = after_number(folded, at, share=False)
    return end > start


def _same_kind(before: Amount, amount: Amount) -> bool:
    return before.unit == amount.unit or before.bare or amount.bare


def _beside(folded: str, amount: Amount, start: int) -> Name | None:
    begin, end = before_number(folded, start, amount.start)
    phrase = folded[begin:end]
    raw = without_change(folded[start : amount.start])
    if amount.unit in _BEHIND and (leads_on(phrase) or leads_on(raw)):
        behind = _behind(folded, amount, start)
        if behind is not None:
            return behind
    left = _FROM.search(phrase)
    if left and left.start() >= _SHORTEST:
        end = begin + len(without_change(phrase[: left.start()]))
    return Name(begin, end, "before") if end - begin >= _SHORTEST else None


def _behind(folded: str, amount: Amount, _start: int) -> Name | None:
    if not (amount.unit in _BEHIND or amount.worded):
        return None
    begin, end = after_number(folded, amount.end, share=amount.unit in _SHARES)
    return Name(begin, end, "after") if end > begin else None


def _before_bracket(folded: str, clause: int, floor: int) -> Name | None:
    if clause <= floor or folded[clause - 1] not in "([":
        return None
    start = max(clause_start(folded, clause - 1), floor)
    begin, end = before_number(folded, start, clause - 1)
    return Name(begin, end, "bracket") if _SHORTEST <= end - begin <= _LONGEST_HEAD else None


def _earlier_clause(folded: str, clause: int, floor: int) -> Name | None:
    if clause <= floor or folded[clause - 1] != ",":
        return None
    start = max(clause_start(folded, clause - 1), floor)
    begin, end = before_number(folded, start, clause - 1)
    cut = _GROWN.search(folded, begin, end)
    end = cut.start() if cut else end
    return Name(begin, end, "clause") if _SHORTEST <= end - begin <= _LONGEST_HEAD else None


def _inherited(folded: str, amount: Amount, previous: tuple[Amount, Name] | None) -> Name | None:
    if previous is None or after_word(folded, amount.end):
        return None
    before, name = previous
    if re.search("[。;]", folded[before.end : amount.start]) or amount.start - before.end > _LONGEST_HEAD:
        return None
    return Name(name.start, name.end, "inherited") if name.rule else None
