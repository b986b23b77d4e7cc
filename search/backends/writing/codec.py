"""Whoosh's W3 codec with packed fields beside its own: what Whoosh itself sees of them.

The packed fields of a segment live in one file of arrays, named like its other files, so Whoosh deletes it
with them. Their terms and documents are readable through any Whoosh reader; their positions are not.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from heapq import merge
from pathlib import Path
from typing import Any

from whoosh.codec.base import FieldCursor
from whoosh.codec.whoosh3 import W3Codec, W3TermsReader
from whoosh.fields import TEXT
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound
from whoosh.system import pack_uint

from search.backends.packed import arrays
from search.backends.packed.tables import TABLES, Table

PACKED_EXT = ".packed"


class PackedText(TEXT):
    """A field whose values the writer packs; counts, but no positions, for Whoosh's own searcher."""

    def __init__(self, analyzer: Any) -> None:
        super().__init__(analyzer=analyzer, phrase=False, stored=False)
        self.scorable = False


def packed_path(storage: Any, segment: Any) -> Path:
    """Return the file of a segment's packed fields."""
    return Path(storage.folder, segment.make_filename(PACKED_EXT))


class PackedCodec(W3Codec):
    """W3, with packed fields read from the segment's file of arrays where there is one."""

    def __init__(self) -> None:
        super().__init__(compression=0)  # identifiers stand once: a list of one does not get smaller

    def terms_reader(self, storage: Any, segment: Any) -> Any:
        """Return a reader of the terms of a segment."""
        name = segment.make_filename(self.TERMS_EXT)
        posts = segment.open_file(storage, self.POSTS_EXT)
        path = packed_path(storage, segment)
        held = arrays.read(path) if path.exists() else {}
        return PackedTermsReader(self, storage.open_file(name), storage.file_length(name), posts, held)


class PackedTermsReader(W3TermsReader):
    """Terms of stock fields and of packed ones, in one order."""

    def __init__(self, codec: Any, terms: Any, length: int, posts: Any, held: arrays.Arrays) -> None:
        super().__init__(codec, terms, length, posts)
        self._packed = {
            field: tuple(Table(name, held) for name in names)
            for field, names in TABLES.items()
            if held and field not in self._fieldmap
        }

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field, text = term
        if field in self._packed:
            return self._found(field, text) is not None
        return bool(super().__contains__(term))

    def indexed_field_names(self) -> list[str]:
        """Return the names of all fields, packed ones included."""
        return [*super().indexed_field_names(), *self._packed]

    def stock_field_names(self) -> list[str]:
        """Return the names of the fields that Whoosh wrote."""
        return list(super().indexed_field_names())

    def cursor(self, fieldname: str, fieldobj: Any) -> Any:
        """Return a cursor over the terms of a field."""
        if fieldname in self._packed:
            return _Cursor(self, fieldname)
        return super().cursor(fieldname, fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield (field, term), ascending."""
        packed = (self.terms_from(field, b"") for field in sorted(self._packed))
        yield from merge(super().terms(), *packed)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Yield (field, term) from a term on; of a packed field only its own."""
        if fieldname not in self._packed:
            yield from super().terms_from(fieldname, prefix)
            return
        tables = self._packed[fieldname]
        for text in merge(*(table.terms(table.first(prefix)) for table in tables)):
            yield fieldname, text

    def items(self) -> Iterator[tuple[tuple[str, bytes], Any]]:
        """Yield ((field, term), term info), ascending."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], Any]]:
        """Yield ((field, term), term info) from a term on."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, tbytes: bytes) -> Any:
        """Return what scorers ask of a term. Raises TermNotFound."""
        if fieldname not in self._packed:
            return super().term_info(fieldname, tbytes)
        table, number = self._sure(fieldname, tbytes)
        documents, counts = table.documents(number)
        return TermInfo(
            weight=float(table.totals[number]),
            df=int(table.listed[number]),
            minlength=1,
            maxlength=1,
            maxweight=float(counts.max()),
            minid=int(documents[0]),
            maxid=int(documents[-1]),
        )

    def frequency(self, fieldname: str, tbytes: bytes) -> float:
        """Return how often a term stands in the segment."""
        if fieldname not in self._packed:
            return float(super().frequency(fieldname, tbytes))
        table, number = self._sure(fieldname, tbytes)
        return float(table.totals[number])

    def doc_frequency(self, fieldname: str, tbytes: bytes) -> int:
        """Return in how many documents of the segment a term stands."""
        if fieldname not in self._packed:
            return int(super().doc_frequency(fieldname, tbytes))
        table, number = self._sure(fieldname, tbytes)
        return int(table.listed[number])

    def matcher(self, fieldname: str, tbytes: bytes, format_: Any, scorer: Any = None) -> Any:
        """Return a matcher over the documents of a term. Raises TermNotFound."""
        if fieldname not in self._packed:
            return super().matcher(fieldname, tbytes, format_, scorer=scorer)
        table, number = self._sure(fieldname, tbytes)
        documents, counts = table.documents(number)
        return ListMatcher(
            documents.tolist(),
            counts.astype(float).tolist(),
            [pack_uint(count) for count in counts.tolist()],
            format_,
            scorer=scorer,
            term=(fieldname, tbytes),
            terminfo=self.term_info(fieldname, tbytes),
        )

    def _found(self, field: str, text: bytes) -> tuple[Table, int] | None:
        for table in self._packed[field]:
            number = table.find(text)
            if number is not None:
                return table, number
        return None

    def _sure(self, field: str, text: bytes) -> tuple[Table, int]:
        found = self._found(field, text)
        if found is None:
            raise TermNotFound(f"No term {field}:{text!r}")
        return found


class _Cursor(FieldCursor):
    """Walks the terms of a packed field, which are text."""

    def __init__(self, reader: PackedTermsReader, field: str) -> None:
        self._info = partial(reader.term_info, field)
        self._from = partial(reader.terms_from, field)
        self.find(b"")

    def first(self) -> str | None:
        return self.find(b"")

    def find(self, term: str | bytes) -> str | None:
        self._rest: Iterable[tuple[str, bytes]] = self._from(_as_bytes(term))
        return self.next()

    def next(self) -> str | None:
        _field, text = next(iter(self._rest), (None, None))
        self._text = text.decode("utf-8", "surrogatepass") if text is not None else None
        return self._text

    def text(self) -> str | None:
        return self._text

    def term_info(self) -> Any:
        return None if self._text is None else self._info(_as_bytes(self._text))

    def is_valid(self) -> bool:
        return self._text is not None


def _as_bytes(term: str | bytes) -> bytes:
    return term if isinstance(term, bytes) else term.encode("utf-8", "surrogatepass")
