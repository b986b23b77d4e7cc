"""Words that begin as typed: in characters, pinyin, initials, or a mixture."""

from collections.abc import Iterator
from itertools import chain, islice

from archive.text.fold import fold
from search.spelling import readings
from search.spelling.candidates import ways
from search.spelling.wordlist import Match, WordList

WAYS_TRIED = 4


def beginnings(typed: str, listed: WordList, most: int) -> list[Match]:
    """Return at most `most` words that begin as typed, likeliest reading first, then commonest.

    The last syllable may still be typed on: `we` and `weish` begin 卫生. The typed word itself is left out.
    """
    folded = fold(typed)
    alphabet = listed.alphabet
    found: dict[str, Match] = {}
    patterns = [[alphabet.exactly(char) for char in folded]]
    if any(char.isascii() and char.isalpha() for char in folded):
        patterns += [
            [*(alphabet.read(part) for part in parts[:-1]), alphabet.typing(parts[-1])]
            for parts in chain(islice(ways(folded, least=1), WAYS_TRIED), _unfinished(folded))
        ]
    for match in chain.from_iterable(listed.beginning(slots, limit=1, most=most + 1) for slots in patterns):
        if match.word != folded and match.documents:
            found.setdefault(match.word, match)
    return sorted(found.values(), key=lambda match: (match.cost, -match.documents, match.word))[:most]


def _unfinished(folded: str) -> Iterator[tuple[str, ...]]:
    """Yield the ways to read a text that ends within a syllable: we, 公共wei'sh'en, zhongyigu."""
    for size in range(2, readings.LONGEST_SYLLABLE):
        head, tail = folded[:-size], folded[-size:]
        if len(tail) == size and readings.is_begun(tail):
            heads = islice(ways(head, least=1), WAYS_TRIED) if head else ((),)
            yield from ((*parts, tail) for parts in heads)
