"""The outline editor: every section of a draft as a row, and the corrections a person's post means."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from archive.corrections import Corrections, OutlineNode, SectionChange, heading_of, outline
from archive.forms import SectionForm, section_initial
from archive.ingest.cleaning.layout import Tables, tables_of
from archive.ingest.types import Draft, SectionDraft, TextSpan

_EXCERPT = 60
_DEEPEST_INDENT = 4


@dataclass(frozen=True)
class Paragraph:
    """A paragraph at which a further section may begin."""

    start: int
    excerpt: str


@dataclass(frozen=True)
class OutlineRow:
    """One line of the outline editor."""

    node: OutlineNode
    form: SectionForm
    heading: str
    excerpt: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def key(self) -> str:
        """The key of the section, as in `Corrections.sections`."""
        return self.node.key

    @property
    def section(self) -> SectionDraft:
        """What the machine made of the section."""
        return self.node.machine

    @property
    def name(self) -> str:
        """Label and heading, or the first words: how the row is called in labels and messages."""
        return f"{self.section.label}{self.heading}" if self.heading else self.excerpt

    @property
    def indent(self) -> int:
        """How far the row stands in, 0 to 4, by the level in force."""
        return min(max(self.node.current.level - 1, 0), _DEEPEST_INDENT)


@dataclass(frozen=True)
class Outline:
    """All rows, and the places where a person cut."""

    rows: tuple[OutlineRow, ...]
    cuts: tuple[int, ...]

    def is_valid(self) -> bool:
        """Tell whether every posted row holds a choice that was offered."""
        return all(not row.form.is_bound or row.form.is_valid() for row in self.rows)

    def changes(self) -> dict[str, SectionChange]:
        """Return what differs from the machine, by section key. Only of a valid outline."""
        found = {row.key: row.form.change() if row.form.is_bound else row.node.change for row in self.rows}
        return {key: change for key, change in found.items() if change != SectionChange()}


def shown_outline(draft: Draft, kept: Corrections, posted: QueryDict | None = None) -> Outline:
    """Return the outline as kept, overlaid with what a person posted; rows not posted stay as kept.

    In a post, `cut` names the paragraphs (by offset) at which sections were cut, `uncut` those taken back.
    """
    cuts = kept.cuts if posted is None else _cuts(draft, posted)
    nodes = outline(draft.sections, Corrections(kept.values, kept.sections, cuts))
    return Outline(tuple(_rows(draft, nodes, posted)), cuts)


def _cuts(draft: Draft, posted: QueryDict) -> tuple[int, ...]:
    wanted = set(posted.getlist("cut")) - set(posted.getlist("uncut"))
    starts = (pieces[0].start for section in draft.sections for pieces in section.paragraphs)
    return tuple(start for start in starts if str(start) in wanted)


def _rows(draft: Draft, nodes: Sequence[OutlineNode], posted: QueryDict | None) -> Iterator[OutlineRow]:
    text, tables = draft.extracted.text, tables_of(draft.extracted)
    for at, node in enumerate(nodes):
        prefix = f"s{node.key}"
        sent = posted if posted is not None and f"{prefix}-level" in posted else None
        form = SectionForm(
            sent,
            prefix=prefix,
            section=node.machine,
            is_first=at == 0,
            initial=section_initial(node.machine, node.change),
        )
        excerpt = next((_excerpt(pieces, text) for pieces in node.machine.paragraphs), "")
        cuttable = tuple(_cuttable(node.machine, text, tables))
        yield OutlineRow(node, form, heading_of(node.machine, text), excerpt, cuttable)


def _cuttable(section: SectionDraft, text: str, tables: Tables) -> Iterator[Paragraph]:
    """Yield the paragraphs of a section, but not one that begins it anyway, nor rows within a table."""
    first_rows = {span.start for span in tables.spans}
    for pieces in section.paragraphs:
        start = pieces[0].start
        if start != section.start and (start in first_rows or not tables.hold(start)):
            yield Paragraph(start, _excerpt(pieces, text))


def _excerpt(pieces: Sequence[TextSpan], text: str) -> str:
    words = "".join(text[start:end] for start, end in pieces).strip()
    return words if len(words) <= _EXCERPT else f"{words[:_EXCERPT]}…"
