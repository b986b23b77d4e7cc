"""Parts of a received text in matching form, with the way back to its offsets."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.ingest.types import Cleaned, SectionDraft, TextSpan
from archive.text.fold import fold
from archive.text.gloss import find_glosses

Block = Sequence[TextSpan]

_GAP = re.compile(r"(?<=[\u3400-\u9fff])[ \xa0\u3000](?=[\u3400-\u9fff])")
_JOINED = re.compile(r"[\u3400-\u9fff](?=[\u3400-\u9fff])")
_SPACED = re.compile(r"(?:[\u3400-\u9fff][ \xa0\u3000]){3}[\u3400-\u9fff]")
_SPACED_SHARE = 0.7


@dataclass(frozen=True)
class Reading:
    """A part of the text without pinyin glosses and without the gaps of letter-spaced lines.

    `shown` has the source's characters, `folded` their matching form (same length);
    `origins[i]` is the offset of character `i` in the received text.
    """

    shown: str
    folded: str
    origins: tuple[int, ...]

    def span(self, start: int, end: int) -> TextSpan:
        """Return the received text's span of the characters `start:end`; it is not empty."""
        return TextSpan(self.origins[start], self.origins[end - 1] + 1)

    def part(self, start: int, end: int) -> "Reading":
        """Return the characters `start:end` as a reading of their own."""
        return Reading(self.shown[start:end], self.folded[start:end], self.origins[start:end])


class Source:
    """A received text whose glosses and gaps were found once, to be read part by part."""

    def __init__(self, text: str) -> None:
        self.text = text
        glosses = find_glosses(text)
        self._left_out = {at for gloss in glosses for at in range(gloss.start, gloss.end)}
        self._left_out.update(_gaps(text))

    def read(self, blocks: Iterable[Block]) -> Reading:
        """Read blocks of spans: the spans of a block are joined, blocks get a line each."""
        origins: list[int] = []
        shown: list[str] = []
        for block in blocks:
            if shown:
                shown.append("\n")
                origins.append(origins[-1])
            kept = [at for span in block for at in range(*span) if at not in self._left_out]
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


def _gaps(text: str) -> Iterator[int]:
    """Yield the blanks of lines whose letters stand apart (工 作 总 结); other blanks part words."""
    stop = 0
    for spaced in _SPACED.finditer(text):
        if spaced.start() < stop:
            continue
        start = text.rfind("\n", 0, spaced.start()) + 1
        line_end = text.find("\n", spaced.end())
        stop = len(text) if line_end < 0 else line_end
        gaps = [gap.start() for gap in _GAP.finditer(text, start, stop)]
        joined = sum(1 for _ in _JOINED.finditer(text, start, stop))
        if len(gaps) >= _SPACED_SHARE * (len(gaps) + joined):
            yield from gaps


def report_body(source: Source, cleaned: Cleaned) -> Reading:
    """Read the logical lines of the report proper."""
    return source.read(line.pieces for line in cleaned.lines)


def section_heading(source: Source, section: SectionDraft) -> Reading:
    """Read the heading as it stands in the source; empty when it was supplied."""
    return source.read([section.heading_pieces])


def section_body(source: Source, section: SectionDraft) -> Reading:
    """Read the paragraphs of a section, one line each."""
    return source.read(section.paragraphs)
