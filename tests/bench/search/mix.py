"""The queries of the benchmark, drawn from the texts themselves by how many sections hold a word."""

import dataclasses
import hashlib
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from archive.lexicons import kind_labels, topic_labels
from archive.text.segment import pieces
from tests.bench.search import texts

SAMPLE = 10_000  # sections the queries are drawn from, the same at every size
COMMON, MIDDLE, RAREST = 0.05, 0.005, 2  # shares of sections; in how many the rarest words stand
HARDEST = ("substring", "character")  # only engines that index characters can answer these
KINDS = {
    "common": 18,
    "middle": 14,
    "rare": 18,
    "and": 26,
    "or": 14,
    "not": 12,
    "phrase": 26,
    "substring": 20,
    "character": 8,
}


@dataclass(frozen=True)
class Ask:
    """A query: one word of each group of `wanted`, none of `unwanted`; folded, and its filters and order."""

    kind: str
    wanted: tuple[tuple[str, ...], ...]
    unwanted: tuple[str, ...] = ()
    region: str = ""
    years: tuple[int, int] | None = None
    report_kind: str = ""
    topic: str = ""
    newest: bool = False

    @property
    def needs_characters(self) -> bool:
        """Tell whether words are not enough to answer it."""
        return self.kind in HARDEST

    @property
    def filtered(self) -> bool:
        """Tell whether it has a filter."""
        return bool(self.region or self.years or self.report_kind or self.topic)

    @property
    def typed(self) -> str:
        """Return it as somebody would type it."""
        quoted = '"{}"' if self.kind == "phrase" else "{}"
        groups = [" OR ".join(map(quoted.format, group)) for group in self.wanted]
        if len(groups) > 1:
            groups = [f"({said})" if " OR " in said else said for said in groups]
        return " ".join([*groups, *(f"-{word}" for word in self.unwanted)])


def mix() -> tuple[Ask, ...]:
    """Return the queries of the benchmark: half of them filtered, a quarter newest first."""
    return _kept(
        "mix", lambda stock: [ask for kind, count in KINDS.items() for ask in stock.asks(kind, count)]
    )


def many(count: int) -> tuple[Ask, ...]:
    """Return so many queries of the same kinds, no two alike, in mixed order."""
    return _kept(f"many{count}", lambda stock: stock.different(count))


def cold(count: int) -> tuple[Ask, ...]:
    """Return so many words, common to rare, none of them in `mix`."""
    met = {word for ask in mix() for group in (*ask.wanted, ask.unwanted) for word in group}
    return _kept(f"cold{count}", lambda stock: stock.single(count, met))


