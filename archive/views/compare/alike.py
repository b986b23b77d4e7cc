"""Where two of the texts compared are so close that their words can be put against each other."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from urllib.parse import urlencode

from django.urls import reverse

from archive.analysis.fingerprints import LENGTH, SHORTEST
from archive.models import Section
from archive.text.fold import fold
from archive.views.compare.columns import Column
from archive.views.compare.sections import own_text
from archive.views.compare.text import unglossed

CLOSE = 0.6  # a word by word difference is read with profit above this share of the shorter text
_FEWEST_RUNS = 4  # fewer say nothing: a stock phrase is all the shorter text holds
_PIECE = 8  # characters; sentences may stand in another order, so that longer ones would cross their ends
_PIECES = 64  # looked for of a long text
_FIRST = 8  # of them, taken all along, are looked for before the others
_ENOUGH = 0.3  # of the pieces: far below what close texts have
_SENTENCE_END = re.compile(r"[。!?;！？；\n\r]+")
_FILLER = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Alike:
    """Two texts that share more than CLOSE: names of their reports, the share in percent, the address."""

    names: tuple[str, str]
    percent: int
    url: str


def alike_reports(columns: Sequence[Column], held: Sequence[Mapping[str, Section]]) -> tuple[Alike, ...]:
    """Return the pairs of reports whose texts are close, in the order of their columns."""
    parts = [[own_text(section) for section in sections.values()] for sections in held]
    bare = ["".join(map(_bare, texts)) for texts in parts]
    shares = {
        (one, other): _shared("\n".join(parts[one]), "\n".join(parts[other]))
        for one, other in combinations(range(len(parts)), 2)
        if _seems_close(bare[one], bare[other])
    }
    return tuple(
        _alike(columns[one], columns[other], common)
        for (one, other), common in shares.items()
        if common > CLOSE
    )


def alike_sections(columns: Sequence[Column], members: Sequence[Sequence[Section]]) -> Iterator[Alike]:
    """Yield the sections of one row, of two reports, whose texts are close; one tuple of members a column."""
    for one, other in combinations(range(len(columns)), 2):
        for left in members[one]:
            for right in members[other]:
                common = _common(own_text(left), own_text(right))
                if common > CLOSE:
                    anchors = f"{left.anchor}~{right.anchor}"
                    yield _alike(columns[one], columns[other], common, anchors)


def _alike(left: Column, right: Column, common: float, sections: str = "") -> Alike:
    """Name two close texts: reports, or two `sections` (`s120~s480`) of theirs."""
    pairs = [("mode", "diff"), ("r", left.report.public_id), ("r", right.report.public_id)]
    if sections:
        pairs.append(("sections", sections))
    url = f"{reverse('compare')}?{urlencode(pairs, safe='~')}"
    return Alike((left.name, right.name), round(common * 100), url)


def _common(one: str, other: str) -> float:
    """Return what part of the shorter text's runs the other has; 0 where a look tells it is not much."""
    return _shared(one, other) if _seems_close(_bare(one), _bare(other)) else 0.0


def _shared(one: str, other: str) -> float:
    """Return what part of the shorter text's runs the other has."""
    here, there = _runs(one), _runs(other)
    fewer = min(len(here), len(there))
    return len(here & there) / fewer if fewer >= _FEWEST_RUNS else 0.0


def _seems_close(one: str, other: str) -> bool:
    """Tell whether enough pieces of the shorter text, taken all along it, stand in the other.

    Counting runs takes a hundred times as long, and most texts compared have hardly a piece in common.
    """
    shorter, longer = sorted((one, other), key=len)
    last = max(len(shorter) - _PIECE, 0)
    pieces = [shorter[at : at + _PIECE] for at in range(0, last + 1, max(_PIECE, last // _PIECES))]
    # A few of them tell most texts apart.
    if not any(piece in longer for piece in pieces[:: max(len(pieces) // _FIRST, 1)]):
        return False
    return sum(piece in longer for piece in pieces) >= _ENOUGH * len(pieces)


# Texts never change, and the same reports are compared again and again with one more or one fewer.
@lru_cache(1024)
def _bare(text: str) -> str:
    return _FILLER.sub("", fold(text))


@lru_cache(1024)
def _runs(text: str) -> frozenset[str]:
    """Return the runs of a text as `fingerprints.runs` takes them, which costs more for so short a text."""
    found: set[str] = set()
    for sentence in _SENTENCE_END.split(fold(unglossed(text).text)):
        bare = _FILLER.sub("", sentence)
        if len(bare) >= LENGTH:
            found.update(bare[at : at + LENGTH] for at in range(len(bare) - LENGTH + 1))
        elif len(bare) >= SHORTEST:
            found.add(bare)
    return frozenset(found)
