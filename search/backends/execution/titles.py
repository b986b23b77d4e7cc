"""Short texts of all reports, searched at once."""

from collections.abc import Sequence

import numpy as np

from archive.text.fold import fold
from search.backends.execution.values import Mask

TITLE_GAP = "\x1e"


class Titles:
    """Short texts of all reports in one string, to be searched at once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = [text.replace(TITLE_GAP, " ") for text in texts]
        self.joined = TITLE_GAP.join(map(fold, self.texts))
        self._ends = np.cumsum([len(text) + 1 for text in self.texts])

    def holding(self, folded: str) -> Mask:
        """Return which reports' texts contain `folded`."""
        mask = np.zeros(len(self.texts), dtype=np.bool_)
        found = np.searchsorted(self._ends, self.places(folded), side="right")
        mask[found] = True
        return mask

    def places(self, folded: str) -> list[int]:
        """Return where `folded` begins in `joined`, once a text at least."""
        places, place = [], self.joined.find(folded)
        while place >= 0:
            places.append(place)
            place = self.joined.find(folded, place + 1)
        return places
