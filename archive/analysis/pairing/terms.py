"""Words that several reports of a row have in common."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from archive.analysis.pairing.bigrams import Keys, count
from archive.analysis.pairing.reading import HEADING, PATH, TEXT, Reading
from archive.analysis.pairing.shapes import Name, Row

MOST = 8
PREFERRED_LENGTH = 3


def shared_terms(rows: Sequence[Row], reading: Reading, terms: Sequence[str]) -> list[Row]:
    """Return the rows with the folded `terms` that two or more of their reports hold, specific ones first.

    Long enough words come first, then those that few sections hold; a word within another is left out.
    """
    held = _held(reading, terms)
    frequency = Counter(term for found in held.values() for term in found)
    return [replace(row, shared_terms=_of_row(row, held, frequency)) for row in rows]


def _of_row(row: Row, held: Mapping[Name, Sequence[str]], frequency: Mapping[str, int]) -> tuple[str, ...]:
    reports = Counter(
        term for members in row.members for term in {term for one in members for term in held[one.name]}
    )
    common = [term for term, count in reports.items() if count > 1]
    whole = [term for term in common if not any(term in other != term for other in common)]
    ranked = sorted(whole, key=lambda term: (len(term) < PREFERRED_LENGTH, frequency[term], -len(term), term))
    return tuple(ranked[:MOST])


def _held(reading: Reading, terms: Sequence[str]) -> Mapping[Name, list[str]]:
    """Return the terms of each section, looked for only where the rarest bigram of a term stands."""
    texts = [
        f"{one}\n{other}" for one, other in zip(reading.parts[HEADING], reading.parts[TEXT], strict=True)
    ]
    everywhere = range(len(texts))
    bigrams, keys = _bigrams(tuple(terms))
    holders = _holders(reading, keys)
    held: dict[Name, list[str]] = defaultdict(list)
    for term, spelled in zip(terms, bigrams, strict=True):
        places: Sequence[int] = min((holders.get(one, ()) for one in spelled), key=len, default=everywhere)
        for place in places:
            if term in texts[place]:
                held[reading.sections[place].name].append(term)
    return held


def _holders(reading: Reading, keys: Keys) -> Mapping[int, list[int]]:
    """Return for each of these bigrams the places of the sections whose heading or text has it."""
    counted = reading.counted
    part, place = np.divmod(counted.texts, max(len(reading.sections), 1))
    taken = np.isin(counted.keys, keys)[counted.bigrams] & (part != PATH)
    found: dict[int, list[int]] = defaultdict(list)
    for key, section in zip(
        counted.keys[counted.bigrams[taken]].tolist(), place[taken].tolist(), strict=True
    ):
        found[key].append(section)
    return found


@lru_cache(maxsize=4)
def _bigrams(terms: tuple[str, ...]) -> tuple[list[list[int]], Keys]:
    """Return the bigrams of Han characters in each term, as they are counted, and all of them in order."""
    return [count([term]).keys.tolist() for term in terms], count(terms).keys
