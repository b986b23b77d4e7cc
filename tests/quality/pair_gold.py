"""Which sections belong side by side: what people said of the seeds."""

import json
from dataclasses import replace
from functools import cache

from archive.analysis.pairing import PairSection
from archive.ingest import topics
from archive.ingest.cataloguing import metadata
from tests.ingest.vocabularies import vocabulary
from tests.quality.gold import GOLD, section_cases

Pair = tuple[str, str]  # anchors of the left and of the right section


@cache
def seeds() -> dict[str, tuple[PairSection, ...]]:
    """The sections of each seed, containers too, by the number the seed's name begins with; column 0."""
    return {case.name[:3]: _sections(case) for case in section_cases()}


@cache
def hand_made() -> dict[tuple[str, str], frozenset[Pair]]:
    """The pairs of sections that belong side by side, for every two seeds."""
    found: dict[tuple[str, str], set[Pair]] = {}
    for line in (GOLD / "pairs.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        pairs = found.setdefault((row["left"], row["right"]), set())
        pairs.add((f"s{row['left_start']}", f"s{row['right_start']}"))
    return {names: frozenset(pairs) for names, pairs in found.items()}


def side_by_side(*reports):
    """The reports as columns, from 0."""
    return [[replace(one, report=column) for one in report] for column, report in enumerate(reports)]


def _sections(case) -> tuple[PairSection, ...]:
    kind = metadata.recognise(case.cleaned, case.sections, case.name, vocabulary())[0].kind
    drafts = topics.classify(case.cleaned, case.sections, kind, vocabulary())
    parents = {draft.parent for draft in drafts}
    return tuple(
        PairSection(
            report=0,
            anchor=f"s{draft.start}x" if "virtual" in draft.flags else f"s{draft.start}",
            level=draft.level,
            topics=draft.topics,
            role=draft.role,
            heading=draft.heading,
            path=_path(draft, drafts),
            text=_body(case, draft) or ("" if place in parents else draft.heading),
            order=place,
        )
        for place, draft in enumerate(drafts)
    )


def _body(case, draft) -> str:
    text = case.cleaned.extracted.text
    paragraphs = ("".join(text[piece.start : piece.end] for piece in one) for one in draft.paragraphs)
    return "\n".join(paragraphs).strip()


def _path(draft, drafts) -> tuple[str, ...]:
    above: list[str] = []
    while draft.parent is not None:
        draft = drafts[draft.parent]
        above.insert(0, draft.heading)
    return tuple(above)
