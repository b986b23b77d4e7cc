"""Readings where brackets and punctuation were lost: labels, document numbers, dates, entities.

Only places with one reading are named; all of these are guesses except character entities.
"""

import re
from collections.abc import Iterator

from archive.ingest.labels import Label, Rank, in_chinese
from archive.ingest.noise import entity_reading, find_entities
from archive.ingest.types import Repair
from archive.ingest.weak_labels import label_lines
from archive.text.dates import rebuild_date
from archive.text.fold import fold

_LINE = re.compile("[^\n\r]+")
_LONGEST_NUMBER = 40
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_OPEN, _CLOSE = r"[\[(<]", r"[\])>]"
# 〔2023 4号, 2023〕4号, 20234号: after the mark of an office, with one bracket or none.
_NUMBER_WITH_MARK = re.compile(
    rf"(?<=[发函办字通呈报请文])\s*(?!{_OPEN}\s*\d{{4}}\s*{_CLOSE})(?:{_OPEN}\s*)?{_YEAR}\s*(?:{_CLOSE}\s*)?"
    r"(?:第\s*)?(?P<number>\d{1,4})\s*号"
)
_NUMBER_ALONE = re.compile(rf"[\u4e00-\u9fff]{{2,10}}(?P<digits>{_YEAR}(?P<number>\d{{1,4}}))\s*号?")
_DATE_ALONE = re.compile(r"(?:19|20)\d\d(?:\d{2,4}|\s+\d{1,2}\s+\d{1,2})")
_NAKED_ENTITY = re.compile(r"(?<=\d)(?P<name>permil|deg|times|plusmn);")
_LABELS = {
    Rank.FIRST: ("misread_label", "{}、", "序号的标点有误，按前后序号推测"),
    Rank.BRACKETED: ("lost_bracket", "（{}）", "序号的括号不全，按前后序号推测"),
    Rank.BRACKETED_ARABIC: ("lost_bracket", "（{}）", "序号的括号不全，按前后序号推测"),
}


def find_lost_marks(text: str) -> Iterator[Repair]:
    """Yield a reading for each place in `text` that lost its marks and has one reading."""
    lines = [(match.start(), match.group()) for match in _LINE.finditer(text)]
    folded = [fold(line) for _, line in lines]
    yield from _labels(lines, folded)
    for (start, _), line in zip(lines, folded, strict=True):
        yield from _numbers(start, line)
        yield from _dates(start, line)
    yield from _entities(text)


def _labels(lines: list[tuple[int, str]], folded: list[str]) -> Iterator[Repair]:
    found = label_lines(folded)
    siblings = {(label.rank, label.number) for label, _ in found if label is not None}
    for (start, _), line, (label, is_damaged) in zip(lines, folded, found, strict=True):
        if label is None or label.rank not in _LABELS:
            continue
        lacks_open = label.rank == Rank.BRACKETED and not line.lstrip().startswith(
            ("(", "[", *"㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩")
        )
        has_sibling = {(label.rank, label.number - 1), (label.rank, label.number + 1)} & siblings
        if is_damaged or (lacks_open and has_sibling):
            yield _label(start, line, label)


def _label(start: int, line: str, label: Label) -> Repair:
    kind, pattern, note = _LABELS[label.rank]
    mark = line[: label.length]
    first = start + len(mark) - len(mark.lstrip())
    number = str(label.number) if label.rank == Rank.BRACKETED_ARABIC else in_chinese(label.number)
    return Repair(first, start + len(mark.rstrip()), pattern.format(number), kind, note=note)


def _numbers(start: int, line: str) -> Iterator[Repair]:
    """Find 〔2023 4号, 20234号 after 发, and a line such as 中卫2024124 that is all number."""
    for match in _NUMBER_WITH_MARK.finditer(line):
        reading = f"〔{match['year']}〕{int(match['number'])}号"
        first = start + match.start() + len(match.group()) - len(match.group().lstrip())
        yield Repair(
            first, start + match.end(), reading, "lost_bracket", note="文号的括号缺失，按年份和序号推测"
        )
    bare = line.strip()
    alone = _NUMBER_ALONE.fullmatch(bare) if len(bare) <= _LONGEST_NUMBER else None
    if alone and not _NUMBER_WITH_MARK.search(bare):
        first = start + line.index(bare) + alone.start("digits")
        reading = f"〔{alone['year']}〕{int(alone['number'])}号"
        end = start + line.index(bare) + len(bare)
        yield Repair(first, end, reading, "lost_bracket", note="文号的括号缺失，按年份和序号推测")


def _dates(start: int, line: str) -> Iterator[Repair]:
    bare = line.strip()
    if len(bare) > _LONGEST_NUMBER or not _DATE_ALONE.fullmatch(bare):
        return
    parts = bare.split()
    dates = (
        rebuild_date(bare)
        if len(parts) == 1
        else rebuild_date(parts[0] + "".join(p.zfill(2) for p in parts[1:]))
    )
    if len(dates) == 1:
        first = start + line.index(bare)
        reading = f"{dates[0].year}年{dates[0].month}月{dates[0].day}日"
        yield Repair(
            first, first + len(bare), reading, "lost_punctuation", note="日期的标点缺失，只有一种读法"
        )


def _entities(text: str) -> Iterator[Repair]:
    note = "网页字符代码，按标准换成字符"
    for match in find_entities(text) if "&" in text else ():
        reading = entity_reading(match.group())
        if not reading.isspace():
            yield Repair(match.start(), match.end(), reading, "entity", exact=True, note=note)
    for match in _NAKED_ENTITY.finditer(text):
        if text[match.start() - 1] != "&":
            reading = entity_reading(f"&{match['name']};")
            yield Repair(match.start(), match.end(), reading, "entity", note="网页字符代码不全，按写法推测")
