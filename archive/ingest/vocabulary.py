"""Read the word lists of `seeds/lexicons` into a Vocabulary.

Every list is tab-separated text with a header row. Terms and patterns are folded here, once,
so that the stages compare folded text with folded terms.
"""

import csv
import gzip
import re
from collections.abc import Iterable
from pathlib import Path

from archive.ingest.types import RegionName, Vocabulary
from archive.text.fold import fold

# What kind of township a name says it is; a stem of one character would match anywhere.
_STATUS = re.compile(r"(?:街道办事处|街道|民族乡|民族苏木|苏木|镇|乡)$")
_SHORTEST = 2


def load_vocabulary(lexicon_dir: Path, regions: Iterable[RegionName]) -> Vocabulary:
    """Return the vocabulary of the lists in `lexicon_dir` together with the division table.

    Townships tell divisions apart; without any they are not read, for their list is long.
    Raises FileNotFoundError when a list is missing and KeyError when one lacks a column.
    """
    topics = _rows(lexicon_dir / "topics.tsv")
    kinds = _rows(lexicon_dir / "kinds.tsv")
    roles = _rows(lexicon_dir / "roles.tsv")
    divisions = tuple(regions)
    return Vocabulary(
        regions=divisions,
        townships=_townships(lexicon_dir / "townships.tsv.gz") if divisions else {},
        topics=_weights(topics),
        kinds=_patterns(kinds),
        roles=_patterns(roles),
        topic_labels={row["code"]: row["topic"] for row in topics},
        kind_labels={row["code"]: row["kind"] for row in kinds},
        role_labels={row["code"]: row["role"] for row in roles},
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _weights(rows: Iterable[dict[str, str]]) -> dict[str, dict[str, float]]:
    weights: dict[str, dict[str, float]] = {}
    for row in rows:
        weights.setdefault(row["code"], {})[fold(row["term"])] = float(row["weight"])
    return weights


def _patterns(rows: Iterable[dict[str, str]]) -> dict[str, tuple[str, ...]]:
    """Patterns by code, in file order; fold spares the ASCII signs of a regular expression."""
    patterns: dict[str, tuple[str, ...]] = {}
    for row in rows:
        found = (fold(row["pattern"]),) if row["pattern"] else ()
        patterns[row["code"]] = (*patterns.get(row["code"], ()), *found)
    return patterns


def _townships(path: Path) -> dict[str, tuple[str, ...]]:
    """County codes by township name and by its stem (吴店 for 吴店镇), which reports prefer."""
    counties: dict[str, set[str]] = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            name = fold(row["name"])
            for form in {name, _STATUS.sub("", name)}:
                if len(form) >= _SHORTEST:
                    counties.setdefault(form, set()).update(row["counties"].split(","))
    return {form: tuple(sorted(codes)) for form, codes in counties.items()}
