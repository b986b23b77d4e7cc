"""An open generation as queries see it: columns, postings, and what was found of each pattern already."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from search.backends.execution.columns import Columns
from search.backends.execution.hits import Finder, Hits, Places, TitleFinder
from search.backends.execution.memory import BoundedCache
from search.backends.execution.postings import MEGABYTE, PostingLists
from search.backends.execution.ranking import REASON_WEIGHT
from search.backends.execution.titles import Titles
from search.backends.execution.values import Mask
from search.backends.execution.wording import weighed_as_words
from search.backends.opening import Generation, generation
from search.language.ast import FieldName, Pattern, Term


@dataclass(frozen=True)
class _Numbers:
    """An array that may be kept in a bounded cache."""

    array: Mask

    @property
    def nbytes(self) -> int:
        return self.array.nbytes


@dataclass(frozen=True)
class _Parts:
    """The places of the parts of a pattern, with their lengths."""

    places: list[tuple[Places, int]]

    @property
    def nbytes(self) -> int:
        return sum(places.nbytes for places, _length in self.places)


class Corpus:
    """What can be asked of one generation; everything found is kept while there is room."""

    def __init__(self, opened: Generation) -> None:
        self.key = opened.key
        self.columns = Columns(opened.segments)
        self._postings = PostingLists(opened.segments, self.columns)
        self._finder = Finder(self.columns, self._postings)
        self._titles = TitleFinder(self.columns)
        self._found = BoundedCache(settings.SEARCH_CACHE_MB * MEGABYTE * 5 // 8)

    def hits(self, pattern: Pattern, glyphs: Sequence[str] = ()) -> Hits:
        """Return the documents a pattern matches, with weights."""
        key = ("hits", pattern, tuple(glyphs))
        return self._found.get(key, lambda: self._weighed(pattern, glyphs))

    def readings(self, term: Term) -> list[tuple[float, Hits]]:
        """Return what is found of a term: as typed with weight 1, and of each variant with its weight."""
        typed = [(1.0, self.hits(term.pattern, term.glyphs))]
        return typed + [(REASON_WEIGHT[one.reason], self.hits(one.pattern)) for one in term.variants]

    def places(self, pattern: Pattern, glyphs: Sequence[str] = ()) -> Places:
        """Return where a pattern stands."""
        key = ("places", pattern, tuple(glyphs))
        return self._found.get(key, lambda: self._finder.places(pattern, glyphs))

    def parts(self, pattern: Pattern, glyphs: Sequence[str] = ()) -> list[tuple[Places, int]]:
        """Return the places of every part of a pattern's matches, with its length."""
        key = ("parts", pattern, tuple(glyphs))
        return self._found.get(key, lambda: _Parts(self._finder.parts(pattern, glyphs))).places

    def headed(self, places: Places) -> Places:
        """Return the places that stand in headings."""
        return self._finder.headed(places)

    def in_headings(self, folded: str) -> NDArray[np.int32]:
        """Return the documents whose heading contains `folded`."""
        return self._finder.in_headings(folded)

    def titled(self, term: Term) -> Mask:
        """Return which reports' titles hold a term."""
        mask = self._titled(term.pattern, term.glyphs)
        for variant in term.variants:
            mask = mask | self._titled(variant.pattern, ())
        return mask

    def in_titled(self, term: Term) -> Mask:
        """Return which documents are of a report whose title holds a term."""
        titled = self.titled(term)
        if not titled.any():  # as of most terms
            return self._no_document
        key = ("in titled", term.patterns, term.glyphs)
        found = self._found.get(key, lambda: _Numbers(self.columns.documents_of(titled)))
        return found.array

    def report_texts(self, name: FieldName) -> Titles:
        """Return a text field of all reports."""
        match name:
            case FieldName.TITLE:
                return self.columns.titles
            case FieldName.ISSUER:
                return self._issuers
            case FieldName.DOC_NO:
                return self._document_numbers
            case _:
                raise ValueError(f"no text field of reports: {name}")

    @cached_property
    def _no_document(self) -> Mask:
        return np.zeros(self.columns.size, dtype=np.bool_)

    @cached_property
    def _issuers(self) -> Titles:
        return Titles([row.issuer for row in self.columns.reports])

    @cached_property
    def _document_numbers(self) -> Titles:
        return Titles([row.doc_no for row in self.columns.reports])

    def _weighed(self, pattern: Pattern, glyphs: Sequence[str]) -> Hits:
        hits = self._finder.hits(pattern, glyphs)
        return weighed_as_words(hits, pattern, self._postings, self.columns.size)

    def _titled(self, pattern: Pattern, glyphs: Sequence[str]) -> Mask:
        key = ("titles", pattern, tuple(glyphs))
        found = self._found.get(key, lambda: _Numbers(self._titles.reports(pattern, glyphs)))
        return found.array


_lock = threading.Lock()


@cache
def _newest() -> list[Corpus]:
    return []


def corpus() -> Corpus:
    """Return the corpus of the newest commit. Raises SearchError when the index cannot be read."""
    opened = generation()
    held = _newest()
    if not held or held[0].key != opened.key:
        with _lock:
            if not held or held[0].key != opened.key:
                held[:] = [Corpus(opened)]
    return held[0]
