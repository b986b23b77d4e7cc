"""Search through Haystack's own query sets and result objects: over our engine, and over its stock one.

The stock engine is Haystack's Whoosh backend as it comes, with a tokenizer that behaves (jieba's own for
Whoosh breaks phrases and wildcards), written by one writer, and facet values as Haystack's lists.
"""

import shutil
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import and_, or_
from pathlib import Path
from typing import Any

from haystack import connections, indexes
from haystack.inputs import Exact
from haystack.query import SQ, SearchQuerySet
from haystack.utils.highlighting import Highlighter
from haystack.utils.loading import UnifiedIndex
from whoosh.analysis import IDTokenizer, Token, Tokenizer
from whoosh.filedb.filestore import FileStorage

from archive.models import Section
from archive.text.segment import pieces
from search.language.reading import read
from search.marks import Marker, snippet
from tests.bench.search import texts
from tests.bench.search.mix import Ask
from tests.bench.search.ours import read_bodies
from tests.bench.search.page import FACETS, SHOWN, Page

STOCK = "stock"
FIELDS = {"topic": "topics"}  # Haystack's names of facets, where they differ from ours


class ArchiveDoor:
    """The archive's engine behind `SearchQuerySet`; texts come from the database.

    Haystack's filters are part of the query: they narrow the counts of their own facet too.
    """

    name = "this archive, through Haystack"
    connection = "default"

    def answers(self, ask: Ask) -> bool:
        """Everything is in it."""
        return True

    def page(self, ask: Ask) -> Page:
        """Run one query set: its first 20 objects, its count and its facet counts."""
        found = self._query_set(ask)
        shown = list(found[:SHOWN])
        fields = found.facet_counts().get("fields", {})
        counts = {name: _counts(fields.get(FIELDS.get(name, name), ())) for name in FACETS}
        reports = dict.fromkeys(result.report for result in shown)
        return Page(len(found), tuple(reports), counts, tuple(self._marked(ask, shown)))

    def _query_set(self, ask: Ask) -> SearchQuerySet:
        found = SearchQuerySet(using=self.connection).filter(_wanted(ask))
        for narrowing in self._filters(ask):
            found = found.filter(narrowing)
        for name in FACETS:
            found = found.facet(FIELDS.get(name, name))
        return found.order_by("-year") if ask.newest else found

    def _filters(self, ask: Ask) -> Iterator[SQ]:
        if ask.region:
            yield SQ(region=ask.region)
        if ask.years:
            yield SQ(year__range=ask.years)
        if ask.report_kind:
            yield SQ(kind=ask.report_kind)
        if ask.topic:
            yield SQ(topics=ask.topic)

    def _marked(self, ask: Ask, shown: list[Any]) -> Iterator[str]:
        marker = Marker.of(read(ask.typed))
        keys = [int(result.pk) for result in shown]
        bodies = read_bodies(keys)
        for body in map(bodies.__getitem__, keys):
            parts = snippet(body, marker.hits(body))
            yield "".join(f"<b>{part.text}</b>" if part.layers else part.text for part in parts)


class StockDoor(ArchiveDoor):
    """Haystack's own Whoosh backend."""

    name = "stock Haystack + Whoosh"
    connection = STOCK

    def __init__(self, var: Path) -> None:
        connect(var)

    def answers(self, ask: Ask) -> bool:
        """Parts of words are not in it."""
        return not ask.needs_characters

    def _marked(self, ask: Ask, shown: list[Any]) -> Iterator[str]:
        marker = Highlighter(" ".join(word for group in ask.wanted for word in group))
        return (marker.highlight(result.text) for result in shown)

    @classmethod
    def build(cls, var: Path, held: Iterable[texts.Text]) -> None:
        """Write the index anew, with one writer: the backend's own way of adding takes hours."""
        connect(var)
        backend = connections[STOCK].get_backend()
        shutil.rmtree(backend.path, ignore_errors=True)
        Path(backend.path).mkdir()
        schema = backend.build_schema(connections[STOCK].get_unified_index().all_searchfields())[1]
        writer = FileStorage(backend.path).create_index(schema).writer(limitmb=512)
        for text in held:
            writer.add_document(**_document(text))
        writer.commit(optimize=True)


class WordTokenizer(Tokenizer):
    """The dictionary words of a text, with sequential positions; honours what Whoosh asks for."""

    def __call__(self, value: str, **asked: Any) -> Iterator[Token]:
        """Yield one reused Token per word."""
        token = Token(asked.get("positions", False), asked.get("chars", False), mode=asked.get("mode", ""))
        whole = not asked.get("tokenize", True)
        end, position = asked.get("start_char", 0), asked.get("start_pos", 0)
        for piece in [value] if whole else pieces(value):
            start, end = end, end + len(piece)
            if whole or any(char.isalnum() for char in piece):
                token.text = token.original = piece
                token.boost, token.stopped, token.pos = 1.0, False, position
                token.startchar, token.endchar = start, end
                position += 1
                yield token


class StockIndex(indexes.SearchIndex):
    """What Haystack's users write: a text and its columns."""

    text = indexes.CharField(document=True, analyzer=WordTokenizer())
    report = indexes.CharField(analyzer=IDTokenizer())
    region = indexes.MultiValueField()
    year = indexes.IntegerField()
    kind = indexes.CharField(analyzer=IDTokenizer())
    role = indexes.CharField(analyzer=IDTokenizer())
    topics = indexes.MultiValueField()
    source = indexes.CharField(analyzer=IDTokenizer())

    def get_model(self) -> type[Section]:
        return Section


def connect(var: Path) -> None:
    """Give Haystack a second connection, with a stock index of its own."""
    connections.connections_info[STOCK] = {
        "ENGINE": "haystack.backends.whoosh_backend.WhooshEngine",
        "PATH": str(var / STOCK),
        "SILENTLY_FAIL": False,
    }
    connections.reload(STOCK)
    unified = UnifiedIndex()
    unified.build([StockIndex()])
    connections[STOCK]._index = unified


def _wanted(ask: Ask) -> SQ:
    groups = [reduce(or_, (_term(ask, text) for text in group)) for group in ask.wanted]
    return reduce(and_, [*groups, *(~_term(ask, text) for text in ask.unwanted)])


def _term(ask: Ask, text: str) -> SQ:
    return SQ(content=Exact(text)) if ask.kind == "phrase" else SQ(content=text)


def _counts(listed: Iterable[tuple[Any, int]]) -> dict[str, int]:
    return {str(value): count for value, count in listed if count}


def _document(text: texts.Text) -> dict[str, Any]:
    return {
        "id": f"archive.section.{text.section}",
        "django_ct": "archive.section",
        "django_id": str(text.section),
        "text": text.folded,
        "report": text.report,
        "region": ",".join(division for division in texts.prefixes(text.region) if division),
        "year": text.year,
        "kind": text.kind,
        "role": text.role,
        "topics": ",".join(text.topics),
        "source": text.source,
    }
