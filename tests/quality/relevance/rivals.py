"""Haystack and Whoosh as they come, over the same sections: what one would have without our engine.

`stock` is what everybody does: Haystack's own backend, jieba's ChineseAnalyzer on its document field.
`mended` differs in the tokenizer alone: one that keeps single characters and digits, numbers its tokens in
order, folds both scripts and obeys Whoosh's arguments.
"""

import logging
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from haystack import connections, indexes
from haystack.query import SearchQuerySet
from haystack.utils.loading import UnifiedIndex

from archive.models import Section
from search.backends.analyzers import WordTokenizer

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # jieba leaves a file open while it is imported
    from jieba.analyse.analyzer import ChineseAnalyzer

ANALYZERS: dict[str, Callable[[], Any]] = {"stock": ChineseAnalyzer, "mended": WordTokenizer}
FOUND_AT_MOST = 60
logging.getLogger("jieba").setLevel(logging.WARNING)  # it tells of its dictionary on standard error


@contextmanager
def rival(name: str, sections: Iterable[Section], directory: Path) -> Iterator[Callable[[str], list[int]]]:
    """Index the sections in `directory`; give a function from typed text to keys of sections, best first."""
    connections.connections_info[name] = {
        "ENGINE": "haystack.backends.whoosh_backend.WhooshEngine",
        "PATH": str(directory),
        "SILENTLY_FAIL": False,
    }
    try:
        index = _index(ANALYZERS[name]())
        unified = UnifiedIndex()
        unified.build([index])
        connections[name]._index = unified
        connections[name].get_backend().update(index, list(sections))
        yield lambda typed: _found(name, typed)
    finally:
        del connections.connections_info[name]
        connections.thread_local.connections.pop(name, None)


def _found(name: str, typed: str) -> list[int]:
    results = SearchQuerySet(using=name).auto_query(typed)
    return [int(result.pk) for result in results[:FOUND_AT_MOST]]


def _index(analyzer: Any) -> indexes.SearchIndex:
    class StockIndex(indexes.SearchIndex, indexes.Indexable):
        """The document everybody makes: title of the report, heading and body of the section."""

        text = indexes.CharField(document=True, analyzer=analyzer)

        def get_model(self) -> type[Section]:
            return Section

        def prepare_text(self, section: Section) -> str:
            title = section.revision.report.title
            return f"{title}\n{section.label}{section.heading}\n{section.body}"

    return StockIndex()
