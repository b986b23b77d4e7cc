"""What damaged words may have read: shown beside the received text, never written over it."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from archive.ingest.cleaning.pages import ends_sentence
from archive.ingest.mending.lost_marks import find_lost_labels, find_lost_marks
from archive.ingest.mending.slipped import find_slipped
from archive.ingest.sectioning.labels import match_label
from archive.ingest.types import Cleaned, Repair, SectionDraft
from archive.text.fold import fold

MOST = 200  # a person reads them one by one
_BESIDE = 4  # characters shown on each side of a chunk number
_REACH = 20  # white space between a number and the words it cuts


def propose_repairs(text: str) -> tuple[Repair, ...]:
    """Return likely readings of damaged places in `text`, in order, at most `MOST`.

    Slipped bytes are `exact` where re-decoding gives the reading and the text leaves no other;
    character entities always are. All else is a guess, and its note says so.
    """
    found = chain(find_slipped(text), find_lost_marks(text))
    ordered = sorted(islice(found, 10 * MOST), key=lambda repair: (repair.start, -repair.end))
    return tuple(islice(_apart(ordered), MOST))


def propose_from_outline(cleaned: Cleaned, sections: Sequence[SectionDraft]) -> tuple[Repair, ...]:
    """Return labels of `sections` with their lost marks, and words cut by chunk numbers, at most `MOST`."""
    text = cleaned.extracted.text
    numbers = (dropped for dropped in cleaned.dropped if dropped.reason == "chunk_number")
    glued = (_glued(text, dropped.start, dropped.end) for dropped in numbers)
    found = chain(find_lost_labels(text, sections), (repair for repair in glued if repair is not None))
    return tuple(islice(_apart(sorted(found, key=lambda repair: repair.start)), MOST))


def _glued(text: str, start: int, end: int) -> Repair | None:
    before = text[max(0, start - _REACH) : start].rstrip()
    after = text[end : end + _REACH].lstrip()
    if not before or not after or ends_sentence(fold(before)) or match_label(fold(after)):
        return None
    left, right = before[-_BESIDE:], after[:_BESIDE]
    first = text.index(left, max(0, start - _REACH))
    last = text.index(right, end) + len(right)
    return Repair(
        first, last, left + right, "chunk_number", note="网站分段所加的序号把词句隔断，推测原为一句"
    )


def _apart(repairs: list[Repair]) -> Iterator[Repair]:
    last = 0
    for repair in repairs:
        if repair.start >= last:
            yield repair
            last = repair.end
