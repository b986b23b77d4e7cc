"""Words of folded Chinese text, with their offsets.

One tokenizer serves index and query alike. It is jieba's prefix dictionary, folded like
the text, plus the terms of health work in `lexicon/words.txt`. The hidden Markov model
is off: it guesses words from context, so a query and a report would disagree.

Runs of Han characters are cut by themselves, for no word but a few mixed ones (b超, 互联网+医疗健康) goes
beyond a run. `accelerate` has them cut by rjieba, which follows the same dictionary by the same rules.
"""

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from archive.text.fold import fold

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # jieba 0.42.1 has invalid escapes in its source
    import jieba

_HAN = "\u4e00-\u9fd5"  # what jieba takes for Han
_RUN = re.compile(f"[{_HAN}]+|[^{_HAN}]+")
_BLOCK = re.compile(rf"([{_HAN}a-zA-Z0-9+#&._%\-]+)")  # jieba looks for words within these
_OTHER_RUNS = 1 << 16
_cutters: dict[str, Callable[[str], list[str]]] = {}

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
    if _mixed().search(folded):
        return [piece for block in _BLOCK.split(folded) for piece in _cut_block(block)]
    return _cut_runs(folded)


def accelerate() -> bool:
    """Cut Han characters with rjieba from now on, twenty times as fast; False when it is not installed.

    It takes a second and the memory of a second dictionary: for processes that cut millions of characters.
    """
    if "han" in _cutters:
        return True
    try:
        import rjieba  # noqa: PLC0415  # optional, and seldom wanted
    except ImportError:
        return False
    cutter: rjieba.Jieba = rjieba.Jieba.empty()  # type: ignore[no-untyped-call]  # its stub has a gap
    for word, frequency in _tokenizer().FREQ.items():
        if frequency:
            cutter.add_word(word, frequency, "")
    _cutters["han"] = lambda run: cutter.cut(run, hmm=False)
    return True


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


def _cut_block(block: str) -> list[str]:
    return _cut(block) if _mixed().search(block) else _cut_runs(block)


def _cut_runs(text: str) -> list[str]:
    cut_han = _cutters.get("han", _cut)
    found: list[str] = []
    for run in _RUN.findall(text):
        found += cut_han(run) if "\u4e00" <= run[0] <= "\u9fd5" else _cut_other(run)
    return found


@lru_cache(_OTHER_RUNS)
def _cut_other(run: str) -> tuple[str, ...]:
    return tuple(_cut(run))


def _cut(text: str) -> list[str]:
    return list(_tokenizer().cut(text, HMM=False))


@cache
def _mixed() -> re.Pattern[str]:
    """Match dictionary words that are not of Han characters alone."""
    han = re.compile(f"[{_HAN}]+")
    known = (word for word, frequency in _tokenizer().FREQ.items() if frequency and len(word) > 1)
    mixed = sorted((word for word in known if not han.fullmatch(word)), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, mixed)))


@cache
def _tokenizer() -> jieba.Tokenizer:
    # Filled here instead of by jieba's initialize(), which logs to stderr, knows unfolded
    # words only and shares a cache file between processes and users.
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = _folded_dictionary(tokenizer)
    tokenizer.initialized = True
    for term in health_terms():
        tokenizer.add_word(term)
    # Adding a word that was known counts it twice.
    tokenizer.total = sum(tokenizer.FREQ.values())
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
