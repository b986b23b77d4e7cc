"""The matching form of a text: one character in, one character out.

Queries, index and mark-up compare folded text, so a word is found in either script,
width and case. Because folding is per character, `fold(a + b) == fold(a) + fold(b)` and
every offset into the folded text is an offset into the original.
"""

import hashlib
import re
from functools import cache
from pathlib import Path

TABLE_PATH = Path(__file__).with_name("lexicon") / "fold_table.txt"

# What Chinese texts are made of: ASCII, punctuation, Han.
_USUAL = (range(0x100), range(0x2000, 0x2070), range(0x3000, 0x3020), range(0x4E00, 0xA000))
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


def fold(text: str) -> str:
    """Return `text` simplified, half width, lower case, with glyph variants united.

    The result has the same length; folding it again changes nothing. It is for
    comparing only: to show a text in simplified script use `archive.text.scripts`.
    """
    return text.translate(_table())


def variants_of(char: str) -> tuple[str, ...]:
    """Return the other characters that fold to `char`; none for one that is not folded itself."""
    return _variants().get(char, ())


def table_checksum() -> str:
    """Return eight hexadecimal digits that change with the folding, to name what is kept folded by."""
    rendered = TABLE_PATH.read_text(encoding="utf-8")
    return hashlib.sha256(rendered.encode()).hexdigest()[:8]


def read_table(rendered: str) -> dict[str, str]:
    """Read lines of `canonical<TAB>variants`: variant character to canonical character."""
    table: dict[str, str] = {}
    for line in rendered.rstrip("\n").split("\n"):
        target, variants = (_unescape(part) for part in line.split("\t"))
        table |= dict.fromkeys(variants, target)
    return table


def _unescape(escaped: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), escaped)


@cache
def _variants() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for variant, canonical in read_table(TABLE_PATH.read_text(encoding="utf-8")).items():
        found.setdefault(canonical, []).append(variant)
    return {canonical: tuple(variants) for canonical, variants in found.items()}


@cache
def _table() -> dict[int, str]:
    """Map every character that is read; one that is missed costs `translate` an exception it swallows."""
    pairs = read_table(TABLE_PATH.read_text(encoding="utf-8"))
    unchanged = {code: chr(code) for usual in _USUAL for code in usual}
    return unchanged | {ord(char): target for char, target in pairs.items()}
