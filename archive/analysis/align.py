"""Putting the sections of several reports side by side.

Different authors write different words, so sections are paired by what they are about
(topic) and what they do (role), not by their wording.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.text.fold import fold
from archive.text.segment import health_terms

# An introduction says what was done; the other roles are parts of a report of their own.
ROLE_GROUPS = ("done", "problem", "plan", "suggestion")
MAX_SHARED_TERMS = 8
PREFERRED_LENGTH = 3


@dataclass(frozen=True)
class AlignSection:
    """A section to be placed: its own text without that of the sections below it.

    `topic` is the primary topic code, `role` the section role, `order` the place in its
    report. A leaf that is nothing but a heading gives the heading as its text.
    """

    anchor: str
    topic: str
    role: str
    heading: str
    text: str
    order: int


@dataclass(frozen=True)
class AlignedRow:
    """What each report says on one topic in one role group.

    `cells` has one entry per report in the order asked for, empty where a report has no
    such section; `shared_terms` are folded terms that two or more of the cells hold, the
    most specific first.
    """

    topic: str
    role: str
    cells: tuple[tuple[AlignSection, ...], ...]
    shared_terms: tuple[str, ...] = ()

    @property
    def filled(self) -> int:
        """How many reports have such a section."""
        return sum(map(bool, self.cells))

    @property
    def is_shared(self) -> bool:
        """Whether two reports or more have such a section."""
        return self.filled > 1


@dataclass(frozen=True)
class _TermFinder:
    """Knows which terms each section holds, and how many sections hold a term."""

    held: Mapping[AlignSection, frozenset[str]]
    frequency: Mapping[str, int]

    def shared(self, cells: Iterable[Iterable[AlignSection]]) -> tuple[str, ...]:
        in_cells: Counter[str] = Counter()
        for cell in cells:
            in_cells.update(frozenset[str]().union(*(self.held[section] for section in cell)))
        terms = [term for term, count in in_cells.items() if count > 1]
        whole = [term for term in terms if not any(term in other != term for other in terms)]
        return tuple(sorted(whole, key=self._rank)[:MAX_SHARED_TERMS])

    def _rank(self, term: str) -> tuple[bool, int, int, str]:
        return len(term) < PREFERRED_LENGTH, self.frequency[term], -len(term), term


def align(
    reports: Sequence[Sequence[AlignSection]],
    topic_order: Sequence[str] = (),
    terms: Sequence[str] | None = None,
) -> list[AlignedRow]:
    """Return the rows of a comparison of `reports`, usually two to four.

    Topics that most reports treat come first, then `topic_order` (the taxonomy's; codes
    it lacks follow by name); within a topic done, problem, plan, suggestion. Containers,
    that is sections without text of their own, are left out. `terms` are the folded words
    to look for, the health lexicon unless given. The order of reports decides the order
    of cells and nothing else.
    """
    placed = [[section for section in report if section.text.strip()] for report in reports]
    finder = _term_finder(placed, health_terms() if terms is None else terms)
    rows = [
        AlignedRow(topic, group, cells, finder.shared(cells))
        for (topic, group), cells in _cells(placed).items()
    ]
    spread = Counter(topic for report in placed for topic in {section.topic for section in report})
    rank = {topic: index for index, topic in enumerate(topic_order)}
    return sorted(
        rows,
        key=lambda row: (
            -spread[row.topic],
            rank.get(row.topic, len(rank)),
            row.topic,
            ROLE_GROUPS.index(row.role),
        ),
    )


def role_group(role: str) -> str:
    """Return the role group a role belongs to; an unknown role counts as work done."""
    return role if role in ROLE_GROUPS else "done"


def _cells(
    reports: Sequence[Sequence[AlignSection]],
) -> dict[tuple[str, str], tuple[tuple[AlignSection, ...], ...]]:
    gathered: dict[tuple[str, str], list[list[AlignSection]]] = defaultdict(lambda: [[] for _ in reports])
    for column, report in enumerate(reports):
        for section in sorted(report, key=lambda section: section.order):
            gathered[section.topic, role_group(section.role)][column].append(section)
    return {key: tuple(map(tuple, columns)) for key, columns in gathered.items()}


def _term_finder(reports: Sequence[Sequence[AlignSection]], terms: Sequence[str]) -> _TermFinder:
    held = {section: _held(section, terms) for report in reports for section in report}
    frequency = Counter(term for found in held.values() for term in found)
    return _TermFinder(held, frequency)


def _held(section: AlignSection, terms: Sequence[str]) -> frozenset[str]:
    folded = fold(f"{section.heading}\n{section.text}")
    return frozenset(term for term in terms if term in folded)
