"""Repairs for text whose GBK bytes slipped by one: shown to a person, never written over.

`專科` is the bytes 8C A3 BF C6. When 8C becomes `?`, A3 BF reads as `？` and every character
after it is made of the halves of two others: `??平ㄔO`. Putting the lost lead byte back
shifts them into place, where a unique everyday reading exists.
"""

import re

from archive.ingest.types import Repair

_DAMAGED = re.compile(r"[?？]{1,3}(?P<rest>[\u3105-\u3129\u2550-\u257f\u4e00-\u9fffA-Za-z。]{1,8})")
_ODD = re.compile(r"[\u3105-\u3129\u2550-\u257fA-Za-z]")
_LOST_LEADS = (b"\x8c\xa3\xbf", b"\xa1\xa3\xbf", b"\xa3\xac\xbf")


def propose_repairs(text: str) -> tuple[Repair, ...]:
    """Return a likely reading for each damaged place in `text` that has one."""
    return tuple(
        proposal
        for match in _DAMAGED.finditer(text)
        if _ODD.search(match["rest"]) and (proposal := _realigned(match)) is not None
    )


def _realigned(match: re.Match[str]) -> Repair | None:
    rest = match["rest"]
    needed = max(odd.end() for odd in _ODD.finditer(rest))
    for length in range(needed, len(rest) + 1):
        for lead in _LOST_LEADS:
            reading = _read(lead, rest[:length])
            if reading is not None:
                start, end = match.start(), match.start("rest") + length
                return Repair(start, end, reading, "slipped_bytes", note="按错位的字节重新解码所得")
    return None


def _read(lead: bytes, slipped: str) -> str | None:
    try:
        reading = (lead + slipped.encode("gbk")).decode("gbk")
    except UnicodeError:
        return None
    return reading if all("\u4e00" <= char <= "\u9fff" for char in reading) else None