class Stock:
    """What queries are drawn from; everything follows from the texts."""

    def __init__(self, held: list[texts.Text]) -> None:
        self._rng = random.Random(7)
        self._texts = held
        self._words = [_words(text) for text in held]
        counted = Counter(word for words in self._words for word in set(words))
        self.bands = _bands(counted, len(held))
        self._held_in = counted
        self._filters = 0
        self._sorted = 0

    def asks(self, kind: str, count: int) -> Iterator[Ask]:
        """Yield so many queries of one kind."""
        for _ in range(count):
            yield self._dressed(self._bare(kind))

    def different(self, count: int) -> list[Ask]:
        """Return so many queries of all kinds, no two alike."""
        kinds = [kind for kind, share in KINDS.items() for _ in range(share)]
        found: dict[Ask, None] = {}
        while len(found) < count:
            found.setdefault(self._dressed(self._bare(self._rng.choice(kinds))))
        return list(found)

    def single(self, count: int, met: set[str]) -> list[Ask]:
        """Return words of all bands in equal parts, none of them `met`."""
        fresh = {name: [word for word in band if word not in met] for name, band in self.bands.items()}
        share = count // len(fresh)
        chosen = [word for band in fresh.values() for word in self._rng.sample(band, min(share, len(band)))]
        self._rng.shuffle(chosen)
        return [Ask("cold", ((word,),)) for word in chosen]

    def _bare(self, kind: str) -> Ask:
        match kind:
            case "and":
                together = self._together(self._rng.choice((2, 2, 3)))
                return Ask(kind, tuple((word,) for word in together))
            case "or":
                return Ask(kind, (tuple(self._word(b) for b in ("common", "middle", "rare")[: self._few()]),))
            case "not":
                return Ask(kind, ((self._word("common"),),), (self._word("common"),))
            case "phrase":
                return Ask(kind, ((self._phrase(),),))
            case "substring":
                return Ask(kind, ((self._substring(),),))
            case "character":
                return Ask(kind, ((self._rng.choice(self._word("common")),),))
            case band:
                return Ask(kind, ((self._word(band),),))

    def _few(self) -> int:
        return self._rng.choice((2, 3))

    def _word(self, band: str) -> str:
        return self._rng.choice(self.bands[band])

    def _together(self, count: int) -> list[str]:
        """Return words that stand in one section, not all of them common."""
        while True:
            words = {
                word
                for word in self._rng.choice(self._words)
                if len(word) > 1 and self._held_in[word] >= RAREST
            }
            if len(words) > count:
                return self._rng.sample(sorted(words), count)

    def _phrase(self) -> str:
        """Return four to eight characters that begin and end where words do."""
        while True:
            words = self._rng.choice(self._words)
            start = self._rng.randrange(max(len(words) - 4, 1))
            said = ""
            for word in words[start : start + 4]:
                said += word
                if 4 <= len(said) <= 8 and len(said) > len(word) and self._stands(said):
                    return said

    def _stands(self, said: str) -> bool:
        return any(
            said in text.folded for text in self._rng.sample(self._texts, min(50, len(self._texts)))
        ) or any(said in text.folded for text in self._texts)

    def _substring(self) -> str:
        """Return two to six characters that begin and end inside words."""
        while True:
            words = self._rng.choice(self._words)
            at = self._rng.randrange(max(len(words) - 2, 1))
            said = "".join(words[at : at + 3])[1:-1]
            if 2 <= len(said) <= 6 and said.isalpha() and self._stands(said):
                return said

    def _dressed(self, ask: Ask) -> Ask:
        """Give every second query a filter, every fourth an order, whatever its kind."""
        self._filters += 1
        newest = self._filters % 4 == 2 or self._filters % 8 == 5
        ask = self._filtered(ask) if self._filters % 2 else ask
        return dataclasses.replace(ask, newest=newest and self._quarter())

    def _quarter(self) -> bool:
        self._sorted += 1
        return self._sorted % 3 != 0

    def _filtered(self, ask: Ask) -> Ask:
        text = self._rng.choice(self._texts)
        first = self._rng.randint(2005, 2021)
        kind = self._rng.choice(list(kind_labels())[:4])
        topic = self._rng.choice(list(topic_labels())[:12])
        wide = dataclasses.replace(ask, region=text.region[:2])
        late = dataclasses.replace(ask, years=(first, first + 4))
        return self._rng.choice(
            [
                wide,
                dataclasses.replace(ask, region=texts.prefixes(text.region)[1] or text.region[:2]),
                late,
                dataclasses.replace(ask, report_kind=kind),
                dataclasses.replace(ask, topic=topic),
                dataclasses.replace(wide, years=late.years),
                dataclasses.replace(late, report_kind=kind),
            ]
        )


def _words(text: texts.Text) -> list[str]:
    return [piece for piece in pieces(text.folded) if piece.isalpha() and not piece.isascii()]


def _bands(counted: Counter[str], sections: int) -> dict[str, list[str]]:
    bands: dict[str, list[str]] = {"common": [], "middle": [], "rare": []}
    for word, count in sorted(counted.items()):
        if len(word) > 1 and count >= RAREST:
            share, seldom = count / sections, count < max(MIDDLE * sections, 2 * RAREST)
            bands["rare" if seldom else "middle" if share < COMMON else "common"].append(word)
    return bands


def _kept(name: str, draw: Callable[["Stock"], Iterable[Ask]]) -> tuple[Ask, ...]:
    """Return queries drawn before from this archive, or draw them."""
    drawer = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]
    path = Path(settings.VAR_DIR) / f"queries-{name}-{drawer}.json"
    if not path.exists():
        drawn = draw(Stock(list(texts.read(SAMPLE))))
        path.write_text(
            json.dumps([dataclasses.asdict(ask) for ask in drawn], ensure_ascii=False), encoding="utf-8"
        )
    return tuple(_read(row) for row in json.loads(path.read_text(encoding="utf-8")))


def _read(row: dict) -> Ask:
    row["wanted"] = tuple(map(tuple, row["wanted"]))
    row["unwanted"] = tuple(row["unwanted"])
    row["years"] = tuple(row["years"]) if row["years"] else None
    return Ask(**row)
