"""The judged queries: what is typed, and how well which sections of which reports answer it.

`judgements.txt` names a section by its report (name of the file) and words that stand in that section alone,
so that judgements outlive another cut into sections: see README.md.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from archive.text.fold import fold
from archive.text.gloss import strip_glosses

JUDGEMENTS = Path(__file__).with_name("judgements.txt")
KNOWN_ITEM = "known"
KINDS = (
    *("topic", "words", "long", "question", "abbreviation", "phrase", "programme", "place", "year", "plan"),
    *("indicator", "traditional", KNOWN_ITEM),
)


class Judgement(NamedTuple):
    """`grade` 1–3 of the section of the report `file` in which `quote` stands."""

    grade: int
    file: str
    quote: str


@dataclass(eq=False)
class Query:
    """What somebody types, of which kind the need is, and the sections that answer it.

    Constants of ranking may be tuned to the queries `tuned_to`, every other one of a kind; the rest show
    whether that helps queries nobody looked at.
    """

    kind: str
    text: str
    tuned_to: bool
    judgements: list[Judgement] = field(default_factory=list)


class Passage(NamedTuple):
    """A section as published: its key, the file of its report, heading and body."""

    key: int
    file: str
    text: str


@cache
def queries() -> tuple[Query, ...]:
    """Return the judged queries in the order of the file. Raises ValueError for a malformed line."""
    found: list[Query] = []
    met: Counter[str] = Counter()
    for line in JUDGEMENTS.read_text(encoding="utf-8").splitlines():
        match line.split("\t"):
            case [""]:
                continue
            case [mark] if mark.startswith("#"):
                continue
            case [kind, text] if kind.startswith("? "):
                found.append(Query(kind.removeprefix("? "), text, met[kind] % 2 == 0))
                met[kind] += 1
            case [grade, file, quote]:
                found[-1].judgements.append(Judgement(int(grade), file, quote))
            case _:
                raise ValueError(line)
    return tuple(found)


def resolve(query: Query, passages: Iterable[Passage]) -> Mapping[int, int]:
    """Return section key -> grade. Raises LookupError when a quote does not name one section alone."""
    grades: dict[int, int] = {}
    held = _by_file(passages)
    for judgement in query.judgements:
        wanted = bare(judgement.quote)
        keys = [key for key, text in held.get(judgement.file, ()) if wanted in text]
        if len(keys) != 1:
            raise LookupError(f"{len(keys)} sections of {judgement.file} hold {judgement.quote!r}")
        grades[keys[0]] = max(judgement.grade, grades.get(keys[0], 0))
    return grades


def bare(text: str) -> str:
    """Return the text as judgements compare it: one script, no glosses, no space."""
    return re.sub(r"\s", "", fold(strip_glosses(text, min_glosses=1).text))


def _by_file(passages: Iterable[Passage]) -> dict[str, list[tuple[int, str]]]:
    held: dict[str, list[tuple[int, str]]] = {}
    for passage in passages:
        held.setdefault(passage.file, []).append((passage.key, passage.text))
    return held
