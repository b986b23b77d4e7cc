"""Numbers as Word's automatic numbering writes them: ST_NumberFormat of ECMA-376 part 1, 17.18.59."""

from collections.abc import Callable, Mapping, Sequence

_LARGEST = 9_999  # beyond it every format falls back to decimal digits

_COMMON = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def numeral(number: int, form: str) -> str:
    """Return `number` in the number format `form` of a Word list; decimal digits where it has none.

    `none` gives an empty string; so does `bullet`, whose mark is no number.
    """
    if form in ("none", "bullet"):
        return ""
    write = _WRITERS.get(form)
    if write is None or not 0 <= number <= _LARGEST:
        return str(number)
    return write(number) or str(number)


def padded(number: int, pattern: str) -> str:
    """Return `number` in a custom format, which Word spells as its first values: `001, 002, 003, ...`."""
    first = pattern.split(",", maxsplit=1)[0].strip()
    return f"{number:0{len(first)}d}" if first.isdecimal() else str(number)


def _in_thousands(digits: str, units: Sequence[str], *, spoken: bool) -> Callable[[int], str]:
    """Write with units, 一百零五; `spoken` says 十一 where a document of law says 壹拾壹."""

    def write(number: int) -> str:
        found, gap = "", False
        for place in (3, 2, 1, 0):
            digit = number // 10**place % 10
            if digit:
                found += ("零" if gap and found else "") + digits[digit] + units[place]
                gap = False
            else:
                gap = True
        if spoken and number in range(10, 20):
            found = found[1:]
        return found or digits[0]

    return write


def _positional(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(digit)] for digit in str(number))


def _chinese_counting(number: int) -> str:
    """Write 一 to 九十九 with 十, larger numbers digit by digit: 一〇五."""
    return _spoken(number) if number in range(1, 100) else _digits(number)


def _japanese_counting(number: int) -> str:
    """Write without a leading 一 and without 零: 十, 百, 百五."""
    plain = _spoken(number).replace("零", "") or "〇"
    return plain.replace("一百", "百").replace("一千", "千").replace("一十", "十")


def _enclosed(first: int, size: int) -> Callable[[int], str]:
    return lambda number: chr(first + number - 1) if 1 <= number <= size else ""


def _cyclic(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _sexagenary(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]


def _letters(first: str, size: int = 26) -> Callable[[int], str]:
    """Write a, b, … z, aa, bb: Word repeats the letter."""
    return lambda number: chr(ord(first) + (number - 1) % size) * ((number - 1) // size + 1) if number else ""


def _roman(number: int) -> str:
    found = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        found += sign * count
    return found


def _ordinal(number: int) -> str:
    tens, units = divmod(number % 100, 10)
    ending = "th" if tens == 1 else {1: "st", 2: "nd", 3: "rd"}.get(units, "th")
    return f"{number}{ending}"


_spoken = _in_thousands(_COMMON, ("", "十", "百", "千"), spoken=True)
_digits = _positional("〇" + _COMMON[1:])
_legal = _in_thousands(_LEGAL, ("", "拾", "佰", "仟"), spoken=False)
_legal_traditional = _in_thousands(_LEGAL_TRADITIONAL, ("", "拾", "佰", "仟"), spoken=False)
_circled = _enclosed(0x2460, 20)
_full_width = _positional("０１２３４５６７８９")

_WRITERS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": _chinese_counting,
    "chineseCountingThousand": _spoken,
    "chineseLegalSimplified": _legal,
    "taiwaneseCounting": _chinese_counting,
    "taiwaneseCountingThousand": _spoken,
    "taiwaneseDigital": _digits,
    "ideographDigital": _digits,
    "ideographEnclosedCircle": _enclosed(0x3280, 10),
    "ideographLegalTraditional": _legal_traditional,
    "ideographTraditional": _cyclic(_STEMS),
    "ideographZodiac": _cyclic(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "japaneseCounting": _japanese_counting,
    "japaneseDigitalTenThousand": _digits,
    "japaneseLegal": _legal_traditional,
    "koreanDigital2": _digits,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _enclosed(0x2474, 20),
    "decimalEnclosedFullstop": _enclosed(0x2488, 20),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalZero": lambda number: f"{number:02d}",
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
    "ordinal": _ordinal,
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
}
