"""Decide which division a report belongs to, and say on what grounds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.ingest.mentions import all_mentions, full_mentions
from archive.ingest.reading import Reading
from archive.ingest.regions import (
    Gazetteer,
    Mention,
    contains,
    count_mentions,
    gazetteer,
    meant_code,
)
from archive.ingest.townships import Vote, vote
from archive.ingest.types import Evidence, IngestWarning, TextSpan, Vocabulary

# 北京市XX县: the masked part is a division below the named one.
_MASKED = re.compile(r"[*×x某○]{1,4}[市县区旗]")
_OWN_AFFAIRS = re.compile(r"卫|人民|政府|县?委|中医|妇幼|疾控|域|医")
_LEAST_BODY, _BODY_LEAD = 3, 2
_SHOWN_NAMES = 4
# A site may stand in another division, a file may be named for anything.
_WEAK_RULES = ("header_place", "file_name")


@dataclass(frozen=True)
class Clue:
    """Folded words of the page that may name the division: title, issuer, source."""

    text: str
    spans: tuple[TextSpan, ...]
    rule: str
    confidence: float
    note: str


@dataclass(frozen=True)
class _Grounds:
    """What all rules look at: the division table, the year, the vote and the body's names."""

    places: Gazetteer
    year: int | None
    vote: Vote | None
    body: tuple[Mention, ...]

    def context(self) -> dict[str, int]:
        """Count the mentions of each division; the vote speaks for its county and parents."""
        counts = count_mentions(self.body, self.year)
        if self.vote:
            for code in (self.vote.code, f"{self.vote.code[:4]}00", f"{self.vote.code[:2]}0000"):
                counts[code] = counts.get(code, 0) + len(self.vote.names)
        return counts


def region_of(
    clues: Sequence[Clue], body: Reading, year: int | None, vocabulary: Vocabulary
) -> tuple[Evidence | None, tuple[IngestWarning, ...]]:
    """Return the division's code as Evidence, and warnings where the grounds disagree.

    Clues are tried in order; then the townships vote; then the names in the body. The code
    is that of the division as it was in `year`.
    """
    places = gazetteer(vocabulary.regions)
    mentions = tuple(full_mentions(body.folded, places))
    grounds = _Grounds(places, year, vote(body, vocabulary.townships), mentions)
    named = _by_clues(clues, grounds)
    voted = _by_vote(grounds)
    chosen = _choose(named, voted) or _by_body(body, grounds)
    return chosen, tuple(_disagreements(chosen, named, voted, grounds))


def _by_clues(clues: Sequence[Clue], grounds: _Grounds) -> tuple[Evidence, Clue] | None:
    context = grounds.context()
    for clue in clues:
        found = all_mentions(clue.text, grounds.places)
        code = meant_code(found, grounds.year, context)
        if code:
            code = grounds.places.valid_code(code, grounds.year)
            note = f"{clue.note}中的地名：{grounds.places.full_name(code, grounds.year)}"
            inferred = not clue.spans
            evidence = Evidence("region_code", code, clue.rule, inferred, clue.confidence, clue.spans, note)
            return evidence, clue
    return None


def _by_vote(grounds: _Grounds) -> Evidence | None:
    found = grounds.vote
    if found is None:
        return None
    code = grounds.places.valid_code(found.code, grounds.year)
    shown = "、".join(found.names[:_SHOWN_NAMES]) + "等" * (len(found.names) > _SHOWN_NAMES)
    note = f"据正文中 {len(found.names)} 个乡镇名推断（{shown}）"
    confidence = min(0.95, 0.6 + 0.05 * (len(found.names) - found.rival))
    return Evidence("region_code", code, "township_vote", True, confidence, found.spans, note)


def _by_body(body: Reading, grounds: _Grounds) -> Evidence | None:
    """Take the division whose own affairs the body speaks of, when it leads clearly."""
    own = [m for m in grounds.body if _OWN_AFFAIRS.match(body.folded, m.end)]
    counts = count_mentions(own, grounds.year)
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    rival = ranked[1][1] if len(ranked) > 1 else 0
    if not ranked or ranked[0][1] < max(_LEAST_BODY, _BODY_LEAD * rival):
        return None
    code = grounds.places.valid_code(ranked[0][0], grounds.year)
    first = next(m for m in own if count_mentions([m], grounds.year).get(ranked[0][0]))
    span = body.span(first.start, first.end)
    note = f"据正文中 {ranked[0][1]} 处地名推断"
    return Evidence("region_code", code, "body_names", True, 0.5, (span,), note)


def _choose(named: tuple[Evidence, Clue] | None, voted: Evidence | None) -> Evidence | None:
    """Prefer what the page says; the vote fills in masked counties and overrules a site."""
    if named is None or voted is None:
        return named[0] if named else voted
    evidence, clue = named
    if contains(evidence.value, voted.value):
        refined = clue.rule in _WEAK_RULES or _MASKED.search(clue.text)
        return voted if refined and evidence.value != voted.value else evidence
    return voted if clue.rule in _WEAK_RULES else evidence


def _disagreements(
    chosen: Evidence | None,
    named: tuple[Evidence, Clue] | None,
    voted: Evidence | None,
    grounds: _Grounds,
) -> list[IngestWarning]:
    if chosen is None:
        return [IngestWarning("region_unknown", "未能判断所属地区，请补填。", "region_code")]
    if named is None or voted is None or contains(named[0].value, voted.value):
        return []
    page = grounds.places.full_name(named[0].value, grounds.year)
    towns = grounds.places.full_name(voted.value, grounds.year)
    message = f"页面称{page}，正文乡镇名却属{towns}，请核对。"
    return [IngestWarning("region_conflict", message, "region_code")]
