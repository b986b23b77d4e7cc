"""Pairing the sections of two to four reports."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from math import fsum

from archive.analysis.pairing.assign import Cell, assign
from archive.analysis.pairing.join import join
from archive.analysis.pairing.likeness import Described, describe
from archive.analysis.pairing.reading import Reading, read
from archive.analysis.pairing.shapes import Hand, Link, Name, Pairing, PairSection, Row
from archive.analysis.pairing.terms import shared_terms
from archive.analysis.pairing.weigh import Weighed, weigh
from archive.text.segment import health_terms

Report = tuple[PairSection, ...]

# What is remembered takes a few megabytes for each of so many comparisons, of so many sections or fewer.
_COMPARISONS, _SECTIONS, _CHARACTERS = 8, 400, 200_000


@dataclass(frozen=True)
class _Likely:
    """How surely any two sections pair: matrices for each two reports, and which row each section has."""

    weighed: dict[tuple[int, int], Weighed]
    places: dict[Name, tuple[int, int]]

    @classmethod
    def of(cls, reports: Sequence[Report], described: Sequence[Described]) -> "_Likely":
        """Weigh the sections of each two reports."""
        return cls(
            {
                (left, right): weigh(described[left], described[right])
                for left, right in combinations(range(len(reports)), 2)
            },
            {
                one.name: (place, row)
                for place, report in enumerate(reports)
                for row, one in enumerate(report)
            },
        )

    def between(self, one: PairSection, other: PairSection) -> float:
        """Return the confidence for two sections of two reports."""
        (left, row), (right, column) = sorted((self.places[one.name], self.places[other.name]))
        return float(self.weighed[left, right].confidence[row, column])


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
    ordered: tuple[Report, ...] = tuple(sorted(placed, key=lambda report: _rank(report, told)))
    reading, likely = _weighed(ordered)
    links = sorted(_links(ordered, likely, told), key=_honoured)
    rows, used = join(links, len(placed), _apart(told), likely.between)
    named = shared_terms(rows, reading, health_terms() if terms is None else terms)
    depths = {one.name: place / len(report) for report in placed for place, one in enumerate(report)}
    matched = {one.name for row in rows for members in row.members for one in members}
    return Pairing(
        rows=tuple(sorted(named, key=lambda row: _depth(row, depths))),
        links=tuple(_facing(link) for link in used),
        unmatched=tuple(tuple(one for one in report if one.name not in matched) for report in placed),
    )


def _weighed(reports: tuple[Report, ...]) -> tuple[Reading, _Likely]:
    """Weigh the sections of each two reports; those of large reports are weighed anew each time."""
    sections = [one for report in reports for one in report]
    small = len(sections) <= _SECTIONS and sum(len(one.text) for one in sections) <= _CHARACTERS
    return _remembered(reports) if small else _remembered.__wrapped__(reports)


# The same reports are asked for again narrowed, paired by hand, as a file; weighing is most of the work.
@lru_cache(_COMPARISONS)
def _remembered(reports: tuple[Report, ...]) -> tuple[Reading, _Likely]:
    reading = read(reports)
    return reading, _Likely.of(reports, describe(reading))


def _readable(report: Sequence[PairSection]) -> Report:
    return tuple(sorted((one for one in report if one.text.strip()), key=lambda one: one.order))


def _rank(report: Report, hands: tuple[Hand, ...]) -> tuple[object, ...]:
    """Return what orders reports whichever column they stand in, so that swapping columns changes nothing."""
    column = report[0].report if report else 0
    told = [(name[1], hand.apart) for hand in hands for name in (hand.left, hand.right) if name[0] == column]
    return tuple((one.anchor, one.heading, one.text, one.role, one.topics) for one in report), sorted(told)


def _links(reports: Sequence[Report], likely: _Likely, hands: tuple[Hand, ...]) -> list[Link]:
    """Return the pairs of each two reports: those told by hand, then the likely ones of what is left."""
    return [
        link
        for (left, right), weighed in likely.weighed.items()
        for link in _links_of_two(reports[left], reports[right], weighed, hands)
    ]


def _links_of_two(left: Report, right: Report, weighed: Weighed, hands: tuple[Hand, ...]) -> list[Link]:
    free = weighed.confidence.copy()
    verdicts = _verdicts(left, right, hands)
    told = [cell for cell, apart in verdicts.items() if not apart]
    for cell in verdicts:
        free[cell] = 0
    for cell in told:
        free[cell.row, :] = free[:, cell.column] = 0
    return [Link(left[cell.row], right[cell.column], 1.0, ("hand",)) for cell in told] + [
        Link(left[cell.row], right[cell.column], float(weighed.confidence[cell]), weighed.why(*cell))
        for cell in assign(free)
    ]


def _verdicts(left: Report, right: Report, hands: tuple[Hand, ...]) -> dict[Cell, bool]:
    """Return where hands have spoken on two reports, and whether they keep apart; the last word counts."""
    rows = {one.name: place for place, one in enumerate(left)}
    columns = {one.name: place for place, one in enumerate(right)}
    found = {}
    for hand in hands:
        for one, other in ((hand.left, hand.right), (hand.right, hand.left)):
            if one in rows and other in columns:
                found[Cell(rows[one], columns[other])] = hand.apart
    return found


def _apart(hands: tuple[Hand, ...]) -> frozenset[frozenset[Name]]:
    """Return the pairs that hands keep apart; the last word on a pair counts."""
    said = {frozenset((hand.left, hand.right)): hand.apart for hand in hands}
    return frozenset(pair for pair, apart in said.items() if apart)


def _honoured(link: Link) -> tuple[bool, float]:
    return "hand" not in link.reasons, -link.confidence


def _facing(link: Link) -> Link:
    """Return the link with the section of the smaller column on the left."""
    if link.left.report < link.right.report:
        return link
    return replace(link, left=link.right, right=link.left)


def _depth(row: Row, depths: Mapping[Name, float]) -> float:
    """Return how far down their reports its sections stand on average, from 0 to 1."""
    found = [depths[one.name] for members in row.members for one in members]
    return fsum(found) / len(found)
