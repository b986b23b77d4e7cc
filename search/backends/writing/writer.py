"""The writer of segments with packed fields: Whoosh's own, with numpy for the fields that are large."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.writing import SegmentWriter

from search.backends.packed import arrays, rows, tables
from search.backends.packed.occurrences import united
from search.backends.packed.packing import Numbers
from search.backends.packed.rows import COLUMNS
from search.backends.packed.segments import Segment
from search.backends.writing.codec import PackedCodec, PackedText, packed_path
from search.backends.writing.merging import merge_small
from search.backends.writing.pool import PACKED_FIELDS, Pool


class _Merged(NamedTuple):
    """A segment taken into the one being written: its arrays, and which documents are not deleted."""

    held: arrays.Arrays
    kept: NDArray[np.bool_]


class PackedIndex(FileIndex):
    """A Whoosh index whose segments have packed fields, whoever writes to it."""

    def writer(self, procs: int = 1, **kwargs: Any) -> "PackedWriter":
        """Return the writer; raises LockError while there is another one."""
        return PackedWriter(self, **kwargs)

    def stored_segments(self, number: int) -> list[Any]:
        """Return what the table of contents with this number says of each segment."""
        contents = TOC.read(self.storage, self.indexname, gen=number, schema=self._schema)
        return list(contents.segments)

    def adopt(self, segments: list[Any]) -> None:
        """Commit segments that writers of this index have finished, as all there is."""
        known = self._read_toc()
        number = known.generation + 1
        TOC(known.schema, segments, number).write(self.storage, self.indexname)
        clean_files(self.storage, self.indexname, number, segments)


class PackedWriter(SegmentWriter):
    """Writes one segment; documents first, then whole segments at the commit."""

    def __init__(self, index: Any, **kwargs: Any) -> None:
        super().__init__(index, codec=PackedCodec(), compound=False, **kwargs)
        self.mergetype = merge_small
        self._pooled = Pool()
        self._merged: list[_Merged] = []
        left_out = {name for name in (*PACKED_FIELDS, *COLUMNS) if name not in self.schema}
        self._packed = left_out | {name for name, field in self.schema.items() if _is_packed(field)}

    @property
    def characters(self) -> int:
        """How many characters the documents added so far have."""
        return self._pooled.characters

    def add_document(self, **fields: Any) -> None:
        """Add a prepared document: packed fields and columns to the pool, the other fields Whoosh's way."""
        self._pooled.add(fields)
        stock = {name: value for name, value in fields.items() if name not in self._packed}
        super().add_document(**stock)

    def delete_reports(self, public_ids: Iterable[str], opened: Iterable[Segment]) -> None:
        """Delete the documents of some reports; `opened` are the segments of the newest commit."""
        wanted = list(public_ids)
        stored = {segment.segment_id(): segment for segment in self.segments}
        for one in opened:
            for number in one.documents_of(wanted).tolist():
                stored[one.name].delete_document(number)

    def abandon(self) -> None:
        """Give up, however far it has got, and let other writers in."""
        try:
            self.cancel()
        finally:
            if not self.is_closed and self.writelock:
                self.writelock.release()

    def write_per_doc(self, fieldnames: Iterable[str], reader: Any) -> dict[int, int]:
        """Take over what Whoosh has stored of each document; return old number -> new number.

        The archive's schema has neither lengths nor columns nor vectors that Whoosh would have to look for.
        """
        numbers = {}
        for number, stored in reader.iter_docs():
            numbers[number] = self.docnum
            self.perdocwriter.start_doc(self.docnum)
            for name, value in stored.items():
                self.perdocwriter.add_field(name, self.schema[name], value, 0)
            self.perdocwriter.finish_doc()
            self.docnum += 1
        return numbers

    def add_reader(self, reader: Any) -> None:
        """Take over the documents of a segment that are not deleted."""
        base = self.docnum
        numbers = self.write_per_doc(self.schema.names(), reader)
        for item in self._process_posts(_stock_postings(reader), base, numbers):
            self.pool.add(item)
        kept = np.ones(reader.doc_count_all(), dtype=np.bool_)
        kept[list(reader.segment().deleted_docs())] = False
        self._merged.append(_Merged(arrays.read(packed_path(self.storage, reader.segment())), kept))
        self._added = True

    def finished(self) -> Any:
        """Write the segment and return it, without a commit; the writer is closed."""
        segment = self._finalize_segment()
        self._finish()
        return segment

    def _flush_segment(self) -> None:
        super()._flush_segment()
        columns, found = self._content()
        held = columns.arrays()
        for name, occurrences in found:
            held |= tables.packed(name, occurrences)
        arrays.write(packed_path(self.storage, self.newsegment), held)

    def _content(self) -> tuple[rows.Rows, Iterator[tuple[str, Any]]]:
        """Return the columns of the segment, and its tables one at a time, to hold only one in memory."""
        own = self._pooled.rows()
        taken = [rows.from_arrays(part.held) for part in self._merged]
        chosen = [part.chosen(merged.kept) for part, merged in zip(taken, self._merged, strict=True)]
        columns = rows.joined([part for part in (own, *chosen) if part.size] or [own])
        return columns, self._tables(own.size, columns.starts, taken)

    def _tables(self, first: int, starts: Numbers, taken: Iterable[rows.Rows]) -> Iterator[tuple[str, Any]]:
        moves = []
        for merged, part in zip(self._merged, taken, strict=True):
            numbers = np.where(merged.kept, first + np.cumsum(merged.kept) - 1, -1)
            first += int(merged.kept.sum())
            moves.append((merged.held, numbers, part.starts))
        for name, own in self._pooled.tables():
            others = [
                tables.Table(name, held).occurrences().moved(numbers, before, starts)
                for held, numbers, before in moves
            ]
            yield name, united([own, *others])


def _is_packed(field: Any) -> bool:
    return isinstance(field, PackedText)


def _stock_postings(reader: Any) -> Iterator[tuple[str, bytes, int, float, bytes]]:
    """Yield what Whoosh itself indexed of a segment."""
    terms = reader.codec().terms_reader(reader.storage(), reader.segment())
    for field in terms.stock_field_names():
        for text in reader.lexicon(field):
            matcher = reader.postings(field, text)
            while matcher.is_active():
                yield field, text, matcher.id(), matcher.weight(), matcher.value()
                matcher.next()
