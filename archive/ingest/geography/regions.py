"""The division table arranged for recognition: which code a name has, and had in which year."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.ingest.types import RegionName
from archive.text.fold import fold

_PEOPLES = (
    "(?:(?:维吾尔|柯尔克孜|哈萨克|塔吉克|达斡尔|鄂温克|布依|土家|哈尼|景颇|傈僳|朝鲜|蒙古|撒拉|裕固|锡伯|仫佬|毛南"
    "|仡佬|拉祜|布朗|纳西|独龙|普米|东乡|保安|基诺)族?|[各藏羌苗侗彝回傣白壮满瑶畲黎土水佤怒]族)"
)
_AUTONOMOUS = re.compile(rf"(?:维吾尔|壮族|回族)?自治区$|(?:{_PEOPLES})*自治[州县旗]$")
_SUFFIX = re.compile(r"(?:特别行政区|省|市|地区|盟|林区|县|区|旗)$")
# What people call divisions with long names.
_SHORT_STEMS = {"内蒙古": "内蒙"}
_NICKNAMES = {
    "巴州": "巴音郭楞蒙古自治州",
    "博州": "博尔塔拉蒙古自治州",
    "克州": "克孜勒苏柯尔克孜自治州",
    "锡盟": "锡林郭勒盟",
    "阿盟": "阿拉善盟",
    "喀左县": "喀喇沁左翼蒙古族自治县",
    "阜蒙县": "阜新蒙古族自治县",
    "前郭县": "前郭尔罗斯蒙古族自治县",
    "杜蒙县": "杜尔伯特蒙古族自治县",
    "达茂旗": "达尔罕茂明安联合旗",
    "莫旗": "莫力达瓦达斡尔族自治旗",
    "科左中旗": "科尔沁左翼中旗",
    "科左后旗": "科尔沁左翼后旗",
    "科右前旗": "科尔沁右翼前旗",
    "科右中旗": "科尔沁右翼中旗",
    "察右前旗": "察哈尔右翼前旗",
    "察右中旗": "察哈尔右翼中旗",
    "察右后旗": "察哈尔右翼后旗",
    "乌前旗": "乌拉特前旗",
    "乌中旗": "乌拉特中旗",
    "乌后旗": "乌拉特后旗",
    "东乌旗": "东乌珠穆沁旗",
    "西乌旗": "西乌珠穆沁旗",
}
_SHORTEST_STEM = 2
_NOT_DIVISIONS = frozenset(("市辖区", "县"))
_DIGITS = {"province": 2, "prefecture": 4, "county": 6}


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
        nicknames = {full: nickname for nickname, full in _NICKNAMES.items()}
        for row in regions:
            name = fold(row.name)
            self.by_code.setdefault(row.code, []).append(row)
            for code in row.successors:
                self.by_successor.setdefault(code[:6], []).append(row)
            if name not in _NOT_DIVISIONS:
                self._add_names(row, name.replace("市郊区", "郊区"), nicknames.get(name))

    def _add_names(self, row: RegionName, name: str, nickname: str | None) -> None:
        autonomous = _AUTONOMOUS.search(name)
        suffix = autonomous or _SUFFIX.search(name)
        stem = name[: suffix.start()] if suffix else name
        if autonomous and not stem:  # 东乡族自治县 is named for its people alone
            stem = name[:-1].removesuffix("自治").removesuffix("族")
        names = {name, nickname or name, stem + name[-1] if autonomous else name}
        for known in names:
            self.by_name.setdefault(known, []).append(row)
        for short in {stem, _SHORT_STEMS.get(stem, stem), *_called(nickname)}:
            if len(short) >= _SHORTEST_STEM:
                self.by_stem.setdefault(short, []).append(row)

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


def _called(nickname: str | None) -> tuple[str, ...]:
    """Return what is left of a nickname without its kind: 喀左 of 喀左县."""
    return (nickname[:-1],) if nickname else ()


def is_valid(row: RegionName, year: int) -> bool:
    """Tell whether a division existed in `year`; the year of a change belongs to both."""
    return row.valid_from <= year and (row.valid_to is None or year <= row.valid_to)


_made: list[tuple[tuple[RegionName, ...], Gazetteer]] = []
_KEPT = 2


def gazetteer(regions: tuple[RegionName, ...]) -> Gazetteer:
    """Return the gazetteer of a division table, made once per table.

    Tables are told apart by identity: hashing thousands of rows would cost more than a report.
    """
    for table, places in _made:
        if table is regions:
            return places
    places = Gazetteer(regions)
    _made.insert(0, (regions, places))
    del _made[_KEPT:]
    return places


def codes_in(rows: Iterable[RegionName], year: int | None) -> list[str]:
    """Codes of the rows valid in the year; without a year of those still valid; else of all.

    Where a division got a new code in that year under its old name, the new code alone counts:
    reports on a year are written at its end.
    """
    rows = list(rows)
    if year is None:
        found = [row for row in rows if row.valid_to is None]
    else:
        found = [row for row in rows if is_valid(row, year)]
        found = [row for row in found if not _superseded(row, found, year)] or found
        found = found or [row for row in rows if row.valid_to is None]
    return list(dict.fromkeys(row.code for row in found or rows))


def _superseded(row: RegionName, rows: Iterable[RegionName], year: int) -> bool:
    heirs = {code[:6] for code in row.successors}
    return row.valid_to == year and any(other.code in heirs and other is not row for other in rows)


def meant_code(
    mentions: Sequence[Mention], year: int | None, context: Mapping[str, int], level: str = ""
) -> str | None:
    """Return the code a text's mentions point at, or None when they leave it open.

    The deepest division wins (安徽省马鞍山市雨山区 is 雨山区). A name several divisions share
    is settled by its parents among the other mentions, then by `level` (the kind of division a
    body speaks of as its own: 县, 市 …), then by `context`, which counts the mentions of codes
    elsewhere in the report.
    """
    meanings = [(codes_in(mention.rows, year), mention) for mention in mentions]
    meanings.sort(key=lambda meaning: -max(map(depth_of, meaning[0])))
    if not meanings:
        return None
    codes, deepest = meanings[0]
    parents = {code for others, _mention in meanings[1:] for code in others}
    for narrowed in (
        [code for code in codes if _parents(code) & parents],
        [row.code for row in deepest.rows if row.code in codes and level and is_of_level(row.name, level)],
    ):
        if len(codes) > 1:
            codes = list(dict.fromkeys(narrowed)) or codes
    return _backed(codes, context)


def _backed(codes: Sequence[str], context: Mapping[str, int]) -> str | None:
    if len(codes) > 1:
        backed = {code: sum(context.get(up, 0) for up in _parents(code)) for code in codes}
        best = max(backed.values())
        codes = [code for code in codes if backed[code] == best] if best else codes
    return codes[0] if len(codes) == 1 else None


def count_mentions(mentions: Iterable[Mention], year: int | None) -> dict[str, int]:
    """Count how often each code is meant, names shared by several divisions left out."""
    counts: dict[str, int] = {}
    for mention in mentions:
        codes = codes_in(mention.rows, year)
        if len(codes) == 1:
            counts[codes[0]] = counts.get(codes[0], 0) + 1
    return counts


def is_of_level(name: str, level: str) -> bool:
    """Tell whether a division may call itself by a level word: 中阳县 is a 县, 广西 a 区."""
    return fold(name).endswith(level)


def level_of(code: str) -> str:
    """Return the level a code is of: province, prefecture or county."""
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def depth_of(code: str) -> int:
    """Return 0 for a province, 1 for a prefecture, 2 for a county."""
    return tuple(_DIGITS).index(level_of(code))


def contains(outer: str, inner: str) -> bool:
    """Tell whether division `inner` is `outer` or lies in it, by the digits of the codes."""
    digits = _DIGITS[level_of(outer)]
    return outer[:digits] == inner[:digits]


def _parents(code: str) -> set[str]:
    return {f"{code[:2]}0000", f"{code[:4]}00"} - {code}
