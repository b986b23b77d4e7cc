"""The indicators shipped with the archive: read from seeds/lexicons/indicators.tsv into the database."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from archive.figure_groups import regroup
from archive.models import Indicator, IndicatorAlias, Snapshot

FILE_NAME = "indicators.tsv"
FIELDS = ("name", "definition", "unit", "measure", "topic", "units", "without")


@dataclass
class Loaded:
    """How many indicators were added, followed the file, were taken away, stayed as staff left them."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    kept: int = 0
    regrouped: int = 0


def read(path: Path) -> dict[str, dict[str, Any]]:
    """Return slug -> what the file at `path` states, in its order; aliases as a list.

    Raises FileNotFoundError when it is missing and KeyError when it lacks a column.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {
            row["slug"]: {field: row[field] for field in FIELDS}
            | {"aliases": [alias for alias in row["aliases"].split("|") if alias], "order": place}
            for place, row in enumerate(rows, start=1)
        }


def stated(one: Indicator) -> dict[str, Any]:
    """Return what an indicator says, as the file would."""
    return {field: getattr(one, field) for field in FIELDS} | {
        "aliases": [alias.term for alias in one.aliases.all()],
        "order": one.order,
    }


def is_changed(one: Indicator) -> bool:
    """Tell whether staff changed or switched off a shipped indicator."""
    return bool(one.shipped) and (not one.is_active or stated(one) != one.shipped)


@transaction.atomic
def load(wanted: Mapping[str, dict[str, Any]]) -> Loaded:
    """Bring the shipped indicators in line with `wanted` and group the figures; run again it changes nothing.

    What staff changed, switched off or added stays as they left it; one of theirs with a shipped slug or name
    is theirs.
    """
    done = Loaded()
    held = {one.slug: one for one in Indicator.objects.prefetch_related("aliases")}
    own = {one.name: one for one in held.values() if not one.shipped}
    fresh = []
    for slug, states in wanted.items():
        found = held.get(slug) or own.get(states["name"])
        if found is None:
            fresh.append((slug, states))
        else:
            _follow(found, states, done)
    for slug in held.keys() - wanted.keys():
        _let_go(held[slug], done)
    _add(fresh, done)
    if done.added or done.changed or done.removed:
        done.regrouped = regroup()
        Snapshot.advance()
    return done


def _follow(found: Indicator, states: dict[str, Any], done: Loaded) -> None:
    """Bring an indicator that is held in line with the file, unless it is staff's or staff changed it."""
    if not found.shipped or is_changed(found):
        done.kept += 1
        if found.shipped and found.shipped != states:
            Indicator.objects.filter(pk=found.pk).update(shipped=states)
    elif found.shipped != states:
        done.changed += 1
        _state(found, states)
        found.shipped = states
        found.save()


def _state(one: Indicator, states: Mapping[str, Any]) -> None:
    for field in (*FIELDS, "order"):
        setattr(one, field, states[field])
    if [alias.term for alias in one.aliases.all()] != states["aliases"]:
        one.aliases.all().delete()
        IndicatorAlias.objects.bulk_create(
            IndicatorAlias(indicator=one, term=term) for term in states["aliases"]
        )


def _let_go(gone: Indicator, done: Loaded) -> None:
    """Take away an indicator the file no longer has; one that staff changed becomes their own."""
    if not gone.shipped:
        return
    if is_changed(gone):
        done.kept += 1
        gone.shipped = {}
        gone.save(update_fields=["shipped"])
    else:
        done.removed += 1
        gone.delete()


def _add(fresh: Sequence[tuple[str, dict[str, Any]]], done: Loaded) -> None:
    made = Indicator.objects.bulk_create(
        Indicator(
            slug=slug, shipped=states, order=states["order"], **{field: states[field] for field in FIELDS}
        )
        for slug, states in fresh
    )
    IndicatorAlias.objects.bulk_create(
        IndicatorAlias(indicator=one, term=term)
        for one, (_slug, states) in zip(made, fresh, strict=True)
        for term in states["aliases"]
    )
    done.added += len(made)
