"""Haystack's Whoosh engine with index-only fields, generations and one door for changes.

The index directory holds generations (see `store`); an engine opened on any other
directory behaves as Haystack's own.
"""

import importlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from haystack import connections
from haystack.backends.whoosh_backend import WhooshEngine, WhooshSearchBackend, WhooshSearchQuery
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from whoosh.fields import ID as WHOOSH_ID
from whoosh.fields import STORED, Schema
from whoosh.index import LockError
from whoosh.qparser import QueryParser

from search.backends import store
from search.backends.opening import generation
from search.backends.packed.arrays import is_intact
from search.backends.packed.damage import damage_told
from search.backends.writing.building import build
from search.backends.writing.codec import PackedText
from search.backends.writing.mapping import MappedStorage
from search.backends.writing.pool import PACKED_FIELDS
from search.backends.writing.writer import PackedIndex
from search.engine import SearchError

LOCK_SECONDS = 60


class ArchiveWhooshBackend(WhooshSearchBackend):
    """Whoosh storage for sections: whole reports are replaced at a time."""

    def __init__(self, connection_alias: str, **connection_options: Any) -> None:
        super().__init__(connection_alias, **connection_options)
        self.generations = bool(connection_options.get("GENERATIONS"))
        self.base = self.path

    def setup(self) -> None:
        """Open the current generation. Raises SearchError, also when it is missing."""
        if not self.generations:
            super().setup()
            return
        fields = connections[self.connection_alias].get_unified_index().all_searchfields()
        self.content_field_name, self.schema = self.build_schema(fields)
        self.parser = QueryParser(self.content_field_name, schema=self.schema)
        self.path = str(self._current())
        self.storage = MappedStorage(self.path)
        with damage_told():
            self.index = PackedIndex(self.storage, schema=self.schema)
        self.setup_complete = True

    def build_schema(self, fields: Mapping[str, Any]) -> tuple[str, Schema]:
        """Build Haystack's schema.

        Where there are generations, texts are packed, what is not indexed stands in columns alone, and Whoosh
        indexes identifiers only. Elsewhere a text field with `stored=False` is indexed only.
        """
        content_field, schema = super().build_schema(fields)
        if self.generations:
            return content_field, _lean(schema, fields)
        for field in fields.values():
            if field.field_type == "string" and not field.stored and not field.is_multivalued:
                schema[field.index_fieldname].stored = False
                schema[field.index_fieldname].column_type = None
        return content_field, schema

    def search(self, query_string: str, **kwargs: Any) -> dict[str, Any]:
        """Answer Haystack through our own executor where the index is the archive's. Raises SearchError."""
        found: dict[str, Any] = (
            _door().answer(query_string, kwargs)
            if self.generations
            else super().search(query_string, **kwargs)
        )
        return found

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
                store.tidy(Path(self.path), kept=self.storage.scratch)
                writer.delete_reports(stale, generation().segments)
                for document in documents:
                    writer.add_document(**document)
                with damage_told():  # merging reads what is there
                    writer.commit()
            except BaseException:
                writer.abandon()
                raise

    def rebuild(
        self,
        documents: Iterable[Mapping[str, Any]],
        jobs: int = 1,
        written: Callable[[int], object] = lambda _count: None,
    ) -> int:
        """Write all `documents` into a fresh generation, then switch to it; returns how many.

        Writers go on changing the old generation meanwhile. `written` is told of documents taken in. Raises
        SearchError.
        """
        with store.exclusive(self.base, "REBUILD"):
            store.drop_unfinished(self.base)
            fresh = self._begun()
            segments = build(fresh, documents, jobs, written)
            PackedIndex(MappedStorage(str(fresh))).adopt(segments)
            with store.exclusive(self.base):
                store.switch(self.base, fresh)
        self.setup()
        return sum(segment.doc_count() for segment in segments)

    def delete_index(self) -> None:
        """Start over with an empty index."""
        if self.generations:
            self.rebuild(())
        else:
            super().delete_index()

    def damaged(self) -> list[str]:
        """Return the names of index files that do not hold what was written; reads all of them."""
        paths = (Path(segment.identity[0]) for segment in generation().segments)
        return sorted(path.name for path in paths if path.exists() and not is_intact(path))

    def _current(self) -> Path:
        found = store.current(self.base)
        if found is None:
            if _is_anything_published():
                raise SearchError("the search index is missing, run: manage.py reindex")
            with store.exclusive(self.base):
                found = store.current(self.base) or self._begun()
                store.switch(self.base, found)
        return found

    def _begun(self) -> Path:
        """Make an empty index in a new generation."""
        fields = connections[self.connection_alias].get_unified_index().all_searchfields()
        fresh = store.begin(self.base)
        store.create(fresh, self.build_schema(fields)[1])
        return fresh

    def _writer(self) -> Any:
        try:
            return self.opened().refresh().writer(timeout=LOCK_SECONDS)
        except LockError as error:
            raise SearchError("the search index is locked by another process") from error


def _is_anything_published() -> bool:
    """Ask the archive, which is not installed where this engine serves another index."""
    reports: QuerySet[Model] = QuerySet(apps.get_model("archive", "Report"))
    return reports.filter(state="published", current_revision__isnull=False).exists()


class ArchiveWhooshEngine(WhooshEngine):
    """The engine named in HAYSTACK_CONNECTIONS."""

    backend = ArchiveWhooshBackend

    def get_query(self) -> Any:
        """Return a query, written in the language of the archive where the index is the archive's."""
        ours = self.get_backend().generations
        return (_door().ArchiveSearchQuery if ours else WhooshSearchQuery)(using=self.using)


def _lean(schema: Schema, fields: Mapping[str, Any]) -> Schema:
    """Return the schema of an index with packed fields."""
    kinds: dict[str, Any] = {name: kind for name, kind in schema.items() if name in {ID, DJANGO_CT}}
    kinds[DJANGO_ID] = STORED()
    for field in fields.values():
        if field.index_fieldname in PACKED_FIELDS:
            kinds[field.index_fieldname] = PackedText(field.analyzer)
        elif field.indexed:
            kinds[field.index_fieldname] = WHOOSH_ID(stored=True)
    return Schema(**kinds)


def _door() -> Any:
    """Return our own way of answering, which needs the archive's models; other indexes do without them."""
    return importlib.import_module("search.backends.door")
