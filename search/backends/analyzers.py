"""How fields are cut into tokens: words to rank by, characters to match any substring exactly.

Index and query share these, so they cannot drift apart. Positions count tokens for words,
and characters of the folded text for characters.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from whoosh.analysis import Composable, IDTokenizer, Token

from archive.text.fold import fold
from archive.text.segment import search_words


@dataclass(frozen=True)
class _Asked:
    """The arguments Whoosh passes to every tokenizer, with its defaults."""

    positions: bool = False
    chars: bool = False
    keeporiginal: bool = False
    removestops: bool = True
    tokenize: bool = True
    start_pos: int = 0
    start_char: int = 0

    @classmethod
    def of(cls, kwargs: Mapping[str, Any]) -> "_Asked":
        """Take what is known of Whoosh's keyword arguments."""
        return cls(**{f.name: kwargs[f.name] for f in fields(cls) if f.name in kwargs})


class WordTokenizer(Composable):
    """Dictionary words of the folded text, with sequential positions.

    Honours Whoosh's `tokenize`, `keeporiginal`, `positions` and `chars` arguments; single
    characters and digits are words; inner words share the position of the word they are in.
    """

    is_morph = False

    def __call__(self, value: str, **kwargs: Any) -> Iterator[Any]:
        """Yield one reused Token per word; without `tokenize` the whole value is one token."""
        asked = _Asked.of(kwargs)
        token = Token(asked.positions, asked.chars, asked.removestops, kwargs.get("mode", ""))
        pieces = _words(value) if asked.tokenize else [(fold(value), 0, len(value), 0)]
        for text, start, end, position in pieces:
            token.text, token.boost, token.stopped = text, 1.0, False
            if asked.keeporiginal:
                token.original = value[start:end]
            if asked.positions:
                token.pos = asked.start_pos + position
            if asked.chars:
                token.startchar = asked.start_char + start
                token.endchar = asked.start_char + end
            yield token

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))


class CharacterTokenizer(WordTokenizer):
    """Letters, digits and Han characters of the folded value, one a token; positions are offsets."""

    def __call__(self, value: str, **kwargs: Any) -> Iterator[Any]:
        """Yield one reused Token per character, always with its position."""
        token = Token(positions=True, mode=kwargs.get("mode", ""))
        for position, char in enumerate(fold(value), start=kwargs.get("start_pos", 0)):
            if char.isalnum():
                token.text, token.pos, token.boost, token.stopped = char, position, 1.0, False
                yield token


def _words(value: str) -> list[tuple[str, int, int, int]]:
    """Return (text, start, end, position); inner words come before the word they are in."""
    found = list(search_words(value))
    positions: list[int] = []
    position, left = 0, len(value) + 1
    for token in reversed(found):
        if token.end <= left:  # not inside the word met before: a whole word
            position -= 1
            left = token.start
        positions.append(position)
    return [
        (token.text, token.start, token.end, place - position)
        for token, place in zip(found, reversed(positions), strict=True)
    ]


word_analyzer = WordTokenizer()
character_analyzer = CharacterTokenizer()
whole_value = IDTokenizer()
