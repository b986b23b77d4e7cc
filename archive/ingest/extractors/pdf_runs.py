"""Characters of a PDF page put together to fragments of printed text."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from archive.ingest.extractors.paged_lines import Fragment, Rule
from archive.ingest.extractors.pdf_glyphs import Glyph

_EM_GAP = 0.75  # ems between characters of different fragments
_SPACE_GAP = 1.25  # where a space is set between them
_WORD_GAP = 0.2  # ems between Latin words
_BESIDE = 0.35  # ems that the middles of two characters of a fragment may differ in height
_OVERLAP = 0.6  # ems that a character may begin before the end of the last
_LATIN_EM = 0.8  # the em of a fragment without full-width characters, in heights of its box
_HAN = ("\u2e80", "\u9fff")


def fragments_of(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> tuple[Fragment, ...]:
    """Return the runs of level `glyphs` on one base line without a wide gap or a rule between them."""
    return tuple(_fragments(glyphs, _Uprights(rules)))


class _Uprights:
    """The upright rules of a page, to tell whether one stands between two characters."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = sorted(rule for rule in rules if rule.bottom - rule.top > rule.right - rule.left)
        self._places = [rule.left for rule in self._rules]

    def part(self, one: Glyph, other: Glyph) -> bool:
        """Whether a rule stands between the middles of `one` and, to its right, `other`."""
        if not self._places:
            return False
        first = bisect_left(self._places, (one.left + one.right) / 2)
        last = bisect_left(self._places, (other.left + other.right) / 2)
        return any(rule.top <= one.middle <= rule.bottom for rule in self._rules[first:last])


def _fragments(glyphs: Sequence[Glyph], uprights: _Uprights) -> Iterator[Fragment]:
    run: list[Glyph] = []
    inked: Glyph | None = None
    for glyph in glyphs:
        is_space = glyph.text.isspace()
        if inked is not None and not _follows(inked, glyph, uprights, run):
            yield _fragment(run)
            run, inked = [], None
        if inked is not None or not is_space:
            run.append(glyph)
            inked = inked if is_space else glyph
    if run:
        yield _fragment(run)


def _follows(inked: Glyph, glyph: Glyph, uprights: _Uprights, run: Sequence[Glyph]) -> bool:
    """Whether `glyph` belongs to `run`, whose last character that is no space is `inked`."""
    em = max(_em(inked), _em(glyph))
    if abs(inked.middle - glyph.middle) > _BESIDE * em:
        return False
    if glyph.text.isspace():
        return True
    if (glyph.left, glyph.right) == (inked.left, inked.right):
        return True  # a ligature: one glyph, several characters
    widest = _SPACE_GAP if run[-1].text.isspace() else _EM_GAP
    near = -_OVERLAP * em < glyph.left - inked.right < widest * em
    return near and not uprights.part(inked, glyph)


def _em(glyph: Glyph) -> float:
    han = _HAN[0] <= glyph.text <= _HAN[1]
    return glyph.right - glyph.left if han else (glyph.bottom - glyph.top) * _LATIN_EM


def _fragment(run: list[Glyph]) -> Fragment:
    while run[-1].text.isspace():
        run.pop()
    han = [glyph.right - glyph.left for glyph in run if _HAN[0] <= glyph.text <= _HAN[1]]
    return Fragment(
        text=_spelled(run),
        left=min(glyph.left for glyph in run),
        top=min(glyph.top for glyph in run),
        right=max(glyph.right for glyph in run),
        bottom=max(glyph.bottom for glyph in run),
        size=median(han) if han else _em(run[0]),
    )


def _spelled(run: Sequence[Glyph]) -> str:
    """Return the characters of `run`, with a space where two Latin words only stand apart."""
    text = run[0].text
    for last, glyph in pairwise(run):
        apart = glyph.left - last.right > _WORD_GAP * _em(last)
        if apart and _is_latin(last.text) and _is_latin(glyph.text):
            text += " "
        text += glyph.text
    return text


def _is_latin(char: str) -> bool:
    return char.isalnum() and char < "\u2e80"
