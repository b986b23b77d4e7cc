"""Rows of the compare table: sections of several reports paired by topic and by part of the report."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import lexicons
from archive.models import Report, Section
from archive.text.segment import health_terms
from archive.views.compare_text import Excerpt, excerpt, shared_terms

# Parts of a report, by the role their sections bear. An overview belongs to what was done.
PARTS = {
    "done": gettext_lazy("总结"),
    "problem": gettext_lazy("问题"),
    "plan": gettext_lazy("计划"),
    "suggestion": gettext_lazy("建议"),
}
PART_OF_ROLE = {"problem": "problem", "plan": "plan", "suggestion": "suggestion"}
LAST_TOPIC = "general"  # what fits no topic is compared last
FULL = 3  # sections shown with their text in one cell; the others are links
LISTED = 6  # shared terms named beside a row


@dataclass(frozen=True)
class Column:
    """The head of one report's column."""

    report: Report
    year: str
    place: str
    kind: str
    source: str
    year_inferred: bool
    region_inferred: bool
    remove: str

    @classmethod
    def of(cls, report: Report, *, remove: str) -> "Column":
        """Describe `report`; `remove` is the address of the comparison without it."""
        inferred = report.inferred_fields
        return cls(
            report=report,
            year=str(report.shelf_year or _("年份未详")),
            place=report.region.name if report.region else _("地区未详"),
            kind=lexicons.kind_labels().get(report.kind, report.kind),
            source=lexicons.source_labels().get(report.source_type, ""),
            year_inferred=("reporting_year" if report.reporting_year else "plan_year") in inferred,
            region_inferred="region_code" in inferred,
            remove=remove,
        )

    @property
    def name(self) -> str:
        """Return place and year as written in titles."""
        return f"{self.place} {self.year}"

    @property
    def inference(self) -> str:
        """Return the clause saying what was inferred, or an empty string."""
        match self.year_inferred, self.region_inferred:
            case True, True:
                return _("年份与地区为推断")
            case True, False:
                return _("年份为推断")
            case False, True:
                return _("地区为推断")
        return ""


@dataclass(frozen=True)
class Passage:
    """One section in a cell: its address, its headings and its text."""

    url: str
    path: str
    supplied: bool
    text: Excerpt


@dataclass(frozen=True)
class Cell:
    """What one report says in one row.

    An empty cell names where the report treats the topic instead (`elsewhere`, a row id with its
    label), or the word to look for in its full text.
    """

    column: Column
    passages: tuple[Passage, ...] = ()
    more: tuple[Passage, ...] = ()
    elsewhere: tuple[tuple[str, str], ...] = ()
    look_for: str = ""


@dataclass(frozen=True)
class Row:
    """One topic in one part of the reports."""

    id: str
    topic: str
    part: str
    sections: int
    terms: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Topic:
    """The rows of one topic."""

    code: str
    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Comparison:
    """The table: topics two or more reports treat, then those of a single report."""

    shared: tuple[Topic, ...]
    single: tuple[Topic, ...]


# topic -> part -> one list of sections for each column
Filed = Mapping[str, Mapping[str, Sequence[Sequence[Section]]]]


def comparison(columns: Sequence[Column], part: str = "", topic: str = "") -> Comparison:
    """Return the table of these reports, narrowed to one part and one topic where given."""
    filed = _filed(columns, part, topic)
    order = list(lexicons.topic_labels())

    def rank(code: str) -> tuple[bool, int, int]:
        known = order.index(code) if code in order else len(order)
        return code == LAST_TOPIC, -_treating(filed[code]), known

    topics = {code: _topic(code, filed[code], columns) for code in sorted(filed, key=rank)}
    shared = tuple(row for code, row in topics.items() if _treating(filed[code]) > 1)
    single = tuple(row for code, row in topics.items() if _treating(filed[code]) == 1)
    return Comparison(shared, single)


def _filed(columns: Sequence[Column], part: str, topic: str) -> Filed:
    """File every section with text of its own under its first topic and its part."""
    filed: dict[str, dict[str, list[list[Section]]]] = defaultdict(
        lambda: defaultdict(lambda: [[] for _column in columns])
    )
    for place, column in enumerate(columns):
        for section in _sections(column.report):
            code, where = section.primary_topic or LAST_TOPIC, part_of(section.role)
            if part in {"", where} and topic in {"", code}:
                filed[code][where][place].append(section)
    return filed


def part_of(role: str) -> str:
    """Return the part of a report that sections of this role belong to."""
    return PART_OF_ROLE.get(role, "done")


def _sections(report: Report) -> list[Section]:
    """Return the sections to compare: all but containers, whose text stands in their children."""
    rows = Section.objects.filter(revision=report.current_revision_id).select_related("parent__parent")
    sections = list(rows)
    parents = {section.parent_id for section in sections}
    return [one for one in sections if one.body.strip() or one.pk not in parents]


def _treating(parts: Mapping[str, Sequence[Sequence[Section]]]) -> int:
    """Return how many reports treat a topic in any part."""
    return sum(any(found) for found in zip(*parts.values(), strict=True))


def _topic(code: str, parts: Mapping[str, Sequence[Sequence[Section]]], columns: Sequence[Column]) -> Topic:
    label = lexicons.topic_labels().get(code, code)
    rows = [_row(code, part, parts, columns) for part in PARTS if part in parts]
    return Topic(code, label, tuple(rows))


def _row(
    code: str,
    part: str,
    parts: Mapping[str, Sequence[Sequence[Section]]],
    columns: Sequence[Column],
) -> Row:
    found = parts[part]
    texts = ["\n".join(section.body for section in sections) for sections in found]
    own = lexicons.topic_terms().get(code, {})
    # The words of the topic itself say more about a row than the other words it shares.
    terms = sorted(shared_terms(texts, _terms()), key=lambda term: term not in own)
    cells = []
    for place, column in enumerate(columns):
        if found[place]:
            passages = [_passage(section, column, terms) for section in found[place]]
            cells.append(Cell(column, tuple(passages[:FULL]), tuple(passages[FULL:])))
        else:
            other = [(f"{code}-{p}", str(PARTS[p])) for p in PARTS if p in parts and parts[p][place]]
            cells.append(
                Cell(column, elsewhere=tuple(other), look_for="" if other else _look_for(code, terms))
            )
    count = sum(map(len, found))
    return Row(f"{code}-{part}", code, str(PARTS[part]), count, tuple(terms[:LISTED]), tuple(cells))


@cache
def _terms() -> frozenset[str]:
    """Return the folded words worth pointing out when reports share them."""
    known = {term for weights in lexicons.topic_terms().values() for term in weights}
    return frozenset(known | set(health_terms()))


def _look_for(code: str, terms: Sequence[str]) -> str:
    """Return the word to look for where no section has the topic: a shared one, or its weightiest."""
    weights = lexicons.topic_terms().get(code, {})
    shared = [term for term in terms if term in weights]
    return shared[0] if shared else max(weights, key=lambda term: weights[term], default="")


def _passage(section: Section, column: Column, terms: Sequence[str]) -> Passage:
    above = [s.label.rstrip("、.．") or s.heading for s in _ancestors(section)]
    supplied = section.heading_supplied
    title = f"{section.label}〔{section.heading.strip('()（）')}〕" if supplied else section.title
    return Passage(
        url=f"{column.report.get_absolute_url()}#{section.anchor}",
        path=" › ".join([*above, title]),
        supplied=supplied,
        text=excerpt(section.body, terms),
    )


def _ancestors(section: Section) -> list[Section]:
    above: list[Section] = []
    while section.parent is not None:
        section = section.parent
        above.insert(0, section)
    return above
