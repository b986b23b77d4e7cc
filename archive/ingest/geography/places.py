"""Decide which division a report belongs to, and say on what grounds.

What the page says of itself comes first (title, issuer), then the townships of its body, then
what merely surrounds it (source, other header lines, site, file name), then the names in its
body. Whatever disagrees with the kind of division the body calls its own is passed over, so
that the answer is silent rather than wrong.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.ingest.cataloguing.reading import Reading
from archive.ingest.geography.beyond import is_national, is_of_corps, place_beyond, zone_after
from archive.ingest.geography.body_names import BodyNames, body_names, own_code
from archive.ingest.geography.clues import AROUND, HOST, OWN, TITLE, Clue
from archive.ingest.geography.mentions import (
    all_mentions,
    full_mentions,
    site_mentions,
    slogan_mentions,
    spoken_mentions,
)
from archive.ingest.geography.regions import (
    Gazetteer,
    Mention,
    contains,
    count_mentions,
    depth_of,
    gazetteer,
    is_valid,
    meant_code,
)
from archive.ingest.geography.site_hosts import province_of_host
from archive.ingest.geography.told_places import told_county, told_special_region
from archive.ingest.geography.townships import Vote, named_county, vote
from archive.ingest.types import Evidence, IngestWarning, Vocabulary

# 北京市XX县: the masked part is a division below the named one.
_MASKED = re.compile(r"(?:[*×x某○_?]{1,4}|〇{2,4})[市县区旗州]|^(?:[*×x某○]{2,}|〇{2})(?![年\d])")
_SPAM = re.compile(r"投注|博彩|彩票|官网|娱乐城|足彩|赌|真人|六合彩|开奖|体彩|棋牌|下注|app下载")
_SHOWN_NAMES = 4
_LIKELY = 0.8
_SURELY_OTHER = 5.0  # points of a name in the body that contradict the page
_REACH = 100_000  # characters of a body that are asked; no report is longer


@dataclass(frozen=True)
class _Grounds:
    """What all rules look at: the division table, the year, the vote and the body's names."""

    places: Gazetteer
    year: int | None
    vote: Vote | None
    names: BodyNames
    context: dict[str, int]


@dataclass(frozen=True)
class _Finding:
    """A division a clue points at; `bureau` when the clue names a body of that division."""

    code: str
    clue: Clue
    note: str = ""
    inferred: bool = False


def region_of(
    clues: Sequence[Clue], body: Reading, year: int | None, vocabulary: Vocabulary, *, several: bool = False
) -> tuple[Evidence | None, tuple[IngestWarning, ...]]:
    """Return the division's code as Evidence, and warnings where the grounds disagree.

    The code is that of the division as it was in `year`. A page that strings `several` reports
    together is of the division its title or issuer names, or of none.
    """
    body = body.part(0, _REACH)
    clues = [clue for clue in clues if not _SPAM.search(clue.text)]
    grounds = _grounds(clues, body, year, vocabulary)
    own = [clue for clue in clues if clue.rule in OWN]
    hidden = [clue for clue in own if _is_masked(clue, grounds.places)]
    pointed = [found for clue in own if clue not in hidden for found in _pointed(clue, grounds)]
    said = _settled(pointed, grounds)
    outer = _settled([found for clue in hidden for found in _pointed(clue, grounds)], grounds)
    nobody = said is None and any(is_national(c.text) or is_of_corps(c.text) for c in own)
    voted = _by_vote(grounds) or (told_county(body, year, grounds.places) if hidden else None)
    if said is not None:
        chosen: Evidence | None = _evidence(said, grounds)
    elif hidden or nobody:
        chosen = voted if voted and (outer is None or contains(outer.code, voted.value)) else None
    elif several:
        chosen = None
    else:
        township = _by_township(own, grounds, vocabulary)
        chosen = township or voted or _by_surroundings(clues, grounds)
        chosen = chosen or _by_body(body, clues, grounds) or told_county(body, year, grounds.places)
        chosen = chosen or told_special_region(body, grounds.names.level)
    if chosen is None:
        return None, (_unknown(masked=bool(hidden), nobody=nobody),)
    around = [*pointed, *(found for clue in clues for found in _pointed(clue, grounds))]
    doubts = (*_conflicts(chosen, around, voted, grounds), *_stand_ins(chosen, said, grounds))
    return chosen, doubts


