"""What may have been meant by a word: heard alike, written alike, typed as pinyin or as initials."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import combinations, islice, pairwise, product

from archive.text.fold import fold
from archive.text.segment import words as segmented
from search.spelling import readings
from search.spelling.slots import Slot
from search.spelling.wordlist import LONGEST, WordList

SWAPPED = 2  # cost of two characters typed in the other order
MISCOUNTED = 3  # cost of a character too many or too few
CUT = 4  # cost of leaving the first or the last character out
INITIAL = 1  # cost of a syllable typed as its initial alone
JOINED = 1  # cost of every further word that a text is put together from
SLACK = 2  # cost up to which pinyin may differ: one sound taken for a near one
CUTS_TRIED = 4
WORDS_TRIED = 12  # of one pattern
WAYS_KEPT = 4  # to put the beginning of a text together
PARTS_JUDGED = 24  # changes of a part of a text that are looked at as a whole
LONGEST_PART = 5  # characters of a word that texts are put together from
LONGEST_TYPED = 24  # characters; longer texts are sentences
LONGEST_LETTERS = 60  # pinyin of LONGEST characters is no longer

_PIECES = re.compile(r"[a-z][a-z' ]*|.")


@dataclass(frozen=True)
class Candidate:
    """What may have been meant: `cost` says how unlike it is, `documents` how common its rarest word."""

    text: str
    cost: int
    documents: int

    @property
    def rank(self) -> tuple[int, int, str]:
        """Return the order of trying: likest first, then commonest."""
        return self.cost, -self.documents, self.text


def candidates(text: str, lists: Sequence[WordList], most: int, *, in_parts: bool = True) -> list[Candidate]:
    """Return the `most` likeliest meanings of a typed text, the text itself never among them.

    Words are looked for in all lists; with `in_parts` also texts put together from words of the first one.
    """
    typed = re.sub(r"[’·]", "'", fold(text).replace("ü", "v")).strip(" '")
    has_letters = any(char.isascii() and char.isalpha() for char in typed)
    longest = LONGEST_LETTERS if has_letters else LONGEST_TYPED
    if not 1 < len(typed) <= longest or (has_letters and any(map(str.isdigit, typed))):
        return []
    whole, parted = (_sounding, _joined) if has_letters else (_written, _mended)
    found = list(whole(typed, lists))
    if in_parts and not (found and has_letters):
        found += parted(typed, lists[0])
    best: dict[str, Candidate] = {}
    for candidate in sorted(found, key=lambda candidate: candidate.rank):
        if candidate.text != typed:
            best.setdefault(candidate.text, candidate)
    return list(islice(best.values(), most))


def _sounding(typed: str, lists: Sequence[WordList]) -> Iterator[Candidate]:
    """Yield the words that pinyin, initials or a mixture with characters may stand for."""
    for parts, one in product(list(ways(typed)), lists):
        slots = [one.alphabet.read(part) for part in parts]
        yield from _matching(one, slots, limit=SLACK, extra=_initials(parts))


def ways(typed: str, least: int = 2) -> Iterator[tuple[str, ...]]:
    """Yield the ways to read a folded text, a part for each of at `least` so many characters: 中 yi 馆."""
    pieces = _PIECES.findall(typed)
    options = [readings.cuts(piece)[:CUTS_TRIED] if piece[0].isascii() else ((piece,),) for piece in pieces]
    for way in islice(product(*options), CUTS_TRIED):
        parts = tuple(part for piece in way for part in piece)
        if least <= len(parts) <= LONGEST:
            yield parts


def _initials(parts: Iterable[str]) -> int:
    return INITIAL * sum(part.isascii() and not readings.is_syllable(part) for part in parts)


def _joined(typed: str, listed: WordList) -> list[Candidate]:
    """Return texts of several words: the likeliest ways to cover all that is typed, from left to right."""
    parts = next(ways(typed), None)
    if parts is None:
        return []
    best: list[list[Candidate]] = [[Candidate("", -JOINED, 2**31)], *([] for _ in parts)]
    for start, end in combinations(range(len(parts) + 1), 2):
        if best[start] and 2 <= end - start <= LONGEST_PART:  # noqa: PLR2004 - a word has two characters
            found = _of_parts(parts[start:end], listed)
            grown = [_appended(before, after) for before, after in product(best[start], found)]
            best[end] = sorted([*best[end], *grown], key=lambda candidate: candidate.rank)[:WAYS_KEPT]
    return best[-1]


def _of_parts(parts: tuple[str, ...], listed: WordList) -> list[Candidate]:
    found = listed.like([listed.alphabet.read(part) for part in parts], limit=0, most=WAYS_KEPT)
    return [Candidate(match.word, match.cost + _initials(parts), match.documents) for match in found]


def _appended(before: Candidate, after: Candidate) -> Candidate:
    return Candidate(
        before.text + after.text,
        before.cost + JOINED + after.cost,
        min(before.documents, after.documents),
    )


def _written(typed: str, lists: Sequence[WordList]) -> Iterator[Candidate]:
    """Yield the words that a text of characters may be a slip of."""
    for one in lists:
        yield from _miswritten(typed, one)
        yield from _miscounted(typed, one)


def _mended(typed: str, listed: WordList) -> Iterator[Candidate]:
    """Yield the text with a part put right that is no word."""
    parts = (
        Candidate(typed[:start] + part.text + typed[end:], part.cost, part.documents)
        for start, end in _weak_windows(typed, listed)
        for part in _miswritten(typed[start:end], listed)
    )
    for part in nsmallest(PARTS_JUDGED, parts, key=lambda candidate: candidate.rank):
        yield replace(part, cost=part.cost + _odd_words(part.text, listed))


def _odd_words(text: str, listed: WordList) -> int:
    """Return how many words of a text are single characters or not known."""
    return sum(len(token.text) == 1 or token.text not in listed for token in segmented(text))


def _miswritten(typed: str, listed: WordList) -> Iterator[Candidate]:
    """Yield words of the same length with like characters, or two in the other order."""
    limit = 3 if len(typed) == 2 else 4  # noqa: PLR2004 - of two characters, one is too little to go by
    yield from _matching(listed, [listed.alphabet.like(char) for char in typed], limit=limit)
    for at, (one, two) in enumerate(pairwise(typed)):
        yield from _listed(listed, typed[:at] + two + one + typed[at + 2 :], SWAPPED)


def _miscounted(typed: str, listed: WordList) -> Iterator[Candidate]:
    """Yield words with one character more, inside, or one less."""
    exact = [listed.alphabet.exactly(char) for char in typed]
    for at in range(1, len(typed)):
        slots = [*exact[:at], listed.alphabet.anything(), *exact[at:]]
        yield from _matching(listed, slots, extra=MISCOUNTED)
    if len(typed) > 2:  # noqa: PLR2004 - a word has two characters
        for at in range(len(typed)):
            inside = 0 < at < len(typed) - 1
            yield from _listed(listed, typed[:at] + typed[at + 1 :], MISCOUNTED if inside else CUT)


def _listed(listed: WordList, word: str, cost: int) -> Iterator[Candidate]:
    documents = listed.documents(word)
    if documents:
        yield Candidate(word, cost, documents)


def _matching(
    listed: WordList, slots: Sequence[Slot], *, limit: int = 0, extra: int = 0
) -> Iterator[Candidate]:
    for match in listed.like(slots, limit=limit, most=WORDS_TRIED):
        yield Candidate(match.word, match.cost + extra, match.documents)


def _weak_windows(typed: str, listed: WordList) -> Iterator[tuple[int, int]]:
    """Yield parts around what the dictionary does not know as a word; each word when it knows them all."""
    tokens = list(segmented(typed))
    odd = [token for token in tokens if len(token.text) == 1 or token.text not in listed]
    if not odd and len(tokens) > 1:
        yield from ((token.start, token.end) for token in tokens)
    weak = {at for token in odd for at in range(token.start, token.end)}
    for size in range(2, min(LONGEST_PART, len(typed) - 1) + 1):
        for start in range(len(typed) - size + 1):
            if weak & set(range(start, start + size)):
                yield start, start + size
