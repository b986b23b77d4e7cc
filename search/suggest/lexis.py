"""What can be suggested: the words of the index, and the names of what is held, each in a scanned list.

The words of a commit are listed once, in the background where an older list can serve meanwhile; nothing is
offered without being counted anew, so an older list offers nothing that has gone.
"""

import threading
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from heapq import nlargest
from typing import NamedTuple

from archive.text.segment import health_terms
from search.backends import vocabulary
from search.backends.vocabulary import Commit
from search.spelling.wordlist import WordList

MOST_WORDS = 120_000  # the commonest; what is rarer at that size is numbers and noise
RARE = 2  # of many words, those in fewer documents are left out
MANY = 60_000


class _Made(NamedTuple):
    """A list and the commit it was made of, whose files a newer one may share."""

    words: WordList
    parts: frozenset[str]


@dataclass
class _Shelf:
    """The newest list made, and the one being made."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    made: _Made | None = None
    coming: Future[_Made] | None = None
    makers: ThreadPoolExecutor | None = None


_shelf = _Shelf()


def words() -> WordList:
    """Return the words of the index and the health terms, with documents (0: a term met in no word).

    After a small commit the list before it is returned while the next one is made. Raises SearchError.
    """
    newest = vocabulary.commit()
    with _shelf.lock:
        _take_finished()
        made = _shelf.made
        if made is None or not (made.parts == newest.parts or made.parts & newest.parts):
            made = _shelf.made = _listed(newest)
        elif made.parts != newest.parts and _shelf.coming is None:
            _shelf.makers = _shelf.makers or ThreadPoolExecutor(1, "words")
            _shelf.coming = _shelf.makers.submit(_listed, newest)
        return made.words


def forget() -> None:
    """Drop what is held; the next call lists anew."""
    with _shelf.lock:
        _shelf.made = _shelf.coming = None


def finish() -> None:
    """Wait for the list being made, if any."""
    with _shelf.lock:
        coming = _shelf.coming
    if coming is not None:
        wait([coming])


def kept(found: Mapping[str, int]) -> dict[str, int]:
    """Return the words worth listing: letters only, the commonest, and every health term."""
    floor = RARE if len(found) > MANY else 1
    lettered = {word: count for word, count in found.items() if count >= floor and word.isalpha()}
    if len(lettered) > MOST_WORDS:
        lettered = dict(nlargest(MOST_WORDS, lettered.items(), key=lambda pair: pair[1]))
    return dict.fromkeys(filter(str.isalpha, health_terms()), 0) | lettered


def _listed(commit: Commit) -> _Made:
    return _Made(WordList(kept(commit.words())), commit.parts)


def _take_finished() -> None:
    """Put the list on the shelf that was made meanwhile; one that failed is made again when next needed."""
    if _shelf.coming is None or not _shelf.coming.done():
        return
    if _shelf.coming.exception() is None:
        _shelf.made = _shelf.coming.result()
    _shelf.coming = None
