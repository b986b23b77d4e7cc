"""The sets shipped with the archive: read from seeds/lexicons/synonyms.tsv and brought into the database."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from search.lexicon.table import sources
from search.models import Origin, SynonymSet

FILE_NAME = "synonyms.tsv"


@dataclass(frozen=True)
class Shipped:
    """A set of the file."""

    relation: str
    terms: tuple[str, ...]
    note: str

    @property
    def name(self) -> str:
        """What the set is known by: its first term, folded, that finds others; no other set has it."""
        return sources(self.relation, self.terms)[0]

    def stated(self, *, active: bool = True) -> dict[str, Any]:
        """Return what the set says, as `SynonymSet.stated`."""
        return {"relation": self.relation, "terms": list(self.terms), "note": self.note, "active": active}


@dataclass
class Loaded:
    """How many sets were added, followed the file, were taken away, stayed as staff left them, are off."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    kept: int = 0
    clashing: int = 0


def read(path: Path) -> list[Shipped]:
    """Return the sets of the file at `path`; lines with # before the header are comment.

    Raises FileNotFoundError when it is missing and KeyError when it lacks a column.
    """
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return [
            Shipped(row["relation"], tuple(row["terms"].split("|")), row["note"])
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


@transaction.atomic
def load(wanted: Iterable[Shipped]) -> Loaded:
    """Bring the shipped sets in the database in line with `wanted`; run again it changes nothing.

    A set that staff changed or switched off stays as they left it. A new one with a term that staff already
    gave a set of their own is added switched off.
    """
    done = Loaded()
    held = {one.name: one for one in SynonymSet.objects.filter(origin=Origin.SHIPPED)}
    for shipped in wanted:
        _bring(shipped, held.pop(shipped.name, None), done)
    for gone in held.values():
        _let_go(gone, done)
    return done


def _bring(shipped: Shipped, found: SynonymSet | None, done: Loaded) -> None:
    if found is None:
        _add(shipped, done)
    elif found.is_changed:
        done.kept += 1
        SynonymSet.objects.filter(pk=found.pk).update(shipped=shipped.stated())
    elif found.shipped != shipped.stated():
        done.changed += 1
        found.relation, found.terms, found.note = shipped.relation, list(shipped.terms), shipped.note
        found.shipped = shipped.stated()
        found.save()


def _add(shipped: Shipped, done: Loaded) -> None:
    clashes = taken(sources(shipped.relation, shipped.terms))
    done.clashing += bool(clashes)
    done.added += 1
    SynonymSet.objects.create(
        **shipped.stated(active=not clashes),
        origin=Origin.SHIPPED,
        name=shipped.name,
        shipped=shipped.stated(),
    )


def _let_go(gone: SynonymSet, done: Loaded) -> None:
    """Take away a set the file no longer has; one that staff changed becomes their own."""
    if gone.is_changed:
        done.kept += 1
        gone.origin, gone.name, gone.shipped = Origin.STAFF, None, None
        gone.save()
    else:
        done.removed += 1
        gone.delete()


def taken(terms: Iterable[str], but: SynonymSet | None = None) -> dict[str, SynonymSet]:
    """Return which of the folded `terms` find others in an active set other than `but`, with that set."""
    wanted = set(terms)
    others = [other for other in SynonymSet.objects.filter(active=True) if other != but]
    return {
        term: other for other in others for term in sources(other.relation, other.terms) if term in wanted
    }
