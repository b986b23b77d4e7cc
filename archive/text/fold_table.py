"""Generator of the folding table: `python -m archive.text.fold_table`.

The table maps one character to one character, so folding never moves an offset. Its
sources, strongest first: the hand-kept classes, Unicode compatibility mappings of a few
listed ranges (never NFKC at large: it expands … ㎡ ℃), lower case, and OpenCC asked for
one character at a time.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping

import opencc

from archive.text.fold import TABLE_PATH
from archive.text.fold_classes import class_pairs

COMPATIBILITY_RANGES = (
    (0x2E80, 0x2FDF),  # radicals
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0xFE10, 0xFE6F),  # vertical and small punctuation
    (0xFF01, 0xFF65),  # full-width ASCII, half-width punctuation
    (0xFFE0, 0xFFE6),  # full-width signs
    (0x2F800, 0x2FA1F),  # compatibility ideographs supplement
)
HAN_RANGES = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x323AF))
# Scripts whose pairs of case no longer grow with Unicode, so that every Python agrees.
CASED_RANGES = (
    (0x0041, 0x052F),  # Latin, Greek, Cyrillic
    (0x1E00, 0x1FFF),  # Latin and Greek with more accents
    (0x2160, 0x216F),  # Roman numerals
    (0x24B6, 0x24CF),  # circled letters
)


def build_table() -> dict[str, str]:
    """Return the whole folding, closed so that folding twice changes nothing more.

    Raises:
        ValueError: when the sources send a character round in a circle.

    """
    step = _opencc_pairs() | _lower_pairs() | _compatibility_pairs() | class_pairs()
    closed = {char: _follow(char, step) for char in step}
    return {char: target for char, target in closed.items() if char != target}


def render_table(table: Mapping[str, str]) -> str:
    r"""Write a table as lines of `canonical<TAB>variants`, sorted by code point.

    Spaces and the backslash are written as `\u0020`, so that no editor trims them away.
    """
    variants = defaultdict(list)
    for char, target in table.items():
        variants[target].append(char)
    lines = (
        f"{_escape(target)}\t{''.join(map(_escape, sorted(chars)))}\n"
        for target, chars in sorted(variants.items())
    )
    return "".join(lines)


def _follow(char: str, step: Mapping[str, str]) -> str:
    seen = {char}
    while (following := step.get(char, char)) != char:
        if following in seen:
            raise ValueError(f"folding runs in a circle at {char!r}")
        seen.add(following)
        char = following
    return char


def _opencc_pairs() -> dict[str, str]:
    chinese = [opencc.OpenCC(name) for name in ("hk2s", "tw2s")]
    japan, simplify = (opencc.OpenCC(name) for name in ("jp2t", "t2s"))

    def simplified(char: str) -> str:
        regional = (converter.convert(char) for converter in chinese)
        converted: str = simplify.convert(next((found for found in regional if found != char), char))
        return converted

    pairs = {}
    for char in _characters(HAN_RANGES):
        target = simplified(char)
        # jp2t reads 余 or 予 as a Japanese shortening and 併 or 緒 as the new form of an older glyph; so
        # it is asked for what no Chinese converter and no everyday Chinese knows.
        if target == char and not _is_everyday(char):
            target = simplified(japan.convert(char))
        if len(target) == 1 and target != char:
            pairs[char] = target
    return pairs


def _is_everyday(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _lower_pairs() -> dict[str, str]:
    lowered = {char: char.lower() for char in _characters(CASED_RANGES)}
    return {char: small for char, small in lowered.items() if len(small) == 1 and small != char}


def _compatibility_pairs() -> dict[str, str]:
    normal = {char: unicodedata.normalize("NFKC", char) for char in _characters(COMPATIBILITY_RANGES)}
    return {char: to for char, to in normal.items() if len(to) == 1 and to != char}


def _characters(ranges: tuple[tuple[int, int], ...]) -> Iterator[str]:
    return (chr(code) for first, last in ranges for code in range(first, last + 1))


def _escape(char: str) -> str:
    plain = char.isprintable() and not char.isspace() and char != "\\"
    return char if plain else f"\\u{ord(char):04x}"


def main() -> None:
    """Write the table beside the other lexicons."""
    TABLE_PATH.write_text(render_table(build_table()), encoding="utf-8")


if __name__ == "__main__":
    main()
