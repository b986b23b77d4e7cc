"""Tantivy, in two set-ups: words cut beforehand, its fastest; and character pairs, which match any substring.

The index is one segment. Counts come from one aggregation over numbers, which visits every hit anyway.
"""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import tantivy

from archive.models import code_prefix
from archive.text.segment import pieces
from tests.bench.search import texts
from tests.bench.search.mix import Ask
from tests.bench.search.page import FACETS, FILTERS, SHOWN, Page, selected

HEAP = 1_000_000_000  # bytes; large enough that everything becomes one segment
VALUES = 5000  # more than any facet has
SNIPPET = 100  # characters


class Words:
    """Dictionary words with positions; a phrase is a sequence of words."""

    name = "Tantivy, words"
    folder = "tantivy-words"

    def __init__(self, var: Path) -> None:
        self._index = tantivy.Index.open(str(var / self.folder))
        self._cut_texts(self._index, writing=False)
        self._schema = self._index.schema
        self._searcher = self._index.searcher()

    def answers(self, ask: Ask) -> bool:
        """Parts of words are not in it."""
        return not ask.needs_characters

    def page(self, ask: Ask) -> Page:
        """Search once for the best, and aggregate once and once more for each filter."""
        wanted = self._wanted(ask)
        filters = {name: self._filter(name, value) for name, value in selected(ask).items()}
        query = self._all([wanted, *filters.values()])
        order = "newness" if ask.newest else None
        hits = self._searcher.search(query, limit=SHOWN, count=False, order_by_field=order).hits
        total, facets = self._counts(wanted, query, filters)
        found = [self._searcher.doc(address) for _score, address in hits]
        reports = dict.fromkeys(document["report"][0] for document in found)
        return Page(total, tuple(reports), facets, self._marked(ask, wanted, found))

    @classmethod
    def build(cls, var: Path, held: Iterable[texts.Text]) -> None:
        """Write the index anew."""
        shutil.rmtree(var / cls.folder, ignore_errors=True)
        (var / cls.folder).mkdir()
        schema = cls._fields()
        index = tantivy.Index(schema, path=str(var / cls.folder))
        cls._cut_texts(index, writing=True)
        writer = index.writer(heap_size=HEAP, num_threads=1)
        for text in held:
            writer.add_document(tantivy.Document.from_dict(cls._written(text) | _known(text), schema))
        writer.commit()
        writer.wait_merging_threads()

    @classmethod
    def _fields(cls) -> tantivy.Schema:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=True, tokenizer_name="whitespace")
        return _columns(builder)

    @staticmethod
    def _cut_texts(index: tantivy.Index, *, writing: bool) -> None:
        """Tell the index how fields are cut where its own ways do not do."""

    @staticmethod
    def _written(text: texts.Text) -> dict[str, Any]:
        return {"text": " ".join(pieces(text.folded))}

    def _term(self, text: str) -> tantivy.Query:
        cut = pieces(text)
        if len(cut) == 1:
            return tantivy.Query.term_query(self._schema, "text", text)
        return tantivy.Query.phrase_query(self._schema, "text", [*cut])

    def _marked(self, ask: Ask, wanted: tantivy.Query, found: Sequence[Any]) -> tuple[str, ...]:
        generator = self._generator(wanted, "text")
        return tuple(generator.snippet_from_doc(d).to_html().replace(" ", "") for d in found)

    def _generator(self, wanted: tantivy.Query, field: str) -> Any:
        generator = tantivy.SnippetGenerator.create(self._searcher, wanted, self._schema, field)
        generator.set_max_num_chars(SNIPPET)
        return generator

    def _wanted(self, ask: Ask) -> tantivy.Query:
        parts = [(tantivy.Occur.Must, self._any([self._term(t) for t in group])) for group in ask.wanted]
        parts += [(tantivy.Occur.MustNot, self._term(text)) for text in ask.unwanted]
        only = len(parts) == 1
        return parts[0][1] if only else tantivy.Query.boolean_query(parts)

    def _filter(self, name: str, value: Any) -> tantivy.Query:
        match name:
            case "region":
                return self._const(tantivy.Query.term_query(self._schema, "region", code_prefix(value)))
            case "years":
                kind = tantivy.FieldType.Unsigned
                return self._const(tantivy.Query.range_query(self._schema, "year", kind, *value))
            case _:
                return self._const(tantivy.Query.term_query(self._schema, FILTERS[name], value))

    def _counts(
        self, wanted: tantivy.Query, query: tantivy.Query, filters: dict[str, tantivy.Query]
    ) -> tuple[int, dict[str, dict[str, int]]]:
        """Return the total and the facet counts, each facet without its own filter."""
        own = {FILTERS[name]: name for name in filters}
        shared = [name for name in FACETS if name not in own]
        found = self._aggregated(query, shared, total=True)
        for facet, name in own.items():
            others = [narrowing for other, narrowing in filters.items() if other != name]
            found |= self._aggregated(self._all([wanted, *others]), [facet])
        return int(found.pop("total")["value"]), {name: _values(name, found[name]) for name in FACETS}

    def _aggregated(self, query: tantivy.Query, facets: list[str], *, total: bool = False) -> dict[str, Any]:
        asked: dict[str, Any] = {name: {"terms": {"field": name, "size": VALUES}} for name in facets}
        if total:
            asked["total"] = {"value_count": {"field": "newness"}}
        return self._searcher.aggregate(query, asked)

    @staticmethod
    def _all(queries: list[tantivy.Query]) -> tantivy.Query:
        if len(queries) == 1:
            return queries[0]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])

    @staticmethod
    def _any(queries: list[tantivy.Query]) -> tantivy.Query:
        if len(queries) == 1:
            return queries[0]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])

    @staticmethod
    def _const(query: tantivy.Query) -> tantivy.Query:
        return tantivy.Query.const_score_query(query, 0.0)


