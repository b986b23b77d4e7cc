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


@dataclass(frozen=True)
class Alike:
    """Two texts that share more than CLOSE: names of their reports, the share in percent, the address."""

    names: tuple[str, str]
    percent: int
    url: str


def alike_reports(columns: Sequence[Column], held: Sequence[Mapping[str, Section]]) -> tuple[Alike, ...]:
    """Return the pairs of reports whose texts are close, in the order of their columns."""
    hashes = [_joined(sections) for sections in held]
    found = []
    for one, other in combinations(range(len(columns)), 2):
        percent = _percent(hashes[one], hashes[other])
        if percent:
            url = difference_address([columns[one], columns[other]])
            found.append(Alike((columns[one].name, columns[other].name), percent, url))
    return tuple(found)


def alike_sections(
    columns: Sequence[Column], members: Sequence[Sequence[Section]]
) -> Iterator[tuple[Section, Section, Alike]]:
    """Yield the sections of one row, of two reports, whose texts are close; one tuple of members a column."""
    for one, other in combinations(range(len(columns)), 2):
        for left in members[one]:
            for right in members[other]:
                percent = _percent(_runs(own_text(left)), _runs(own_text(right)))
                if percent:
                    pair = [columns[one], columns[other]]
                    url = difference_address(pair, f"{left.anchor}~{right.anchor}")
                    yield left, right, Alike((pair[0].name, pair[1].name), percent, url)


def difference_address(columns: Sequence[Column], sections: str = "") -> str:
    """Return the address of the differences of two reports, or of two `sections` (`s120~s480`) of theirs."""
    pairs = [("mode", "diff"), *(("r", column.report.public_id) for column in columns)]
    if sections:
        pairs.append(("sections", sections))
    return f"{reverse('compare')}?{urlencode(pairs, safe='~')}"


def _percent(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> int:
    """Return the share of the shorter text in the longer one in percent; 0 where it is not close."""
    if min(len(one), len(other)) < _FEWEST_RUNS:
        return 0
    common = share(one, other)
    return round(common * 100) if common > CLOSE else 0


def _joined(sections: Mapping[str, Section]) -> NDArray[np.uint64]:
    parts = [_runs(own_text(section)) for section in sections.values()]
    return np.unique(np.concatenate(parts)) if parts else np.zeros(0, np.uint64)


# Texts never change and the same reports are compared again and again with one more or one fewer.
@lru_cache(4096)
def _runs(text: str) -> NDArray[np.uint64]:
    return runs(text)
