"""The sections of a comparison as they are compared: folded, without glosses, their bigrams counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.analysis.pairing.bigrams import Counted, count, matching_form
from archive.analysis.pairing.shapes import PairSection

HEADING, TEXT, PATH = range(3)  # what is read of a section


@dataclass(frozen=True)
class Reading:
    """The sections of all reports, one report after the other.

    `sizes` are the numbers of sections of the reports, `parts` the folded headings, texts and headings above
    of all sections, `counted` the bigrams of all headings, then of all texts, then of all headings above.
    """

    sections: tuple[PairSection, ...]
    sizes: tuple[int, ...]
    parts: tuple[list[str], list[str], list[str]]
    counted: Counted

    @property
    def bounds(self) -> list[tuple[int, int]]:
        """Return for each report where its sections begin and end."""
        ends = [sum(self.sizes[: place + 1]) for place in range(len(self.sizes))]
        return [(end - size, end) for end, size in zip(ends, self.sizes, strict=True)]


def read(reports: Sequence[Sequence[PairSection]]) -> Reading:
    """Read the sections of each report."""
    parts: tuple[list[str], list[str], list[str]] = ([], [], [])
    for report in reports:
        forms = matching_form(
            [part for one in report for part in (one.heading, one.text, " ".join(one.path))]
        )
        for place, gathered in enumerate(parts):
            gathered.extend(forms[place::3])
    return Reading(
        sections=tuple(section for report in reports for section in report),
        sizes=tuple(map(len, reports)),
        parts=parts,
        counted=count([text for part in parts for text in part]),
    )
