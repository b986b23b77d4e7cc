"""The section tree of a cleaned report.

A label's depth is the number of open ancestors plus one, never the rank of its family: the
same `1、` is a second level here and a third there. What the source lacks (the heading of a
preface, a lost first-level label) is supplied and marked so. Offsets point into the
received text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from archive.ingest.cues import PREFACE, Cue, lost_heading, match_cue
from archive.ingest.headings import (
    LONGEST_POINT,
    LONGEST_RUN_IN,
    HeadingKind,
    HeadingSplit,
    is_heading_like,
    split_heading,
)
from archive.ingest.labels import Label, Rank
from archive.ingest.numbering import Item, numbered
from archive.ingest.paragraphs import Paragraph, paragraphs_of
from archive.ingest.types import Cleaned, SectionDraft, TextSpan

_VIRTUAL_LABEL = "一、"


@dataclass
class _Open:
    """A node that can still receive children."""

    rank: Rank
    index: int
    is_cue: bool = False


@dataclass
class _Outline:
    """The tree as built so far; `last` holds the latest number of each family."""

    nodes: list[SectionDraft] = field(default_factory=list)
    kinds: list[HeadingKind] = field(default_factory=list)
    ranks: list[Rank] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    last: dict[Rank, int] = field(default_factory=dict)
    last_index: dict[Rank, int] = field(default_factory=dict)
    last_arabic: int = 0

    @property
    def level(self) -> int:
        """The level of a node opened now."""
        return self.nodes[self.open[-1].index].level + 1 if self.open else 1

    def append(self, node: SectionDraft, rank: Rank, kind: HeadingKind) -> None:
        """Add `node` below the innermost open one and open it."""
        parent = self.open[-1].index if self.open else None
        is_cue = rank in (Rank.CUE_TOP, Rank.CUE_BELOW)
        self.open.append(_Open(rank, len(self.nodes), is_cue))
        self.last_index[rank] = len(self.nodes)
        self.nodes.append(replace(node, parent=parent))
        self.kinds.append(kind)
        self.ranks.append(rank)

    def add_body(self, pieces: tuple[TextSpan, ...]) -> None:
        """Append a paragraph to the latest node."""
        if pieces:
            node = self.nodes[-1]
            self.nodes[-1] = replace(node, paragraphs=(*node.paragraphs, pieces))

    def forget_below(self, rank: Rank) -> None:
        """Let the lists of lower families start anew."""
        self.last = {known: n for known, n in self.last.items() if known <= rank}


def sectionize(cleaned: Cleaned) -> tuple[SectionDraft, ...]:
    """Return the sections of `cleaned` in reading order; none for a text without lines."""
    items = numbered(paragraphs_of(cleaned))
    virtual = _lost_first(items)
    outline = _Outline()
    for item in items:
        _place(outline, item, virtual)
    return _with_ends(outline.nodes, cleaned.main.end)


def _place(outline: _Outline, item: Item, virtual: str) -> None:
    """Put one paragraph where it belongs: a labelled node, a cue node or body."""
    started = any(node.level for node in outline.nodes)
    label = item.label
    if label is not None and not _is_stray(outline, item, label):
        if virtual and label.rank == Rank.BRACKETED and not started:
            _add_virtual(outline, item, virtual)
        _add_labelled(outline, item, label)
        return
    cue = match_cue(item.paragraph.text)
    if cue is not None and _opens_node(outline, item, started=started):
        _add_cue(outline, item, cue)
    elif outline.nodes:
        outline.add_body(item.paragraph.pieces)
    else:
        _add_preface(outline, item.paragraph)


def _lost_first(items: Sequence[Item]) -> str:
    """Return the heading to supply when （一） comes before any 一、 and the first is 二、."""
    ranks = (Rank.FIRST, Rank.BRACKETED)
    listed = [item for item in items if item.label is not None and item.label.rank in ranks]
    tops = [item for item in listed if item.label and item.label.rank == Rank.FIRST]
    if not tops or listed[0] is tops[0] or not tops[0].label or tops[0].label.number == 1:
        return ""
    return lost_heading(tops[0].paragraph.text)


def _is_stray(outline: _Outline, item: Item, label: Label) -> bool:
    """Whether an Arabic number over 1 continues no list and heads nothing: body text."""
    if label.rank != Rank.ARABIC or label.number == 1:
        return False
    if any(known.rank == Rank.ARABIC for known in outline.open):
        return False
    if label.number - 1 in (outline.last.get(Rank.ARABIC, 0), outline.last_arabic):
        return False
    split = split_heading(item.paragraph, label.length, LONGEST_RUN_IN)
    text = item.paragraph.text
    return not is_heading_like(text[split.begin : split.end] or text)


def _add_preface(outline: _Outline, paragraph: Paragraph) -> None:
    node = SectionDraft(
        level=0,
        label="",
        heading=PREFACE,
        start=paragraph.start,
        end=paragraph.start,
        paragraphs=(paragraph.pieces,),
        heading_supplied=True,
    )
    outline.nodes.append(node)
    outline.kinds.append(HeadingKind.NONE)
    outline.ranks.append(Rank.PART)


def _add_virtual(outline: _Outline, item: Item, heading: str) -> None:
    start = item.paragraph.start
    node = SectionDraft(
        level=1,
        label=_VIRTUAL_LABEL,
        heading=heading,
        start=start,
        end=start,
        heading_supplied=True,
        label_supplied=True,
        flags=("label_lost", "heading_lost"),
    )
    outline.append(node, Rank.FIRST, HeadingKind.LINE)
    outline.last = {Rank.FIRST: 1}


def _add_labelled(outline: _Outline, item: Item, label: Label) -> None:
    longest = LONGEST_POINT if label.rank == Rank.POINT else LONGEST_RUN_IN
    split = split_heading(item.paragraph, label.length, longest)
    flags = _flags(outline, item, label)
    _close_for(outline, label)
    outline.last[label.rank] = label.number
    if label.rank == Rank.ARABIC:
        outline.last_arabic = label.number
    node = _headed(outline, item.paragraph, split)
    node = replace(node, label=item.label_text, label_supplied=item.inferred, flags=flags)
    outline.append(node, label.rank, split.kind)
    outline.add_body(item.paragraph.pieces_between(split.body, len(item.paragraph.raw)))


def _headed(outline: _Outline, paragraph: Paragraph, split: HeadingSplit) -> SectionDraft:
    pieces = paragraph.pieces_between(split.begin, split.end)
    return SectionDraft(
        level=outline.level,
        label="",
        heading=_source_words(paragraph, pieces),
        start=paragraph.start,
        end=paragraph.start,
        heading_pieces=pieces,
    )


def _source_words(paragraph: Paragraph, pieces: Sequence[TextSpan]) -> str:
    return "".join(paragraph.source[piece.start : piece.end] for piece in pieces)


def _close_for(outline: _Outline, label: Label) -> None:
    """Close what cannot hold `label`: nodes ranking as low, cues its list continues behind."""
    continues = outline.last.get(label.rank) == label.number - 1
    before = outline.last_index.get(label.rank, 0)
    while outline.open:
        innermost = outline.open[-1]
        is_passed = innermost.is_cue and continues and before < innermost.index
        if innermost.rank < label.rank and not is_passed:
            break
        outline.open.pop()
    outline.forget_below(label.rank)


def _flags(outline: _Outline, item: Item, label: Label) -> tuple[str, ...]:
    """Name what is odd about the number, for a person to look at."""
    if item.inferred:
        return ("label_inferred",)
    before = outline.last.get(label.rank)
    if before is None:
        return () if label.number == 1 else (f"starts_at_{label.number}",)
    if label.number == before + 1:
        return ()
    return ("restart" if label.number == 1 else "gap" if label.number > before else "repeat",)


def _opens_node(outline: _Outline, item: Item, *, started: bool) -> bool:
    """Whether a cue paragraph is a node: not in a preface, nor as body of an empty heading."""
    if not started:
        return is_heading_like(item.paragraph.text)
    is_empty = not outline.nodes[-1].paragraphs
    return not (is_empty and outline.kinds[-1] == HeadingKind.LINE)


def _add_cue(outline: _Outline, item: Item, cue: Cue) -> None:
    level = 1 if cue.is_problem or not _has_nested_parts(outline) else 2
    while outline.open and outline.nodes[outline.open[-1].index].level >= level:
        outline.open.pop()
    rank = Rank.CUE_TOP if level == 1 else Rank.CUE_BELOW
    outline.forget_below(Rank.FIRST if level == 1 else Rank.BRACKETED)
    paragraph = item.paragraph
    if is_heading_like(paragraph.text):
        split = split_heading(paragraph, 0, LONGEST_RUN_IN)
        node = replace(_headed(outline, paragraph, split), flags=("unlabelled",))
        outline.append(node, rank, HeadingKind.LINE)
        outline.add_body(paragraph.pieces_between(split.body, len(paragraph.raw)))
        return
    node = SectionDraft(
        level=outline.level,
        label="",
        heading=cue.heading,
        start=paragraph.start,
        end=paragraph.start,
        heading_supplied=True,
        flags=("unlabelled",),
    )
    outline.append(node, rank, HeadingKind.NONE)
    outline.add_body(paragraph.pieces)


def _has_nested_parts(outline: _Outline) -> bool:
    """Whether top-level parts have headings of their own lines and lists below them."""
    tops = zip(outline.nodes, outline.kinds, strict=True)
    headed = any(node.level == 1 and kind == HeadingKind.LINE for node, kind in tops)
    return headed and len(set(outline.ranks)) > 1


def _with_ends(nodes: Sequence[SectionDraft], end: int) -> tuple[SectionDraft, ...]:
    following = [node.start for node in nodes] + [end]
    return tuple(replace(node, end=following[i]) for i, node in enumerate(nodes, 1))
