"""Texts in every encoding they come in, whole and spoiled, each with what reading it must give."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.text.scripts import to_simplified, to_traditional

SEEDS = sorted((Path(__file__).parents[2] / "seeds" / "reports").glob("*.txt"))
SHORT = {
    "title": "雨山区卫生健康委员会2022年工作总结",
    "one line": "全县共有医疗卫生机构256家，床位3210张。",
    "four characters": "工作总结",
    "mixed": "2023年，COVID-19疫苗接种率98.5%（n=1,234），ICU床位12张。\r\n" * 3,
    "figures": "一、门诊123456人次，住院2345人次，收入1.23亿元。\n1.2.3\n" * 5,
    "table": "单位\t床位\t人员\n县医院\t500\t620\n中医院\t300\t280\n" * 8,
    "rare names": "漯河、濮阳、亳州、儋州、邛崃、勐海、郫县等地的堃、喆、淼三位医师。",
    "ascii": "GDP 2023: 12.5%, 1,234 beds.\n",
}
# How a text is written, and the name reading it must give: the superset of what was used.
WRITTEN = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8-sig",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
}
_LONG = 200  # characters; a single damaged byte in less may be all that tells


@dataclass(frozen=True)
class Case:
    """Some bytes, the text they stand for, and the lines of it that must be read as they are."""

    name: str
    content: bytes
    encoding: str
    lines: list[str]
    text: str | None  # None where some of it is damaged


def cases() -> Iterator[Case]:
    for name, text in _texts().items():
        for codec, encoding in WRITTEN.items():
            try:
                content = text.encode(codec)
            except UnicodeEncodeError:
                continue
            if text.isascii() and not codec.startswith("utf"):
                continue
            label = f"{name} in {codec}"
            yield Case(label, content, encoding, text.splitlines(), text)
            if not text.isascii():
                yield Case(f"{label}, cut", content[:-1], encoding, text.splitlines()[:-1], text[:-1])
            if len(text) > _LONG:
                yield _damaged(label, content, codec, encoding)


def _texts() -> dict[str, str]:
    seeds = {path.stem[:3]: path.read_bytes().decode().rstrip() + "终" for path in SEEDS}
    texts = SHORT | seeds
    texts |= {f"{name} simplified": to_simplified(text) for name, text in seeds.items()}
    return texts | {f"{name} traditional": to_traditional(text) for name, text in (SHORT | seeds).items()}


def _damaged(label: str, content: bytes, codec: str, encoding: str) -> Case:
    """One byte overwritten: the lines that do not hold it must come through."""
    at = random.Random(label).randrange(len(content) // 4, len(content) // 2)
    spoiled = content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]
    before = content[:at].decode(codec, "ignore").splitlines()[:-1]
    after = content.decode(codec).splitlines()[len(before) + 2 :]
    return Case(f"{label}, damaged", spoiled, encoding, [*before, *after], None)
