"""The sets shipped with the archive: read from seeds/lexicons/synonyms.tsv and brought into the database."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from search.lexicon.table import sources
from search.models import LexiconStamp, Origin, SynonymSet, folded_lines

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
    new = [shipped for shipped in wanted if not _follows(held.pop(shipped.name, None), shipped, done)]
    for gone in held.values():
        _let_go(gone, done)
    _add(new, done)
    return done


def _follows(found: SynonymSet | None, shipped: Shipped, done: Loaded) -> bool:
    """Bring a set that is held in line with the file, unless staff changed it; False when there is none."""
    if found is None:
        return False
    if found.is_changed:
        done.kept += 1
        SynonymSet.objects.filter(pk=found.pk).update(shipped=shipped.stated())
    elif found.shipped != shipped.stated():
        done.changed += 1
        found.relation, found.terms, found.note = shipped.relation, list(shipped.terms), shipped.note
        found.shipped = shipped.stated()
        found.save()
    return True


def _add(new: Sequence[Shipped], done: Loaded) -> None:
    clashing = taken(term for shipped in new for term in sources(shipped.relation, shipped.terms))
    rows = []
    for shipped in new:
        free = clashing.keys().isdisjoint(sources(shipped.relation, shipped.terms))
        done.added += 1
        done.clashing += not free
        rows.append(
            SynonymSet(
                **shipped.stated(active=free),
                folded=folded_lines(shipped.terms),
                origin=Origin.SHIPPED,
                name=shipped.name,
                shipped=shipped.stated(),
            )
        )
    SynonymSet.objects.bulk_create(rows)
    if rows:
        LexiconStamp.renew()


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
