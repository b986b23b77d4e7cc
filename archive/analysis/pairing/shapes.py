"""What goes into a pairing of sections and what comes out."""

from dataclasses import dataclass, field
from typing import Literal

Reason = Literal["heading", "content", "topic", "hand"]
Name = tuple[int, str]  # a section: the column of its report, its anchor


@dataclass(frozen=True)
class PairSection:
    """A section to be paired.

    `report` is the column of its report, counted from 0; `anchor` names it within the report. `topics` are
    topic codes, the primary one first; `path` holds the headings above, the outermost first. `text` is its
    own text without that of the sections below: empty for a container, which is never paired itself, and the
    heading for a leaf that is nothing but a heading. `order` is its place in the report, `level` 0 a preface.
    """

    report: int
    anchor: str
    level: int
    topics: tuple[str, ...]
    role: str
    heading: str
    path: tuple[str, ...]
    text: str
    order: int

    @property
    def name(self) -> Name:
        """Return column and anchor, which no other section of a comparison shares."""
        return self.report, self.anchor

    @property
    def primary_topic(self) -> str:
        """Return the first topic code, or an empty string."""
        return self.topics[0] if self.topics else ""


@dataclass(frozen=True)
class Hand:
    """A person's word on two sections of two reports: a pair, or (`apart`) no pair.

    Which of the two is called left does not matter. A hand naming a section that is not there has no effect.
    """

    left: Name
    right: Name
    apart: bool = False


@dataclass(frozen=True)
class Link:
    """Two sections of two reports that belong together; `left` stands in the smaller column.

    `confidence` (0 to 1) is the share of such pairs that turned out right on hand-made truth; a hand's is 1.
    `reasons` say what speaks for the pair, the weightiest first.
    """

    left: PairSection
    right: PairSection
    confidence: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Row:
    """One line of the table: what each report says on the same matter.

    `members` has one tuple per report, empty where a report has no such section, in the order of the report;
    more than one where a section of another report belongs to each of them. `confidence` is that of the row's
    weakest needed link (1 for a row of a single report), `reasons` all that its links give. `shared_terms`
    are folded terms that two or more of the reports hold, the most specific first.
    """

    members: tuple[tuple[PairSection, ...], ...]
    confidence: float
    reasons: tuple[Reason, ...]
    shared_terms: tuple[str, ...] = ()

    @property
    def filled(self) -> int:
        """How many reports have such a section."""
        return sum(map(bool, self.members))

    @property
    def is_shared(self) -> bool:
        """Whether two reports or more have such a section."""
        return self.filled > 1


@dataclass(frozen=True)
class Pairing:
    """The rows of a comparison, each shared by two reports or more, and what stayed without a partner.

    `rows` are in the order of the reports; `links` are the pairs the rows are made of; `unmatched` has one
    tuple per report: its sections with text that stand in no row, in their order.
    """

    rows: tuple[Row, ...]
    links: tuple[Link, ...]
    unmatched: tuple[tuple[PairSection, ...], ...] = field(default=())
