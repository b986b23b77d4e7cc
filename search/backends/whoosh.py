"""Haystack's Whoosh engine with index-only fields, generations and one door for changes.

The index directory holds generations (see `store`); an engine opened on any other
directory behaves as Haystack's own.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from haystack import connections
from haystack.backends.whoosh_backend import WhooshEngine, WhooshSearchBackend
from whoosh.fields import Schema
from whoosh.index import LockError

from search.backends import store
from search.backends.mapping import MappedStorage
from search.backends.writer import PackedIndex
from search.engine import SearchError

LOCK_SECONDS = 60


class ArchiveWhooshBackend(WhooshSearchBackend):
    """Whoosh storage for sections: whole reports are replaced at a time."""

    def __init__(self, connection_alias: str, **connection_options: Any) -> None:
        super().__init__(connection_alias, **connection_options)
        self.generations = bool(connection_options.get("GENERATIONS"))
        self.base = self.path

    def setup(self) -> None:
        """Open the current generation, making an empty one where there is none."""
        if self.generations:
            self.path = str(self._current())
        super().setup()
        if self.generations:
            self.storage = MappedStorage(self.path)
            self.index = PackedIndex(self.storage, schema=self.schema)

    def build_schema(self, fields: Mapping[str, Any]) -> tuple[str, Schema]:
        """Build Haystack's schema; a text field with `stored=False` is indexed only."""
        content_field, schema = super().build_schema(fields)
        for field in fields.values():
            if field.field_type == "string" and not field.stored and not field.is_multivalued:
                schema[field.index_fieldname].stored = False
                schema[field.index_fieldname].column_type = None
        return content_field, schema

    def opened(self) -> Any:
        """Return the Whoosh index of the current generation."""
        if not self.setup_complete or (self.generations and str(self._current()) != self.path):
            self.setup()
        return self.index

    def replace(self, stale: Iterable[str], documents: Iterable[Mapping[str, Any]]) -> None:
        """Delete the sections of the reports `stale` (public ids), add `documents`, in one commit.

        Other writers wait. Raises SearchError when the index stays locked too long.
        """
        self.opened()
        with store.exclusive(self.base):
            writer = self._writer()
            try:
                for public_id in stale:
                    writer.delete_by_term("report", public_id)
                self._add(writer, documents)
            except BaseException:
                writer.cancel()
                raise
            writer.commit()

    def rebuild(self, documents: Iterable[Mapping[str, Any]]) -> int:
        """Write all `documents` into a fresh generation, then switch to it; returns how many."""
        fields = connections[self.connection_alias].get_unified_index().all_searchfields()
        with store.exclusive(self.base):
            fresh = store.begin(self.base)
            store.create(fresh, self.build_schema(fields)[1])
            writer = PackedIndex(MappedStorage(str(fresh))).writer(limitmb=256)
            try:
                count = self._add(writer, documents)
            except BaseException:
                writer.cancel()
                raise
            writer.commit(optimize=True)
            store.switch(self.base, fresh)
        self.setup()
        return count

    def _current(self) -> Path:
        found = store.current(self.base)
        if found is None:
            with store.exclusive(self.base):
                found = store.current(self.base) or store.begin(self.base)
                store.switch(self.base, found)
        return found

    def _writer(self) -> Any:
        try:
            return self.opened().refresh().writer(timeout=LOCK_SECONDS)
        except LockError as error:
            raise SearchError("the search index is locked by another process") from error

    def _add(self, writer: Any, documents: Iterable[Mapping[str, Any]]) -> int:
        count = 0
        for document in documents:
            writer.add_document(**{key: self._from_python(value) for key, value in document.items()})
            count += 1
        return count


class ArchiveWhooshEngine(WhooshEngine):
    """The engine named in HAYSTACK_CONNECTIONS."""

    backend = ArchiveWhooshBackend
