"""Pairs of two reports each, joined into rows across all of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import fsum

from archive.analysis.pairing.shapes import Link, Name, PairSection, Reason, Row

Between = Callable[[PairSection, PairSection], float]

LEAST_TOGETHER = 0.43  # rows that go together less surely stay two


@dataclass
class _Growing:
    """A row while it grows."""

    sections: list[PairSection]
    links: list[Link] = field(default_factory=list)


def join(
    links: Sequence[Link], columns: int, apart: frozenset[frozenset[Name]], between: Between
) -> tuple[list[Row], list[Link]]:
    """Return the rows that `links`, given in the order they are to be honoured in, make up, and those used.

    Two sections of one report share a row only where a single section of another report is linked with each
    of them; no row holds a pair that is to be kept `apart`; and what a link brings together must go together
    as a whole, by the confidence that `between` gives for any two sections of two reports. A link that would
    break this is left out unless it is a hand's.
    """
    rows = {one.name: _Growing([one]) for link in links for one in (link.left, link.right)}
    known = {frozenset((link.left.name, link.right.name)) for link in links}
    for link in links:
        left, right = rows[link.left.name], rows[link.right.name]
        if left is right:
            left.links.append(link)
            continue
        sections = left.sections + right.sections
        fit = (
            _consistent(sections, known) and _free(sections, apart) and _together(left, right, known, between)
        )
        if not fit and "hand" not in link.reasons:
            continue
        merged = _Growing(sections, [*left.links, *right.links, link])
        rows.update({one.name: merged for one in sections})
    grown = {id(row): row for row in rows.values() if len(row.sections) > 1}.values()
    used = {(link.left.name, link.right.name) for row in grown for link in row.links}
    kept = [link for link in links if (link.left.name, link.right.name) in used]
    return [_row(row, columns) for row in grown], kept


def _together(left: _Growing, right: _Growing, known: set[frozenset[Name]], between: Between) -> bool:
    """Whether two rows go together on average, where they would bring together more than is linked."""
    brought = [
        (one, other) for one in left.sections for other in right.sections if one.report != other.report
    ]
    if all(frozenset((one.name, other.name)) in known for one, other in brought):
        return True
    return fsum(between(one, other) for one, other in brought) >= LEAST_TOGETHER * len(brought)


def _free(sections: Sequence[PairSection], apart: frozenset[frozenset[Name]]) -> bool:
    """Whether hands keep no two of the sections apart."""
    names = {one.name for one in sections}
    return not any(pair <= names for pair in apart)


def _consistent(sections: Sequence[PairSection], known: set[frozenset[Name]]) -> bool:
    """Whether each report with several of the sections has them under one section of another report."""
    held = Counter(one.report for one in sections)
    single = [one for one in sections if held[one.report] == 1]
    return all(
        any(_linked_with_all(hub, _of(sections, report), known) for hub in single)
        for report, count in held.items()
        if count > 1
    )


def _linked_with_all(hub: PairSection, others: Iterable[PairSection], known: set[frozenset[Name]]) -> bool:
    return all(frozenset((hub.name, other.name)) in known for other in others)


def _of(sections: Iterable[PairSection], report: int) -> list[PairSection]:
    return [one for one in sections if one.report == report]


def _row(row: _Growing, columns: int) -> Row:
    members = tuple(
        tuple(sorted(_of(row.sections, column), key=lambda one: one.order)) for column in range(columns)
    )
    given: Counter[Reason] = Counter(reason for link in row.links for reason in link.reasons)
    return Row(
        members,
        min(link.confidence for link in row.links),
        tuple(sorted(given, key=lambda r: (-given[r], r))),
    )
