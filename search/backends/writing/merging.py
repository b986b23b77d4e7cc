"""Which segments a commit puts together: small ones, never one that takes long to write again."""

from collections.abc import Sequence
from typing import Any

from whoosh.reading import SegmentReader

from search.backends.writing.codec import PackedCodec

# Segments of fewer living documents than the bound are merged with one another once there are MANY of them.
BOUNDS = (64, 512)
MANY = 8
MOST_SEGMENTS = 30
LEFT = 20  # segments left when there were more than the most


def merge_small(writer: Any, segments: Sequence[Any]) -> list[Any]:
    """Take small segments over into the one being written; return the others (a Whoosh merge policy).

    Segments without a living document are dropped.
    """
    living = [segment for segment in segments if segment.doc_count()]
    taken = chosen([segment.doc_count() for segment in living])
    for number in sorted(taken):
        reader = SegmentReader(writer.storage, writer.schema, living[number], codec=PackedCodec())
        writer.add_reader(reader)
        reader.close()
    return [segment for number, segment in enumerate(living) if number not in taken]


def chosen(sizes: Sequence[int]) -> set[int]:
    """Return the places of the segments to merge, given the living documents of each."""
    by_size = sorted(range(len(sizes)), key=lambda number: sizes[number])
    if len(sizes) > MOST_SEGMENTS:
        return set(by_size[: len(sizes) - LEFT])
    taken: set[int] = set()
    for bound in BOUNDS:
        small = {number for number in by_size if sizes[number] < bound}
        if len(small) >= MANY:
            taken = small
    return taken
