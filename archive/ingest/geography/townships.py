"""Infer the county of a report from the township names in its body.

Copies of a report often mask the county (`XX县`) and leave the townships: 吴店、七方、杨当.
One name may exist in many counties; several together exist in one. The vote is silent
rather than wrong: it answers only when one county has several names and a clear lead.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archive.ingest.cataloguing.reading import Reading
from archive.ingest.types import TextSpan

LEAST_NAMES = 3
LEAD = 2.0
# A prefecture's report names townships of many counties; a county's hardly any but its own.
SHARE = 0.6
# 城关镇 is in a hundred counties and says nothing.
MOST_COUNTIES = 12

_FACILITY = r"(?:街道|镇|乡|苏木|中心卫生院|卫生院|社区卫生|分院)"
_NAMED = re.compile(rf"([一-龥]{{2,6}})(?={_FACILITY})")
_LISTED = re.compile(rf"((?:[一-龥]{{2,6}}、){{1,30}}[一-龥]{{2,6}}?)(?:等?\d*[个家所]?){_FACILITY}")
_TOWN_OFFICE = re.compile(
    r"([一-龥]{2,8}(?:镇|乡|街道|苏木))(?=(?:中心)?卫生|社区卫生|计生|人口|人民政府|20\d\d年)"
)
_LONGEST = 6


@dataclass(frozen=True)
class Vote:
    """The county the township names agree on, and where those names stand in the source."""

    code: str
    names: tuple[str, ...]
    rival: int  # names of the runner-up
    spans: tuple[TextSpan, ...]


def vote(body: Reading, townships: Mapping[str, tuple[str, ...]]) -> Vote | None:
    """Return the county most township names of `body` lie in, or None when it is not clear.

    `townships` maps folded names and stems to county codes, as `load_vocabulary` makes it.
    """
    spans: dict[str, TextSpan] = {}
    names: dict[str, set[str]] = {}
    for start, name in _mentions(body.folded, townships):
        spans.setdefault(name, body.span(start, start + len(name)))
        for code in townships[name]:
            names.setdefault(code, set()).add(name)
    ranked = sorted(names.items(), key=lambda item: (-_weight(item[1], townships), item[0]))
    if not ranked:
        return None
    code, found = ranked[0]
    rival = max((len(others) for _, others in ranked[1:]), default=0)
    if len(found) < LEAST_NAMES or len(found) < LEAD * rival or len(found) < SHARE * len(spans):
        return None
    ordered = tuple(sorted(found, key=lambda name: spans[name]))
    return Vote(code, ordered, rival, tuple(spans[name] for name in ordered))


def named_county(text: str, townships: Mapping[str, tuple[str, ...]]) -> tuple[str, int, int] | None:
    """Return the county of a township that a folded title names in full, with the name's range.

    Only a name that one county alone has says anything: 琚湾镇卫生院2020年工作总结.
    """
    for match in _TOWN_OFFICE.finditer(text):
        words = match[1]
        for start in range(len(words) - 1):
            counties = townships.get(words[start:], ())
            if counties:
                found = match.start(1) + start, match.end(1)
                return (counties[0], *found) if len(counties) == 1 else None
    return None


def _weight(names: set[str], townships: Mapping[str, tuple[str, ...]]) -> float:
    """Rare names count more: each is worth a share for every county that has it."""
    return sum(1 / len(townships[name]) for name in names)


def _mentions(text: str, townships: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, str]]:
    for match in _NAMED.finditer(text):
        yield from _longest_suffix(match[1], match.start(1), townships)
    for match in _LISTED.finditer(text):
        start = match.start(1)
        for part in match[1].split("、"):
            yield from _longest_suffix(part, start, townships)
            start += len(part) + 1


def _longest_suffix(
    words: str, start: int, townships: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[int, str]]:
    """Find the longest township stem that ends `words`, unless too many counties have it."""
    stem = re.sub(r"(?:街道|镇|乡|中心|社区)$", "", words)
    for length in range(min(_LONGEST, len(stem)), 1, -1):
        name = stem[-length:]
        if name in townships:
            if len(townships[name]) <= MOST_COUNTIES:
                yield start + len(stem) - length, name
            return
