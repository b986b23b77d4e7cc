"""What a number measures: the noun phrase before it, after it, before its bracket, or said earlier."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from archive.ingest.figures.amounts import Amount
from archive.ingest.figures.clauses import bracket_start, clause_start
from archive.ingest.figures.listing import runs, shared_out
from archive.ingest.figures.phrases import (
    ENOUGH,
    after_number,
    before_number,
    is_measure,
    leads_on,
    without_change,
)

_CHANGED_TO = re.compile(
    r"(?:的)?,?(?:现|已|再)?(?:提高|下降|增长|上升|减少|降低|增加|扩大|扩充|提升|调整|上调|下调|缩短|降|升|增|变)?(?:到|至|为|了)"
    r"(?:目前|现在|今年|\d{4}年底?)?的?\s?$"
)
_FROM = re.compile(r"(?:由|从|自(?![然愿主费身治动]))[^,由从自]{0,14}$")
_JOINED = re.compile(r"(?:、|和|及|与|以及|,|、?下属|、?和?其他|、?另外|、?其中|\(|\)|;|\s)+$")
# A population alone says against whom the thing before is counted: 病床425张, 每千人口2.13张.
_POPULATION = re.compile("每?(?:千|万|10万|十万)(?:常住|户籍)?(?:人口|人)(?:拥有|均|平均)?")
_OF_THEM = re.compile("中,?(?:已|共)?有")  # 86个行政村中有79个: both count the same
_LISTED = re.compile(r"^[、,和及与]$")
_OTHER_MATTER = re.compile("[。;]|,按")
_SHARES = frozenset(("%", "‰", "比例"))
_CLASSIFIERS = "人名例户家所个项种类间张件份次期场起处台辆套支对条篇部座组批瓶位块栋只"
_COUNTED = frozenset(
    (*_SHARES, *_CLASSIFIERS, "", "大类", "人次", "人份", "例次", "项次", "台次", "件次", "户次")
)
_MONEY_FOR = re.compile("(?:经费|资金|补助|补贴|奖励|奖金|债券|贷款|捐款|救助金|补偿)$")
_FURTHEST = 24  # characters between a number and the one whose name it shares, or in the head of a bracket
_GROWN = re.compile("稳步|持续|不断|明显|显著|大幅|逐年|逐步|有所|得到|全面|进一步|较")


@dataclass(frozen=True)
class Name:
    """Where the name of a number stands in the passage and how it was found.

    `role` is from or to where the number is one end of a change; `tail` the span of what the name ends
    with when it shares that with names further on: 死亡率 of 新生儿、婴儿死亡率.
    """

    start: int = 0
    end: int = 0
    rule: str = ""
    role: str = ""
    tail: tuple[int, int] | None = None

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where the name stands: one span, two with a shared tail, none without a name."""
        found = ((self.start, self.end), self.tail) if self.tail else ((self.start, self.end),)
        return found if self.rule else ()

    def passed_on(self, role: str = "") -> "Name":
        """Return the name of a later number that has it from this one."""
        return replace(self, rule="inherited" if self.rule else "", role=role)

    def of(self, text: str) -> str:
        """Return the name as it stands in `text`, the passage or its folded form."""
        return "".join(text[start:end] for start, end in self.spans)


def name_amounts(folded: str, amounts: Sequence[Amount]) -> list[Name]:
    """Return the name of every amount; the amounts are in order and of one passage."""
    names: list[Name] = []
    for i, amount in enumerate(amounts):
        found = _name(folded, amount, (amounts[i - 1], names[-1]) if names else None)
        if found.role == "to":
            names[-1] = replace(names[-1], role="from")
        names.append(found)
    for i, (first, second) in enumerate(pairwise(amounts)):
        if first.end == second.start and names[i + 1].rule == "after":
            names[i] = names[i + 1]
    for at, count in runs(folded, amounts):
        names[at : at + count] = _of_those_before(names, at, count)
    for i, (start, end, tail) in shared_out(folded, amounts).items():
        names[i] = replace(names[i], start=start, end=end, rule="before", tail=tail)
    return names


def _of_those_before(names: Sequence[Name], first: int, count: int) -> Sequence[Name]:
    """Return the names of a run of numbers that is said of as many before it.

    门诊费用186元,住院费用5123元,分别下降2.1%和3.4%: the second pair has the names of the first.
    """
    said, own = names[first - count : first], names[first : first + count]
    if first < count or any(name.rule == "before" for name in own) or len({n.start for n in said}) < count:
        return own
    return [name.passed_on() for name in said]


def _name(folded: str, amount: Amount, previous: tuple[Amount, Name] | None) -> Name:
    continued = _continued(folded, amount, *previous) if previous else None
    if continued is not None:
        return continued
    return _against_population(folded, _found(folded, amount, previous), previous)


