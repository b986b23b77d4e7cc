"""The five seed reports with what people wrote down about them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.ingest.cleaning.clean import clean
from archive.ingest.extractors import extract
from archive.ingest.sectioning.sections import sectionize
from archive.ingest.types import Cleaned, Options, RawFile, SectionDraft
from archive.text.fold import fold
from archive.text.gloss import strip_glosses

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds" / "reports"
GOLD = ROOT / "tests" / "gold"
FLOORS = Path(__file__).with_name("floors.json")


@dataclass(frozen=True)
class Case:
    """One seed: its gold record and our reading of it."""

    name: str
    gold: dict[str, Any]
    cleaned: Cleaned
    sections: tuple[SectionDraft, ...]


def section_cases() -> list[Case]:
    cases = []
    for path in sorted((GOLD / "sections").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        raw = RawFile(gold["seed"], (SEEDS / gold["seed"]).read_bytes())
        cleaned = clean(extract(raw, Options()))
        cases.append(Case(path.stem, gold, cleaned, sectionize(cleaned)))
    return cases


def floors() -> dict[str, float]:
    return json.loads(FLOORS.read_text(encoding="utf-8"))


def comparable(heading: str) -> str:
    """The heading without glosses and in folded form; gold is written in simplified script."""
    return fold(strip_glosses(heading, min_glosses=1).text)