def _grounds(clues: Iterable[Clue], body: Reading, year: int | None, vocabulary: Vocabulary) -> _Grounds:
    places = gazetteer(vocabulary.regions)
    mentions = full_mentions(body.folded, places)
    found = vote(body, vocabulary.townships)
    context = count_mentions(mentions, year)
    for clue in clues:
        for code in count_mentions(all_mentions(clue.text, places), year):
            context[code] = context.get(code, 0) + 1
    if found:
        for code in (found.code, f"{found.code[:4]}00", f"{found.code[:2]}0000"):
            context[code] = context.get(code, 0) + len(found.names)
    spoken = spoken_mentions(body.folded, places)
    own = [*mentions, *slogan_mentions(body.folded, places), *spoken]
    return _Grounds(places, year, found, body_names(body, own, year), context)


def _pointed(clue: Clue, grounds: _Grounds) -> list[_Finding]:
    """Return the division a clue points at, if it does."""
    if clue.rule == HOST:
        province = province_of_host(clue.text)
        return [_Finding(province, clue, "", inferred=True)] if province else []
    beyond = place_beyond(clue.text)
    if beyond:
        name = clue.text[beyond.start : beyond.end]
        held = "" if name.startswith(("香港", "澳门", "台湾")) else name
        return [_Finding(beyond.code, clue, held, bool(held) or not clue.spans)]
    mentions = _unlisted(all_mentions(clue.text, grounds.places), clue.text)
    if not mentions and clue.rule not in OWN:
        mentions = site_mentions(clue.text, grounds.places)
    code = meant_code(mentions, grounds.year, grounds.context, grounds.names.level)
    if not code:
        return []
    code = grounds.places.valid_code(code, grounds.year)
    zone = _zone(clue.text, mentions)
    return [_Finding(code, clue, zone, bool(zone) or not clue.spans)]


