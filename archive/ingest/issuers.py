"""Names of health bureaus: in titles, mentioned in the body, and what a bureau was called when."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from archive.ingest.header import signature
from archive.ingest.mentions import all_mentions
from archive.ingest.reading import Reading
from archive.ingest.regions import Gazetteer, Mention, level_of
from archive.ingest.titles import is_issuer_line
from archive.ingest.types import Evidence, TextSpan
from archive.text.fold import fold

MASK = re.compile(r"[*×某○]|[xX]{2}")

BUREAU = re.compile(
    r"卫生健康(?:和(?:体育|计划生育|医疗保障|文化|老龄|教育)[一-龥]{0,4})?(?:委员会|局|委|厅)"
    r"|卫生和?计划生育(?:委员会|局|委)|卫生计生(?:委员会|委|局)|卫健体?[委局]|卫计[委局]"
    r"|卫生[局厅]|人口和?计划生育(?:委员会|局|委)|(?:人口)?计生[委局]|计划生育(?:委员会|局)"
    r"|疾病预防控制(?:中心|局)|疾控(?:中心|局)|卫生监督[所局]|爱卫办|中医药?(?:管理)?局"
)
_MENTION = re.compile(
    r"[省市县区旗州](卫生健康委员会|卫生健康[委局]|卫生和计划生育委员会|卫生和计划生育局"
    r"|卫生计生[委局]|卫健[委局]|卫计[委局]|卫生[局厅])"
)
_FULL = {
    "卫健委": "卫生健康委员会",
    "卫生健康委": "卫生健康委员会",
    "卫健局": "卫生健康局",
    "卫计委": "卫生和计划生育委员会",
    "卫生计生委": "卫生和计划生育委员会",
    "卫计局": "卫生和计划生育局",
    "卫生计生局": "卫生和计划生育局",
}
# The offices were merged in 2013/14 and again in 2018/19 (plans for the State Council's reform).
_MERGED, _RENAMED = 2014, 2019


def issuers_named(
    header: Sequence[Reading],
    tail: Sequence[Reading],
    title: Evidence | None,
    places: Gazetteer,
) -> Iterator[Evidence]:
    """Yield who issued the report, likeliest first: a header line, the signature, the title.

    A name counts only with its division (卫生局 alone is anybody's) and without masks.
    """
    for line in header:
        bureau = is_issuer_line(line.folded) and BUREAU.search(line.folded)
        if bureau and names_place(line.folded, places):
            span = line.span(0, len(line.shown))
            note = "据页首署名"
            yield Evidence("issuer", line.shown, "header_line", False, 0.95, (span,), note)
    for signed in signature(tail, None):
        folded = fold(signed.value)
        if signed.field == "issuer" and not MASK.search(folded) and names_place(folded, places):
            yield signed
    if title is not None:
        yield from _issuer_in_title(title, places)


def names_place(folded: str, places: Gazetteer) -> bool:
    """Tell whether a folded name holds the name of a division."""
    return bool(all_mentions(folded, places))


def _issuer_in_title(title: Evidence, places: Gazetteer) -> Iterator[Evidence]:
    """Yield 雨山区卫健委 of a title: names of divisions running up to a bureau."""
    folded = fold(title.value)
    mentions = all_mentions(folded, places)
    for bureau in BUREAU.finditer(folded):
        start = _chain_start(bureau.start(), mentions)
        if start < bureau.start():
            value = title.value[start : bureau.end()]
            note = "据标题中的机构名"
            yield Evidence("issuer", value, "title", False, 0.85, title.spans, note)
            return


def _chain_start(end: int, mentions: Sequence[Mention]) -> int:
    """Return where the names that run up to `end` begin; 济宁[市]卫健委 may skip a letter."""
    for mention in sorted(mentions, key=lambda found: -found.end):
        reach = 0 if mention.full else 1
        if end - reach <= mention.end <= end:
            end = mention.start
    return end


def inferred_issuer(body: Reading, code: str, year: int | None, places: Gazetteer) -> Evidence:
    """Return the likely issuer of an unsigned report of the division with this code."""
    mentioned = _mentioned_bureau(body)
    if mentioned:
        bureau = mentioned[0]
        spans: tuple[TextSpan, ...] = (mentioned[1],)
        note = "署名未见，据地区与正文所称机构推断"
    else:
        bureau, spans = bureau_in(year, level_of(code)), ()
        note = "署名未见，据地区与当年机构名称推断"
    value = places.name_of(code, year) + bureau
    return Evidence("issuer_inferred", value, "region_bureau", True, 0.5, spans, note)


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


def bureau_in(year: int | None, level: str) -> str:
    """Return what the health bureau of a division of this level was called in `year`."""
    if year is not None and year < _MERGED:
        return "卫生厅" if level == "province" else "卫生局"
    name = "卫生和计划生育" if year is not None and year < _RENAMED else "卫生健康"
    return f"{name}局" if level == "county" else f"{name}委员会"


def is_anachronism(name: str, year: int) -> bool:
    """Tell whether a folded bureau name is younger than the year its report claims."""
    if re.search("卫生健康|卫健", name):
        return year < _RENAMED - 1
    return bool(re.search("卫计|卫生和?计划生育|卫生计生", name)) and year < _MERGED - 1
