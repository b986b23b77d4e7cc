"""Parts of a received text in matching form, with the way back to its offsets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.ingest.types import Cleaned, SectionDraft, TextSpan
from archive.text.fold import fold
from archive.text.gloss import find_glosses

Block = Sequence[TextSpan]


@dataclass(frozen=True)
class Reading:
    """A part of the text without pinyin glosses.

    `shown` has the source's characters, `folded` their matching form (same length);
    `origins[i]` is the offset of character `i` in the received text.
    """

    shown: str
    folded: str
    origins: tuple[int, ...]

    def span(self, start: int, end: int) -> TextSpan:
        """Return the received text's span of the characters `start:end`; it is not empty."""
        return TextSpan(self.origins[start], self.origins[end - 1] + 1)


class Source:
    """A received text whose glosses were found once, to be read part by part."""

    def __init__(self, text: str) -> None:
        self.text = text
        glosses = find_glosses(text)
        self._glossed = {at for gloss in glosses for at in range(gloss.start, gloss.end)}

    def read(self, blocks: Iterable[Block]) -> Reading:
        """Read blocks of spans: the spans of a block are joined, blocks get a line each."""
        origins: list[int] = []
        shown: list[str] = []
        for block in blocks:
            if shown:
                shown.append("\n")
                origins.append(origins[-1])
            kept = [at for span in block for at in range(*span) if at not in self._glossed]
            origins.extend(kept)
            shown.extend(self.text[at] for at in kept)
        joined = "".join(shown)
        return Reading(joined, fold(joined), tuple(origins))

    def lines(self, start: int, end: int) -> list[Reading]:
        """Read the lines of `start:end` that are not blank, trimmed of white space."""
        found = []
        for line in self.text[start:end].splitlines(keepends=True):
            indent = len(line) - len(line.lstrip())
            if line.strip():
                span = TextSpan(start + indent, start + len(line.rstrip()))
                found.append(self.read([[span]]))
            start += len(line)
        return found


def report_body(source: Source, cleaned: Cleaned) -> Reading:
    """Read the logical lines of the report proper."""
    return source.read(line.pieces for line in cleaned.lines)


def section_heading(source: Source, section: SectionDraft) -> Reading:
    """Read the heading as it stands in the source; empty when it was supplied."""
    return source.read([section.heading_pieces])


def section_body(source: Source, section: SectionDraft) -> Reading:
    """Read the paragraphs of a section, one line each."""
    return source.read(section.paragraphs)
