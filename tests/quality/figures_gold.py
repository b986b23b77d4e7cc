"""Figures of the seeds as people wrote them down, beside those that are extracted."""

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from archive.ingest import topics
from archive.ingest.cataloguing import metadata
from archive.ingest.cleaning.clean import clean
from archive.ingest.figures.extract import extract_figures
from archive.ingest.sectioning.sections import sectionize
from archive.ingest.types import Extracted, FigureDraft
from archive.text.fold import fold
from archive.text.gloss import strip_glosses
from tests.ingest.vocabularies import vocabulary
from tests.quality.gold import GOLD, Case, section_cases

# What people add to a name or leave away: light verbs, where and when, and what a number is of itself.
_LEADING = re.compile(
    "^(?:开展|完成|组织|举办|提供|实施|全年|目前|全[市县区]|我[市县区]|共|累计|合计|其中|已|新)+"
)
_TRAILING = re.compile("(?:人数|次数|户数|数量|数)$")
_MARKS = re.compile(r"[^\w%]")
_SHORTEST = 2

Gold = dict[str, Any]


@dataclass(frozen=True)
class Read:
    """One gold figure and the extracted one that overlaps it; None where none does."""

    gold: Gold
    figure: FigureDraft | None


@dataclass(frozen=True)
class Outcome:
    """All gold figures of a file with what was read, and how many figures were extracted at all."""

    reads: tuple[Read, ...]
    extracted: int

    @property
    def right(self) -> int:
        return sum(has_value(read) for read in self.reads)

    @property
    def precision(self) -> float:
        return self.right / self.extracted

    @property
    def recall(self) -> float:
        return self.right / len(self.reads)

    def share(self, agrees) -> float:
        """The share of the figures found that agree with gold in something."""
        found = [read for read in self.reads if read.figure]
        return sum(agrees(read) for read in found) / len(found)


@cache
def outcome(name: str) -> Outcome:
    gold = [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]
    reads: list[Read] = []
    extracted = 0
    for case in section_cases():
        wanted = [one for one in gold if one["seed"] == case.gold["seed"]]
        figures = figures_of(case, case.cleaned.extracted.text) if wanted else ()
        extracted += len(figures)
        reads += [Read(one, _overlapping(one, figures)) for one in wanted]
    return Outcome(tuple(reads), extracted)


def figures_of(case: Case, text: str) -> tuple[FigureDraft, ...]:
    """The figures of a seed, or of what a mutation made of it."""
    cleaned = clean(Extracted(text, "utf-8"))
    sections = sectionize(cleaned)
    kind = metadata.recognise(cleaned, sections, case.name, vocabulary())[0].kind
    return extract_figures(text, topics.classify(cleaned, sections, kind, vocabulary()))


def _overlapping(gold: Gold, figures: tuple[FigureDraft, ...]) -> FigureDraft | None:
    return next((f for f in figures if gold["start"] < f.end and f.start < gold["end"]), None)


def has_value(read: Read) -> bool:
    figure = read.figure
    value = Decimal(str(read.gold["value"]))
    return figure is not None and figure.value == value and figure.unit == read.gold["unit"]


def has_name(read: Read) -> bool:
    """Whether the name is the phrase of the source, or what people say the number measures.

    Where no phrase names a number, silence is right, and so are words of what it measures.
    """
    ours, surface = comparable_name(read.figure.name), read.gold["name_surface"]
    measured = comparable_name(read.gold["name"])
    if not surface:
        return ours in measured
    return ours in (measured, comparable_name(surface))


def has_comparator(read: Read) -> bool:
    return read.figure.comparator == read.gold["comparator"]


def has_role(read: Read) -> bool:
    return read.figure.role == read.gold["role"]


def has_span(read: Read) -> bool:
    return (read.figure.start, read.figure.end) == (read.gold["start"], read.gold["end"])


def comparable_name(name: str) -> str:
    """A name folded, without marks and without what is the same with it or without."""
    bare = _MARKS.sub("", fold(strip_glosses(name, 1).text))
    for ornament in (_TRAILING, _LEADING):
        shorter = ornament.sub("", bare)
        bare = shorter if len(shorter) >= _SHORTEST else bare
    return bare
