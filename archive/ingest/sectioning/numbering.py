"""Labelled paragraphs, labels in the middle of lines included and lost ones inferred."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from archive.ingest.cleaning.layout import Tables
from archive.ingest.sectioning.headings import is_heading_like
from archive.ingest.sectioning.labels import (
    CLOSE,
    NUMERAL,
    OPEN,
    UNNUMBERED,
    Label,
    Rank,
    in_chinese,
    match_label,
)
from archive.ingest.sectioning.paragraphs import Paragraph
from archive.ingest.sectioning.plain_headings import plain_headings
from archive.ingest.sectioning.volumes import volume_titles
from archive.ingest.sectioning.weak_labels import label_lines

_MIN_INLINE = 4
_AFTER_LOST = 3  # the first number left when 一、 and 二、 are lost
_AFTER_STOP = r'(?<=[。!?;"》)])'
_HAN = r"\u4e00-\u9fff"
_INLINE = re.compile(
    rf'(?<=[。!?;"》){_HAN}])(?=\s*{OPEN}\s*{NUMERAL}\s*{CLOSE})(?!\s*\S{{1,8}}?{CLOSE}[项款目种类条级])'
    rf"|{_AFTER_STOP}(?=\s*{NUMERAL}、(?!是))"
    rf"|(?<=[{_HAN}])(?=1[、.][{_HAN}])"
    rf"|(?<=[{_HAN}])(?<![之统万第十])(?=一、[{_HAN}])"
    rf"|{_AFTER_STOP}(?=\[[{_HAN}、]{{2,16}}\])"
    rf"|(?<=[{_HAN}])(?=\s+(?:{NUMERAL}|\d{{1,2}})、(?!是))"
    rf'|{_AFTER_STOP}(?=\s*\d{{1,2}}(?:、|\.(?!\d))[{_HAN}"])'
    rf'|(?<=[。;{_HAN}])(?=[(]\d{{1,2}}[)][{_HAN}"])'
)
_MARK = re.compile(r"[(\[\d一二三四五六七八九十]")  # no label is without one
_NUMERAL = re.compile(NUMERAL)
_ROMAN = re.compile("[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ]|[IVXivx]+")
_DIGITS = re.compile(r"\d+")
# Families that stand at the top, and those that begin below them.
_NESTED = (
    (Rank.PART, (Rank.CHAPTER_SECTION,)),
    (Rank.ROMAN, (Rank.LETTER,)),
    (Rank.FIRST, (Rank.BRACKETED,)),
    (Rank.ARABIC, (Rank.DECIMAL_2,)),
)


@dataclass(frozen=True)
class Item:
    """A paragraph and the label it begins with, or the one it must have lost."""

    paragraph: Paragraph
    label: Label | None = None
    label_text: str = ""
    inferred: bool = False
    is_damaged: bool = False  # a mark of the label is lost or misread
    is_collapsed: bool = False  # the page has lost its line breaks: headings run into the body
    is_row: bool = False  # a row of a table: body, whatever it looks like


def numbered(paragraphs: Sequence[Paragraph], tables: Tables) -> list[Item]:
    """Split `paragraphs` before labels inside them and label each; infer the lost ones."""
    parts = _split_inline(paragraphs, tables)
    items = _labelled(parts, frozenset(i for i, part in enumerate(parts) if tables.hold(part.start)))
    if len(parts) > len(paragraphs):
        items = [Item(**vars(item) | {"is_collapsed": True}) for item in items]
    for rank in (Rank.FIRST, Rank.BRACKETED):
        items = _infer_gaps(items, rank)
    return _infer_second(items)


def _labelled(parts: Sequence[Paragraph], rows: frozenset[int]) -> list[Item]:
    """Label each of `parts`; those in `rows` stand in tables and have none."""
    texts = ["" if i in rows else part.text for i, part in enumerate(parts)]
    labels = label_lines(texts)
    for find in (volume_titles, plain_headings):
        found = find(texts, [label for label, _ in labels])
        labels = [(found.get(i, label), damaged) for i, (label, damaged) in enumerate(labels)]
    items = (
        _item(part, label, is_damaged=damaged) for part, (label, damaged) in zip(parts, labels, strict=True)
    )
    return [replace(item, is_row=True) if i in rows else item for i, item in enumerate(items)]


def _item(paragraph: Paragraph, label: Label | None, *, is_damaged: bool) -> Item:
    if label is None:
        return Item(paragraph)
    words = "" if label.rank in UNNUMBERED - {Rank.BULLET} else paragraph.raw[: label.length].strip()
    return Item(paragraph, label, words, is_damaged=is_damaged)


def _split_inline(paragraphs: Sequence[Paragraph], tables: Tables) -> list[Paragraph]:
    """Break collapsed pages before their labels; others stay, since 见（一） is a reference."""
    running = [paragraph for paragraph in paragraphs if not tables.hold(paragraph.start)]
    inline = sum(
        len(_INLINE.findall(paragraph.text)) for paragraph in running if _MARK.search(paragraph.text)
    )
    leading = sum(match_label(paragraph.text) is not None for paragraph in running)
    if inline < _MIN_INLINE or inline <= leading:
        return list(paragraphs)
    return [part for paragraph in paragraphs for part in _parts(paragraph, tables)]


def _parts(paragraph: Paragraph, tables: Tables) -> Iterator[Paragraph]:
    cuts = (
        [] if tables.hold(paragraph.start) else [match.start() for match in _INLINE.finditer(paragraph.text)]
    )
    for begin, end in pairwise([0, *cuts, len(paragraph.raw)]):
        part = paragraph.between(begin, end)
        if part is not None:
            yield part


def lost_top(items: Sequence[Item]) -> Item | None:
    """Return the first top-level item when its list has lost its beginning.

    That is so where （一） comes before any 一、 and the first of these is 二、; likewise where
    1.1 comes before any 1., or 第一节 before any 第一章.
    """
    labelled = [item for item in items if item.label is not None]
    for top, below in _NESTED:
        tops = [item for item in labelled if _rank(item) == top]
        first = next((item for item in labelled if _rank(item) in (top, *below)), None)
        if tops and first is not tops[0] and _number(tops[0]) > 1:
            return tops[0]
        if tops:
            return None
    return None


def first_of(label_text: str) -> str:
    """Return the first label of the list that `label_text` belongs to: 三、 gives 一、."""
    for pattern, one in ((_NUMERAL, "一"), (_ROMAN, "Ⅰ"), (_DIGITS, "1")):
        if pattern.search(label_text):
            return pattern.sub(one, label_text, count=1)
    return label_text


def _infer_gaps(items: list[Item], rank: Rank) -> list[Item]:
    """Where n is followed by n + 2 with one heading-like line between, that line is n + 1."""
    places = [i for i, item in enumerate(items) if item.label and item.label.rank == rank]
    found = list(items)
    for before, after in pairwise(places):
        number = _number(items[before]) + 1
        if _number(items[after]) != number + 1 or _is_left(items[before:after], rank):
            continue
        lost = _only_heading(items, before + 1, after)
        if lost is not None:
            found[lost] = _relabelled(items[lost], rank, number, items[before].label_text)
    return found


def _infer_second(items: list[Item]) -> list[Item]:
    """When the list opens with （一） and the first 一、 family label is 三, find the lost 二."""
    ranks = (Rank.FIRST, Rank.BRACKETED)
    places = [i for i, item in enumerate(items) if item.label and item.label.rank in ranks]
    tops = [i for i in places if _rank(items[i]) == Rank.FIRST]
    if not tops or places[0] == tops[0] or _number(items[tops[0]]) != _AFTER_LOST:
        return items
    lost = _only_heading(items, places[0], tops[0])
    if lost is None:
        return items
    found = list(items)
    found[lost] = _relabelled(items[lost], Rank.FIRST, 2, items[tops[0]].label_text)
    return found


def _only_heading(items: Sequence[Item], begin: int, end: int) -> int | None:
    candidates = [
        i
        for i in range(begin, end)
        if items[i].label is None and not items[i].is_row and is_heading_like(items[i].paragraph.text)
    ]
    return candidates[0] if len(candidates) == 1 else None


def _relabelled(item: Item, rank: Rank, number: int, pattern: str) -> Item:
    text = _NUMERAL.sub(in_chinese(number), pattern, count=1)
    return replace(item, label=Label(rank, number, 0), label_text=text, inferred=True)


def _is_left(between: Sequence[Item], rank: Rank) -> bool:
    """Whether a higher label stands between, so the numbers belong to different lists."""
    return any(item.label is not None and item.label.rank < rank for item in between)


def _number(item: Item) -> int:
    return item.label.number if item.label else 0


def _rank(item: Item) -> int:
    return item.label.rank if item.label else -1
