"""Words that several reports of a row have in common."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from archive.analysis.pairing.bigrams import matching_form
from archive.analysis.pairing.shapes import Name, PairSection, Row

MOST = 8
PREFERRED_LENGTH = 3


def shared_terms(rows: Sequence[Row], terms: Sequence[str]) -> list[Row]:
    """Return the rows with the folded `terms` that two or more of their reports hold, specific ones first.

    Long enough words come first, then those that few sections hold; a word within another is left out.
    """
    held = _held([one for row in rows for members in row.members for one in members], terms)
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


def _held(sections: Sequence[PairSection], terms: Sequence[str]) -> dict[Name, list[str]]:
    """Return the terms of each section, looked for in all sections at once."""
    read = matching_form([f"{one.heading}\n{one.text}" for one in sections])
    everything = "\0".join(read)
    present = [term for term in terms if term in everything]
    return {
        one.name: [term for term in present if term in text] for one, text in zip(sections, read, strict=True)
    }
