"""Did you mean: doubtful words put right by sound, shape, pinyin or initials, each with what it finds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from math import log2

from search.engine import Count
from search.language.ast import Leaf, Near, Query, Term
from search.language.rendering import typed as as_typed
from search.request import Filters, SearchRequest
from search.results import Suggestion
from search.spelling.candidates import Candidate, candidates
from search.spelling.wordlist import WordList
from search.spelling.written import written
from search.suggest import lexis
from search.suggest.names import names
from search.suggest.offers import Step, Tally
from search.suggest.trees import Run, exchanged, runs

OFFERED = 5
TRIED = 8  # candidates counted for a query with one doubtful word; several share them
FEW = 3  # a word found in no more reports than this may be a slip
MANY_MORE = 5  # times as many reports a candidate must find to be offered beside results
COST_WEIGHT = 2.5  # what one point of unlikeness takes off, in doublings of the sections found
NEAR = 1  # most points beside results
SPREAD = 2  # points an offer may be less like than the likest one
RUNS = 4  # words looked at
UNHELD = 2  # meanings counted although no text has them just so
NOTHING_YET = 1000  # more points than anything has


@dataclass(frozen=True)
class _Doubt:
    """Terms that may be a slip, and what may have been meant, likeliest first."""

    run: Run
    meant: tuple[Candidate, ...]


def in_pieces(query: Query) -> bool:
    """Tell whether a word is also searched as pieces of a single character: 卫 and 升 for 卫升."""
    return any(map(_is_in_pieces, query.terms))


def _is_in_pieces(term: Term) -> bool:
    return any(
        isinstance(variant.pattern, Near) and any(len(part) == 1 for part in variant.pattern.parts)
        for variant in term.variants
    )


def spellings(request: SearchRequest, query: Query, found: Count, tally: Tally) -> list[Suggestion]:
    """Return at most OFFERED requests with a doubtful word put right, best first.

    `found` is what the request itself finds. A word is doubtful when few reports have it; beside results
    only what finds many times as much is offered. Raises SearchError.
    """
    base = replace(request, page=1)
    doubts = list(_doubts(base, query, found, tally))
    tried = max(TRIED // max(len(doubts), 1), 2)
    doubts = [replace(doubt, meant=_in_texts(base, doubt.meant[:tried], tally)) for doubt in doubts]
    counted: dict[str, tuple[int, Suggestion]] = {}
    likest = NOTHING_YET
    for cost, step in _steps(base, query, doubts):
        if cost > likest + SPREAD:
            continue  # too far fetched to be offered, so not worth counting
        offer = tally.offer(step)
        if offer and offer.reports > found.reports * MANY_MORE:
            counted.setdefault(offer.label, (cost, offer))
            likest = min(likest, cost)
    return _best(list(counted.values()))


def _best(counted: list[tuple[int, Suggestion]]) -> list[Suggestion]:
    """Return the offers worth most by unlikeness and sections found; far fetched ones beside near ones go."""
    nearest = min((cost for cost, _offer in counted), default=0)
    near = [(cost, offer) for cost, offer in counted if cost <= nearest + SPREAD]
    near.sort(key=lambda pair: COST_WEIGHT * pair[0] - log2(1 + pair[1].sections))
    return [offer for _cost, offer in near[:OFFERED]]


def _doubts(request: SearchRequest, query: Query, found: Count, tally: Tally) -> Iterator[_Doubt]:
    lists: tuple[WordList, ...] = ()
    for run in islice(runs(query.root), RUNS):
        typed = " ".join(term.typed for term in run)
        literal = request.verbatim or any(map(_is_in_pieces, run))
        # What is a word in either script is no slip, however strictly it is searched.
        asked = replace(
            request, query=typed, filters=Filters(), unit="report", verbatim=literal, strict=False
        )
        alone = tally.of(asked)
        if alone is None or alone.reports > FEW:
            continue
        lists = lists or (lexis.words(), names().listed)
        meant = _meant(" ".join(term.text for term in run), lists, found)
        if meant:
            yield _Doubt(run, meant)


def _meant(text: str, lists: tuple[WordList, ...], found: Count) -> tuple[Candidate, ...]:
    """Return what may have been meant; beside results, only what is near and in many more sections."""
    if not found.reports:
        return tuple(candidates(text, lists, TRIED))
    near = candidates(text, lists, TRIED, in_parts=False)
    many = MANY_MORE * max(found.sections, found.reports)
    return tuple(one for one in near if one.cost <= NEAR and one.documents > many)


def _in_texts(request: SearchRequest, meant: tuple[Candidate, ...], tally: Tally) -> tuple[Candidate, ...]:
    """Return the meanings that texts hold just so, or the likeliest ones where they hold none.

    Whether a text is held is told without positions of scattered words, which take longest to count.
    """
    held = [one for one in meant if _is_held(request, one, tally)]
    return tuple(held or meant[:UNHELD])


def _is_held(request: SearchRequest, candidate: Candidate, tally: Tally) -> bool:
    typed = f'"{written(candidate.text)}"'
    found = tally.of(
        replace(request, query=typed, filters=Filters(), unit="report", verbatim=True, strict=False)
    )
    return found is None or found.reports > 0


def _steps(request: SearchRequest, query: Query, doubts: list[_Doubt]) -> Iterator[tuple[int, Step]]:
    """Yield what to count: all doubtful words put right together, then each alone."""
    if len(doubts) > 1:
        texts = {leaf: text for doubt in doubts for leaf, text in _texts(doubt, doubt.meant[0]).items()}
        yield sum(doubt.meant[0].cost for doubt in doubts), _step(request, query, texts)
    for doubt in doubts:
        for candidate in doubt.meant:
            yield candidate.cost, _step(request, query, _texts(doubt, candidate))


def _texts(doubt: _Doubt, candidate: Candidate) -> dict[Leaf, str]:
    """Return what to type instead of the terms: the candidate for the first, nothing for the others."""
    first, *others = doubt.run
    meant = written(candidate.text)
    quoted = f'"{meant}"' if first.typed.startswith('"') else meant
    return {first: quoted, **dict.fromkeys(others, "")}


def _step(request: SearchRequest, query: Query, texts: Mapping[Leaf, str]) -> Step:
    typed = as_typed(query.root and exchanged(query.root, texts))
    return Step("spelling", typed, replace(request, query=typed))
