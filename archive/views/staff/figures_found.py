"""The numbers recognised in a waiting file, as they would be published: made of rows that are never saved."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from archive import rows
from archive.figure_rows import rows_of
from archive.models import Figure, Section
from archive.views.figure_cells import amount_of, doubts_of, role_word, said_amount, sentence_of
from archive.views.staff.sheet import Sheet

MOST = 500  # lines of one page; a report has a hundred or two


@dataclass(frozen=True)
class FoundFigure:
    """One number: what it measures, how much, the words it stands in, and every doubt."""

    figure: Figure
    amount: str
    role: str
    section: str
    sentence: str
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class FoundFigures:
    """The first MOST numbers of a file, and how many there are of each sort."""

    lines: tuple[FoundFigure, ...]
    total: int
    placed: int  # those of an indicator
    doubtful: int


def found_figures(sheet: Sheet) -> FoundFigures:
    """Return the numbers of a file with the corrections stored so far in force."""
    revision = rows.revision_of(sheet.draft)
    sections = sorted(rows.sections_of(revision, sheet.draft, sheet.kept), key=lambda one: one.start)
    figures = rows_of(revision, rows.figures_of(sheet.draft, sheet.kept), sections)
    shown = figures[:MOST]
    prefetch_related_objects(shown, "indicator")
    return FoundFigures(
        lines=tuple(_line(figure, figure.section) for figure in shown),
        total=len(figures),
        placed=sum(figure.indicator_id is not None for figure in figures),
        doubtful=sum(bool(figure.flags) for figure in figures),
    )


def _line(figure: Figure, section: Section | None) -> FoundFigure:
    return FoundFigure(
        figure=figure,
        amount=said_amount(amount_of(figure)),
        role="" if figure.role == Figure.Role.ACTUAL else role_word(figure.role),
        section=section.title if section else "",
        sentence=" ".join(sentence_of(figure.revision.text, figure).split()),
        doubts=tuple(doubts_of(figure)),
    )
