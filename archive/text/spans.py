"""Marks as data: layers of spans merged into flat segments that a template can render.

Hits, defects, evidence and shared terms are found by different parts of the program and
may overlap. A page renders the segments one after another, each escaped by the template.
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Span:
    """A half-open range of offsets into a text, and what it means there.

    `layer` says which kind of mark it is (`hit`, `defect`, `evidence`, `term`, …) and
    `detail` what exactly, e.g. the kind of defect or the name of the evidenced field.
    """

    start: int
    end: int
    layer: str
    detail: str = ""


@dataclass(frozen=True)
class Segment:
    """A stretch of text under one set of spans; offsets are into the whole text."""

    start: int
    end: int
    text: str
    layers: tuple[Span, ...] = ()

    @property
    def layer_names(self) -> tuple[str, ...]:
        """The layers present here, each once, in alphabetical order."""
        return tuple(sorted({span.layer for span in self.layers}))

    def in_layer(self, name: str) -> bool:
        """Whether a span of that layer covers this segment."""
        return any(span.layer == name for span in self.layers)


def segments(text: str, spans: Iterable[Span], start: int = 0, end: int | None = None) -> list[Segment]:
    """Cut `text[start:end]` wherever a span begins or ends.

    The segments follow one another without gaps and join to the text. Each carries the
    spans covering it, outermost first. Spans outside the window are clipped; empty and
    wholly outside ones are left out.
    """
    last = len(text) if end is None else min(end, len(text))
    covering = sorted(
        (span for span in spans if max(span.start, start) < min(span.end, last)),
        key=lambda span: (span.start, -span.end, span.layer, span.detail),
    )
    return list(_sweep(text, covering, start, last))


def _sweep(text: str, spans: list[Span], start: int, end: int) -> Iterator[Segment]:
    bounds = {start, end}
    for span in spans:
        bounds |= {max(span.start, start), min(span.end, end)}
    edges = sorted(bounds)
    active: list[Span] = []
    upcoming = 0
    for left, right in itertools.pairwise(edges):
        active = [span for span in active if span.end > left]
        while upcoming < len(spans) and spans[upcoming].start <= left:
            active.append(spans[upcoming])
            upcoming += 1
        yield Segment(left, right, text[left:right], tuple(active))
