"""Who issued a report: from the header, the signature or the title, never from the body's mentions.

A name counts only with its division (卫生局 alone is anybody's) and without masks; the division
need not be in the table.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from archive.ingest.cataloguing.header import signature
from archive.ingest.cataloguing.reading import Reading
from archive.ingest.geography.beyond import place_beyond
from archive.ingest.geography.mentions import all_mentions
from archive.ingest.geography.regions import Gazetteer, Mention, level_of
from archive.ingest.naming.bureau_names import BUREAU, MASK, bureau_in, is_anachronism
from archive.ingest.naming.title_lines import SPAM, core_of
from archive.ingest.naming.titles import is_issuer_line
from archive.ingest.types import Evidence, IngestWarning, TextSpan
from archive.text.fold import fold

_MENTION = re.compile(
    r"[省市县区旗州](卫生健康委员会|卫生健康[委局]|卫生和计划生育委员会|卫生和计划生育局"
    r"|卫生计生[委局]|卫健[委局]|卫计[委局]|卫生[局厅]|人口和计划生育[局委]|人口计生[局委])"
)
_FULL = {
    "卫健委": "卫生健康委员会",
    "卫生健康委": "卫生健康委员会",
    "卫健局": "卫生健康局",
    "卫计委": "卫生和计划生育委员会",
    "卫生计生委": "卫生和计划生育委员会",
    "卫计局": "卫生和计划生育局",
    "卫生计生局": "卫生和计划生育局",
    "人口计生局": "人口和计划生育局",
    "人口计生委": "人口和计划生育委员会",
    "人口和计划生育委": "人口和计划生育委员会",
}
_JOINT = re.compile(
    r"[一-龥]{2,16}(?:局|委|委员会|中心|办公室)(?:[、, ]+[一-龥]{2,16}(?:局|委|委员会|中心|办公室)){1,3}"
)
_TOGETHER = 2
_SITE = re.compile(r"(?:网站?|平台|门户|公众号|频道)$")
_WELCOME = re.compile(r"^(?:欢迎|首页|当前|您)")
# 青禾县卫生健康局: a division by its form, though no table has it.
_PLACE = re.compile(
    r"(?:^|[^一-龥])([一-龥]{2,16}?[省市县区旗州盟])(?=卫|人口|计|疾|爱|中医|红十字|妇幼|新农)"
)
_OVERSEAS = ("7", "8")  # first digits of the codes of Taiwan, Hong Kong, Macao
_NO_PLACE = re.compile(
    r"^(?:[我本全各该某省市县区州旗盟社城辖两]|自治)*[省市县区旗州盟]$|各|全国|经济|[我本][省市县区]"
)


def issuers_named(
    header: Sequence[Reading],
    tail: Sequence[Reading],
    title: Evidence | None,
    places: Gazetteer,
) -> Iterator[Evidence]:
    """Yield who issued the report, likeliest first: a header line, the signature, the title."""
    for line in map(core_of, header):
        welcome = _WELCOME.match(line.folded)
        if (
            not welcome
            and is_issuer_line(line.folded)
            and BUREAU.search(line.folded)
            and names_place(line.folded, places)
        ):
            span = line.span(0, len(line.shown))
            yield Evidence("issuer", line.shown, "header_line", False, 0.95, (span,), "据页首署名")
    tail = _unlisted(tail, places)
    yield from _jointly_signed(tail, places)
    for signed in signature(tail, None):
        folded = fold(signed.value)
        if signed.field == "issuer" and not _WELCOME.match(folded) and names_place(folded, places):
            yield signed
    if title is not None:
        yield from _issuer_in_title(title, places)


def _unlisted(tail: Sequence[Reading], places: Gazetteer) -> list[Reading]:
    """Leave out three and more bureaus on lines of their own: a list of others, not who signed."""
    runs = (list(run) for _signs_it, run in groupby(tail, lambda line: _signs(line, places)))
    return [line for run in runs if len(run) <= _TOGETHER or not _signs(run[0], places) for line in run]


def _jointly_signed(tail: Sequence[Reading], places: Gazetteer) -> Iterator[Evidence]:
    """Yield several bureaus that signed together, on one line or on lines that follow each other."""
    runs = (list(run) for signs, run in groupby(tail, lambda line: _signs(line, places)) if signs)
    pairs = [run for run in runs if len(run) == _TOGETHER]
    alone = [[line] for line in tail if _JOINT.fullmatch(line.folded) and names_place(line.folded, places)]
    for lines in (*alone, *pairs)[:1]:
        value = "、".join(line.shown for line in lines)
        spans = tuple(line.span(0, len(line.shown)) for line in lines)
        yield Evidence("issuer", value, "signature", False, 0.9, spans, "据文末联合落款")


def _signs(line: Reading, places: Gazetteer) -> bool:
    bureau = is_issuer_line(line.folded) and BUREAU.search(line.folded) is not None
    return bureau and not _WELCOME.match(line.folded) and names_place(line.folded, places)


def chosen_issuer(
    labelled: Evidence | None, named: Iterable[Evidence], year: int | None, places: Gazetteer
) -> tuple[Evidence | None, tuple[IngestWarning, ...]]:
    """Return the issuer of the page's own label (发布机构：), or a better one the report names itself.

    A label that holds no division (卫健委, 区卫计局) or a name not in use in `year` is of the site
    as it is today; then the report's own header, signature or title counts, if it does better.
    """
    candidates = [one for one in named if one.field == "issuer" and not SPAM.search(one.value)]
    if labelled is not None and not SPAM.search(labelled.value):
        candidates.insert(0, labelled)
    placed = [one for one in candidates if _names_body(fold(one.value), places)] or candidates
    timely = [one for one in placed if year is None or not is_anachronism(fold(one.value), year)]
    chosen = next(iter(timely or placed), None)
    if chosen is None or not timely or chosen is placed[0]:
        return chosen, ()
    message = (
        f"「{placed[0].value}」与报告年度不合，似是后来或更早的机构名，署名取「{chosen.value}」，请核对。"
    )
    return chosen, (IngestWarning("issuer_renamed", message, "issuer"),)


def _names_body(folded: str, places: Gazetteer) -> bool:
    """Tell whether a folded label names a body of a division, not the site it stands on."""
    return names_place(folded, places) and not _SITE.search(folded)


def names_place(folded: str, places: Gazetteer) -> bool:
    """Tell whether a folded name holds the name of a division, known or by its form, unmasked."""
    if MASK.search(folded):
        return False
    if all_mentions(folded, places) or place_beyond(folded):
        return True
    place = _PLACE.search(folded)
    return place is not None and not _NO_PLACE.search(place[1])


def _issuer_in_title(title: Evidence, places: Gazetteer) -> Iterator[Evidence]:
    """Yield 雨山区卫健委 of a title: names of divisions running up to a bureau."""
    folded = fold(title.value)
    if SPAM.search(folded):
        return
    for bureau in BUREAU.finditer(folded):
        start = _start_of_name(folded, bureau.start(), places)
        if start < bureau.start() and not MASK.search(folded, start, bureau.end()):
            value = title.value[start : bureau.end()]
            note = "据标题中的机构名"
            yield Evidence("issuer", value, "title", title.inferred, 0.85, title.spans, note)
            return


def _start_of_name(folded: str, end: int, places: Gazetteer) -> int:
    """Return where the names of divisions that run up to `end` begin; `end` when none does."""
    beyond = place_beyond(folded)
    if beyond and beyond.start < end <= beyond.end + len("特别行政区政府"):
        return beyond.start
    start = _chain_start(end, all_mentions(folded, places))
    if start < end:
        return start
    for place in _PLACE.finditer(folded[: end + 2]):
        if place.end(1) == end and not _NO_PLACE.search(place[1]):
            return place.start(1)
    return end


def _chain_start(end: int, mentions: Sequence[Mention]) -> int:
    """Return where the names that run up to `end` begin; 济宁[市]卫健委 may skip a letter."""
    for mention in sorted(mentions, key=lambda found: -found.end):
        reach = 0 if mention.full else 1
        if end - reach <= mention.end <= end:
            end = mention.start
    return end


def inferred_issuer(body: Reading, code: str, year: int | None, places: Gazetteer) -> Iterator[Evidence]:
    """Yield the likely issuer of an unsigned report of the division with this code.

    Bodies of Taiwan, Hong Kong and Macao follow no common pattern: nothing is inferred for them.
    """
    if code[:1] in _OVERSEAS:
        return
    mentioned = _mentioned_bureau(body)
    if mentioned:
        bureau = mentioned[0]
        spans: tuple[TextSpan, ...] = (mentioned[1],)
        note = "署名未见，据地区与正文所称机构推断"
    else:
        bureau, spans = bureau_in(year, level_of(code)), ()
        note = "署名未见，据地区与当年机构名称推断"
    value = places.name_of(code, year) + bureau
    yield Evidence("issuer_inferred", value, "region_bureau", True, 0.5, spans, note)


def _mentioned_bureau(body: Reading) -> tuple[str, TextSpan] | None:
    """Return the full name of the bureau a body speaks of most (区卫健局), and one span of it."""
    found: dict[str, re.Match[str]] = {}
    counts: Counter[str] = Counter()
    for match in _MENTION.finditer(body.folded):
        name = _FULL.get(match[1], match[1])
        found.setdefault(name, match)
        counts[name] += 1
    if not counts:
        return None
    name = counts.most_common(1)[0][0]
    return name, body.span(*found[name].span())
