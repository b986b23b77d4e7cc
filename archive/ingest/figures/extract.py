"""The numbers of a report with what they measure: figures, in reading order.

extract_figures(text, sections) is the one door; the modules beside this one are its stages:
passages -> masks -> amounts (worded, units, comparators) -> names (clauses, phrases, listing) -> roles,
qualifiers, predicates, parts, implied, doubts; tables are read by their heads.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice, pairwise

from archive.ingest.figures.amounts import Amount, find_amounts
from archive.ingest.figures.clauses import Sentences
from archive.ingest.figures.doubts import SUM_DIFFERS, doubts
from archive.ingest.figures.implied import lost_unit, with_population
from archive.ingest.figures.masks import blanked
from archive.ingest.figures.names import Name, name_amounts
from archive.ingest.figures.parts import differing_sums, wholes
from archive.ingest.figures.passages import Passage, make_passage
from archive.ingest.figures.predicates import contexts
from archive.ingest.figures.qualifiers import qualifying
from archive.ingest.figures.roles import goes_on_with, role_of_number
from archive.ingest.figures.tables import is_row, table_figures
from archive.ingest.types import FigureDraft, SectionDraft
from archive.text.gloss import MIN_GLOSSES, find_glosses

MOST_FIGURES = 20_000
VERSION = "2"  # a new number tells that the same text may now give other figures

_CHANGES = ("delta", "from", "to")
_LISTED = ("plan", "target", "delta")


def extract_figures(text: str, sections: Sequence[SectionDraft]) -> tuple[FigureDraft, ...]:
    """Return the figures of the headings and paragraphs of `sections`, offsets into `text`.

    A paragraph is read as its pieces glued over removed furniture, glosses and what shows nothing left out;
    script and width make no difference. The figures are in the order of the sections, do not overlap within
    a paragraph, and each quotes at least its number. What a section plans is planned unless its words say
    otherwise. Takes time in proportion to the text; a text with more than `MOST_FIGURES` numbers is a dump
    of tables, of which the first are read.
    """
    found: list[FigureDraft] = []
    for in_table, passages in groupby(_passages(text, sections), is_row):
        read = _of_table if in_table else _of_paragraphs
        found += read(list(passages), len(found))
        if len(found) >= MOST_FIGURES:
            return tuple(found[:MOST_FIGURES])
    return tuple(found)


def _of_paragraphs(passages: Sequence[Passage], first: int) -> list[FigureDraft]:
    found: list[FigureDraft] = []
    for passage in passages:
        found += _figures(passage, first + len(found))
        if first + len(found) >= MOST_FIGURES:
            break
    return found


def _of_table(rows: Sequence[Passage], first: int) -> list[FigureDraft]:
    """Return the figures of rows that have a head, else what the rows say as paragraphs."""
    found = list(islice(table_figures(rows), MOST_FIGURES - first))
    return found or _of_paragraphs(rows, first)


def _passages(text: str, sections: Sequence[SectionDraft]) -> Iterator[Passage]:
    min_glosses = 1 if find_glosses(text) else MIN_GLOSSES
    for section in sections:
        for pieces in filter(None, (section.heading_pieces, *section.paragraphs)):
            yield make_passage(text, pieces, section.role, min_glosses)


def _figures(passage: Passage, first: int) -> Iterator[FigureDraft]:
    """Yield the figures of a passage; `first` is the place of the first among all figures."""
    visible = blanked(passage.words, passage.folded)
    amounts = find_amounts(visible)[:MOST_FIGURES]
    if not amounts:
        return
    sentences = Sentences(passage.folded)
    names = name_amounts(passage.folded, amounts)
    floors = [0, *map(_said_until, amounts[:-1], names[:-1])]
    each = zip(amounts, names, floors, strict=True)
    drafts = [_figure(passage, sentences, *measured) for measured in each]
    drafts = _planned_on(drafts, passage.folded, amounts)
    units = [draft.unit if draft.role not in _CHANGES else "" for draft in drafts]
    whole_of = wholes(passage.folded, amounts, units)
    differing = differing_sums(passage.folded, amounts, whole_of)
    done_with = contexts(passage.words, passage.folded, amounts, names)
    for place, (draft, whole, done) in enumerate(zip(drafts, whole_of, done_with, strict=True)):
        flags = (*draft.flags, SUM_DIFFERS) if place in differing else draft.flags
        whole_place = None if whole is None else first + whole
        yield replace(draft, whole=whole_place, flags=flags, qualifier=_joined(draft.qualifier, done))


def _joined(qualifier: str, done: str) -> str:
    return qualifier if done in qualifier else "、".join(filter(None, (qualifier, done)))


def _said_until(amount: Amount, name: Name) -> int:
    """Return where the words of a number end: its own, or the name after it."""
    return max(amount.end, name.end if name.rule == "after" else 0)


def _figure(passage: Passage, sentences: Sentences, amount: Amount, name: Name, floor: int) -> FigureDraft:
    """Return the figure of an amount; `floor` is where the amount before it ends."""
    folded, words = passage.folded, passage.words
    called = name.of(folded)
    unit = with_population(called, amount.unit)
    role = name.role or _role(passage, amount, unit, sentences)
    start, end = passage.span(amount.start, amount.end)
    return FigureDraft(
        start=start,
        end=end,
        name=name.of(words),
        value=amount.value.normalize() + 0,
        unit=unit,
        comparator=amount.comparator,
        role=role,
        sentence=passage.span(*sentences.around(amount.start, amount.end)),
        name_spans=tuple(span for part in name.spans for span in passage.spans(*part)),
        name_rule=name.rule,
        qualifier=_qualifier(passage, amount, name, floor),
        unit_supplied=lost_unit(called, unit),
        flags=doubts(folded[amount.start : amount.end], amount.value, unit, called, role),
    )


def _role(passage: Passage, amount: Amount, unit: str, sentences: Sentences) -> str:
    sentence = sentences.around(amount.start, amount.end)[0]
    return role_of_number(passage.folded, (sentence, amount.start, amount.end), unit, passage.role)


def _planned_on(drafts: Sequence[FigureDraft], folded: str, amounts: Sequence[Amount]) -> list[FigureDraft]:
    """Return the drafts with those that continue a list of planned, aimed at or changed ones."""
    found = list(drafts[:1])
    for (before, amount), draft in zip(pairwise(amounts), drafts[1:], strict=True):
        goes_on = draft.role == "actual" and found[-1].role in _LISTED and draft.unit == found[-1].unit
        if found[-1].role == "delta":
            goes_on = goes_on and amount.start - before.end == 1
            found.append(replace(draft, role="delta") if goes_on else draft)
            continue
        listed = goes_on and goes_on_with(folded, before.end, amount.start)
        found.append(replace(draft, role=found[-1].role) if listed else draft)
    return found


def _qualifier(passage: Passage, amount: Amount, name: Name, floor: int) -> str:
    named = (name.start, name.end) if name.rule else (amount.start, amount.start)
    spans = qualifying(passage.folded, (amount.start, amount.end), named, floor)
    return "、".join(passage.words[start:end] for start, end in spans)
