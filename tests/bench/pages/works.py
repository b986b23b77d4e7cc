"""Made reports: every division has some, in a run of years; many take up much of the year before."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from archive.text.numerals import int_to_chinese
from tests.bench.pages.blocks import Words, blocks, worded
from tests.bench.search.works import Piece, Place

YEARS = (2005, 2025)
SHARES = {"0000": 16, "00": 7, "": 2}  # reports of a province, a prefecture, a county
KINDS = {"summary": 62, "summary_plan": 20, "plan": 8, "key_points": 5, "thematic": 5}
CLOSE = 0.15  # of the reports repeat the division's last one but for some sections
KEPT = 0.8  # of the sections of such a report
CHAPTERS = (
    ("工作完成情况", "done", 9, 19),
    ("存在的问题", "problem", 2, 4),
    ("下一步工作打算", "plan", 6, 12),
)
AHEAD = ("plan", "key_points")  # kinds that look ahead and sum nothing up


@dataclass
class Work:
    """A report: what the rows of the archive are made of. `like` is the number of the one it repeats."""

    number: int
    place: Place
    year: int
    kind: str
    source: str
    words: dict[str, list[Words]]
    like: int | None = None
    pieces: list[Piece] = field(default_factory=list)
    text: str = ""

    @property
    def public_id(self) -> str:
        """Return an id no other report has."""
        return f"{self.place.code}-{self.year}-{self.number:05x}"

    @property
    def title(self) -> str:
        """Return the title, which names place and year."""
        what = {"plan": "工作计划", "key_points": "工作要点", "thematic": "民生工程工作总结"}
        return f"{self.place.name}卫生健康委员会{self.year}年{what.get(self.kind, '工作总结')}"


def works(places: Sequence[Place], reports: int) -> Iterator[Work]:
    """Yield so many reports of `places`, division by division; the same ones in every run."""
    rng = random.Random(5)
    wanted = _wanted(places, reports, rng)
    number = 0
    for place, count in zip(places, wanted, strict=True):
        before: Work | None = None
        first = rng.randint(YEARS[0], YEARS[1] - count + 1)
        for year in range(first, first + count):
            before = _made(number, place, year, before)
            yield before
            number += 1


def _wanted(places: Sequence[Place], reports: int, rng: random.Random) -> list[int]:
    """Return how many reports each division has; none has two of a year."""
    shares = [next(n for end, n in SHARES.items() if place.code.endswith(end)) for place in places]
    most = YEARS[1] - YEARS[0] + 1
    wanted = [min(share * reports // sum(shares), most) for share in shares]
    while sum(wanted) < reports:
        at = rng.choices(range(len(places)), shares)[0]
        wanted[at] = min(wanted[at] + 1, most)
    return wanted


def _made(number: int, place: Place, year: int, before: Work | None) -> Work:
    rng = random.Random(number)
    like = before if before is not None and rng.random() < CLOSE else None
    work = Work(
        number=number,
        place=place,
        year=year,
        kind=like.kind if like else rng.choices(list(KINDS), list(KINDS.values()))[0],
        source=rng.choices(["gov", "repost", ""], [7, 2, 1])[0],
        words={},
        like=like.number if like else None,
    )
    work.words = _repeated(like, year, rng) if like else _chosen(work.kind, year, rng)
    _lay_out(work, rng)
    return work


def _chosen(kind: str, year: int, rng: random.Random) -> dict[str, list[Words]]:
    chapters = CHAPTERS[2:] if kind in AHEAD else CHAPTERS
    found = {}
    for _name, role, fewest, most in chapters:
        held = blocks()[role]
        count = min(rng.randint(fewest, most) * (2 if kind in AHEAD else 1), len(held))
        found[role] = [worded(block, year, rng) for block in rng.sample(held, count)]
    return found


def _repeated(before: Work, year: int, rng: random.Random) -> dict[str, list[Words]]:
    return {
        role: [words if rng.random() < KEPT else worded(words.block, year, rng) for words in held]
        for role, held in before.words.items()
    }


def _lay_out(work: Work, rng: random.Random) -> None:
    """Write the text and its sections, each where it starts."""
    name, year = work.place.name, work.year
    said = f"{year}年，{name}卫生健康系统服务人口{rng.randint(5, 900)}万人，现将有关情况报告如下。"
    pieces = [Piece("", "", said, 0, "overview", None, ["general"])]
    for at, (title, role, _fewest, _most) in enumerate(row for row in CHAPTERS if row[1] in work.words):
        above = len(pieces)
        pieces.append(Piece(f"{int_to_chinese(at + 1)}、", title, "", 1, role, None, ["general"]))
        for item, words in enumerate(work.words[role]):
            label = f"（{int_to_chinese(item + 1)}）"
            topics = list(words.block.topics)
            pieces.append(Piece(label, words.heading, f"。{words.body}", 2, role, above, topics))
    lines, start = [work.title], len(work.title) + 1
    for piece in pieces:
        piece.start = start
        lines.append(piece.label + piece.heading + piece.body)
        start = piece.end + 1
    work.pieces, work.text = pieces, "\n".join(lines)
