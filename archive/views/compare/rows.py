"""The rows of the compare table before they are shown: paired sections, and what stayed without a partner."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive import lexicons
from archive.analysis.pairing import Pairing, PairSection, Reason, Row
from archive.analysis.parts import ROLE_GROUPS, role_group

LAST_TOPIC = "general"  # what fits no topic is compared last


@dataclass(frozen=True)
class Line:
    """One row: a topic in one part of the reports, `members` one tuple of sections per column.

    `paired` tells whether the sections belong together; else they are what the topic has without partners.
    """

    topic: str
    part: str
    members: tuple[tuple[PairSection, ...], ...]
    paired: bool
    confidence: float = 0.0
    reasons: tuple[Reason, ...] = ()
    shared_terms: tuple[str, ...] = ()

    @property
    def sections(self) -> tuple[PairSection, ...]:
        """Return the sections of all columns."""
        return tuple(section for column in self.members for section in column)


@dataclass(frozen=True)
class TopicLines:
    """The lines of one topic, and how many reports treat it in any of them."""

    topic: str
    lines: tuple[Line, ...]
    reports: int


def topics_of(pairing: Pairing, lengths: Sequence[int], part: str, topic: str) -> list[TopicLines]:
    """Return the lines of a pairing by topic: what most reports treat first, what fits no topic last.

    `lengths` are the numbers of sections of the reports. With a `part` or a `topic` only lines holding it
    are kept. The order does not depend on that of the columns.
    """
    grouped: dict[str, list[Line]] = defaultdict(list)
    for line in (*_paired(pairing, topic), *_loose(pairing)):
        if part in {"", line.part} and topic in {"", line.topic}:
            grouped[line.topic].append(line)
    found = [
        TopicLines(code, tuple(sorted(lines, key=lambda one: _place(one, lengths))), _treating(lines))
        for code, lines in grouped.items()
    ]
    rank = {code: place for place, code in enumerate(lexicons.topic_labels())}
    return sorted(
        found,
        key=lambda one: (
            one.topic == LAST_TOPIC,
            -one.reports,
            rank.get(one.topic, len(rank)),
            one.topic,
        ),
    )


def topic_of(section: PairSection) -> str:
    """Return the topic a section stands under."""
    return section.primary_topic or LAST_TOPIC


def _paired(pairing: Pairing, topic: str) -> Iterator[Line]:
    for row in pairing.rows:
        sections = [section for column in row.members for section in column]
        topics = Counter(map(topic_of, sections))
        yield Line(
            topic=topic if topic in topics else _commonest(topics),
            part=_part(row),
            members=row.members,
            paired=True,
            confidence=row.confidence,
            reasons=row.reasons,
            shared_terms=row.shared_terms,
        )


def _loose(pairing: Pairing) -> Iterator[Line]:
    columns = pairing.unmatched
    gathered: dict[tuple[str, str], list[list[PairSection]]] = defaultdict(lambda: [[] for _ in columns])
    for place, column in enumerate(columns):
        for section in column:
            gathered[topic_of(section), role_group(section.role)][place].append(section)
    for (topic, part), members in gathered.items():
        yield Line(topic, part, tuple(map(tuple, members)), paired=False)


def _commonest(topics: Mapping[str, int]) -> str:
    """Return the topic most sections of a row have; of equals, one that says something, then by name."""
    return min(topics, key=lambda code: (-topics[code], code == LAST_TOPIC, code))


def _part(row: Row) -> str:
    parts = Counter(role_group(section.role) for column in row.members for section in column)
    return min(parts, key=lambda part: (-parts[part], ROLE_GROUPS.index(part)))


def _place(line: Line, lengths: Sequence[int]) -> tuple[int, bool, float, list[str]]:
    """Order lines by part, pairs first, then by how far down the reports their sections stand."""
    depths = sorted(one.order / max(lengths[one.report], 1) for one in line.sections)
    anchors = sorted(one.anchor for one in line.sections)
    return ROLE_GROUPS.index(line.part), not line.paired, round(sum(depths) / len(depths), 6), anchors


def _treating(lines: Sequence[Line]) -> int:
    return len({section.report for line in lines for section in line.sections})
