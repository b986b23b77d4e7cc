"""Where a pattern matches in one text. Plain Python over folded text; meaning: `search.language.ast`."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from search.language.ast import Exact, Near, Pattern, Start

Stretch = tuple[int, int]  # a half-open range of offsets into the text

_ALPHANUMERIC = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


def occurrences(
    folded: str, pattern: Pattern, written: str = "", glyphs: Sequence[str] = ()
) -> list[Stretch]:
    """Return every stretch of `folded` that `pattern` marks, by start; they may overlap.

    Of a `Near` these are the occurrences of its parts that stand together in a window that matches. With
    `glyphs`, one for each part of the pattern, only what is written so in `written` counts: the text before
    it was folded, character for character.
    """
    match pattern:
        case Near(parts):
            return _together(folded, pattern, _written_parts(parts, glyphs), written)
        case Exact(part) | Start(part):
            found = _standing(folded, part, written, glyphs[0] if glyphs else "")
            if isinstance(pattern, Start):
                found = (start for start in found if not _inside_a_word(folded, start))
            return [(start, start + len(part)) for start in found]


def _standing(folded: str, part: str, written: str, glyphs: str) -> Iterator[int]:
    """Yield where `part` stands, overlapping itself or not; an empty part stands nowhere."""
    start = folded.find(part) if part else -1
    while start >= 0:
        if not glyphs or written.startswith(glyphs, start):
            yield start
        start = folded.find(part, start + 1)


def _inside_a_word(folded: str, start: int) -> bool:
    return start > 0 and folded[start - 1] in _ALPHANUMERIC


def _written_parts(parts: Sequence[str], glyphs: Sequence[str]) -> list[tuple[str, str]]:
    """Return the different parts, each with the glyphs it has to be written in, empty for any."""
    return list(dict.fromkeys(zip(parts, glyphs or [""] * len(parts), strict=True)))


def _together(folded: str, near: Near, parts: list[tuple[str, str]], written: str) -> list[Stretch]:
    """Return the occurrences of parts that lie in a window which has all of them.

    Every window that matches lies in one of the longest allowed that begins where a part begins, and whatever
    stands in such a window beside all parts can be one of the parts of a match.
    """
    standing = [list(_standing(folded, part, written, glyphs)) for part, glyphs in parts]
    if not all(standing):
        return []
    lengths = [len(part) for part, _glyphs in parts]
    marked = [0] * len(parts)  # of each part, how many occurrences are marked or passed by
    found: set[Stretch] = set()
    for begin in sorted({start for starts in standing for start in starts}):
        inside = [
            (bisect_left(starts, begin), bisect_right(starts, begin + near.span - length))
            for starts, length in zip(standing, lengths, strict=True)
        ]
        if all(first < last for first, last in inside):
            for part, (first, last) in enumerate(inside):
                fresh = standing[part][max(first, marked[part]) : last]
                found |= {(start, start + lengths[part]) for start in fresh}
                marked[part] = last
    return sorted(found)
