"""The reading model: a revision's sections as runs of text ready for a template to escape."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from archive.ingest.cleaning.layout import tables_of
from archive.ingest.types import Extracted, TextSpan
from archive.models import Revision, Section
from archive.text.spans import Span
from archive.views.noted_figures import FIRST, NotedFigure, ShownFigure, figure_spans, noted_by_section
from archive.views.runs import GLOSS, Convert, Proposal, Run, RunReader, Runs

DEEPEST_LISTED = 3
_BRACKETS = "()（）〔〕"
_DIGIT = re.compile(r"\d")
_Pieces = Sequence[Sequence[int]]


@dataclass(frozen=True)
class TableRow:
    """One line of a table: the runs of each cell; `is_head` where it names the columns."""

    cells: tuple[Runs, ...]
    is_head: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph, or a table in its place among the paragraphs."""

    runs: Runs = ()
    rows: tuple[TableRow, ...] = ()


@dataclass(frozen=True)
class ReadingSection:
    """One section as shown: heading and paragraphs in runs, and what the archive adds."""

    section: Section
    label: str
    heading: Runs
    supplied_heading: str
    blocks: tuple[Block, ...]
    hits: int
    damaged: tuple[str, ...]
    label_runs: Runs = ()  # empty when the source does not have the label as it is given
    label_repair: str = ""  # what a damaged label may have read
    figures: tuple[NotedFigure, ...] = ()

    @property
    def rank(self) -> int:
        """Level of the HTML heading: 2 for the first level, 4 at most."""
        return min(max(self.section.level, 1) + 1, 4)

    @property
    def label_supplied(self) -> bool:
        """Whether the archive, not the source, gave the label."""
        return self.section.label_supplied

    @property
    def paragraphs(self) -> tuple[Runs, ...]:
        """The paragraphs that are no rows of a table."""
        return tuple(block.runs for block in self.blocks if block.runs)

    @property
    def title_runs(self) -> Runs:
        """The label as far as the source has it, what it may have read, and the heading."""
        if not self.label_runs:
            return self.heading
        repaired = (Run("", supplied=self.label_repair),) if self.label_repair else ()
        return (*self.label_runs, *repaired, *self.heading)

    @property
    def first_figures(self) -> tuple[NotedFigure, ...]:
        """The figures named at once."""
        return self.figures[:FIRST]

    @property
    def further_figures(self) -> tuple[NotedFigure, ...]:
        """The figures named on demand."""
        return self.figures[FIRST:]

    @property
    def heading_words(self) -> str:
        """The heading without marks, in the script shown."""
        return "".join(run.text for run in self.heading)


@dataclass(frozen=True)
class Reading:
    """A text as shown: its sections, how many hits they hold, how many glosses were left out."""

    sections: tuple[ReadingSection, ...]
    hits: int
    glosses_hidden: int

    @property
    def chapters(self) -> list["Chapter"]:
        """The table of contents: levels 0 and 1, each with the levels 2 and 3 below it.

        The hits of a section too deep to be listed count for the entry it stands below.
        """
        chapters: list[Chapter] = []
        for shown in self.sections:
            if shown.section.level <= 1 or not chapters:
                chapters.append(Chapter(shown))
            elif shown.section.level <= DEEPEST_LISTED:
                chapters[-1].entries.append(shown)
            elif chapters[-1].entries:
                chapters[-1].entries[-1] = _with_hits(chapters[-1].entries[-1], shown)
            else:
                chapters[-1] = Chapter(_with_hits(chapters[-1].top, shown))
        return chapters

    @property
    def damaged(self) -> tuple[str, ...]:
        """The damaged words of the source shown here, each once."""
        return tuple(dict.fromkeys(word for one in self.sections for word in one.damaged))


@dataclass(frozen=True)
class Chapter:
    """A top entry of the table of contents and the entries below it."""

    top: ReadingSection
    entries: list[ReadingSection] = field(default_factory=list)


def _with_hits(entry: ReadingSection, below: ReadingSection) -> ReadingSection:
    return replace(entry, hits=entry.hits + below.hits)


