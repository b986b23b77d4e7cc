"""Words of folded Chinese text, with their offsets.

One tokenizer serves index and query alike. It is jieba's prefix dictionary, folded like
the text, plus the terms of health work in `lexicon/words.txt`. The hidden Markov model
is off: it guesses words from context, so a query and a report would disagree.
"""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from archive.text.fold import fold

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # jieba 0.42.1 has invalid escapes in its source
    import jieba

WORDS_PATH = Path(__file__).with_name("lexicon") / "words.txt"


@dataclass(frozen=True)
class Token:
    """A folded word; `start` and `end` are offsets into the text it was found in."""

    text: str
    start: int
    end: int


def words(text: str) -> Iterator[Token]:
    """Yield the words of `text` one after another, never overlapping.

    `text` may be folded or not: tokens are folded and offsets hold either way. Single
    characters, digits and Latin runs are words too; punctuation and spaces are not.
    """
    position = 0
    for piece in pieces(fold(text)):
        end = position + len(piece)
        if any(char.isalnum() for char in piece):
            yield Token(piece, position, end)
        position = end


def search_words(text: str) -> Iterator[Token]:
    """Yield the words of `text`, each preceded by the shorter words inside it.

    Sub-words are dictionary words of two characters and more, so 公共卫生服务 is also
    found as 公共, 卫生, 服务 and 公共卫生.
    """
    for token in words(text):
        yield from _inner_words(token)
        yield token


def frequency(word: str) -> int:
    """Return how often the dictionary counts the folded `word`: 0 when it is none of its words."""
    return _tokenizer().FREQ.get(word) or 0


def pieces(folded: str) -> list[str]:
    """Cut folded text into words and what stands between them; joined they give the text again."""
    return list(_tokenizer().cut(folded, HMM=False))


@cache
def inner_words(word: str) -> tuple[str, ...]:
    """Return the shorter dictionary words inside a folded word, as `search_words` yields them."""
    return tuple(token.text for token in _inner_words(Token(word, 0, len(word))))


@cache
def health_terms() -> tuple[str, ...]:
    """Return the folded terms of `lexicon/words.txt`, in the order of the file."""
    lines = WORDS_PATH.read_text(encoding="utf-8").splitlines()
    terms = (term for line in lines if not line.startswith("#") for term in line.split())
    return tuple(dict.fromkeys(map(fold, terms)))


def _inner_words(token: Token) -> Iterator[Token]:
    known = _tokenizer().FREQ
    for size in range(2, len(token.text)):
        for offset in range(len(token.text) - size + 1):
            part = token.text[offset : offset + size]
            if known.get(part):
                start = token.start + offset
                yield Token(part, start, start + size)


@cache
def _tokenizer() -> jieba.Tokenizer:
    # Filled here instead of by jieba's initialize(), which logs to stderr, knows unfolded
    # words only and shares a cache file between processes and users.
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = _folded_dictionary(tokenizer)
    tokenizer.initialized = True
    for term in health_terms():
        tokenizer.add_word(term)
    return tokenizer


def _folded_dictionary(tokenizer: jieba.Tokenizer) -> tuple[dict[str, int], int]:
    with tokenizer.get_dict_file() as file:
        rows = fold(file.read().decode("utf-8")).splitlines()
    frequencies: dict[str, int] = {}
    total = 0
    for row in rows:
        word, frequency, *_ = row.split(" ")
        frequencies[word] = frequencies.get(word, 0) + int(frequency)
        total += int(frequency)
        for length in range(1, len(word)):
            frequencies.setdefault(word[:length], 0)
    return frequencies, total
