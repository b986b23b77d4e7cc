"""Rows of the compare table: sections of several reports paired by topic and by part of the report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import lexicons
from archive.analysis.align import AlignedRow, AlignSection, align, role_group
from archive.models import Report, Section
from archive.text.gloss import MIN_GLOSSES, strip_glosses
from archive.text.scripts import detect_script
from archive.views.compare_text import Excerpt, excerpt

# Parts of a report: role group -> name. An overview belongs to what was done.
PARTS = {
    "done": gettext_lazy("总结"),
    "problem": gettext_lazy("问题"),
    "plan": gettext_lazy("计划"),
    "suggestion": gettext_lazy("建议"),
}
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
    def min_glosses(self) -> int:
        """Return how many glosses a section needs to be read as glossed: one where the whole text is."""
        revision = self.report.current_revision
        defects = revision.defects if revision else []
        return 1 if any(kind == "gloss" for _start, _end, kind in defects) else MIN_GLOSSES

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
    lang: str  # set when the source is not in the script of the page
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
    part: str
    sections: int
    terms: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Topic:
    """The rows of one topic."""

    code: str
    label: str
    reports: int  # how many treat it in any part
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Comparison:
    """The table: topics two or more reports treat, then those of a single report."""

    shared: tuple[Topic, ...]
    single: tuple[Topic, ...]


def comparison(columns: Sequence[Column], part: str = "", topic: str = "") -> Comparison:
    """Return the table of these reports, narrowed to one part and one topic where given."""
    held = [{one.anchor: one for one in _sections(column.report)} for column in columns]
    placed = [
        [_placed(section, column) for section in by.values()]
        for column, by in zip(columns, held, strict=True)
    ]
    kept = [[one for one in sections if topic in {"", one.topic}] for sections in placed]
    if part:
        kept = [[one for one in sections if role_group(one.role) == part] for sections in kept]
    rows = align(kept, topic_order=list(lexicons.topic_labels()))
    grouped = [_topic(code, list(group), columns, held) for code, group in groupby(rows, lambda r: r.topic)]
    topics = sorted(grouped, key=lambda one: one.code == LAST_TOPIC)
    return Comparison(
        shared=tuple(one for one in topics if one.reports > 1),
        single=tuple(one for one in topics if one.reports == 1),
    )


def _sections(report: Report) -> list[Section]:
    """Return the sections to compare: all but containers, whose text stands in their children."""
    rows = Section.objects.filter(revision=report.current_revision_id).select_related("parent__parent")
    sections = list(rows)
    parents = {section.parent_id for section in sections}
    return [one for one in sections if one.body.strip() or one.pk not in parents]


def _placed(section: Section, column: Column) -> AlignSection:
    return AlignSection(
        anchor=section.anchor,
        topic=section.primary_topic or LAST_TOPIC,
        role=section.role,
        heading=section.heading,
        text=strip_glosses(section.body.strip() or section.title, column.min_glosses).text,
        order=section.order,
    )


def _topic(
    code: str,
    rows: Sequence[AlignedRow],
    columns: Sequence[Column],
    held: Sequence[Mapping[str, Section]],
) -> Topic:
    places = range(len(columns))
    treating = sum(any(row.cells[place] for row in rows) for place in places)
    made = [
        Row(
            id=f"{code}-{row.role}",
            part=str(PARTS[row.role]),
            sections=sum(map(len, row.cells)),
            terms=row.shared_terms[:LISTED],
            cells=tuple(_cell(columns[place], place, row, rows, held[place]) for place in places),
        )
        for row in rows
    ]
    return Topic(code, lexicons.topic_labels().get(code, code), treating, tuple(made))


def _cell(
    column: Column,
    place: int,
    row: AlignedRow,
    rows: Sequence[AlignedRow],
    held: Mapping[str, Section],
) -> Cell:
    found = [_passage(held[one.anchor], column, row.shared_terms) for one in row.cells[place]]
    if found:
        return Cell(column, tuple(found[:FULL]), tuple(found[FULL:]))
    others = [other for other in rows if other.cells[place]]
    elsewhere = tuple((f"{row.topic}-{other.role}", str(PARTS[other.role])) for other in others)
    return Cell(column, elsewhere=elsewhere, look_for="" if others else _look_for(row))


def _look_for(row: AlignedRow) -> str:
    """Return the word to look for where no section has the topic: a shared one, or its weightiest."""
    weights = lexicons.topic_terms().get(row.topic, {})
    shared = [term for term in row.shared_terms if term in weights]
    return shared[0] if shared else max(weights, key=lambda term: weights[term], default="")


def _passage(section: Section, column: Column, terms: Sequence[str]) -> Passage:
    above = [s.label.rstrip("、.．") or s.heading for s in _ancestors(section)]
    supplied = section.heading_supplied
    title = f"{section.label}〔{section.heading.strip('()（）')}〕" if supplied else section.title
    return Passage(
        url=f"{column.report.get_absolute_url()}#{section.anchor}",
        path=" › ".join([*above, title]),
        supplied=supplied,
        lang="zh-Hant" if detect_script(section.body or title) == "hant" else "",
        text=excerpt(section.body, terms, column.min_glosses),
    )


def _ancestors(section: Section) -> list[Section]:
    above: list[Section] = []
    while section.parent is not None:
        section = section.parent
        above.insert(0, section)
    return above
