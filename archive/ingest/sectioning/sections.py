"""The section tree of a cleaned report.

A label's depth is the number of open ancestors plus one, never the rank of its family: the
same `1、` is a second level here and a third there. What the source lacks (the heading of a
preface, a lost first-level label) is supplied and marked so. Offsets point into the
received text.
"""

from archive.ingest.cleaning.layout import tables_of
from archive.ingest.sectioning.cues import PREFACE, Cue, lost_heading, match_cue
from archive.ingest.sectioning.headings import (
    LONGEST_POINT,
    LONGEST_RUN_IN,
    HeadingKind,
    HeadingSplit,
    is_heading_like,
    split_heading,
    standard_heading,
)
from archive.ingest.sectioning.labels import UNNUMBERED, Label, Rank
from archive.ingest.sectioning.numbering import Item, first_of, lost_top, numbered
from archive.ingest.sectioning.outline import Node, Outline
from archive.ingest.sectioning.paragraphs import Paragraph, paragraphs_of
from archive.ingest.types import Cleaned, SectionDraft


def sectionize(cleaned: Cleaned) -> tuple[SectionDraft, ...]:
    """Return the sections of `cleaned` in reading order; none for a text without lines."""
    items = numbered(paragraphs_of(cleaned), tables_of(cleaned.extracted))
    top = lost_top(items)
    outline = Outline()
    for item in items:
        _place(outline, item, top)
    return outline.sections(cleaned.main.end)


def _place(outline: Outline, item: Item, top: Item | None) -> None:
    """Put one paragraph where it belongs: a labelled node, a cue node or body."""
    label = item.label
    if label is not None and not _is_stray(outline, item, label):
        if top and top.label and label.rank > top.label.rank and not outline.is_started:
            _add_virtual(outline, item, top, top.label.rank)
        _add_labelled(outline, item, label)
        return
    cue = None if item.is_row else match_cue(item.paragraph.text)
    if cue is not None and _opens_node(outline, item):
        _add_cue(outline, item.paragraph, cue)
        return
    if outline.is_empty:
        outline.add_preface(_supplied(item.paragraph, PREFACE))
    outline.add_body(item.paragraph.pieces)


def _is_stray(outline: Outline, item: Item, label: Label) -> bool:
    """Whether an Arabic number over 1 continues no list and heads nothing: body text."""
    if label.rank != Rank.ARABIC or label.number == 1:
        return False
    if any(known.rank == Rank.ARABIC for known in outline.open):
        return False
    if label.number - 1 in (outline.last_number(Rank.ARABIC), outline.last_arabic):
        return False
    split = split_heading(item.paragraph, label.length, LONGEST_RUN_IN)
    text = item.paragraph.text
    return not is_heading_like(text[split.begin : split.end] or text)


def _add_virtual(outline: Outline, item: Item, top: Item, rank: Rank) -> None:
    """Supply the node that the list of `top` has lost at its beginning."""
    node = _supplied(item.paragraph, lost_heading(top.paragraph.text))
    node.label, node.label_supplied = first_of(top.label_text), True
    node.flags = ("label_lost", "heading_lost")
    outline.append(node, rank, HeadingKind.LINE)
    outline.count(Label(rank, 1, 0))


def _add_labelled(outline: Outline, item: Item, label: Label) -> None:
    split = _split(item, label)
    node = _headed(item.paragraph, split)
    node.label, node.label_supplied = item.label_text, item.inferred
    node.flags = _flags(outline.last_number(label.rank), item, label)
    outline.close_for(label)
    outline.count(label)
    outline.append(node, label.rank, split.kind)
    outline.add_body(item.paragraph.pieces_between(split.body, len(item.paragraph.raw)))


def _split(item: Item, label: Label) -> HeadingSplit:
    """Find the heading: after the label, or the whole of 【概况】 and of a line without a number."""
    paragraph = item.paragraph
    if label.rank in UNNUMBERED - {Rank.BULLET}:
        end = len(paragraph.text[: label.length].rstrip()) or len(paragraph.raw)
        kind = HeadingKind.RUN_IN if end < len(paragraph.raw) else HeadingKind.LINE
        return HeadingSplit(0, end, max(end, label.length), kind)
    standard = standard_heading(paragraph.text, label.length) if item.is_collapsed else 0
    if standard:
        return HeadingSplit(label.length, standard, standard, HeadingKind.RUN_IN)
    return split_heading(
        paragraph, label.length, LONGEST_POINT if label.rank == Rank.POINT else LONGEST_RUN_IN
    )


def _flags(before: int, item: Item, label: Label) -> tuple[str, ...]:
    """Name what is odd about the label after the number `before`, for a person to look at."""
    if item.inferred:
        return ("label_inferred",)
    if label.rank in UNNUMBERED:
        return () if item.label_text else ("unlabelled",)
    return (*(("label_damaged",) if item.is_damaged else ()), *_number_flags(before, label))


def _number_flags(before: int, label: Label) -> tuple[str, ...]:
    if label.number == before + 1:
        return ()
    if not before:
        return (f"starts_at_{label.number}",)
    return ("restart" if label.number == 1 else "gap" if label.number > before else "repeat",)


def _opens_node(outline: Outline, item: Item) -> bool:
    """Whether a cue paragraph is a node: not in a preface, nor as body of an empty heading."""
    if not outline.is_started:
        return is_heading_like(item.paragraph.text)
    return not outline.awaits_body


def _add_cue(outline: Outline, paragraph: Paragraph, cue: Cue) -> None:
    is_top = cue.is_problem or not outline.is_nested
    outline.close_to(1 if is_top else 2)
    outline.forget_deeper(1 if is_top else 2)
    split = split_heading(paragraph, 0, LONGEST_RUN_IN)
    is_heading = is_heading_like(paragraph.text)
    node = _headed(paragraph, split) if is_heading else _supplied(paragraph, cue.heading)
    kind = HeadingKind.LINE if is_heading else HeadingKind.NONE
    rank = Rank.CUE_TOP if is_top else Rank.CUE_BELOW
    node.flags = ("unlabelled",)
    outline.append(node, rank, kind)
    body = split.body if is_heading else 0
    outline.add_body(paragraph.pieces_between(body, len(paragraph.raw)))


def _headed(paragraph: Paragraph, split: HeadingSplit) -> Node:
    """Make a node with the source's own heading."""
    pieces = paragraph.pieces_between(split.begin, split.end)
    words = "".join(paragraph.source[piece.start : piece.end] for piece in pieces)
    return Node(paragraph.start, words, pieces)


def _supplied(paragraph: Paragraph, heading: str) -> Node:
    """Make a node whose heading the archive adds."""
    return Node(paragraph.start, heading, heading_supplied=True)
