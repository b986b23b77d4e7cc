"""Where two of the texts compared are so close that their words can be put against each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from urllib.parse import urlencode

import numpy as np
from django.urls import reverse
from numpy.typing import NDArray

from archive.analysis.fingerprints import runs, share
from archive.models import Section
from archive.views.compare_columns import Column
from archive.views.compare_sections import own_text

CLOSE = 0.6  # a word by word difference is read with profit above this share of the shorter text
_FEWEST_RUNS = 4  # fewer say nothing: a stock phrase is all the shorter text holds

Akin = Mapping[tuple[int, int], float]


@dataclass(frozen=True)
class Alike:
    """Two texts that share more than CLOSE: names of their reports, the share in percent, the address."""

    names: tuple[str, str]
    percent: int
    url: str


def akin_reports(held: Sequence[Mapping[str, Section]]) -> Akin:
    """Return, for each two reports with anything in common, by column, what part of the shorter is shared.

    Sections can only be close where their reports have in common what would make them so.
    """
    hashes = [_joined(sections) for sections in held]
    shares = {
        (one, other): share(hashes[one], hashes[other]) for one, other in combinations(range(len(held)), 2)
    }
    return {
        (one, other): common
        for (one, other), common in shares.items()
        if common * min(len(hashes[one]), len(hashes[other])) > CLOSE * _FEWEST_RUNS
    }


def alike_reports(columns: Sequence[Column], akin: Akin) -> tuple[Alike, ...]:
    """Return the pairs of reports whose texts are close, in the order of their columns."""
    return tuple(
        _alike(columns[one], columns[other], common)
        for (one, other), common in akin.items()
        if common > CLOSE
    )


def alike_sections(
    columns: Sequence[Column], members: Sequence[Sequence[Section]], akin: Akin
) -> Iterator[Alike]:
    """Yield the sections of one row, of two reports, whose texts are close; one tuple of members a column."""
    for one, other in akin:
        for left in members[one]:
            for right in members[other]:
                common = _common(_runs(own_text(left)), _runs(own_text(right)))
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


def _common(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> float:
    return share(one, other) if min(len(one), len(other)) >= _FEWEST_RUNS else 0.0


def _joined(sections: Mapping[str, Section]) -> NDArray[np.uint64]:
    # At once, not section by section: the cost lies in the number of calls. A run ends with its line.
    return _runs("\n".join(map(own_text, sections.values())))


# Texts never change, and the same reports are compared again and again with one more or one fewer.
@lru_cache(1024)
def _runs(text: str) -> NDArray[np.uint64]:
    return runs(text)
