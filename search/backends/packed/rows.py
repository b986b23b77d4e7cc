"""The columns of a segment: what is known of each document and of the report it belongs to.

Documents are numbered from 0; those of one report stand together.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.backends.packed.arrays import Arrays

# One number for each document: name -> type on disk.
PLAIN = {
    "heading_lengths": np.int32,
    "body_lengths": np.int32,
    "report_of": np.int32,
    "section_ids": np.int64,
    "revision_ids": np.int64,
    "anchors": np.int64,
    "virtual": np.bool_,
    "orders": np.int32,
    "roles": np.int16,
}
# What documents bring for the columns; `report` is Whoosh's too.
COLUMNS = (
    *("report", "title", "region", "year", "kind", "source", "published", "issuer", "doc_no"),
    *("revision", "anchor", "order", "role", "topics", "changed"),
)
GAP = 1  # positions between heading and body, and after the body


class ReportRow(NamedTuple):
    """What the index knows of a report; title, issuer and number are folded.

    `year` is 0 when unknown, `published` an ISO date or empty, `changed` says which state of it was read.
    """

    public_id: str
    title: str
    region: str
    year: int
    kind: str
    source: str
    published: str
    issuer: str
    doc_no: str
    changed: str = ""


@dataclass
class Names:
    """Distinct names, numbered in the order met."""

    names: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, name: str) -> int:
        """Return the number of a name, a new one for a new name."""
        if name not in self.numbers:
            self.numbers[name] = len(self.names)
            self.names.append(name)
        return self.numbers[name]


@dataclass(frozen=True)
class Rows:
    """Columns of documents, `plain` as PLAIN names them.

    The topics of document `i` are `topic_ordinals[topic_starts[i]:topic_starts[i + 1]]`.
    """

    plain: Mapping[str, NDArray[Any]]
    topic_starts: NDArray[np.int32]
    topic_ordinals: NDArray[np.int16]
    reports: Sequence[ReportRow]
    role_names: Sequence[str]
    topic_names: Sequence[str]

    @property
    def size(self) -> int:
        """How many documents."""
        return len(self.topic_starts) - 1

    @property
    def starts(self) -> NDArray[np.int64]:
        """Where each document starts in the space of positions, and where the space ends."""
        lengths = self.plain["heading_lengths"].astype(np.int64) + self.plain["body_lengths"] + 2 * GAP
        return np.concatenate(([0], np.cumsum(lengths)))

    def arrays(self) -> Arrays:
        """Return the columns as flat arrays for a file."""
        texts = {"reports": self.reports, "roles": self.role_names, "topics": self.topic_names}
        encoded = json.dumps(texts, ensure_ascii=False).encode("utf-8", "surrogatepass")
        return {
            **{name: self.plain[name].astype(kind) for name, kind in PLAIN.items()},
            "topic_starts": self.topic_starts,
            "topic_ordinals": self.topic_ordinals,
            "texts": np.frombuffer(encoded, dtype=np.uint8),
        }

    def chosen(self, kept: NDArray[np.bool_]) -> "Rows":
        """Return the rows of some documents; reports without any of them go."""
        lengths = np.diff(self.topic_starts)
        met, report_of = np.unique(self.plain["report_of"][kept], return_inverse=True)
        return Rows(
            plain={name: column[kept] for name, column in self.plain.items()} | {"report_of": report_of},
            topic_starts=_starts(lengths[kept]),
            topic_ordinals=self.topic_ordinals[np.repeat(kept, lengths)],
            reports=[self.reports[number] for number in met],
            role_names=self.role_names,
            topic_names=self.topic_names,
        )


def from_arrays(arrays: Arrays) -> Rows:
    """Read the columns of a file."""
    texts = json.loads(arrays["texts"].tobytes().decode("utf-8", "surrogatepass"))
    return Rows(
        plain={name: arrays[name] for name in PLAIN},
        topic_starts=arrays["topic_starts"],
        topic_ordinals=arrays["topic_ordinals"],
        reports=[ReportRow(*row) for row in texts["reports"]],
        role_names=texts["roles"],
        topic_names=texts["topics"],
    )


class Gathering:
    """The columns of documents as they come; those of one report must follow one another."""

    def __init__(self) -> None:
        self._roles, self._topics = Names(), Names()
        self._reports: list[ReportRow] = []
        self._lines: list[tuple[Any, ...]] = []
        self._ordinals: list[list[int]] = []

    def add(self, document: Mapping[str, Any], heading_length: int, body_length: int) -> None:
        """Take what `document` says under the names of COLUMNS and `django_id`."""
        if not self._reports or self._reports[-1].public_id != document["report"]:
            self._reports.append(_report_row(document))
        anchor = document["anchor"].lstrip("s")
        line = {
            "heading_lengths": heading_length,
            "body_lengths": body_length,
            "report_of": len(self._reports) - 1,
            "section_ids": int(document["django_id"]),
            "revision_ids": document["revision"],
            "anchors": int(anchor.rstrip("x")),
            "virtual": anchor.endswith("x"),
            "orders": document["order"],
            "roles": self._roles.number(document["role"]),
        }
        self._lines.append(tuple(line[name] for name in PLAIN))
        self._ordinals.append([self._topics.number(topic) for topic in _topics(document["topics"])])

    def rows(self) -> Rows:
        """Return the columns."""
        columns = zip(*self._lines, strict=True) if self._lines else [()] * len(PLAIN)
        named = zip(PLAIN.items(), columns, strict=True)
        return Rows(
            plain={name: np.array(values, dtype=kind) for (name, kind), values in named},
            topic_starts=_starts(np.array([len(row) for row in self._ordinals], dtype=np.int64)),
            topic_ordinals=np.array([number for row in self._ordinals for number in row], dtype=np.int16),
            reports=self._reports,
            role_names=self._roles.names,
            topic_names=self._topics.names,
        )


def joined(parts: Sequence[Rows]) -> Rows:
    """Put the rows of several segments one after another."""
    if len(parts) == 1:
        return parts[0]
    roles, topics = Names(), Names()
    plain: dict[str, list[NDArray[Any]]] = {name: [] for name in PLAIN}
    ordinals: list[NDArray[Any]] = []
    reports: list[ReportRow] = []
    for part in parts:
        role_map = np.array([roles.number(name) for name in part.role_names], dtype=np.int16)
        topic_map = np.array([topics.number(name) for name in part.topic_names], dtype=np.int16)
        changed = {
            "report_of": part.plain["report_of"] + len(reports),
            "roles": role_map[part.plain["roles"]],
        }
        for name, column in (dict(part.plain) | changed).items():
            plain[name].append(column)
        ordinals.append(topic_map[part.topic_ordinals])
        reports.extend(part.reports)
    return Rows(
        plain={name: np.concatenate(columns) for name, columns in plain.items()},
        topic_starts=_starts(np.concatenate([np.diff(part.topic_starts) for part in parts])),
        topic_ordinals=np.concatenate(ordinals),
        reports=reports,
        role_names=roles.names,
        topic_names=topics.names,
    )


def _report_row(document: Mapping[str, Any]) -> ReportRow:
    published: date | None = document.get("published")
    if isinstance(published, datetime):
        published = published.date()
    return ReportRow(
        public_id=document["report"],
        title=document["title"],
        region=document["region"],
        year=document["year"] or 0,
        kind=document["kind"],
        source=document["source"],
        published=published.isoformat() if published else "",
        issuer=document.get("issuer") or "",
        doc_no=document.get("doc_no") or "",
        changed=document.get("changed") or "",
    )


def _topics(value: str | Sequence[str]) -> list[str]:
    """Return the topics of a document; Haystack hands lists over with commas."""
    topics = value.split(",") if isinstance(value, str) else value
    return [topic for topic in topics if topic]


def _starts(lengths: NDArray[Any]) -> NDArray[np.int32]:
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
