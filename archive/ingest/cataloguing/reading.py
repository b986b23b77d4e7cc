"""Parts of a received text in matching form, with the way back to its offsets."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

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
    origins: Sequence[int]

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
        self._folded = fold(text)
        glosses = (TextSpan(gloss.start, gloss.end) for gloss in find_glosses(text))
        gaps = (TextSpan(at, at + 1) for at in _gaps(text))
        self._left_out = sorted((*glosses, *gaps))

    def read(self, blocks: Iterable[Block]) -> Reading:
        """Read blocks of spans: the spans of a block are joined, blocks get a line each."""
        parts = self._stretches(blocks)
        shown = "".join(["\n" if part is None else self.text[slice(*part)] for part in parts])
        return Reading(shown, self._words(parts), _origins(parts))

    def folded(self, blocks: Iterable[Block]) -> str:
        """Return the matching form of what `read` reads, without the way back."""
        return self._words(self._stretches(blocks))

    def _words(self, parts: Iterable[TextSpan | None]) -> str:
        return "".join(["\n" if part is None else self._folded[slice(*part)] for part in parts])

    def _stretches(self, blocks: Iterable[Block]) -> list[TextSpan | None]:
        """Return what is read of `blocks`, None where a line ends."""
        parts: list[TextSpan | None] = []
        for block in blocks:
            if parts:
                parts.append(None)
            for span in block:
                parts.extend(self._kept(span))
        return parts

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

    def _kept(self, span: TextSpan) -> Sequence[TextSpan]:
        """Return the stretches of `span` that are not left out."""
        position, end = span
        first = bisect_right(self._left_out, position, key=_end_of)
        last = bisect_left(self._left_out, end, key=_start_of)
        if first == last:
            return (span,) if position < end else ()
        kept = []
        for cut in self._left_out[first:last]:
            kept.append(TextSpan(position, cut.start))
            position = cut.end
        kept.append(TextSpan(position, end))
        return [stretch for stretch in kept if stretch.start < stretch.end]


def _origins(parts: Sequence[TextSpan | None]) -> Sequence[int]:
    """Return where the characters of `parts` stand; the end of a line has its last character's place."""
    if len(parts) == 1 and parts[0] is not None:
        return range(*parts[0])
    origins: list[int] = []
    for part in parts:
        origins.extend(origins[-1:] if part is None else range(*part))
    return tuple(origins)


def _start_of(span: TextSpan) -> int:
    return span.start


def _end_of(span: TextSpan) -> int:
    return span.end


@lru_cache(maxsize=1)  # the stages read the same text one after another
def source_of(text: str) -> Source:
    """Return the source of `text`, made once for all stages."""
    return Source(text)


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


def section_words(source: Source, section: SectionDraft) -> tuple[str, str]:
    """Return heading and body of a section in matching form; an empty heading was supplied."""
    return source.folded([section.heading_pieces]), source.folded(section.paragraphs)


def section_heading(source: Source, section: SectionDraft) -> Reading:
    """Read the heading as it stands in the source; empty when it was supplied."""
    return source.read([section.heading_pieces])
