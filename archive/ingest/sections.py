"""The section tree of a cleaned report.

A label's depth is the number of open ancestors plus one, never the rank of its family: the
same `1、` is a second level here and a third there. What the source lacks (the heading of a
preface, a lost first-level label) is supplied and marked so. Offsets point into the
received text.
"""

from collections.abc import Sequence
from dataclasses import replace

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
from archive.ingest.layout import tables_of
from archive.ingest.numbering import Item, numbered
from archive.ingest.outline import Outline
from archive.ingest.paragraphs import Paragraph, paragraphs_of
from archive.ingest.types import Cleaned, SectionDraft

_VIRTUAL_LABEL = "一、"


def sectionize(cleaned: Cleaned) -> tuple[SectionDraft, ...]:
    """Return the sections of `cleaned` in reading order; none for a text without lines."""
    items = numbered(paragraphs_of(cleaned), tables_of(cleaned.extracted))
    virtual = _lost_first(items)
    outline = Outline()
    for item in items:
        _place(outline, item, virtual)
    return outline.sections(cleaned.main.end)


def _place(outline: Outline, item: Item, virtual: str) -> None:
    """Put one paragraph where it belongs: a labelled node, a cue node or body."""
    label = item.label
    if label is not None and not _is_stray(outline, item, label):
        if virtual and label.rank == Rank.BRACKETED and not outline.is_started:
            _add_virtual(outline, item, virtual)
        _add_labelled(outline, item, label)
        return
    cue = None if item.is_row else match_cue(item.paragraph.text)
    if cue is not None and _opens_node(outline, item):
        _add_cue(outline, item.paragraph, cue)
        return
    if outline.is_empty:
        outline.add_preface(_supplied(item.paragraph, PREFACE))
    outline.add_body(item.paragraph.pieces)


def _lost_first(items: Sequence[Item]) -> str:
    """Return the heading to supply when （一） comes before any 一、 and the first is 二、."""
    ranks = (Rank.FIRST, Rank.BRACKETED)
    listed = [item for item in items if item.label is not None and item.label.rank in ranks]
    tops = [item for item in listed if item.label and item.label.rank == Rank.FIRST]
    if not tops or listed[0] is tops[0] or not tops[0].label or tops[0].label.number == 1:
        return ""
    return lost_heading(tops[0].paragraph.text)


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


def _add_virtual(outline: Outline, item: Item, heading: str) -> None:
    node = replace(
        _supplied(item.paragraph, heading),
        label=_VIRTUAL_LABEL,
        label_supplied=True,
        flags=("label_lost", "heading_lost"),
    )
    outline.append(node, Rank.FIRST, HeadingKind.LINE)
    outline.count(Label(Rank.FIRST, 1, 0))


def _add_labelled(outline: Outline, item: Item, label: Label) -> None:
    split = _split(item.paragraph, label)
    node = replace(
        _headed(item.paragraph, split),
        label=item.label_text,
        label_supplied=item.inferred,
        flags=_flags(outline.last_number(label.rank), item, label),
    )
    outline.close_for(label)
    outline.count(label)
    outline.append(node, label.rank, split.kind)
    outline.add_body(item.paragraph.pieces_between(split.body, len(item.paragraph.raw)))


def _split(paragraph: Paragraph, label: Label) -> HeadingSplit:
    """Find the heading: after the label, or between the brackets of 【概况】 themselves."""
    if label.rank == Rank.TITLED:
        end = len(paragraph.text[: label.length].rstrip())
        kind = HeadingKind.RUN_IN if label.length < len(paragraph.raw) else HeadingKind.LINE
        return HeadingSplit(0, end, label.length, kind)
    return split_heading(
        paragraph, label.length, LONGEST_POINT if label.rank == Rank.POINT else LONGEST_RUN_IN
    )


def _flags(before: int, item: Item, label: Label) -> tuple[str, ...]:
    """Name what is odd about the label after the number `before`, for a person to look at."""
    if item.inferred:
        return ("label_inferred",)
    if label.rank == Rank.TITLED:
        return ("unlabelled",)
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
    outline.forget_below(Rank.FIRST if is_top else Rank.BRACKETED)
    split = split_heading(paragraph, 0, LONGEST_RUN_IN)
    is_heading = is_heading_like(paragraph.text)
    node = _headed(paragraph, split) if is_heading else _supplied(paragraph, cue.heading)
    kind = HeadingKind.LINE if is_heading else HeadingKind.NONE
    rank = Rank.CUE_TOP if is_top else Rank.CUE_BELOW
    outline.append(replace(node, flags=("unlabelled",)), rank, kind)
    body = split.body if is_heading else 0
    outline.add_body(paragraph.pieces_between(body, len(paragraph.raw)))


def _headed(paragraph: Paragraph, split: HeadingSplit) -> SectionDraft:
    """Make a node with the source's own heading; its level is set when it is added."""
    pieces = paragraph.pieces_between(split.begin, split.end)
    words = "".join(paragraph.source[piece.start : piece.end] for piece in pieces)
    start = paragraph.start
    return SectionDraft(0, "", words, start, start, heading_pieces=pieces)


def _supplied(paragraph: Paragraph, heading: str) -> SectionDraft:
    """Make a node whose heading the archive adds; its level is set when it is added."""
    return SectionDraft(0, "", heading, paragraph.start, paragraph.start, heading_supplied=True)
