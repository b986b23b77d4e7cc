"""The compare table as it is shown: sections of several reports, paired, grouped by topic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import lexicons
from archive.analysis.pairing import Pairing, PairSection
from archive.models import Section
from archive.services.pairings import PairEnd
from archive.text.fold import fold
from archive.text.scripts import Script
from archive.views.compare.address import PARTS, Asked
from archive.views.compare.alike import Alike, alike_sections
from archive.views.compare.columns import Column
from archive.views.compare.hands import HandMark, Hands
from archive.views.compare.rows import Line, TopicLines, topics_of
from archive.views.compare.sections import Held, Passage, passage, script_of

FULL = 3  # sections shown with their text in one cell; the others are links
LISTED = 6  # shared terms named beside a row
_SURE, _FAIR = 0.85, 0.6  # from these confidences on a pair is 高, 中
_LIKENESS = {"heading": gettext_lazy("标题"), "content": gettext_lazy("内容")}


@dataclass(frozen=True)
class Certainty:
    """How sure a pair is: a word, the share of such pairs found right (`0.82`), what speaks for it."""

    word: str
    share: str
    why: str


@dataclass(frozen=True)
class Cell:
    """What one report says in one row.

    An empty cell names where the report treats the topic instead (`elsewhere`, a row id with its label), or
    the word to look for in its full text.
    """

    column: Column
    passages: tuple[Passage, ...] = ()
    more: tuple[Passage, ...] = ()
    elsewhere: tuple[tuple[str, str], ...] = ()
    look_for: str = ""

    def nothing(self, row: "Row") -> str:
        """Return the sentence an empty cell of `row` holds."""
        if not self.elsewhere:
            return _("未见此主题的章节。")
        if row.certainty:
            return _("未见相配的章节。")
        return _("%(part)s中没有未配对的章节。") % {"part": row.part}


@dataclass(frozen=True)
class Row:
    """Sections that belong together, or (`certainty` None) what a topic has without partners."""

    id: str
    part: str
    sections: int
    terms: tuple[str, ...]
    cells: tuple[Cell, ...]
    certainty: Certainty | None = None
    hands: tuple[HandMark, ...] = ()
    alike: tuple[Alike, ...] = ()

    @property
    def by_hand(self) -> bool:
        """Whether a person made the pair."""
        return bool(self.hands)


@dataclass(frozen=True)
class Topic:
    """The rows of one topic."""

    code: str
    label: str
    reports: int  # how many treat it in any row
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Comparison:
    """The table: topics two or more reports treat, then those of a single report."""

    shared: tuple[Topic, ...]
    single: tuple[Topic, ...]

    @property
    def pairs(self) -> int:
        """Return the number of rows of sections that belong together."""
        return sum(row.certainty is not None for row in self._rows)

    @property
    def unmatched(self) -> int:
        """Return the number of sections without a partner."""
        return sum(row.sections for row in self._rows if row.certainty is None)

    @property
    def _rows(self) -> list[Row]:
        return [row for topic in (*self.shared, *self.single) for row in topic.rows]


def comparison(
    columns: Sequence[Column], held: Held, pairing: Pairing, asked: Asked, hands: Hands
) -> Comparison:
    """Return the table of these reports, their sections `held` by anchor, narrowed as asked."""
    table = _Table(columns, held, hands, [script_of(sections) for sections in held])
    grouped = topics_of(pairing, [len(by_anchor) for by_anchor in held], asked.part, asked.topic)
    topics = [table.topic(group) for group in grouped]
    return Comparison(
        shared=tuple(one for one in topics if one.reports > 1),
        single=tuple(one for one in topics if one.reports == 1),
    )


@dataclass(frozen=True)
class _Table:
    """What rows are made with."""

    columns: Sequence[Column]
    held: Sequence[Mapping[str, Section]]
    hands: Hands
    scripts: Sequence[Script]

    def topic(self, group: TopicLines) -> Topic:
        ids = _ids(group)
        rows = tuple(self._row(place, group, ids) for place in range(len(group.lines)))
        return Topic(group.topic, lexicons.topic_labels().get(group.topic, group.topic), group.reports, rows)

    def _row(self, place: int, group: TopicLines, ids: Sequence[str]) -> Row:
        line = group.lines[place]
        ends = [PairEnd(self.columns[one.report].report.public_id, one.anchor) for one in line.sections]
        members = [[self._section(one) for one in column] for column in line.members]
        close = alike_sections(self.columns, members) if line.paired else ()
        return Row(
            id=ids[place],
            part=str(PARTS[line.part]),
            sections=len(line.sections),
            terms=line.shared_terms[:LISTED],
            cells=tuple(self._cell(column, line, group, ids) for column in range(len(self.columns))),
            certainty=_certainty(line) if line.paired else None,
            hands=self.hands.within(ends) if line.paired else (),
            alike=tuple(close),
        )

    def _cell(self, place: int, line: Line, group: TopicLines, ids: Sequence[str]) -> Cell:
        column = self.columns[place]
        found = [
            passage(self._section(one), column, line.shared_terms, self.scripts[place])
            for one in line.members[place]
        ]
        if found:
            return Cell(column, tuple(found[:FULL]), tuple(found[FULL:]))
        elsewhere = tuple(
            (ids[other], _label(one)) for other, one in enumerate(group.lines) if one.members[place]
        )
        look_for = "" if line.paired and elsewhere else _look_for(line)
        return Cell(column, elsewhere=elsewhere[:FULL], look_for=look_for)

    def _section(self, one: PairSection) -> Section:
        return self.held[one.report][one.anchor]


def _ids(group: TopicLines) -> list[str]:
    """Return an id for every line: topic and part, pairs numbered."""
    counted: dict[str, int] = {}
    ids = []
    for line in group.lines:
        name = f"{group.topic}-{line.part}"
        if line.paired:
            counted[name] = counted.get(name, 0) + 1
            name = f"{name}-{counted[name]}"
        ids.append(name)
    return ids


def _label(line: Line) -> str:
    part = str(PARTS[line.part])
    return part if line.paired else _("%(part)s（未配对）") % {"part": part}


def _certainty(line: Line) -> Certainty:
    word = _("高") if line.confidence >= _SURE else _("中") if line.confidence >= _FAIR else _("低")
    alike = [str(_LIKENESS[reason]) for reason in line.reasons if reason in _LIKENESS]
    clauses = [_("%(what)s相近") % {"what": "、".join(alike)}] if alike else []
    if "topic" in line.reasons:
        clauses.append(_("主题相同"))
    return Certainty(word, f"{line.confidence:.2f}", "，".join(clauses))


def _look_for(line: Line) -> str:
    """Return the word to look for where no section has the topic: a shared one, or the weightiest said."""
    weights = lexicons.topic_terms().get(line.topic, {})
    shared = [term for term in line.shared_terms if term in weights]
    if shared:
        return shared[0]
    said = fold("\n".join(f"{one.heading}\n{one.text}" for one in line.sections))
    return max(weights, key=lambda term: (term in said, weights[term]), default="")
