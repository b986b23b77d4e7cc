"""What can be suggested: the words of the index, and the names of what is held, each in a scanned list.

The words of a commit are listed once, in the background where an older list can serve meanwhile; nothing is
offered without being counted anew, so an older list offers nothing that has gone.
"""

import threading
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from heapq import nlargest

from archive.text.segment import health_terms
from search.backends import vocabulary
from search.backends.vocabulary import Commit
from search.spelling.wordlist import WordList

MOST_WORDS = 120_000  # the commonest; what is rarer at that size is numbers and noise
RARE = 2  # of many words, those in fewer documents are left out
MANY = 60_000


@dataclass
class _Shelf:
    """The newest list made, of which commit it is, and the one being made."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    words: WordList | None = None
    of: Commit | None = None
    coming: Future[tuple[WordList, Commit]] | None = None
    makers: ThreadPoolExecutor | None = None


_shelf = _Shelf()


def words() -> WordList:
    """Return the words of the index and the health terms, with documents (0: a term met in no word).

    After a small commit the list before it is returned while the next one is made. Raises SearchError.
    """
    newest = vocabulary.commit()
    with _shelf.lock:
        _take_finished()
        held = _shelf.words
        if held is None or _shelf.of is None or not _shelf.of.is_near(newest):
            held, _shelf.of = _listed()
            _shelf.words = held
        elif _shelf.of != newest and _shelf.coming is None:
            _shelf.makers = _shelf.makers or ThreadPoolExecutor(1, "words")
            _shelf.coming = _shelf.makers.submit(_listed)
        return held


def forget() -> None:
    """Drop what is held; the next call lists anew."""
    with _shelf.lock:
        if _shelf.coming:
            _shelf.coming.cancel()
        _shelf.words = _shelf.of = _shelf.coming = None


def kept(found: Mapping[str, int]) -> dict[str, int]:
    """Return the words worth listing: letters only, the commonest, and every health term."""
    floor = RARE if len(found) > MANY else 1
    lettered = {word: count for word, count in found.items() if count >= floor and word.isalpha()}
    if len(lettered) > MOST_WORDS:
        lettered = dict(nlargest(MOST_WORDS, lettered.items(), key=lambda pair: pair[1]))
    return dict.fromkeys(filter(str.isalpha, health_terms()), 0) | lettered


def _listed() -> tuple[WordList, Commit]:
    commit = vocabulary.commit()
    return WordList(kept(vocabulary.words())), commit


def _take_finished() -> None:
    """Put the list on the shelf that was made meanwhile; one that failed is made again when next needed."""
    if _shelf.coming is None or not _shelf.coming.done():
        return
    if not _shelf.coming.cancelled() and _shelf.coming.exception() is None:
        _shelf.words, _shelf.of = _shelf.coming.result()
    _shelf.coming = None
