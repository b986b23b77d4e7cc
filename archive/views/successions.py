"""Divisions that were merged, renamed or moved: where their reports are found today."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from archive.models import Region, Report, code_prefix


@dataclass(frozen=True)
class HeldRegion:
    """A division row with published reports; `codes` are its own and those of its heirs today."""

    pk: int
    code: str
    codes: frozenset[str]
    reports: int
    abolished: bool

    def lies_in(self, code: str) -> bool:
        """Whether its reports belong to a division, then or today."""
        prefix = code_prefix(code)
        return any(one.startswith(prefix) for one in self.codes)


def held_regions() -> list[HeldRegion]:
    """Return every division row with published reports, followed down to its successors of today."""
    counts: dict[int, int] = dict(
        Report.objects.published()
        .filter(region__isnull=False)
        .order_by()
        .values_list("region")
        .annotate(n=Count("pk"))
    )
    # Values, not objects: thousands of divisions have reports.
    rows = list(Region.objects.filter(pk__in=counts).values_list("pk", "code", "valid_to"))
    followed = _successor_codes() if any(ended is not None for _pk, _code, ended in rows) else {}
    return [
        HeldRegion(
            pk=pk,
            code=code,
            codes=_closure(pk, code, followed) if pk in followed else frozenset((code,)),
            reports=counts[pk],
            abolished=ended is not None,
        )
        for pk, code, ended in rows
    ]


def _successor_codes() -> Mapping[int, list[tuple[int, str]]]:
    pairs: dict[int, list[tuple[int, str]]] = defaultdict(list)
    links = Region.successors.through.objects.values_list("from_region", "to_region", "to_region__code")
    for before, after, code in links:
        pairs[before].append((after, code))
    return pairs


def _closure(pk: int, code: str, followed: Mapping[int, list[tuple[int, str]]]) -> frozenset[str]:
    """Return the division's own code and those where following its successors ends."""
    codes, seen, waiting = {code}, {pk}, [(pk, code)]
    while waiting:
        row, row_code = waiting.pop()
        onward = followed.get(row, [])
        if not onward:
            codes.add(row_code)
        waiting += [link for link in onward if link[0] not in seen]
        seen |= {after for after, _code in onward}
    return frozenset(codes)
