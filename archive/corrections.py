"""What a person changed about a draft before it is published, as plain JSON-ready values.

Sections are named by their key: the offset they start at, with an `x` for a supplied node that shares its
start with a real one (the anchor without its `s`). Keys stay whatever people cut, merge or drop.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import pairwise
from typing import Any

from archive.ingest.types import Metadata, SectionDraft, TextSpan

EDITABLE = (
    "title",
    "region_code",
    "reporting_year",
    "plan_year",
    "kind",
    "issuer",
    "doc_no",
    "index_no",
    "published",
    "signed",
    "source_name",
    "source_url",
    "source_type",
)
LONGEST_HEADING = 60  # characters; a longer paragraph at a cut stays body


@dataclass(frozen=True)
class SectionChange:
    """A person's word on one section; None leaves what the machine said."""

    level: int | None = None
    role: str | None = None
    topic: str | None = None
    drop: bool = False
    merge: bool = False  # its words become part of the section before it


@dataclass(frozen=True)
class Corrections:
    """Metadata values set by a person (names in EDITABLE), and changes by section key.

    `cuts` are offsets of paragraphs at which a person began a further section.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    sections: Mapping[str, SectionChange] = field(default_factory=dict)
    cuts: tuple[int, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return plain JSON values, to be read back by `from_json`."""
        sections = {key: asdict(change) for key, change in self.sections.items()}
        return {"values": dict(self.values), "sections": sections, "cuts": list(self.cuts)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Corrections":
        """Read what `as_json` wrote; an empty mapping gives no corrections."""
        sections = {key: SectionChange(**change) for key, change in stored.get("sections", {}).items()}
        return cls(dict(stored.get("values", {})), sections, tuple(stored.get("cuts", ())))


@dataclass(frozen=True)
class OutlineNode:
    """One section as a person sees it in the outline: its key, what the machine said, what is in force."""

    key: str
    machine: SectionDraft
    current: SectionDraft
    change: SectionChange
    is_cut: bool = False


def check_editable(names: Iterable[str]) -> None:
    """Raise ValueError when one of the names may not be corrected."""
    unknown = set(names) - set(EDITABLE)
    if unknown:
        raise ValueError(f"not editable: {', '.join(sorted(unknown))}")


def corrected_metadata(metadata: Metadata, corrections: Corrections) -> Metadata:
    """Return the metadata with the person's values in force.

    Raises ValueError for a name that may not be corrected.
    """
    check_editable(corrections.values)
    return replace(metadata, **corrections.values)


def outline(sections: Sequence[SectionDraft], corrections: Corrections) -> list[OutlineNode]:
    """Return every section in reading order, cut where a person cut, with its change; none left out."""
    virtual = {one for one, after in pairwise(sections) if one.start == after.start}
    nodes: list[OutlineNode] = []
    for section in sections:
        for piece in _cut(section, corrections.cuts):
            key = f"{piece.start}x" if section in virtual else str(piece.start)
            change = corrections.sections.get(key, SectionChange())
            is_cut = piece.start != section.start
            nodes.append(OutlineNode(key, piece, _changed(piece, change), change, is_cut))
    return nodes


def corrected_sections(
    sections: Sequence[SectionDraft], corrections: Corrections
) -> list[tuple[SectionDraft, SectionDraft]]:
    """Return (machine's, in force) pairs in reading order: dropped ones left out, merged ones joined.

    Parents are set by level.
    """
    kept: list[tuple[SectionDraft, SectionDraft]] = []
    for node in outline(sections, corrections):
        if node.change.drop:
            continue
        if node.change.merge and kept:
            machine, before = kept[-1]
            kept[-1] = machine, _joined(before, node.machine)
        else:
            kept.append((node.machine, node.current))
    parents = parents_by_level([current.level for _, current in kept])
    return [
        (machine, replace(current, parent=parent))
        for (machine, current), parent in zip(kept, parents, strict=True)
    ]


def heading_of(section: SectionDraft, text: str) -> str:
    """Return the heading as shown: the recognised one, or for a section cut by hand its first paragraph."""
    return section.heading or "".join(text[a:b] for a, b in section.heading_pieces).strip()


def parents_by_level(levels: list[int]) -> list[int | None]:
    """Return for each node the index of the nearest earlier node of a lower level; level 0 stands alone."""
    parents: list[int | None] = []
    open_nodes: list[tuple[int, int]] = []
    for index, level in enumerate(levels):
        while open_nodes and open_nodes[-1][0] >= level:
            open_nodes.pop()
        parents.append(open_nodes[-1][1] if open_nodes else None)
        if level > 0:
            open_nodes.append((level, index))
    return parents


def _changed(section: SectionDraft, change: SectionChange) -> SectionDraft:
    topics = section.topics
    if change.topic is not None:
        topics = (change.topic, *(topic for topic in topics if topic != change.topic))
    return replace(
        section,
        level=section.level if change.level is None else change.level,
        role=section.role if change.role is None else change.role,
        topics=topics,
    )


def _cut(section: SectionDraft, cuts: Sequence[int]) -> list[SectionDraft]:
    """Return the section in pieces, each beginning at a cut paragraph; the first keeps label and heading."""
    starts = [pieces[0].start for pieces in section.paragraphs]
    # A cut at the first paragraph of a section without a heading would leave nothing before it.
    places = [at for at, start in enumerate(starts) if start in cuts and start != section.start]
    if not places:
        return [section]
    ends = [starts[at] for at in places]
    pieces = [replace(section, paragraphs=section.paragraphs[: places[0]], end=ends[0])]
    for at, until, end in zip(places, [*places[1:], None], [*ends[1:], section.end], strict=True):
        pieces.append(_piece(section, section.paragraphs[at:until], end))
    return pieces


def _piece(section: SectionDraft, paragraphs: tuple[tuple[TextSpan, ...], ...], end: int) -> SectionDraft:
    """Return a section made of `paragraphs`; a short first paragraph becomes its heading."""
    first = paragraphs[0]
    length = sum(span.end - span.start for span in first)
    headed = length <= LONGEST_HEADING and len(paragraphs) > 1
    return replace(
        section,
        label="",
        label_supplied=False,
        heading="",
        heading_supplied=False,
        heading_pieces=first if headed else (),
        start=first[0].start,
        end=end,
        paragraphs=paragraphs[1:] if headed else paragraphs,
        flags=(*section.flags, "cut"),
    )


def _joined(before: SectionDraft, section: SectionDraft) -> SectionDraft:
    """Return `before` with the words of `section` after its own, the label and heading as a paragraph."""
    head = section.heading_pieces
    if head and not section.label_supplied:
        head = (TextSpan(section.start, head[0].end), *head[1:])
    paragraphs = (*before.paragraphs, *((head,) if head else ()), *section.paragraphs)
    return replace(before, paragraphs=paragraphs, end=max(before.end, section.end))
