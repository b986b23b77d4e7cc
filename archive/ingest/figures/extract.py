"""The numbers of a report with what they measure: figures, in reading order.

extract_figures(text, sections) is the one door; the modules beside this one are its stages:
passages -> masks -> amounts (worded, units) -> names (clauses, phrases) -> roles, qualifiers, doubts.
"""

from collections.abc import Iterator, Sequence

from archive.ingest.figures.amounts import Amount, find_amounts
from archive.ingest.figures.clauses import Sentences
from archive.ingest.figures.masks import blanked
from archive.ingest.figures.names import Name, name_amounts
from archive.ingest.figures.passages import Passage, make_passage
from archive.ingest.types import FigureDraft, SectionDraft
from archive.text.gloss import MIN_GLOSSES, find_glosses

VERSION = "1"  # a new number tells that the same text may now give other figures


def extract_figures(text: str, sections: Sequence[SectionDraft]) -> tuple[FigureDraft, ...]:
    """Return the figures of the headings and paragraphs of `sections`, offsets into `text`.

    A paragraph is read as its pieces glued over removed furniture, glosses left out. Takes time in
    proportion to the text.
    """
    found: list[FigureDraft] = []
    for passage in _passages(text, sections):
        found += _figures(passage)
    return tuple(found)


def _passages(text: str, sections: Sequence[SectionDraft]) -> Iterator[Passage]:
    min_glosses = 1 if find_glosses(text) else MIN_GLOSSES
    for section in sections:
        for pieces in filter(None, (section.heading_pieces, *section.paragraphs)):
            yield make_passage(text, pieces, section.role, min_glosses)


def _figures(passage: Passage) -> Iterator[FigureDraft]:
    visible = blanked(passage.words, passage.folded)
    amounts = find_amounts(visible)
    sentences = Sentences(passage.folded)
    for amount, name in zip(amounts, name_amounts(passage.folded, amounts), strict=True):
        yield _figure(passage, amount, name, sentences)


def _figure(passage: Passage, amount: Amount, name: Name, sentences: Sentences) -> FigureDraft:
    start, end = passage.span(amount.start, amount.end)
    return FigureDraft(
        start=start,
        end=end,
        name=passage.words[name.start : name.end],
        value=amount.value.normalize() + 0,
        unit=amount.unit,
        comparator=amount.comparator,
        role=name.role or ("plan" if passage.role == "plan" else "actual"),
        sentence=passage.span(*sentences.around(amount.start, amount.end)),
        name_spans=passage.spans(name.start, name.end),
        name_rule=name.rule,
    )
