"""Find divisions by name in folded text and say which one was meant, in which year."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.ingest.types import RegionName
from archive.text.fold import fold

_SUFFIX = re.compile(
    r"(?:特别行政区|(?:维吾尔|壮族|回族)?自治区|(?:[一-龥]{1,3}族)+自治[州县旗]|自治[州县旗]"
    r"|省|市|地区|盟|林区|县|区|旗)$"
)
_ENDS = frozenset("省市区县旗盟州")
# 城区, 郊区, 市区: names of divisions that are everyday words as well.
_EVERYDAY = re.compile(r"^(?:.[区市县]|新市区|市辖区|县)$")
_LONGEST = 15
_SHORTEST_STEM = 2
_BUREAU_AHEAD = re.compile(r"卫生|卫健|卫计|计生|人口|疾控|爱卫")


@dataclass(frozen=True)
class Mention:
    """A division name in a folded text: its range and the rows it may stand for."""

    start: int
    end: int
    rows: tuple[RegionName, ...]
    full: bool  # with 县, 市 …; otherwise the bare name before a bureau (济宁卫健委)


class Gazetteer:
    """The division table arranged for look-up by name, by stem and by code."""

    def __init__(self, regions: Iterable[RegionName]) -> None:
        self.by_name: dict[str, list[RegionName]] = {}
        self.by_stem: dict[str, list[RegionName]] = {}
        self.by_code: dict[str, list[RegionName]] = {}
        self.by_successor: dict[str, list[RegionName]] = {}
        for row in regions:
            name = fold(row.name)
            self.by_code.setdefault(row.code, []).append(row)
            for code in row.successors:
                self.by_successor.setdefault(code[:6], []).append(row)
            if _EVERYDAY.match(name):
                continue
            self.by_name.setdefault(name, []).append(row)
            stem = _SUFFIX.sub("", name)
            if len(stem) >= _SHORTEST_STEM:
                self.by_stem.setdefault(stem, []).append(row)
        self._stem = re.compile("|".join(sorted(map(re.escape, self.by_stem), key=len)[::-1]))

    def mentions(self, text: str) -> list[Mention]:
        """Return the full names in a folded text, longest first where they overlap."""
        found: list[Mention] = []
        for at, char in enumerate(text):
            if char in _ENDS:
                found.extend(self._ending_at(text, at + 1))
        return _outermost(found)

    def short_mentions(self, text: str) -> list[Mention]:
        """Return bare names that stand right before the name of a health bureau.

        吉林卫健委 may be the province's or the city's: both rows are returned.
        """
        return [
            Mention(match.start(), match.end(), tuple(self.by_stem[match[0]]), full=False)
            for match in self._stem.finditer(text)
            if _BUREAU_AHEAD.match(text, match.end())
        ]

    def _ending_at(self, text: str, end: int) -> Iterator[Mention]:
        for start in range(max(0, end - _LONGEST), end - 1):
            rows = self.by_name.get(text[start:end])
            if rows:
                yield Mention(start, end, tuple(rows), full=True)
                return

    def name_of(self, code: str, year: int | None) -> str:
        """Return the name a division had in `year` (its latest name without a year)."""
        rows = self.by_code.get(code, [])
        valid = [row for row in rows if year and is_valid(row, year)]
        return max(valid or rows, key=lambda row: row.valid_from).name if rows else ""

    def full_name(self, code: str, year: int | None) -> str:
        """Return province, prefecture and county names run together, repeats left out."""
        codes = dict.fromkeys((f"{code[:2]}0000", f"{code[:4]}00", code))
        return "".join(self.name_of(part, year) for part in codes)

    def valid_code(self, code: str, year: int | None) -> str:
        """Return the code of the same division in `year`: itself, a predecessor or successor.

        A code with no row valid then and no relative valid then is returned as it is.
        """
        rows = self.by_code.get(code, [])
        if year is None or not rows or any(is_valid(row, year) for row in rows):
            return code
        before = [row.code for row in self.by_successor.get(code, []) if is_valid(row, year)]
        after = [
            successor[:6]
            for row in rows
            for successor in row.successors
            if any(is_valid(heir, year) for heir in self.by_code.get(successor[:6], []))
        ]
        relatives = list(dict.fromkeys(before or after))
        return relatives[0] if len(relatives) == 1 else code


def is_valid(row: RegionName, year: int) -> bool:
    """Tell whether a division existed in `year`; the year of a change belongs to both."""
    return row.valid_from <= year and (row.valid_to is None or year <= row.valid_to)


@lru_cache(maxsize=2)
def gazetteer(regions: tuple[RegionName, ...]) -> Gazetteer:
    """Return the gazetteer of a division table, made once."""
    return Gazetteer(regions)


def meant_code(mentions: Sequence[Mention], year: int | None, context: Mapping[str, int]) -> str | None:
    """Return the code a text's mentions point at, or None when they leave it open.

    The deepest division wins (安徽省马鞍山市雨山区 is 雨山区). A name several divisions share
    is settled by its parents among the other mentions, then by `context`, which counts the
    mentions of codes elsewhere in the report.
    """
    meanings = [_codes(mention.rows, year) for mention in mentions]
    ordered = sorted(meanings, key=lambda codes: -max(map(_depth, codes)))
    if not ordered:
        return None
    codes = ordered[0]
    parents = {code for others in ordered[1:] for code in others}
    if len(codes) > 1:
        codes = [code for code in codes if _parents(code) & parents] or codes
    if len(codes) > 1:
        backed = {code: sum(context.get(up, 0) for up in _parents(code)) for code in codes}
        best = max(backed.values())
        codes = [code for code in codes if backed[code] == best] if best else codes
    return codes[0] if len(codes) == 1 else None


def count_mentions(mentions: Iterable[Mention], year: int | None) -> dict[str, int]:
    """Count how often each code is meant, names shared by several divisions left out."""
    counts: dict[str, int] = {}
    for mention in mentions:
        codes = _codes(mention.rows, year)
        if len(codes) == 1:
            counts[codes[0]] = counts.get(codes[0], 0) + 1
    return counts


def level_of(code: str) -> str:
    """Return the level a code is of: province, prefecture or county."""
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def _codes(rows: Iterable[RegionName], year: int | None) -> list[str]:
    """Codes of the rows valid in the year; without a year of those still valid; else of all."""
    rows = list(rows)
    if year is None:
        current = [row for row in rows if row.valid_to is None]
    else:
        current = [row for row in rows if is_valid(row, year)]
        current = current or [row for row in rows if row.valid_to is None]
    return list(dict.fromkeys(row.code for row in current or rows))


def _parents(code: str) -> set[str]:
    return {f"{code[:2]}0000", f"{code[:4]}00"} - {code}


def _depth(code: str) -> int:
    return ("province", "prefecture", "county").index(level_of(code))


def _outermost(mentions: Iterable[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda found: (found.start, -found.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
