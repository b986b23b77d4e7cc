"""Readings where brackets and punctuation were lost: document numbers, labels, dates, entities.

Only places with one reading are named; all of these are guesses except character entities.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from archive.ingest.cleaning.noise import entity_reading, find_entities
from archive.ingest.sectioning.labels import chinese_number, in_chinese
from archive.ingest.sectioning.weak_labels import MISREAD
from archive.ingest.types import Repair, SectionDraft
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
_FEWEST_SIBLINGS = 2
_BRACKET = "序号的括号不全，按前后序号推测"
_MARK = "序号的标点有误，按前后序号推测"


def find_lost_marks(text: str) -> Iterator[Repair]:
    """Yield a reading for each place in `text` that lost its marks and has one reading."""
    for match in _LINE.finditer(fold(text)):
        line = match.group()
        yield from _numbers(match.start(), line)
        yield from _dates(match.start(), line)
    yield from _entities(text)


def find_lost_labels(text: str, sections: Sequence[SectionDraft]) -> Iterator[Repair]:
    """Yield a reading for each label of `sections` that lacks a bracket or has a wrong mark.

    The list that a label stands in confirms its number: a section without siblings has none.
    """
    labelled = [section for section in sections if section.label and not section.label_supplied]
    siblings = Counter(section.parent for section in labelled)
    for section in labelled:
        label = section.label
        written = text[section.start : section.start + len(label)]
        if written != label or siblings[section.parent] < _FEWEST_SIBLINGS:
            continue
        reading = _whole(fold(label), is_damaged="label_damaged" in section.flags)
        if reading:
            kind, note = ("lost_bracket", _BRACKET) if reading[0] == "（" else ("misread_label", _MARK)
            yield Repair(section.start, section.start + len(label), reading, kind, note=note)


def _whole(label: str, *, is_damaged: bool) -> str:
    """Write a folded label with all its marks; empty when it lacks none."""
    core = label.strip("()[] ,、:;.")
    is_plain = core.isdigit() or (core != "" and not core.isascii())
    number = MISREAD.get(core) or (chinese_number(core) if is_plain else 0)
    if not number:
        return ""
    if "(" in label or ")" in label:
        lacks_open = label[0] not in "([" and not core.isdigit()
        numeral = core if core.isdigit() else in_chinese(number)
        return f"（{numeral}）" if is_damaged or lacks_open else ""
    return f"{in_chinese(number)}、" if is_damaged else ""


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
