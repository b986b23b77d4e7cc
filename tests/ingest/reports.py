"""Texts to ingest and what every reading of a text must hold."""

from archive.ingest.cleaning.clean import clean
from archive.ingest.sectioning.paragraphs import is_blank
from archive.ingest.sectioning.sections import sectionize
from archive.ingest.types import Cleaned, Extracted, SectionDraft, TextSpan

ENDS = frozenset("。！？!?｡：:")


def read(text: str) -> tuple[Cleaned, tuple[SectionDraft, ...]]:
    cleaned = clean(Extracted(text, "utf-8"))
    return cleaned, sectionize(cleaned)


def tree(text: str) -> list[tuple[int, str, str]]:
    """Level, label and heading of each section of `text`."""
    return [(s.level, s.label, s.heading) for s in read(text)[1]]


def bodies(text: str) -> list[list[str]]:
    """The paragraphs of each section of `text`."""
    return [
        ["".join(text[p.start : p.end] for p in pieces) for pieces in section.paragraphs]
        for section in read(text)[1]
    ]


def spans_of(section: SectionDraft) -> list[TextSpan]:
    return [*section.heading_pieces, *(p for pieces in section.paragraphs for p in pieces)]


def uses(cleaned: Cleaned, sections: tuple[SectionDraft, ...]) -> list[int]:
    """How often each character of the text is furniture, label, heading or body."""
    text = cleaned.extracted.text
    counts = [0] * len(text)
    for dropped in cleaned.dropped:
        for i in range(dropped.start, dropped.end):
            counts[i] += 1
    for section in sections:
        for span in spans_of(section):
            for i in range(span.start, span.end):
                counts[i] += 1
    for section in sections:
        _use_label(text, section, counts)
    return counts


def _use_label(text: str, section: SectionDraft, counts: list[int]) -> None:
    position = section.start
    for char in "" if section.label_supplied else section.label:
        while counts[position] or text[position] != char:
            position += 1
        counts[position] += 1
        position += 1


def uncovered(cleaned: Cleaned, sections: tuple[SectionDraft, ...]) -> list[tuple[int, str]]:
    """Inked characters of the report that are in no part of it, heading ends aside."""
    text = cleaned.extracted.text
    counts = uses(cleaned, sections)
    ends = {i for s in sections if s.heading_pieces for i in _heading_ends(text, s)}
    return [
        (i, text[i])
        for i in range(*cleaned.main)
        if counts[i] == 0 and not is_blank(text[i]) and i not in ends
    ]


def _heading_ends(text: str, section: SectionDraft) -> range:
    first = last = section.heading_pieces[-1].end
    while last < len(text) and (text[last] in ENDS or is_blank(text[last])):
        last += 1
    return range(first, last)