class Grams(Words):
    """Pairs of neighbouring characters with positions, and single characters: any substring, exactly."""

    name = "Tantivy, pairs"
    folder = "tantivy-pairs"

    def answers(self, ask: Ask) -> bool:
        """Everything is in it."""
        return True

    @classmethod
    def _fields(cls) -> tantivy.Schema:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("pairs", tokenizer_name="pairs")
        builder.add_text_field("single", tokenizer_name="single", index_option="freq")
        builder.add_bytes_field("body", stored=True)
        return _columns(builder)

    @staticmethod
    def _cut_texts(index: tantivy.Index, *, writing: bool) -> None:
        """Write pairs joined by spaces, as Tantivy's own have no positions; it cuts what is marked."""
        pairs = tantivy.Tokenizer.whitespace() if writing else tantivy.Tokenizer.ngram(2, 2)
        for name, tokenizer in (("pairs", pairs), ("single", tantivy.Tokenizer.ngram(1, 1))):
            index.register_tokenizer(name, tantivy.TextAnalyzerBuilder(tokenizer).build())

    @staticmethod
    def _written(text: texts.Text) -> dict[str, Any]:
        pairs = " ".join(texts.grams(text.folded))
        return {"pairs": pairs, "single": text.folded, "body": text.folded.encode()}

    def _marked(self, ask: Ask, wanted: tantivy.Query, found: Sequence[Any]) -> tuple[str, ...]:
        """Mark pairs, or single characters where the query is one."""
        field = "single" if any(len(text) == 1 for group in ask.wanted for text in group) else "pairs"
        generator = self._generator(wanted, field)
        bodies = [bytes(document["body"][0]).decode() for document in found]
        return tuple(generator.snippet_from_doc(tantivy.Document(**{field: b})).to_html() for b in bodies)

    def _term(self, text: str) -> tantivy.Query:
        if len(text) == 1:
            return tantivy.Query.term_query(self._schema, "single", text, index_option="freq")
        pairs = list(texts.grams(text))
        if len(pairs) == 1:
            return tantivy.Query.term_query(self._schema, "pairs", pairs[0])
        return tantivy.Query.phrase_query(self._schema, "pairs", [*pairs])


def _columns(builder: tantivy.SchemaBuilder) -> tantivy.Schema:
    builder.add_text_field("report", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("newness", fast=True)
    builder.add_unsigned_field("year", fast=True, indexed=True)
    for name in ("region", "kind", "role", "topic", "source"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _known(text: texts.Text) -> dict[str, Any]:
    return {
        "report": text.report,
        "newness": text.newness,
        "year": text.year,
        "region": [division for division in texts.prefixes(text.region) if division],
        "kind": text.kind,
        "role": text.role,
        "topic": list(text.topics),
        "source": text.source,
    }


def _values(name: str, found: dict[str, Any]) -> dict[str, int]:
    if name == "year":
        return {str(int(bucket["key"])): bucket["doc_count"] for bucket in found["buckets"]}
    return {bucket["key"]: bucket["doc_count"] for bucket in found["buckets"]}
