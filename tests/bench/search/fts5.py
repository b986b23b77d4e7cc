"""SQLite FTS5: words cut beforehand, and pairs of characters for phrases and substrings; counts in SQL."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from archive.text.segment import pieces
from tests.bench.search import texts
from tests.bench.search.mix import Ask
from tests.bench.search.page import FACETS, FILTERS, SHOWN, Page, rolled_up, selected

FILE = "fts5.sqlite3"
BATCH = 1000
SCHEMA = """
create table section (id integer primary key, report text, newness int,
  region text, year int, kind text, role text, source text);
create table topic (section int, topic text, primary key (topic, section)) without rowid;
create virtual table held using fts5(words, pairs, single, tokenize="ascii");
"""
INDEXES = """
create index section_region on section(region);
create index section_year on section(year);
create index section_kind on section(kind);
create index topic_section on topic(section, topic);
analyze;
insert into held(held) values ('optimize');
"""
CONDITIONS = {
    "region": "s.region glob :region || '*'",
    "years": "s.year between :first and :last",
    "report_kind": "s.kind = :report_kind",
    "topic": "s.id in (select section from topic where topic = :topic)",
}


class Fts5:
    """A word is a word of the column `words`; everything else is pairs or single characters."""

    name = "SQLite FTS5"
    column = "words"

    def __init__(self, var: Path) -> None:
        self._db = sqlite3.connect(var / FILE)
        self._db.execute("pragma mmap_size = 4000000000")
        self._db.execute("pragma temp_store = memory")

    def answers(self, ask: Ask) -> bool:
        """Everything is in it."""
        return True

    def page(self, ask: Ask) -> Page:
        """Keep what matches in a table of its own, then count, sort and mark from it."""
        values = _values(ask, self._matching(ask))
        conditions = {name: CONDITIONS[name] for name in selected(ask)}
        self._db.execute("drop table if exists temp.found")
        order = "0.0" if ask.newest else "bm25(held)"
        self._db.execute(
            f"create temp table found as select rowid as id, {order} as score from held"
            " where held match :match",
            values,
        )
        passing = " and ".join(conditions.values()) or "1"
        total, top = self._top(ask, passing, values)
        facets = {name: self._counts(name, _passing(conditions, but=name), values) for name in FACETS}
        return Page(total, tuple(dict.fromkeys(r for _, r in top)), facets, self._marked(top, values))

    def _matching(self, ask: Ask) -> str:
        """Return the query in FTS5's own language."""
        groups = [" OR ".join(map(self._term, group)) for group in ask.wanted]
        said = " AND ".join(f"({group})" for group in groups)
        return said + "".join(f" NOT {self._term(text)}" for text in ask.unwanted)

    def _term(self, text: str) -> str:
        if len(text) == 1:
            return f'single : "{text}"'
        if self.column == "words" and len(pieces(text)) == 1:
            return f'words : "{text}"'
        return f'pairs : "{" ".join(texts.grams(text))}"'

    def _top(self, ask: Ask, passing: str, values: dict[str, Any]) -> tuple[int, list[tuple[int, str]]]:
        [[total]] = self._db.execute(
            f"select count(*) from found f join section s on s.id = f.id where {passing}", values
        )
        order = "s.newness desc" if ask.newest else "f.score"
        rows = self._db.execute(
            f"select s.id, s.report from found f join section s on s.id = f.id where {passing}"
            f" order by {order}, s.id limit {SHOWN}",
            values,
        )
        return total, rows.fetchall()

    def _counts(self, facet: str, passing: str, values: dict[str, Any]) -> dict[str, int]:
        column = "t.topic" if facet == "topic" else f"s.{facet}"
        joined = "join topic t on t.section = s.id" if facet == "topic" else ""
        rows = self._db.execute(
            f"select {column}, count(*) from found f join section s on s.id = f.id {joined}"
            f" where {passing} group by 1",
            values,
        )
        counts = {str(value): count for value, count in rows}
        return rolled_up(counts) if facet == "region" else counts

    def _marked(self, top: list[tuple[int, str]], values: dict[str, Any]) -> tuple[str, ...]:
        if not top:
            return ()
        keys = ",".join(str(key) for key, _report in top)
        rows = self._db.execute(
            f"select rowid, snippet(held, -1, '<b>', '</b>', '…', 40) from held"
            f" where held match :match and rowid in ({keys})",
            values,
        )
        marked = dict(rows.fetchall())
        return tuple(marked[key].replace(" ", "") for key, _report in top)

    @classmethod
    def build(cls, var: Path, held: Iterable[texts.Text]) -> None:
        """Write the database anew."""
        (var / FILE).unlink(missing_ok=True)
        with closing(sqlite3.connect(var / FILE)) as db:
            db.execute("pragma journal_mode = off")
            db.execute("pragma synchronous = off")
            db.executescript(SCHEMA)
            waiting = iter(held)
            while batch := list(islice(waiting, BATCH)):
                _write(db, batch)
            db.executescript(INDEXES)
            db.commit()


class Fts5Pairs(Fts5):
    """The same database asked for substrings only."""

    name = "SQLite FTS5, pairs"
    column = "pairs"


def _write(db: sqlite3.Connection, batch: list[texts.Text]) -> None:
    rows = [(t.section, t.report, t.newness, _own(t.region), t.year, t.kind, t.role, t.source) for t in batch]
    db.executemany("insert into section values (?,?,?,?,?,?,?,?)", rows)
    db.executemany(
        "insert into topic values (?,?)", [(t.section, topic) for t in batch for topic in t.topics]
    )
    db.executemany(
        "insert into held(rowid, words, pairs, single) values (?,?,?,?)",
        [
            (t.section, " ".join(pieces(t.folded)), " ".join(texts.grams(t.folded)), " ".join(t.folded))
            for t in batch
        ],
    )


def _own(code: str) -> str:
    return [division for division in texts.prefixes(code) if division][-1]


def _passing(conditions: dict[str, str], *, but: str) -> str:
    return " and ".join(said for name, said in conditions.items() if FILTERS[name] != but) or "1"


def _values(ask: Ask, match: str) -> dict[str, Any]:
    first, last = ask.years or (0, 0)
    return {
        "match": match,
        "region": ask.region,
        "first": first,
        "last": last,
        "report_kind": ask.report_kind,
        "topic": ask.topic,
    }
