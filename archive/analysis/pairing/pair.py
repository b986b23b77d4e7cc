"""Pairing the sections of two to four reports."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from math import fsum

from archive.analysis.pairing.assign import Cell, assign
from archive.analysis.pairing.join import join
from archive.analysis.pairing.likeness import describe
from archive.analysis.pairing.shapes import Hand, Link, Name, Pairing, PairSection, Row
from archive.analysis.pairing.terms import shared_terms
from archive.analysis.pairing.weigh import Weighed, weigh
from archive.text.segment import health_terms

Report = tuple[PairSection, ...]


def pair(
    reports: Sequence[Sequence[PairSection]],
    hands: Iterable[Hand] = (),
    terms: Sequence[str] | None = None,
) -> Pairing:
    """Return which sections of `reports`, usually two to four, belong side by side.

    Sections are paired by topic and content within a part of the reports (`role_group`), a preface only with
    a preface; what a hand says comes first and goes across parts. Sections without text are left out.
    `terms` are the folded words to name beside a row, the health lexicon unless given. The order of reports
    decides the order of members and nothing else: swapping two of them swaps their members.
    """
    told = tuple(hands)
    placed = [_readable(report) for report in reports]
    order = sorted(range(len(placed)), key=lambda column: _rank(placed[column], told))
    links = _links([placed[column] for column in order], told)
    rows, used = join(sorted(links, key=_honoured), len(placed))
    named = shared_terms(rows, health_terms() if terms is None else terms)
    matched = {one.name for row in rows for members in row.members for one in members}
    return Pairing(
        rows=tuple(sorted(named, key=lambda row: _place(row, placed))),
        links=tuple(_facing(link) for link in used),
        unmatched=tuple(tuple(one for one in report if one.name not in matched) for report in placed),
    )


def _readable(report: Sequence[PairSection]) -> Report:
    return tuple(sorted((one for one in report if one.text.strip()), key=lambda one: one.order))


def _rank(report: Report, hands: tuple[Hand, ...]) -> tuple[object, ...]:
    """Return what orders reports whichever column they stand in, so that swapping columns changes nothing."""
    column = report[0].report if report else 0
    told = [(name[1], hand.apart) for hand in hands for name in (hand.left, hand.right) if name[0] == column]
    return tuple((one.anchor, one.heading, one.text, one.role, one.topics) for one in report), sorted(told)


def _links(reports: Sequence[Report], hands: tuple[Hand, ...]) -> list[Link]:
    """Return the pairs of each two reports: those told by hand, then the likely ones of what is left."""
    described = describe(reports)
    verdicts = {frozenset((hand.left, hand.right)): hand.apart for hand in hands}
    return [
        link
        for left, right in combinations(range(len(reports)), 2)
        for link in _links_of_two(
            reports[left], reports[right], weigh(described[left], described[right]), verdicts
        )
    ]


def _links_of_two(
    left: Report, right: Report, weighed: Weighed, verdicts: dict[frozenset[Name], bool]
) -> list[Link]:
    confidence = weighed.confidence.copy()
    forced = []
    for row, one in enumerate(left):
        for column, other in enumerate(right):
            apart = verdicts.get(frozenset((one.name, other.name)))
            if apart is not None:
                confidence[row, column] = 0
            if apart is False:
                forced.append(Cell(row, column))
    for cell in forced:
        confidence[cell.row, :] = confidence[:, cell.column] = 0
    told = [Link(left[cell.row], right[cell.column], 1.0, ("hand",)) for cell in forced]
    return told + [
        Link(left[cell.row], right[cell.column], float(weighed.confidence[cell]), weighed.why(*cell))
        for cell in assign(confidence)
    ]


def _honoured(link: Link) -> tuple[bool, float]:
    return "hand" not in link.reasons, -link.confidence


def _facing(link: Link) -> Link:
    """Return the link with the section of the smaller column on the left."""
    if link.left.report < link.right.report:
        return link
    return replace(link, left=link.right, right=link.left)


def _place(row: Row, reports: Sequence[Report]) -> float:
    """Return how far down its sections stand in their reports on average, from 0 to 1."""
    places = [
        reports[column].index(one) / len(reports[column])
        for column, members in enumerate(row.members)
        for one in members
    ]
    return fsum(places) / len(places)