@dataclass(frozen=True)
class _Reader:
    """Builds sections from runs, rows of a table together."""

    runs: RunReader
    tables: tuple[TextSpan, ...]
    noted: Mapping[int, tuple[NotedFigure, ...]]

    def section(self, section: Section) -> ReadingSection:
        before = len(self.runs.numbers)
        label = section.label_span(self.runs.text)
        label_runs = self.runs.runs([label]) if label else ()
        heading = self.runs.runs([] if section.heading_supplied else section.heading_pieces)
        blocks = tuple(self._blocks(section.paragraphs))
        return ReadingSection(
            section=section,
            label=self.runs.shown(section.label),
            label_runs=label_runs,
            heading=heading,
            supplied_heading="" if heading else self.runs.shown(section.heading.strip(_BRACKETS)),
            blocks=blocks,
            hits=len(self.runs.numbers) - before,
            label_repair=self._about_label(section),
            figures=self.noted.get(section.pk or 0, ()),
            damaged=_damaged([heading, *(runs for block in blocks for runs in _runs_of(block))]),
        )

    def _about_label(self, section: Section) -> str:
        pieces = section.heading_pieces or (section.paragraphs[:1] or [[]])[0]
        if section.label_supplied or not section.label or not pieces:
            return ""
        label = section.label_span(self.runs.text)
        beside = self.runs.supplied_within(*label) if label else ""  # stands in the runs of the label
        return self.runs.supplied_within(section.start, pieces[0][0]).removeprefix(beside)

    def _blocks(self, paragraphs: Iterable[_Pieces]) -> Iterator[Block]:
        for table, group in groupby(paragraphs, key=self._table):
            rows = list(group)
            cells = [list(_cells(self.runs.text, pieces)) for pieces in rows] if table is not None else []
            if max(map(len, cells), default=0) > 1:
                yield Block(rows=self._rows(cells))
            else:  # one cell a line is only a box around paragraphs
                yield from (Block(runs=runs) for runs in map(self.runs.runs, rows) if runs)

    def _rows(self, rows: list[list[_Pieces]]) -> tuple[TableRow, ...]:
        width = max(map(len, rows))
        text = self.runs.text
        words = ["".join(text[start:end] for start, end in cell).strip() for cell in rows[0]]
        # Names of columns hold no figures, and each column has one.
        headed = len(rows) > 1 and len(words) == width and all(w and not _DIGIT.search(w) for w in words)
        return tuple(
            TableRow(tuple(self.runs.runs(cell) for cell in _padded(row, width)), is_head=headed and at == 0)
            for at, row in enumerate(rows)
        )

    def _table(self, pieces: _Pieces) -> int | None:
        """Return which table a paragraph stands in, or None."""
        at = bisect_right(self.tables, (pieces[0][0], len(self.runs.text))) - 1
        return at if at >= 0 and pieces[0][0] < self.tables[at].end else None


def read(
    revision: Revision,
    sections: Iterable[Section],
    hits: Iterable[Span] = (),
    convert: Convert | None = None,
    figures: Sequence[ShownFigure] = (),
) -> Reading:
    """Return `sections` of `revision` as shown.

    `hits` are spans of layer `hit` into `revision.text`; `convert` rewrites the text for
    display and leaves pinyin glosses out, None keeps the source byte for byte. `figures` are those of the
    revision whose numbers get anchors; the ones of indicators are noted beside their section.
    """
    defects = [Span(start, end, "defect", kind) for start, end, kind in revision.defects]
    proposals = [
        Proposal(start, end, reading, exact) for start, end, reading, _kind, exact, _note in revision.repairs
    ]
    chosen = list(sections)
    runs = RunReader(revision.text, [*defects, *figure_spans(figures), *hits], convert, proposals)
    spans = tuple(TextSpan(start, end) for start, end in revision.tables)
    tables = tables_of(Extracted(revision.text, revision.encoding, tables=spans)).spans
    reader = _Reader(runs, tables, noted_by_section(chosen, figures, convert))
    shown = tuple(reader.section(section) for section in chosen)
    return Reading(shown, len(runs.numbers), len(runs.hidden))


def _cells(text: str, pieces: _Pieces) -> Iterator[_Pieces]:
    """Yield the pieces of each cell of a line whose cells are separated by tabs."""
    cell: list[tuple[int, int]] = []
    for start, end in pieces:
        position = start
        while (tab := text.find("\t", position, end)) >= 0:
            yield [*cell, (position, tab)]
            cell, position = [], tab + 1
        cell.append((position, end))
    yield cell


def _padded(row: list[_Pieces], width: int) -> list[_Pieces]:
    return [*row, *([[]] * (width - len(row)))]


def _runs_of(block: Block) -> Iterator[Runs]:
    yield block.runs
    yield from (cell for row in block.rows for cell in row.cells)


def _damaged(shown: Iterable[Runs]) -> tuple[str, ...]:
    """Return the damaged words shown, each once; glosses are no damage."""
    found = (run.text for runs in shown for run in runs if run.defect and run.defect != GLOSS)
    return tuple(dict.fromkeys(found))
