"""The matching form of a text: one character in, one character out.

Queries, index and mark-up compare folded text, so a word is found in either script,
width and case. Because folding is per character, `fold(a + b) == fold(a) + fold(b)` and
every offset into the folded text is an offset into the original.
"""

from functools import cache

from archive.text.fold_table import TABLE_PATH, read_table


def fold(text: str) -> str:
    """Return `text` simplified, half width, lower case, with glyph variants united.

    The result has the same length; folding it again changes nothing. It is for
    comparing only: to show a text in simplified script use `archive.text.scripts`.
    """
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    pairs = read_table(TABLE_PATH.read_text(encoding="utf-8"))
    return {ord(char): target for char, target in pairs.items()}
