"""Two versions of one text side by side: which passages belong together, and which words differ.

Texts are compared folded, blanks left out, so script, letter case, punctuation width and line breaks make
no difference. Sentences are compared first and words only inside sentences that changed, which keeps long
texts quick and spares the reader a confetti of common characters.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, pairwise

from archive.analysis.fingerprints import runs, share
from archive.text.fold import fold
from archive.text.segment import words

_SENTENCE = re.compile(r"[^。！？；!?;]*[。！？；!?;]+")
_BLANK = re.compile(r"\s+")
_LONGEST_WORDWISE = 6000  # characters of a changed stretch; longer ones are shown as changed whole
_ALIKE = 0.3  # stretches less alike than this are replaced whole; passages are not paired
_KEY_LENGTH = 24


@dataclass(frozen=True)
class Stretch:
    """Words of one side that the other side has too, or has not (`changed`)."""

    text: str
    changed: bool


@dataclass(frozen=True)
class Difference:
    """Both sides as stretches, each side joining to its text, and how many places differ."""

    left: tuple[Stretch, ...]
    right: tuple[Stretch, ...]
    places: int

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not self.places


@dataclass(frozen=True)
class Passage:
    """A section to be paired: its label and heading, and its text without them."""

    heading: str
    text: str

    @property
    def key(self) -> str:
        """What tells the passage from others of its text: the folded heading, or how it begins."""
        return _bare(self.heading) or _bare(self.text)[:_KEY_LENGTH]


Pair = tuple[int | None, int | None]


def pair(left: Sequence[Passage], right: Sequence[Passage]) -> list[Pair]:
    """Return the places of passages that belong together, both sides in their order; None has no partner.

    Passages of the same heading are paired first; between those, passages that share their sentences.
    """
    matcher = SequenceMatcher(None, [one.key for one in left], [one.key for one in right], autojunk=False)
    found: list[Pair] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            found += zip(range(a, b), range(c, d), strict=True)
        else:
            found += _pairs_within(left, right, range(a, b), range(c, d))
    return found


def compare(left: str, right: str) -> Difference:
    """Return which words of `left` are missing in `right`, and the other way round."""
    if _bare(left) == _bare(right):
        return Difference(_joined(_same(left)), _joined(_same(right)), 0)
    ours, theirs = _sentences(left), _sentences(right)
    cuts = list(_places(ours, theirs))
    return Difference(
        _joined([stretch for one, _other in cuts for stretch in one]),
        _joined([stretch for _one, other in cuts for stretch in other]),
        sum(any(stretch.changed for stretch in (*one, *other)) for one, other in cuts),
    )


_Sides = tuple[list[Stretch], list[Stretch]]


def _places(left: Sequence[str], right: Sequence[str]) -> Iterator[_Sides]:
    for tag, ours, theirs in _opcodes(left, right):
        if tag == "equal":
            yield _same(ours), _same(theirs)
        elif tag == "replace" and max(len(ours), len(theirs)) <= _LONGEST_WORDWISE:
            yield from _word_places(ours, theirs)
        else:
            yield _changed(ours), _changed(theirs)


def _word_places(left: str, right: str) -> Iterator[_Sides]:
    ours, theirs = _tokens(left), _tokens(right)
    matcher = SequenceMatcher(None, list(map(_bare, ours)), list(map(_bare, theirs)), autojunk=False)
    if matcher.ratio() < _ALIKE:
        yield _changed(left), _changed(right)
        return
    for tag, a, b, c, d in matcher.get_opcodes():
        one, other = "".join(ours[a:b]), "".join(theirs[c:d])
        if tag == "equal":
            yield _same(one), _same(other)
        else:
            yield _changed(one), _changed(other)


def _opcodes(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    matcher = SequenceMatcher(None, list(map(_bare, left)), list(map(_bare, right)), autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        yield tag, "".join(left[a:b]), "".join(right[c:d])


def _same(text: str) -> list[Stretch]:
    return [Stretch(text, changed=False)] if text else []


def _changed(text: str) -> list[Stretch]:
    return [Stretch(text, changed=bool(text.strip()))] if text else []


def _joined(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Return the stretches with neighbours of one kind made one."""
    return tuple(
        Stretch("".join(one.text for one in group), changed)
        for changed, group in groupby(stretches, key=lambda one: one.changed)
    )


def _sentences(text: str) -> list[str]:
    """Cut after sentence ends; the parts join to `text`."""
    return _cut(text, lambda bare: (match.end() for match in _SENTENCE.finditer(bare)))


def _tokens(text: str) -> list[str]:
    """Cut into words and single signs; the parts join to `text`."""
    return _cut(text, _word_ends)


def _word_ends(bare: str) -> Iterator[int]:
    position = 0
    for token in words(bare):
        yield from range(position + 1, token.start + 1)
        yield token.end
        position = token.end
    yield from range(position + 1, len(bare) + 1)


def _cut(text: str, ends_of: Callable[[str], Iterable[int]]) -> list[str]:
    """Cut `text` at ends found in it without its blanks, which stay with what stands before them."""
    places = [at for at, char in enumerate(text) if not char.isspace()]
    bare = "".join(text[at] for at in places)
    ends = dict.fromkeys(end for end in ends_of(bare) if 0 < end < len(places))
    cuts = [0, *(places[end] for end in ends), len(text)]
    return [text[start:end] for start, end in pairwise(cuts) if start < end]


def _bare(text: str) -> str:
    return _BLANK.sub("", fold(text))


def _pairs_within(
    left: Sequence[Passage], right: Sequence[Passage], ours: range, theirs: range
) -> Iterator[Pair]:
    """Pair by shared sentences inside a stretch without common headings, keeping both orders."""
    hashes = {at: runs(right[at].text) for at in theirs}
    free = theirs.start
    for at in ours:
        own = runs(left[at].text)
        alike = [(share(own, hashes[other]), -other) for other in range(free, theirs.stop)]
        best, place = max(alike, default=(0.0, 0))
        if best < _ALIKE:
            yield at, None
            continue
        yield from ((None, other) for other in range(free, -place))
        yield at, -place
        free = -place + 1
    yield from ((None, other) for other in range(free, theirs.stop))
