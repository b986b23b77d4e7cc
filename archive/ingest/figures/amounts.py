"""Amounts: numbers with their magnitude, unit and comparator, wherever they stand in a passage."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from math import prod

from archive.ingest.figures import units
from archive.ingest.figures.comparators import AFTER, Before, before_number, comparator_of
from archive.ingest.figures.worded import WORDED, worded_value

_LARGEST = Decimal(10) ** 15  # what is larger is damage
_PLACES = Decimal("0.000001")
_NEAR = 12  # characters looked at before a number for its comparator
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_FORMS = {"万元": "元", "亿元": "元", "人口": "人", "mb": "MB", "gb": "GB", "tb": "TB"}
_LOOSE = "余|多|来"
_MAGNITUDE = r"[十百千]?万亿|[十百千]?[万亿]|千(?![克米瓦卡伏帕])|百(?!分)"
# Three digits after each comma, and no other, make thousands; a blank may have slipped in: 1, 038.
_NUMBER = r"(?:[1-9]\d{0,2}(?:(?:,|(?<![表图]\d), )\d{3}){1,4}(?!,?\d)|\d+)(?:\.\d+)?"
_AMOUNT = re.compile(
    rf"(?<![\d.])(?P<number>{_NUMBER}) {{0,3}}"
    rf"(?:(?P<loose>{_LOOSE})?(?P<magnitude>{_MAGNITUDE}))?(?P<loose_end>余|(?:多|来)(?=\s?(?:{units.WRITTEN})))?"
    rf" {{0,3}}(?P<unit>{units.WRITTEN})?(?P<per>{units.PER})?(?: ?(?P<after>{AFTER}))?"
)
_AFTER_WORDED = re.compile(AFTER)
_RANGE = re.compile(rf"\s?(?:-{{1,2}}|~|至)\s?(?={_NUMBER}\s?(?:{_MAGNITUDE})?\s?(?:{units.WRITTEN}))")
_CHANGES_FROM = re.compile("[由从自][^,。;]{0,6}$")
# A number without a unit is a figure only as the value of what is named right before it …
_MEASURED = re.compile(
    r"(?:率|(?<![同环对相])比|占比|比例|性别比|数|指数|费用|金额|资金|经费|投资|总额|得分|评分|均分|总分|成绩)"
    r"(?:已|均|分别|仅|只|高)?(?:达到|达|为|是|约|至|到|:|在|控制在|保持在|稳定在|提高到|下降到|降至|升至|提升至|降到)*\s?$"
)
_AFTER_MEASURED = re.compile(r"[,。;、:!?)\]\s\0]|$|[一-鿿]")
_NO_LIST = re.compile(r"\s?[-~:+/x]")
# … or counting the noun after a verb that tells of things there are: 建成9中医馆.
_BUILT = re.compile(r"(?:建成|建有|设有|设立|新建|配备|购置|拥有|打造|创建|争创)$")
_NOUN = re.compile(r"[一-鿿](?<![型级号届年月日时分米岁大类度个])[一-鿿]")
_MONEY = re.compile(
    r"(?:投资|资金|金额|费用|经费|收入|支出|总额)(?:额|达到|达|为|约|共|近|超|超过|逾|:)?\s?$"
)


@dataclass(frozen=True)
class Amount:
    """A number as quoted: offsets into the passage, value and unit normalised.

    `number` is where its digits begin; `bare` tells that no unit is written, `worded` that the number is
    written in Chinese numerals or as a fraction, `shared` that it is the lower end of a range.
    """

    start: int
    end: int
    number: int
    value: Decimal
    unit: str
    comparator: str
    bare: bool = False
    worded: bool = False
    shared: bool = False


def find_amounts(visible: str) -> list[Amount]:
    """Return the amounts of a passage in order, none overlapping.

    `visible` is the folded text with the numbers that measure nothing put out.
    """
    found = sorted([*_worded(visible), *_digits(visible)], key=lambda a: (a.start, -a.end))
    kept: list[Amount] = []
    for amount in found:
        if amount.value < _LARGEST and (not kept or amount.start >= kept[-1].end):
            kept.append(amount)
    return kept


def measured(written: str) -> Amount | None:
    """Return the amount that is all of `written`, with a unit or without, or None; offsets are into it."""
    match = _AMOUNT.search(written)
    if match is None or _end(match) != len(written) or _value(match) >= _LARGEST:
        return None
    before = before_number(written, match.start())
    if (before.start if before else match.start()) != 0:
        return None
    comparator = _comparator(match, written, before)
    bare = match["unit"] is None and match["per"] is None
    return Amount(0, len(written), match.start(), _value(match), _plain_unit(match), comparator, bare)


def _worded(visible: str) -> Iterator[Amount]:
    for match in WORDED.finditer(visible):
        measured = worded_value(visible, match)
        if measured is None:
            continue
        start, end = match.span()
        after = _AFTER_WORDED.match(visible, end)
        before = before_number(visible, start)
        comparator = comparator_of(visible, start, before, (after and after[0], match["loose"]))
        yield Amount(
            before.start if before else start,
            after.end() if after else end,
            start,
            *measured,
            comparator,
            worded=True,
        )


def _digits(visible: str) -> Iterator[Amount]:
    capped = -1  # where the upper end of a range begins
    for match in _AMOUNT.finditer(visible):
        start = match.start()
        upper = _upper_end(visible, match)
        bare = match["unit"] is None and match["per"] is None
        if (bare and upper is None and not _counts_bare(visible, match)) or _is_nothing(match):
            continue
        before = before_number(visible, start)
        amount = Amount(
            start=before.start if before else start,
            end=_end(match),
            number=start,
            value=_value(match),
            unit=_unit(match, visible, before.per if before else ""),
            comparator="le" if start == capped else _comparator(match, visible, before),
            bare=bare,
        )
        if upper is not None:
            capped = upper.start()
            amount = _lower_end(amount, match, upper)
        yield amount


def _upper_end(visible: str, match: re.Match[str]) -> re.Match[str] | None:
    """Return the amount that a number is the lower end to: 40-50%, 3至5名."""
    joint = _RANGE.match(visible, _end(match))
    start = match.start()
    if joint is None or _CHANGES_FROM.search(visible, max(0, start - _NEAR), start):
        return None
    return _AMOUNT.match(visible, joint.end())


def _lower_end(amount: Amount, match: re.Match[str], upper: re.Match[str]) -> Amount:
    """Return the lower end of a range, which may share the unit and magnitude written after the upper."""
    if not amount.bare:
        return replace(amount, comparator="ge", shared=True)
    times = 1 if match["magnitude"] else _times(upper)
    unit = _plain_unit(upper)
    return replace(amount, value=amount.value * times, unit=unit, comparator="ge", bare=False, shared=True)


def _is_nothing(match: re.Match[str]) -> bool:
    """Tell whether a number is no ten thousands: what damage left of one, 000万元."""
    return _times(match) > 1 and not Decimal(re.sub("[, ]", "", match["number"]))


def _end(match: re.Match[str]) -> int:
    return match.start() + len(match[0].rstrip())


def _value(match: re.Match[str]) -> Decimal:
    value = Decimal(re.sub("[, ]", "", match["number"])) * _times(match)
    return value.quantize(_PLACES) if value < _LARGEST else value


def _times(match: re.Match[str]) -> int:
    """Return what a number is multiplied with: 1.2万 is 1.2 times 10,000."""
    unit = match["unit"] or ""
    signs = (match["magnitude"] or "") + (unit[0] if unit in ("万元", "亿元") else "")
    return prod(_POWERS[sign] for sign in signs)


def _plain_unit(match: re.Match[str]) -> str:
    unit = match["unit"] or ""
    unit = _FORMS.get(unit, unit)
    return f"{unit}/{units.per_form(match['per'][1:])}" if match["per"] else unit


def _unit(match: re.Match[str], visible: str, per: str) -> str:
    unit = _plain_unit(match)
    if not unit and match["magnitude"]:
        return "元" if _MONEY.search(visible, max(0, match.start() - _NEAR), match.start()) else ""
    return f"{unit}/{per}" if per and unit and "/" not in unit else unit


def _comparator(match: re.Match[str], visible: str, before: Before | None) -> str:
    words = (match["after"], match["loose"], match["loose_end"])
    return comparator_of(visible, match.start(), before, words)


def _counts_bare(visible: str, match: re.Match[str]) -> bool:
    start, end = match.start(), _end(match)
    if _NO_LIST.match(visible, end):
        return False
    if match["magnitude"]:
        return True
    begin = max(0, start - _NEAR)
    if _MEASURED.search(visible, begin, start):
        return _AFTER_MEASURED.match(visible, end) is not None
    return _BUILT.search(visible, begin, start) is not None and _NOUN.match(visible, end) is not None
