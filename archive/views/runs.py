"""Runs of a received text: stretches under the same marks, in the script shown, ready to be escaped.

Marks are span layers over the text: defects of the source, proposed repairs, enumerators such as 一是, the
numbers that are figures, and the hits of a query.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from archive.text.spans import Segment, Span, segments

Convert = Callable[[str], str]

_ENUMERATOR = re.compile(r"(?:^|(?<=[。；;：:！!？?\s]))[一二三四五六七八九十]{1,3}[是要](?!否)")
GLOSS = "gloss"


@dataclass(frozen=True)
class Run:
    """A stretch of text under the same marks.

    `hit` is the number of the query hit it belongs to (0: none) and `first` says that the hit begins here;
    `defect` is the kind of damage, if any. `supplied` is what the archive says about damaged words that end
    here: what they may have read. `figure` says that it is of a number the archive knows, and `anchor` is
    the permanent anchor of the number that begins here.
    """

    text: str
    hit: int = 0
    first: bool = False
    defect: str = ""
    enumerator: bool = False
    supplied: str = ""
    figure: bool = False
    anchor: str = ""

    @property
    def is_marked(self) -> bool:
        """Whether it is anything but plain words."""
        return bool(self.hit or self.defect or self.enumerator or self.supplied or self.figure)


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Proposal:
    """What the words from `start` to `end` may have read; a guess unless `exact`."""

    start: int
    end: int
    reading: str
    exact: bool


@dataclass
class RunReader:
    """Builds runs in reading order; numbers the hits as they first appear."""

    text: str
    spans: list[Span]
    convert: Convert | None  # None shows the source as it is
    proposals: Sequence[Proposal] = ()
    numbers: dict[Span, int] = field(default_factory=dict)
    hidden: set[Span] = field(default_factory=set)
    anchored: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        marks = (Span(one.start, one.end, "repair", str(at)) for at, one in enumerate(self.proposals))
        self.spans = sorted([*self.spans, *marks])
        self.starts = [span.start for span in self.spans]
        self.longest = max((span.end - span.start for span in self.spans), default=0)

    def runs(self, pieces: Iterable[Sequence[int]]) -> Runs:
        """Return the runs of one paragraph, its pieces (spans of the text) glued in order."""
        found = [
            segment
            for start, end in pieces
            for segment in segments(self.text, self._covering(start, end), start, end)
        ]
        kept = [segment for segment in found if self._is_kept(segment)]
        shown = self._converted([segment.text for segment in kept])
        return tuple(self._run(segment, text) for segment, text in zip(kept, shown, strict=True))

    def supplied_within(self, start: int, end: int) -> str:
        """Return what the archive says about damaged words that lie between two offsets; often nothing."""
        inside = (one for one in self.proposals if start <= one.start < one.end <= end)
        return "".join(map(self._words, inside))

    def shown(self, text: str) -> str:
        """Return `text` in the script shown."""
        return self.convert(text) if self.convert else text

    def _covering(self, start: int, end: int) -> list[Span]:
        first = bisect_left(self.starts, start - self.longest)
        return self.spans[first : bisect_left(self.starts, end)] + [
            Span(start + match.start(), start + match.end(), "enumerator")
            for match in _ENUMERATOR.finditer(self.text[start:end])
        ]

    def _is_kept(self, segment: Segment) -> bool:
        if self.convert is None or not segment.layers:
            return True
        glosses = {span for span in segment.layers if is_gloss(span)}
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
        if not segment.layers:
            return Run(text)
        marks = {span.layer: span for span in reversed(segment.layers)}  # the outermost of each layer
        hit, defect = marks.get("hit"), marks.get("defect")
        first = hit is not None and hit not in self.numbers
        number = self.numbers.setdefault(hit, len(self.numbers) + 1) if hit else 0
        return Run(
            text,
            number,
            first,
            defect.detail if defect else "",
            enumerator="enumerator" in marks,
            supplied=self._supplied(segment) if "repair" in marks else "",
            figure="figure" in marks,
            anchor=self._anchor(segment) if "figure" in marks else "",
        )

    def _anchor(self, segment: Segment) -> str:
        """Return the anchor of the number that first shows here; a hidden gloss may have been its start."""
        names = (f"f{span.detail}" for span in segment.layers if span.layer == "figure")
        name = next((one for one in names if one not in self.anchored), "")
        self.anchored.add(name)
        return name

    def _supplied(self, segment: Segment) -> str:
        """Return what the words that end with this segment may have read, in words."""
        ending = (span for span in segment.layers if span.layer == "repair" and span.end == segment.end)
        span = next(ending, None)
        return self._words(self.proposals[int(span.detail)]) if span else ""

    def _words(self, proposal: Proposal) -> str:
        if not proposal.reading:
            return _("疑为多出的字")
        words = {"reading": self.shown(proposal.reading)}
        return (_("应作“%(reading)s”") if proposal.exact else _("疑作“%(reading)s”")) % words


def is_gloss(span: Span) -> bool:
    """Tell whether a mark is a pinyin gloss, which converted text leaves out."""
    return span.layer == "defect" and span.detail == GLOSS
