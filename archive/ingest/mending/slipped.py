"""Readings of GBK bytes that slipped by one.

`專科建設` is the bytes 8C A3, BF C6, BD A8, D4 4F. A reader that knows no 8C prints `?`; A3 BF then
reads as `？` and every character after it is made of the halves of two others: `??平ㄔO`. Putting a
lead byte back shifts them into place. Which byte was lost is a guess, unless the words it gives stand
elsewhere in the same text and no other byte gives such words.
"""

import re
from collections.abc import Iterator

from archive.ingest.types import Repair
from archive.text.fold import fold

_RUN = "\u3105-\u3129\u2550-\u257f\u4e00-\u9fff"
# One or two lost bytes, then what A3 and the next byte read as (a sign of full width, which sites
# print at half width), then the halves of other characters.
_DAMAGED = re.compile(
    rf"(?<=[\u4e00-\u9fff，、（“)）])[?？]{{1,2}}(?P<first>[!-~！-～])(?P<rest>[{_RUN}@-~。]{{1,8}})(?![@-~])"
)
_ODD = re.compile("[\u3105-\u3129\u2550-\u257f]")
_READABLE = re.compile("[\u4e00-\u9fff][\u4e00-\u9fff，、。；：]*")
_TO_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_EVERYDAY = range(0xB0, 0xD8)  # first bytes of the common characters of GB 2312
_LIKELIEST = b"\x8c"
_LOST_LEADS = [bytes([lead]) for lead in range(0x81, 0xA1)]  # not in GB 2312, so printed as ?
_CERTAIN = "按错位的字节重新解码，全文只有这一种读法"
_GUESS = "按错位的字节重新解码，首字是推测"


def find_slipped(text: str) -> Iterator[Repair]:
    """Yield a likely reading for each place where the bytes of `text` have slipped."""
    pairs: frozenset[str] | None = None
    for match in _DAMAGED.finditer(text):
        first = match["first"].translate(_TO_FULL_WIDTH)
        length = _readable_length(first, match["rest"])
        # ?Yes is English after a question: letters alone prove no damage.
        if not length or f"{match['first']}{match['rest'][:length]}".isascii():
            continue
        pairs = _pairs(text) if pairs is None else pairs
        reading, exact = _best(first + match["rest"][:length], pairs)
        end = match.start("rest") + length
        note = _CERTAIN if exact else _GUESS
        yield Repair(match.start(), end, reading, "slipped_bytes", exact=exact, note=note)


def _readable_length(first: str, rest: str) -> int:
    """Return how much of `rest` to shift so that no odd character is left; 0 when nothing is read."""
    odd = [found.end() for found in _ODD.finditer(rest)]
    lengths = range(max(odd, default=1), len(rest) + 1)
    return next((length for length in lengths if _read(_LIKELIEST, first + rest[:length])), 0)


def _best(slipped: str, pairs: frozenset[str]) -> tuple[str, bool]:
    """Return the reading of `slipped` and whether the text itself leaves no other."""
    readings = [reading for lead in _LOST_LEADS if (reading := _read(lead, slipped))]
    fitting = [reading for reading in readings if fold(reading[:2]) in pairs]
    if len(fitting) == 1:
        return fitting[0], True
    return _read(_LIKELIEST, slipped), False


def _read(lead: bytes, slipped: str) -> str:
    """Return `slipped` with `lead` before it, if that is Chinese and slips back to the same characters."""
    try:
        reading = (lead + slipped.encode("gbk")).decode("gbk")
        slips_back = reading.encode("gbk")[1:].decode("gbk") == slipped
    except UnicodeError:
        return ""
    return reading if slips_back and _READABLE.fullmatch(reading) and _is_everyday(reading) else ""


def _is_everyday(reading: str) -> bool:
    encoded = (char.encode("gb2312", errors="ignore") for char in fold(reading))
    return all(
        code[:1] in b",:;" or (len(code) > 1 and code[0] in _EVERYDAY) or code[:1] == b"\xa1"
        for code in encoded
    )


def _pairs(text: str) -> frozenset[str]:
    folded = fold(text)
    return frozenset(folded[i : i + 2] for i in range(len(folded) - 1))
