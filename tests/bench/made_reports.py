"""Reports made of words of the lexicon: as long as the seeds, no two alike, the same for the same number."""

import random
from functools import cache

from django.conf import settings

CHAPTERS = ("工作完成情况", "存在的问题", "下一年工作计划")
NUMERALS = "一二三四五六七八九十"


@cache
def words():
    lines = (settings.BASE_DIR / "archive/text/lexicon/words.txt").read_text(encoding="utf-8").splitlines()
    return [line.split()[0] for line in lines if line and not line.startswith("#")]


def made_report(number: int, characters: int = 6000) -> bytes:
    """One report with three chapters of sections; about as long as asked."""
    rng = random.Random(number)
    year = 2005 + number % 18
    text = [f"青山县卫生健康局{year}年工作总结及{year + 1}年工作计划"]
    per_chapter = characters // (len(CHAPTERS) * 8)
    for at, chapter in enumerate(CHAPTERS):
        text.append(f"{NUMERALS[at]}、{chapter}")
        text += [
            f"（{NUMERALS[item]}）{''.join(rng.sample(words(), 2))}。{_prose(rng, per_chapter)}"
            for item in range(8)
        ]
    return "\n".join(text).encode()


def _prose(rng: random.Random, characters: int) -> str:
    sentences: list[str] = []
    while sum(map(len, sentences)) < characters:
        said = "，".join("".join(rng.choices(words(), k=4)) for _ in range(rng.randint(1, 3)))
        sentences.append(f"{said}{rng.randint(3, 9999)}人次。")
    return "".join(sentences)
