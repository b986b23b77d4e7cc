"""Which kind of division a report speaks of as its own: 全县 and 我县, or 全市, 全区, 全州.

A county's report also speaks of the 市 above it, so the word must lead clearly.
"""

import re
from collections import Counter

_OWN = re.compile(r"(我|本|全)(省|市|县|区|州|旗|盟)(?![级立属里内外]?(?:医院|中医|人民医院)|[民场])")
_RULED_BY = re.compile(r"(省|市|县|区|州|旗|盟)委(?:[、和及]|县|市|区|州|旗)*(?:省|市|县|区|州|旗)?政府")
_OWN_BUREAU = re.compile(
    r"(?:^|[。\n,年])(?:[^。\n,一-龥]*)(省|市|县|区|州|旗|盟)(?:卫生健康|卫健|卫计|卫生和计划生育|卫生)(?:体育|体)?[局委厅]"
)
_WEIGHTS = {"我": 3, "本": 2, "全": 2}
_RULED, _BUREAU = 2, 2
_LEAST, _LEAD = 3, 1.5


def own_level(body: str) -> str:
    """Return the word a folded body uses for its own division, or '' when none leads."""
    counts: Counter[str] = Counter()
    for match in _OWN.finditer(body):
        counts[match[2]] += _WEIGHTS[match[1]]
    for match in _RULED_BY.finditer(body):
        counts[match[1]] += _RULED
    for match in _OWN_BUREAU.finditer(body):
        counts[match[1]] += _BUREAU
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < _LEAST:
        return ""
    rival = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if ranked[0][1] >= _LEAD * rival else ""
