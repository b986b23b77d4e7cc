"""Full dates in running text, in the ways Chinese pages write them."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.text.fold import fold
from archive.text.numerals import chinese_to_int

FIRST_YEAR, LAST_YEAR = 1900, 2100

_HAN = "零〇一二三四五六七八九"
_DIGITS = dict(zip(_HAN, "00123456789", strict=True))
_DAY = (
    r" {0,3}(?P<month>\d{1,2}|元|[一二三四五六七八九十]{1,2}) {0,3}月"
    r" {0,3}(?P<day>\d{1,2}|[一二三四五六七八九十廿卅]{1,3}) {0,3}[日号]"
)
# A page that lost its line ends glues the next year to a date: 2023-01-182022年.
_GLUED = r"\d\d(?=(?:19|20)\d\d年)"
_PATTERNS = (
    re.compile(rf"(?<!\d)(?P<year>[\d{_HAN}]{{4}}) {{0,3}}年{_DAY}"),
    re.compile(
        r"(?<![\d.])(?P<year>\d{4}) ?(?P<mark>[-./]) ?(?P<month>\d{1,2}) ?(?P=mark) ?"
        rf"(?P<day>{_GLUED}|\d{{1,2}}(?!\d|\.\d))"
    ),
    re.compile(
        r"(?<![\d./-])(?P<day>\d{1,2})(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d|\.\d)"
    ),
)
_REPUBLIC = re.compile(rf"(?:中华)?民国 ?(?P<year>\d{{2,3}}|[{_HAN}百十]{{2,6}}) ?年{_DAY}")
_TIME = re.compile(r"[ t]{0,3}(\d{1,2})(?:[:时]|点(?=\d))(\d{2})(?:[:分](\d{2}))?[分秒]?(?!\d)")
_CRAMPED = re.compile(r"(\d{4})年?(\d{2,4})日?")
_SPACED = re.compile(r"(\d{4})[ .,年]*(\d{1,2})[ .,月]+(\d{1,2})[ .,日]*")
_FIRST_OF_REPUBLIC = 1911
_MONTHS = 12


@dataclass(frozen=True, order=True)
class FoundDate:
    """A date and where it stands; offsets are into the text searched, time of day included."""

    start: int
    end: int
    year: int
    month: int
    day: int
    time: dt.time | None = None

    @property
    def date(self) -> dt.date:
        """The date itself."""
        return dt.date(self.year, self.month, self.day)


def find_dates(text: str) -> list[FoundDate]:
    """Return the dates of `text` that exist in the calendar, in order, never overlapping.

    Read are 2025-03-12 11:03, 2025年3月12日, 二〇二五年三月十二日, 2025.3.12, 2025/3/12, 元月,
    中華民國112年1月16日 and, where month and day cannot be mistaken, 18.01.2023, in any width.
    A date needs year, month and day; years from 1900 to 2100 count.
    """
    folded = fold(text)
    found = sorted(
        [date for pattern in _PATTERNS for date in _matches(pattern, folded)] + list(_republican(folded))
    )
    return [date for at, date in enumerate(found) if at == 0 or date.start >= found[at - 1].end]


def rebuild_date(written: str) -> tuple[dt.date, ...]:
    """Return the dates that lost their punctuation and became `written`, earliest first.

    202517 can only be 2025-01-07, but 2025112 is 2025-01-12 or 2025-11-02; `2025 1 7` and `20251月7日`
    kept some gaps. A month or day may have kept its leading zero. The result is empty when no date fits.
    """
    folded = fold(written)
    spaced = _SPACED.fullmatch(folded)
    if spaced:
        date = _calendar(*map(int, spaced.groups()))
        return (date,) if date else ()
    match = _CRAMPED.fullmatch(folded)
    if match is None:
        return ()
    year, rest = int(match[1]), match[2]
    splits = ((rest[:cut], rest[cut:]) for cut in range(max(1, len(rest) - 2), min(3, len(rest))))
    dates = (_calendar(year, int(month), int(day)) for month, day in splits)
    return tuple(sorted({date for date in dates if date}))


def _matches(pattern: re.Pattern[str], folded: str) -> Iterator[FoundDate]:
    for match in pattern.finditer(folded):
        date = _date(match)
        if date:
            time, end = _time(folded, match.end())
            yield FoundDate(match.start(), end, date.year, date.month, date.day, time)


def _republican(folded: str) -> Iterator[FoundDate]:
    """Read dates of the Republic's calendar, whose first year was 1912."""
    for match in _REPUBLIC.finditer(folded):
        parts = [_number(match[part]) for part in ("year", "month", "day")]
        date = _calendar(parts[0] + _FIRST_OF_REPUBLIC, parts[1], parts[2]) if parts[0] else None
        if date:
            yield FoundDate(*match.span(), date.year, date.month, date.day)


def _date(match: re.Match[str]) -> dt.date | None:
    year, month, day = (_number(match[part]) for part in ("year", "month", "day"))
    if match.start("day") < match.start("year"):
        return _day_first(year, month, day, match["mark"])
    return _calendar(year, month, day)


def _day_first(year: int, month: int, day: int, mark: str) -> dt.date | None:
    """Read 18.01.2023 and 1/18/2023; 1/2/2023 may be either and is left alone."""
    if month > _MONTHS >= day:
        month, day = day, month
    elif mark != "." and day <= _MONTHS and month != day:
        return None
    return _calendar(year, month, day)


def _number(part: str) -> int:
    """Read digits of either kind, mixed too (二0二三), and numerals; 0 is in no date."""
    digits = "".join(_DIGITS.get(char, char) for char in part.replace("元", "一"))
    if digits.isdigit():
        return int(digits)
    try:
        return chinese_to_int(part)
    except ValueError:
        return 0


def _calendar(year: int, month: int, day: int) -> dt.date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _time(folded: str, position: int) -> tuple[dt.time | None, int]:
    """Return the time of day right after a date, and where date and time end."""
    match = _TIME.match(folded, position)
    if match is None:
        return None, position
    try:
        return dt.time(int(match[1]), int(match[2]), int(match[3] or 0)), match.end()
    except ValueError:
        return None, position
