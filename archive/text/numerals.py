"""Chinese numerals to integers and back."""

import re
from decimal import Decimal

from archive.text.fold import fold

_DIGITS = "零一二三四五六七八九"
_FORMS = str.maketrans(
    dict(zip("壹贰叁参肆伍陆柒捌玖", "一二三三四五六七八九", strict=True))
    | {"〇": "零", "两": "二", "拾": "十", "佰": "百", "仟": "千", "廿": "二十", "卅": "三十"}
)
_MYRIADS = (("亿", 10**8), ("万", 10**4))
_LIMIT = 10**12
_FULL_GROUP = 1000  # from here on no place of a group of four is empty before its first digit
_PLACES = ((1000, "千"), (100, "百"), (10, "十"))
_ARABIC = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_BELOW_MYRIAD = re.compile(
    r"零?(?:(?P<千>[一二三四五六七八九])千)?零?(?:(?P<百>[一二三四五六七八九])百)?零?(?:(?P<十>[一二三四五六七八九]?)十)?(?P<gap>零?)(?P<last>[一二三四五六七八九]?)"
)

NUMERAL_CHARACTERS = _DIGITS + "十百千万亿〇两拾佰仟廿卅壹贰叁参肆伍陆柒捌玖"


def parse_number(written: str) -> int | float:
    """Return the value of a number in Arabic or Chinese digits: 1,234, ３．５, 二十一, 3.2万.

    Raises:
        ValueError: when `written` is no number.

    """
    plain = fold(written).strip()
    myriad = next((value for sign, value in _MYRIADS if plain.endswith(sign)), 1)
    figures = plain[:-1] if myriad > 1 else plain
    if not figures.isascii():
        return chinese_to_int(plain)
    if not _ARABIC.fullmatch(figures):
        raise ValueError(f"not a number: {written!r}")
    value = Decimal(figures.replace(",", "")) * myriad
    return int(value) if value == int(value) else float(value)


def chinese_to_int(numeral: str) -> int:
    """Return the value of a Chinese numeral: 二十一 is 21, 二〇二四 is 2024, 三百五 is 350.

    Both scripts, financial forms (贰拾) and 廿, 卅, 两 are read; digits in a row are read as
    written.

    Raises:
        ValueError: when `numeral` is empty or not a numeral.

    """
    plain = fold(numeral).translate(_FORMS)
    if plain and all(char in _DIGITS for char in plain):
        return int("".join(str(_DIGITS.index(char)) for char in plain))
    try:
        return _myriads(plain)
    except ValueError:
        raise ValueError(f"not a Chinese numeral: {numeral!r}") from None


def int_to_chinese(number: int) -> str:
    """Return the everyday Chinese numeral of `number`: 21 is 二十一, 10 is 十, 105 is 一百零五.

    Raises:
        ValueError: when `number` is negative or a trillion (10**12) or more.

    """
    if not 0 <= number < _LIMIT:
        raise ValueError(f"out of range: {number}")
    written = ""
    for sign, size in (*_MYRIADS, ("", 1)):
        group, number = divmod(number, size)
        if group:
            gap = "零" if written and group < _FULL_GROUP else ""
            written += gap + _below_myriad(group) + sign
        elif written and number and not written.endswith("零"):
            written += "零"
    written = written.replace("零零", "零")
    return written.removeprefix("一") if written.startswith("一十") else written or "零"


def _myriads(numeral: str) -> int:
    for sign, size in _MYRIADS:
        high, found, low = numeral.rpartition(sign)
        if found:
            return _myriads(high) * size + _tail(low, size)
    return _thousands(numeral)


def _tail(low: str, size: int) -> int:
    """Return what follows 万 or 亿: 一万五 means fifteen thousand."""
    if len(low) == 1 and low in _DIGITS:
        return _DIGITS.index(low) * size // 10
    return _myriads(low) if low else 0


def _thousands(numeral: str) -> int:
    match = _BELOW_MYRIAD.fullmatch(numeral)
    if match is None or not numeral.strip("零"):
        raise ValueError
    total = sum(size * _digit(match[sign]) for size, sign in _PLACES)
    last = _DIGITS.index(match["last"]) if match["last"] else 0
    # A last digit right after 百 or 千 counts the next place down: 三百五 is 350.
    place = next((size for size, sign in _PLACES if numeral[-2:-1] == sign), 1) // 10
    return total + last * (1 if match["gap"] else max(place, 1))


def _digit(written: str | None) -> int:
    """Return the digit before a unit; 十 without one means ten."""
    return 0 if written is None else _DIGITS.index(written or "一")


def _below_myriad(number: int) -> str:
    written = ""
    for size, sign in _PLACES:
        digit, number = divmod(number, size)
        if digit:
            written += _DIGITS[digit] + sign
        elif written and number and not written.endswith("零"):
            written += "零"
    return written + (_DIGITS[number] if number else "")
