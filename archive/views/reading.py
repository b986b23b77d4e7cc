"""The reading model: a revision's sections as runs of text ready for a template to escape.

Marks are span layers over `Revision.text`: defects of the source, enumerators such as
一是, and the hits of a query, which the caller supplies.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from archive.models import Revision, Section
from archive.text.spans import Segment, Span, segments

Convert = Callable[[str], str]

_ENUMERATOR = re.compile(r"(?:^|(?<=[。；;：:！!？?\s]))[一二三四五六七八九十]{1,3}[是要](?!否)")
DEEPEST_LISTED = 3
_BRACKETS = "()（）〔〕"
_GLOSS = "gloss"


@dataclass(frozen=True)
class Run:
    """A stretch of text under the same marks.

    `hit` is the number of the query hit it belongs to (0: none) and `first` says that
    the hit begins here; `defect` is the kind of damage, if any.
    """

    text: str
    hit: int = 0
    first: bool = False
    defect: str = ""
    enumerator: bool = False


@dataclass(frozen=True)
class ReadingSection:
    """One section as shown: heading and paragraphs in runs, and what the archive adds."""

    section: Section
    label: str
    heading: tuple[Run, ...]
    supplied_heading: str
    paragraphs: tuple[tuple[Run, ...], ...]
    hits: int
    damaged: tuple[str, ...]

    @property
    def rank(self) -> int:
        """Level of the HTML heading: 2 for the first level, 4 at most."""
        return min(max(self.section.level, 1) + 1, 4)

    @property
    def label_supplied(self) -> bool:
        """Whether the archive, not the source, gave the label."""
        return self.section.label_supplied

    @property
    def heading_words(self) -> str:
        """The heading without marks, in the script shown."""
        return "".join(run.text for run in self.heading)


@dataclass(frozen=True)
class Reading:
    """A text as shown: its sections, how many hits they hold, how many glosses were left out."""

    sections: tuple[ReadingSection, ...]
    hits: int
    glosses_hidden: int

    @property
    def chapters(self) -> list["Chapter"]:
        """The table of contents: levels 0 and 1, each with the levels 2 and 3 below it."""
        chapters: list[Chapter] = []
        for shown in self.sections:
            if shown.section.level <= 1 or not chapters:
                chapters.append(Chapter(shown))
            elif shown.section.level <= DEEPEST_LISTED:
                chapters[-1].entries.append(shown)
        return chapters

    @property
    def damaged(self) -> tuple[str, ...]:
        """The damaged words of the source shown here, each once."""
        return tuple(dict.fromkeys(word for one in self.sections for word in one.damaged))


@dataclass(frozen=True)
class Chapter:
    """A top entry of the table of contents and the entries below it."""

    top: ReadingSection
    entries: list[ReadingSection] = field(default_factory=list)


@dataclass
class _Reader:
    """Builds runs in reading order; numbers the hits as they first appear."""

    text: str
    spans: list[Span]
    convert: Convert | None  # None shows the source as it is
    numbers: dict[Span, int] = field(default_factory=dict)
    hidden: set[Span] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.spans.sort()
        self.starts = [span.start for span in self.spans]
        self.longest = max((span.end - span.start for span in self.spans), default=0)

    def section(self, section: Section) -> ReadingSection:
        before = len(self.numbers)
        heading_pieces = [] if section.heading_supplied else section.heading_pieces
        heading = self.runs(heading_pieces)
        paragraphs = tuple(self.runs(pieces) for pieces in section.paragraphs)
        shown = [run for runs in (heading, *paragraphs) for run in runs]
        return ReadingSection(
            section=section,
            label=self._label(section),
            heading=heading,
            supplied_heading=self._supplied(section) if not heading else "",
            paragraphs=tuple(filter(None, paragraphs)),
            hits=len(self.numbers) - before,
            damaged=tuple(dict.fromkeys(run.text for run in shown if run.defect and run.defect != _GLOSS)),
        )

    def runs(self, pieces: Iterable[Sequence[int]]) -> tuple[Run, ...]:
        """Return the runs of one paragraph, its pieces glued in order."""
        found = [
            segment
            for start, end in pieces
            for segment in segments(self.text, self._covering(start, end), start, end)
        ]
        kept = [segment for segment in found if self._is_kept(segment)]
        shown = self._converted([segment.text for segment in kept])
        return tuple(self._run(segment, text) for segment, text in zip(kept, shown, strict=True))

    def _covering(self, start: int, end: int) -> list[Span]:
        first = bisect_left(self.starts, start - self.longest)
        return self.spans[first : bisect_left(self.starts, end)] + [
            Span(start + match.start(), start + match.end(), "enumerator")
            for match in _ENUMERATOR.finditer(self.text[start:end])
        ]

    def _is_kept(self, segment: Segment) -> bool:
        if self.convert is None:
            return True
        glosses = {span for span in segment.layers if _is_gloss(span)}
        self.hidden |= glosses
        return not glosses

    def _converted(self, texts: list[str]) -> list[str]:
        if self.convert is None:
            return texts
        whole = self.convert("".join(texts))
        if len(whole) != sum(map(len, texts)):  # cannot be cut where the marks are
            return [self.convert(text) for text in texts]
        shown, position = [], 0
        for text in texts:
            shown.append(whole[position : position + len(text)])
            position += len(text)
        return shown

    def _run(self, segment: Segment, text: str) -> Run:
        hit = next((span for span in segment.layers if span.layer == "hit"), None)
        first = hit is not None and hit not in self.numbers
        number = self.numbers.setdefault(hit, len(self.numbers) + 1) if hit else 0
        defect = next((span.detail for span in segment.layers if span.layer == "defect"), "")
        return Run(text, number, first, defect, segment.in_layer("enumerator"))

    def _label(self, section: Section) -> str:
        return self.convert(section.label) if self.convert else section.label

    def _supplied(self, section: Section) -> str:
        heading = section.heading.strip(_BRACKETS)
        return self.convert(heading) if self.convert else heading


def read(
    revision: Revision,
    sections: Iterable[Section],
    hits: Iterable[Span] = (),
    convert: Convert | None = None,
) -> Reading:
    """Return `sections` of `revision` as shown.

    `hits` are spans of layer `hit` into `revision.text`; `convert` rewrites the text for
    display and leaves pinyin glosses out, None keeps the source byte for byte.
    """
    defects = [Span(start, end, "defect", kind) for start, end, kind in revision.defects]
    reader = _Reader(revision.text, [*defects, *hits], convert)
    shown = tuple(reader.section(section) for section in sections)
    return Reading(shown, len(reader.numbers), len(reader.hidden))


def _is_gloss(span: Span) -> bool:
    return span.layer == "defect" and span.detail == _GLOSS