def _unlisted(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """Leave out the names of an enumeration (A区、B县、C区召开会议): the page is of none of them."""
    listed = [pair for pair in pairwise(mentions) if text[pair[0].end : pair[1].start] == "、"]
    return [one for one in mentions if not any(one in pair for pair in listed)]


def _zone(text: str, mentions: Sequence[Mention]) -> str:
    last = max(mentions, key=lambda mention: mention.end)
    return zone_after(text, last.end)


def _is_masked(clue: Clue, places: Gazetteer) -> bool:
    """Tell whether a clue hides the name of a division below those it names (北京市XX区)."""
    masks = [mask.start() for mask in _MASKED.finditer(clue.text)]
    named = [mention.end for mention in all_mentions(clue.text, places)]
    return bool(masks) and (not named or max(masks) >= max(named))


def _settled(found: Sequence[_Finding], grounds: _Grounds) -> _Finding | None:
    """Choose among what issuer and title point at.

    Of two nested the deeper counts, unless the body speaks of the other kind of division as its
    own (a district's site shows the city's plan); of two apart the one the body speaks of, else
    the title's, since a site may belong to others.
    """
    best: _Finding | None = None
    for finding in found:
        if best is None:
            best = finding
        elif contains(best.code, finding.code) or contains(finding.code, best.code):
            deeper, other = sorted((best, finding), key=lambda one: -depth_of(one.code))
            best = other if _agrees(other, grounds) and not _agrees(deeper, grounds) else deeper
        elif own_code(grounds.names, grounds.places, grounds.year) != best.code:
            best = finding
    return best


def _agrees(finding: _Finding, grounds: _Grounds) -> bool:
    return grounds.names.agrees(grounds.places.name_of(finding.code, grounds.year))


def _evidence(finding: _Finding, grounds: _Grounds) -> Evidence:
    clue = finding.clue
    name = grounds.places.full_name(finding.code, grounds.year)
    note = f"{clue.note}中的地名：{name}"
    confidence = clue.confidence
    if finding.note:
        note = f"{clue.note}中的「{finding.note}」不在区划代码表内，归入所在的{name}"
        confidence = min(confidence, 0.6)
    return Evidence("region_code", finding.code, clue.rule, finding.inferred, confidence, clue.spans, note)


def _by_township(own: Iterable[Clue], grounds: _Grounds, vocabulary: Vocabulary) -> Evidence | None:
    """Take the county of the township whose office the title names."""
    for clue in own:
        found = named_county(clue.text, vocabulary.townships) if clue.rule == TITLE else None
        if found and found[0] in grounds.places.by_code:
            code = grounds.places.valid_code(found[0], grounds.year)
            name = grounds.places.full_name(code, grounds.year)
            note = f"据标题中的乡镇名「{clue.text[found[1] : found[2]]}」，属{name}"
            return Evidence("region_code", code, "township_title", True, 0.75, clue.spans, note)
    return None


def _by_vote(grounds: _Grounds) -> Evidence | None:
    found = grounds.vote
    if found is None:
        return None
    code = grounds.places.valid_code(found.code, grounds.year)
    name = grounds.places.name_of(code, grounds.year)
    if not name or not grounds.names.agrees(name):
        return None
    shown = "、".join(found.names[:_SHOWN_NAMES]) + "等" * (len(found.names) > _SHOWN_NAMES)
    note = f"据正文中 {len(found.names)} 个乡镇名推断（{shown}）"
    confidence = min(0.95, 0.6 + 0.05 * (len(found.names) - found.rival))
    return Evidence("region_code", code, "township_vote", True, confidence, found.spans, note)


def _by_surroundings(clues: Iterable[Clue], grounds: _Grounds) -> Evidence | None:
    """Take what source, header lines, site or file name point at when the body can be of it."""
    body = own_code(grounds.names, grounds.places, grounds.year)
    for clue in clues:
        if clue.rule in OWN or _MASKED.search(clue.text):
            continue
        for finding in _pointed(clue, grounds):
            if body and body != finding.code:
                continue
            if _agrees(finding, grounds):
                return _evidence(finding, grounds)
    return None


def _by_body(body: Reading, clues: Iterable[Clue], grounds: _Grounds) -> Evidence | None:
    """Take the division whose own affairs the body speaks of, when it leads clearly.

    Where the header names another county, only a body that names its own often is believed.
    """
    code = own_code(grounds.names, grounds.places, grounds.year)
    if code is None:
        return None
    others = (found.code for clue in clues if clue.rule == AROUND for found in _pointed(clue, grounds))
    if grounds.names.points[code] < _SURELY_OTHER and any(_apart(other, code) for other in others):
        return None
    first = grounds.names.firsts[code]
    name = grounds.places.full_name(code, grounds.year)
    span = body.span(first.start, first.end)
    note = f"据正文所称「{body.shown[first.start : first.end]}」推断为{name}"
    confidence = min(_LIKELY, 0.5 + 0.05 * grounds.names.points[code])
    code = grounds.places.valid_code(code, grounds.year)
    return Evidence("region_code", code, "body_names", True, round(confidence, 2), (span,), note)


def _unknown(*, masked: bool, nobody: bool) -> IngestWarning:
    message = "未能判断所属地区，请补填。"
    if masked:
        message = "所属地区的名称在原文中已被隐去，请补填。"
    elif nobody:
        message = "此文似为全国性机构或兵团所发，不属区划代码表中的地区，请核对。"
    return IngestWarning("region_unknown", message, "region_code")


def _conflicts(
    chosen: Evidence, pointed: Sequence[_Finding], voted: Evidence | None, grounds: _Grounds
) -> Iterable[IngestWarning]:
    """Warn where title, issuer or site, townships and the body's names disagree."""
    body = own_code(grounds.names, grounds.places, grounds.year)
    other = next((one for one in pointed if one.clue.rule in OWN and _apart(one.code, chosen.value)), None)
    around = next(iter(pointed), None)
    full = grounds.places.full_name
    if around and voted and not contains(around.code, voted.value):
        page, towns = full(around.code, grounds.year), full(voted.value, grounds.year)
        message = f"页面称{page}，正文乡镇名却属{towns}，请核对。"
    elif other:
        names = full(chosen.value, grounds.year), full(other.code, grounds.year)
        message = f"页面既称{names[0]}，又称{names[1]}，请核对。"
    elif body and _apart(body, chosen.value) and grounds.names.points[body] >= _SURELY_OTHER:
        names = full(chosen.value, grounds.year), full(body, grounds.year)
        message = f"页面称{names[0]}，正文却多次称{names[1]}，请核对。"
    else:
        return
    yield IngestWarning("region_conflict", message, "region_code")


def _stand_ins(chosen: Evidence, said: _Finding | None, grounds: _Grounds) -> Iterable[IngestWarning]:
    """Warn where the division stands for one the table has not, or did not exist in the year."""
    name = grounds.places.full_name(chosen.value, grounds.year)
    if said is not None and said.note and chosen.value == said.code:
        message = f"「{said.note}」不在区划代码表内，已归入{name}，请核对。"
        yield IngestWarning("region_parent", message, "region_code")
    rows = grounds.places.by_code.get(chosen.value, ())
    if grounds.year and not any(is_valid(row, grounds.year) for row in rows):
        message = f"{name}在 {grounds.year} 年尚未设立或已撤销，年份或地区可能有误，请核对。"
        yield IngestWarning("region_period", message, "region_code")


def _apart(one: str, other: str) -> bool:
    return not contains(one, other) and not contains(other, one)
