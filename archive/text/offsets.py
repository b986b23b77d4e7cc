"""Texts with parts cut out, and the way back to the source's offsets."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


class Range(Protocol):
    """Anything with a half-open range of offsets, such as a `Span`."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


@dataclass(frozen=True)
class OffsetMap:
    """Offsets of a cut text, mapped to offsets of its source.

    `joints[i]` is the cut text's offset at which the i-th removed range stood and
    `removed[i]` the number of source characters removed up to and including it. Both
    ascend and are as long as there are removed ranges.
    """

    joints: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()

    def to_source(self, offset: int) -> int:
        """Return the source offset of the character at `offset`.

        At a joint this is the character after the removed range; for an exclusive end
        use `source_span`.
        """
        return self._shifted(offset, bisect_right(self.joints, offset))

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source range of `start:end`, including ranges removed within it.

        A range removed right before `start` or right after `end` stays outside.
        """
        first = self.to_source(start)
        last = self._shifted(end, bisect_left(self.joints, end))
        return first, max(first, last)

    def _shifted(self, offset: int, passed: int) -> int:
        return offset + (self.removed[passed - 1] if passed else 0)


@dataclass(frozen=True)
class Stripped:
    """A text without some ranges of its source; all offsets here are into `text`."""

    text: str
    offsets: OffsetMap = OffsetMap()

    def to_source(self, offset: int) -> int:
        """Return where the character at `offset` stands in the source."""
        return self.offsets.to_source(offset)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source range that `start:end` was cut from."""
        return self.offsets.source_span(start, end)


def cut(text: str, ranges: Iterable[Range]) -> Stripped:
    """Remove `ranges` (offsets into `text`, any order, may overlap) from `text`."""
    kept: list[str] = []
    joints: list[int] = []
    removed: list[int] = []
    length = position = 0
    for part in sorted(ranges, key=lambda part: (part.start, part.end)):
        if part.end <= position:
            continue
        kept.append(text[position : part.start])
        length += len(kept[-1])
        position = part.end
        joints.append(length)
        removed.append(position - length)
    kept.append(text[position:])
    return Stripped("".join(kept), OffsetMap(tuple(joints), tuple(removed)))
