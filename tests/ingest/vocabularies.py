"""The word lists of seeds/ with the division table, as the pipeline gets them."""

from functools import cache
from pathlib import Path

from archive.divisions import read_divisions
from archive.ingest.cataloguing.reading import Reading, Source
from archive.ingest.types import RegionName, TextSpan, Vocabulary
from archive.ingest.vocabulary import load_vocabulary

SEEDS = Path(__file__).parents[2] / "seeds"


@cache
def vocabulary() -> Vocabulary:
    return load_vocabulary(SEEDS / "lexicons", region_names())


def region_names() -> list[RegionName]:
    rows = read_divisions(SEEDS / "regions" / "areacodes_result.csv")
    return [
        RegionName(
            row.code,
            row.name,
            row.level,
            row.valid_from,
            row.valid_to,
            tuple(code for code, _year in row.successors),
        )
        for row in rows
    ]


def reading(text: str) -> Reading:
    """The whole of a text as one line."""
    return Source(text).read([[TextSpan(0, len(text))]])


def lines(text: str) -> list[Reading]:
    return Source(text).lines(0, len(text))
