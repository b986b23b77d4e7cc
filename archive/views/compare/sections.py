"""The sections of the reports compared, read in one query, as they are paired and as they are shown."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from archive.analysis.pairing import PairSection
from archive.models import Report, Section
from archive.text.scripts import Script, detect_script
from archive.views.compare.columns import Column
from archive.views.compare.text import Excerpt, excerpt, unglossed

_READ = (
    "revision",
    "parent",
    "order",
    "start",
    "level",
    "label",
    "heading",
    "heading_supplied",
    "body",
    "role",
    "topics",
    "flags",
)


Held = Sequence[Mapping[str, Section]]  # for every report its sections to compare, by anchor

_OPENING, _TELLING = 12, 3000  # sections, and characters of them, that tell the script of a report


@dataclass(frozen=True)
class Passage:
    """One section in a cell: its place on this page, its address, its headings and its text.

    `end` names it in addresses (`id.anchor`), `lang` is set when the source is not in the script of the page.
    """

    end: str
    url: str
    path: str
    supplied: bool
    lang: str
    text: Excerpt

    @property
    def id(self) -> str:
        """Return the anchor of the section on this page."""
        return self.end.replace(".", "-")


def sections_of(reports: Sequence[Report]) -> list[dict[str, Section]]:
    """Return, for every report, its sections to compare by anchor, in reading order.

    Containers are left out: their text stands in their children. Every section knows its ancestors.
    """
    revisions = [report.current_revision_id for report in reports]
    rows = list(Section.objects.filter(revision__in=revisions).only(*_READ).order_by("order"))
    by_key = {row.pk: row for row in rows}
    parents = {row.parent_id for row in rows}
    held: dict[int, dict[str, Section]] = defaultdict(dict)
    for row in rows:
        if row.parent_id:
            row.parent = by_key.get(row.parent_id)
        if row.body.strip() or row.pk not in parents:
            held[row.revision_id][row.anchor] = row
    return [held[revision] if revision else {} for revision in revisions]


def sections_by_key(held: Held) -> Mapping[int, Section]:
    """Return every section held, and those above them, by key."""
    found: dict[int, Section] = {}
    for by_anchor in held:
        for section in by_anchor.values():
            above: Section | None = section
            while above is not None and above.pk not in found:
                found[above.pk] = above
                above = above.parent
    return found


def pair_section(section: Section, place: int, column: Column) -> PairSection:
    """Return a section as the pairing takes it: `place` counts the columns from 0, glosses are taken out."""
    return PairSection(
        report=place,
        anchor=section.anchor,
        level=section.level,
        topics=tuple(section.topics),
        role=section.role,
        heading=section.heading,
        path=tuple(one.heading for one in _ancestors(section)),
        text=unglossed(section.body.strip() or section.title, column.min_glosses).text,
        order=section.order,
    )


def path_of(section: Section) -> str:
    """Return the labels above a section and its title; a supplied heading stands in 〔 〕."""
    above = [one.label.rstrip("、.．") or one.heading for one in _ancestors(section)]
    supplied = section.heading_supplied
    title = f"{section.label}〔{section.heading.strip('()（）')}〕" if supplied else section.title
    return " › ".join([*above, title])


def script_of(sections: Mapping[str, Section]) -> Script:
    """Return the script of a report's sections, told by its opening."""
    words = (section.body or section.title for section in sections.values())
    return detect_script("".join(islice(words, _OPENING))[:_TELLING])


def passage(section: Section, column: Column, terms: Sequence[str], script: Script) -> Passage:
    """Return a section as a cell shows it, the shared `terms` marked; `script` is that of its report."""
    return Passage(
        end=f"{column.report.public_id}.{section.anchor}",
        url=f"{column.address}#{section.anchor}",
        path=path_of(section),
        supplied=section.heading_supplied,
        lang="zh-Hant" if script == "hant" else "",
        text=excerpt(section.body, terms, column.min_glosses),
    )


def own_text(section: Section) -> str:
    """Return the words of a section on a page of its own: its heading and its text."""
    return f"{section.heading}\n{section.body}"


def _ancestors(section: Section) -> list[Section]:
    above: list[Section] = []
    while section.parent is not None:
        section = section.parent
        above.insert(0, section)
    return above