def _against_population(folded: str, name: Name, previous: tuple[Amount, Name] | None) -> Name:
    if previous is None or not _POPULATION.fullmatch(folded, name.start, name.end):
        return name
    before = previous[1]
    return replace(name, tail=before.tail or (before.start, before.end)) if before.rule else name


def _found(folded: str, amount: Amount, previous: tuple[Amount, Name] | None) -> Name:
    floor = _said_until(*previous, amount) if previous else 0
    clause = clause_start(folded, amount.start)
    return (
        _beside(folded, amount, max(clause, floor))
        or _before_bracket(folded, amount, previous)
        or _earlier_clause(folded, clause, floor)
        or _inherited(folded, amount, previous)
        or _behind(folded, amount)
        or Name()
    )


def _said_until(before: Amount, name: Name, amount: Amount) -> int:
    """Return where the words of the number before `amount` end: its own, or the name behind it."""
    behind = name.rule == "after" and before.end <= name.start and name.end <= amount.start
    return name.end if behind else before.end


def _continued(folded: str, amount: Amount, before: Amount, name: Name) -> Name | None:
    """Return the name of an amount that goes on where the one before it stopped."""
    gap = folded[before.end : amount.start]
    if len(gap) <= _FURTHEST and _same_kind(before, amount):
        if _CHANGED_TO.fullmatch(gap):
            return name.passed_on("to")
        if before.shared or (_LISTED.match(gap) and not _is_followed(folded, amount)):
            return name.passed_on(name.role)
    if (
        name.rule == "after"
        and name.end <= amount.start
        and _OF_THEM.fullmatch(folded, name.end, amount.start)
    ):
        return name.passed_on()
    return _listed_behind(folded, amount, before, name)


def _listed_behind(folded: str, amount: Amount, before: Amount, name: Name) -> Name | None:
    """Return what follows a number in a list of such: 11家乡镇卫生院、103家村卫生室."""
    named_behind = name.rule == "after" and before.end <= name.start
    if named_behind and _JOINED.fullmatch(folded[name.end : amount.start]):
        return _behind(folded, amount)
    return None


def _is_followed(folded: str, amount: Amount) -> bool:
    """Tell whether a word that may name it follows right after a number."""
    start, end = after_number(folded, amount.end, share=False)
    return end > start


def _same_kind(before: Amount, amount: Amount) -> bool:
    return before.unit == amount.unit or before.bare or amount.bare


def _beside(folded: str, amount: Amount, start: int) -> Name | None:
    begin, end = before_number(folded, start, amount.start)
    phrase, raw = folded[begin:end], folded[start : amount.start].rstrip()
    leading = leads_on(phrase) or leads_on(raw) or _sums_up(raw, amount)
    if leading and not is_measure(phrase):
        behind = _behind(folded, amount)
        if behind is not None:
            return behind
    left = _FROM.search(phrase)
    if left and left.start() >= ENOUGH:
        end = begin + len(without_change(phrase[: left.start()]))
    return Name(begin, end, "before") if end - begin >= ENOUGH else None


def _sums_up(raw: str, amount: Amount) -> bool:
    """Tell whether a number counts the things listed before it: 吴店、兴隆、熊集3个卫生院."""
    return "、" in raw and raw.count("、") + 1 == amount.value


def _behind(folded: str, amount: Amount) -> Name | None:
    begin, end = after_number(folded, amount.end, share=amount.unit in _SHARES)
    if amount.unit == "元" and not _MONEY_FOR.search(folded, begin, end):
        return None
    if amount.unit != "元" and amount.unit not in _COUNTED and not amount.worded:
        return None
    return Name(begin, end, "after") if end - begin >= ENOUGH else None


def _before_bracket(folded: str, amount: Amount, previous: tuple[Amount, Name] | None) -> Name | None:
    """Return what stands before the bracket, for a number with nothing of its own in the bracket."""
    opened = bracket_start(folded, amount.start)
    if opened < 0:
        return None
    if previous and previous[0].end == opened:
        return previous[1].passed_on()
    begin, end = before_number(folded, clause_start(folded, opened), opened)
    return Name(begin, end, "bracket") if ENOUGH <= end - begin <= _FURTHEST else None


def _earlier_clause(folded: str, clause: int, floor: int) -> Name | None:
    if clause <= floor or folded[clause - 1] != ",":
        return None
    start = max(clause_start(folded, clause - 1), floor)
    begin, end = before_number(folded, start, clause - 1)
    cut = _GROWN.search(folded, begin, end)
    end = cut.start() if cut else end
    return Name(begin, end, "clause") if ENOUGH <= end - begin <= _FURTHEST else None


def _inherited(folded: str, amount: Amount, previous: tuple[Amount, Name] | None) -> Name | None:
    if previous is None or _is_followed(folded, amount):
        return None
    before, name = previous
    gap = folded[before.end : amount.start]
    if not name.rule or len(gap) > _FURTHEST or _OTHER_MATTER.search(gap):
        return None
    return name.passed_on()
