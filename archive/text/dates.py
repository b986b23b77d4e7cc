"""Full dates in running text, in the ways Chinese pages write them."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.text.fold import fold
from archive.text.numerals import chinese_to_int

FIRST_YEAR, LAST_YEAR = 1900, 2100

_PATTERNS = (
    re.compile(r"(?<!\d)(?P<year>\d{4}) ?年 ?(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2}) ?[日号]"),
    re.compile(
        r"(?P<year>[零〇一二三四五六七八九]{4})年"
        r"(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十廿卅]{1,3})[日号]"
    ),
    re.compile(
        r"(?<![\d.])(?P<year>\d{4})(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d|\.\d)"
    ),
)
_TIME = re.compile(r"[ t]{0,3}(\d{1,2}):(\d{2})(?::(\d{2}))?(?!\d)")
_CRAMPED = re.compile(r"(\d{4})(\d{2,4})")


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

    Read are 2025-03-12 11:03, 2025年3月12日, 二〇二五年三月十二日, 2025.3.12 and 2025/3/12, in any
    width. A date needs year, month and day; years from 1900 to 2100 count.
    """
    folded = fold(text)
    return sorted(found for pattern in _PATTERNS for found in _matches(pattern, folded))


def rebuild_date(digits: str) -> tuple[dt.date, ...]:
    """Return the dates that lost their punctuation and became `digits`, earliest first.

    202517 can only be 2025-01-07, but 2025112 is 2025-01-12 or 2025-11-02. A month or day
    may have kept its leading zero. The result is empty when no date fits.
    """
    match = _CRAMPED.fullmatch(fold(digits))
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


def _date(match: re.Match[str]) -> dt.date | None:
    parts = (match["year"], match["month"], match["day"])
    try:
        year, month, day = (int(part) if part.isdigit() else chinese_to_int(part) for part in parts)
    except ValueError:
        return None
    return _calendar(year, month, day)


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
