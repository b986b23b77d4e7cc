"""The received text line by line, with what the archive makes of each place marked as layers."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from archive.ingest.types import Draft
from archive.text.spans import Segment, Span, segments
from archive.views.card import LABELS
from archive.views.staff.evidence import shown_at

REASONS: dict[str, StrOrPromise] = {
    "advertisement": gettext_lazy("广告"),
    "breadcrumb": gettext_lazy("当前位置"),
    "chunk_number": gettext_lazy("分块编号"),
    "contents": gettext_lazy("目录"),
    "entity": gettext_lazy("网页代码"),
    "footer": gettext_lazy("页尾"),
    "link_farm": gettext_lazy("链接"),
    "links": gettext_lazy("链接"),
    "markup": gettext_lazy("网页代码"),
    "metadata_table": gettext_lazy("信息栏"),
    "page_marker": gettext_lazy("页码"),
    "preamble": gettext_lazy("正文之前"),
    "site_tag": gettext_lazy("网站字样"),
    "toolbar": gettext_lazy("网页按钮"),
}
DEFECTS: dict[str, StrOrPromise] = {
    "mask": gettext_lazy("原文被遮盖"),
    "mojibake": gettext_lazy("原文乱码"),
    "gloss": gettext_lazy("原文夹有注音"),
}
# Places that other views link to: evidence, repairs and beginnings of sections.
_ANCHORS = {"evidence": "e", "repair": "f", "heading": "h", "start": "h"}


@dataclass(frozen=True)
class RawPiece:
    """A stretch of a line under the same marks; `anchors` are the ids of what begins here."""

    text: str
    layers: tuple[str, ...]
    anchors: tuple[str, ...] = ()

    @property
    def css(self) -> str:
        """The class names of the layers."""
        return " ".join(f"raw--{layer}" for layer in self.layers)


@dataclass(frozen=True)
class RawNote:
    """What the archive says about a line; `field` is the form field it is about, if any."""

    words: str
    field: str = ""


@dataclass(frozen=True)
class RawLine:
    """A line of the received text; `start` is its offset there."""

    start: int
    pieces: tuple[RawPiece, ...]
    notes: tuple[RawNote, ...]
    page: int = 0  # the page of a paged original that begins here, counted from 1


def raw_lines(draft: Draft) -> list[RawLine]:
    """Return the lines of the received text that are not blank, in order."""
    text = draft.extracted.text
    spans = [*_marks(draft), *_line_spans(text)]
    cut = ((_line_of(segment), segment) for segment in segments(text, spans))
    lines = [
        _line(line, [segment for _start, segment in group], draft)
        for line, group in groupby(cut, key=lambda pair: pair[0])
        if line is not None
    ]
    return _paged(lines, draft.extracted.pages)


def _paged(lines: list[RawLine], pages: Sequence[int]) -> list[RawLine]:
    """Name the page at the first line that begins on it; a page without words has no line."""
    paged = []
    shown = 0
    for line in lines:
        page = bisect_right(pages, line.start)
        paged.append(replace(line, page=page) if page > shown else line)
        shown = page
    return paged


def _marks(draft: Draft) -> Iterator[Span]:
    for item in draft.evidence:
        for start, end in item.spans:
            yield Span(start, end, "evidence", shown_at(item.field))
    for drop in draft.cleaned.dropped:
        yield Span(drop.start, drop.end, "dropped", drop.reason)
    for defect in draft.cleaned.defects:
        yield Span(defect.start, defect.end, "defect", defect.kind)
    for at, repair in enumerate(draft.repairs):
        yield Span(repair.start, repair.end, "repair", str(at))
    for start, end in draft.extracted.tables:
        yield Span(start, end, "table")
    for section in draft.sections:
        head = section.heading_pieces[-1].end if section.heading_pieces else section.start + 1
        yield Span(section.start, head, "heading" if section.heading_pieces else "start")


def _line_spans(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        words = line.rstrip()
        if words:
            yield Span(start, start + len(words), "line")
        start += len(line)


def _line_of(segment: Segment) -> Span | None:
    return next((span for span in segment.layers if span.layer == "line"), None)


def _line(line: Span, cut: list[Segment], draft: Draft) -> RawLine:
    begun = [span for one in cut for span in one.layers if one.start == max(span.start, line.start)]
    notes = tuple(dict.fromkeys(note for span in begun if (note := _note(span, draft)) is not None))
    return RawLine(line.start, tuple(_piece(segment) for segment in cut), notes)


def _piece(segment: Segment) -> RawPiece:
    layers = tuple(name for name in segment.layer_names if name != "line")
    begun = (f"{_ANCHORS[span.layer]}-{span.start}" for span in segment.layers if _begins(segment, span))
    return RawPiece(segment.text, layers, tuple(dict.fromkeys(begun)))


def _begins(segment: Segment, span: Span) -> bool:
    return span.layer in _ANCHORS and span.start == segment.start


def _note(span: Span, draft: Draft) -> RawNote | None:
    if span.layer == "evidence":
        return RawNote(str(LABELS.get(span.detail, span.detail)), span.detail)
    words = ""
    if span.layer == "dropped":
        words = _("不收入正文：%(what)s") % {"what": REASONS.get(span.detail, _("版面杂项"))}
    elif span.layer == "defect":
        words = str(DEFECTS.get(span.detail, _("原文缺损")))
    elif span.layer == "repair":
        words = _("疑为“%(reading)s”") % {"reading": draft.repairs[int(span.detail)].reading}
    return RawNote(words) if words else None
