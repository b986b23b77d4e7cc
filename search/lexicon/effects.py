"""What a set of words does to searches: how many reports each of its terms finds, alone and with the set."""

from collections.abc import Iterator
from dataclasses import dataclass

from archive.text.fold import fold
from search import service
from search.engine import SearchError
from search.lexicon.editing import Wording
from search.lexicon.table import build
from search.request import SearchRequest


@dataclass(frozen=True)
class Effect:
    """A term that finds others: reports it finds `alone`, and together with the forms the set adds."""

    term: str
    also: tuple[str, ...]
    alone: int
    together: int
    query: str  # finds what the term finds together with them


def effects(wording: Wording) -> list[Effect]:
    """Return what `wording` would do, a row for each term that finds others; none without an index."""
    try:
        return list(_effects(wording))
    except SearchError:
        return []


def _effects(wording: Wording) -> Iterator[Effect]:
    table = build([(wording.relation, list(wording.terms))])
    for term in wording.terms:
        if fold(term) in table.forms:
            also = tuple(table.as_written.get(form, form) for form, _reason in table.variants(fold(term)))
            query = " OR ".join(map(_quoted, (term, *also)))
            yield Effect(term, also, _found(_quoted(term)), _found(query), query)


def _found(query: str) -> int:
    return service.count(SearchRequest(query=query))


def _quoted(term: str) -> str:
    return '"' + term.replace('"', "") + '"'
