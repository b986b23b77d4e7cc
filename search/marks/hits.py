"""The hits of a query in a source text.

Matching is done on folded text without glosses and characters that show nothing; what comes back are
stretches of the source's own characters, those included: 中医馆 marks the whole of 中醫(yī)館.
"""

import sys
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from archive.text.gloss import MIN_GLOSSES, find_glosses, strip_glosses
from archive.text.offsets import Stripped
from archive.text.spans import Span
from search.folding import fold, fold_visible
from search.language.ast import Exact, Field, FieldName, Pattern, Query, Term, leaves
from search.marks.matching import occurrences

HIT = "hit"
NO_GLOSSES = sys.maxsize
_NO_FIELDS: frozenset[FieldName] = frozenset()


class Hit(NamedTuple):
    """A marked stretch of a source text; offsets as in `Span`."""

    start: int
    end: int
    word: str  # as typed
    is_verbatim: bool  # found as typed, not in a variant

    @property
    def span(self) -> Span:
        """Return the mark as data; `detail` is the word."""
        return Span(self.start, self.end, HIT, self.word)


@dataclass(frozen=True)
class _Wanted:
    """One pattern to look for."""

    pattern: Pattern
    word: str
    is_verbatim: bool = True
    glyphs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Marker:
    """The wanted patterns of one query, to be looked for in many texts."""

    wanted: tuple[_Wanted, ...]

    @classmethod
    def of(cls, query: Query, fields: Collection[FieldName] = _NO_FIELDS) -> "Marker":
        """Return the marker of the wanted terms, and of the wanted `fields` whose values are words.

        `fields` are those of the text to be marked: `title` for a title, `heading` for a heading.
        """
        wanted: list[_Wanted] = []
        for leaf in leaves(query.root, wanted=True):
            if isinstance(leaf, Term):
                wanted += _of_term(leaf)
            elif leaf.name in fields:
                wanted += _of_field(leaf)
        return cls(tuple(dict.fromkeys(wanted)))

    def hits(self, text: str, min_glosses: int = MIN_GLOSSES) -> list[Hit]:
        """Return the hits in `text` in order; overlapping ones are one, touching ones are not.

        A merged hit has the word of the one that begins first, of those the longest. Fewer glosses than
        `min_glosses` are taken for words of the text, see `archive.text.gloss`; NO_GLOSSES spares the search
        for them where the whole has none.
        """
        if not self.wanted:
            return []
        may_be_glossed = min_glosses < NO_GLOSSES and ("(" in text or "（" in text)
        folded = None if may_be_glossed else fold_visible(text)
        stripped = strip_glosses(text, min_glosses) if folded is None else Stripped(text)
        folded = fold(stripped.text) if folded is None else folded
        found = [
            Hit(start, end, one.word, one.is_verbatim)
            for one in self.wanted
            for start, end in occurrences(folded, one.pattern, stripped.text, one.glyphs)
        ]
        merged = _merged(sorted(found, key=_by_start)) if len(found) > 1 else found
        if stripped.offsets.joints:
            return [_in_source(stripped, hit) for hit in merged]
        return merged


def hit_spans(
    text: str, query: Query, min_glosses: int = MIN_GLOSSES, fields: Collection[FieldName] = _NO_FIELDS
) -> list[Span]:
    """Return where the wanted words of `query` stand in `text`, in order, not overlapping.

    Offsets are into `text`; `detail` is the word as typed.
    """
    return [hit.span for hit in Marker.of(query, fields).hits(text, min_glosses)]


def gloss_floor(text: str) -> int:
    """Return the `min_glosses` for parts of a whole text: 0 when the whole carries glosses."""
    return 0 if find_glosses(text) else MIN_GLOSSES


def matching_form(text: str, min_glosses: int = MIN_GLOSSES) -> str:
    """Return the form of a text that is compared: folded, without glosses and what shows nothing."""
    return fold(strip_glosses(text, min_glosses).text)


def _of_term(term: Term) -> Iterable[_Wanted]:
    yield _Wanted(term.pattern, term.text, glyphs=term.glyphs)
    for variant in term.variants:
        yield _Wanted(variant.pattern, term.text, is_verbatim=False)


def _of_field(field: Field) -> Iterable[_Wanted]:
    return (_Wanted(Exact(value), field.text) for value in field.values)


def _by_start(hit: Hit) -> tuple[int, int, bool]:
    return hit.start, -hit.end, not hit.is_verbatim


def _merged(found: Iterable[Hit]) -> list[Hit]:
    merged: list[Hit] = []
    for hit in found:
        if merged and hit.start < merged[-1].end:
            last = merged[-1]
            verbatim = last.is_verbatim or hit.is_verbatim
            merged[-1] = Hit(last.start, max(last.end, hit.end), last.word, verbatim)
        else:
            merged.append(hit)
    return merged


def _in_source(stripped: Stripped, hit: Hit) -> Hit:
    start, end = stripped.source_span(hit.start, hit.end)
    return Hit(start, end, hit.word, hit.is_verbatim)
