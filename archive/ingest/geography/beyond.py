"""Places that reports name and the division table does not hold as such.

Development zones and new districts lie in a division of the table; Taiwan's cities and counties
are held as one province. The divisions of the Xinjiang Production and Construction Corps are
no divisions of the table: a page that names only them names nothing here.
"""

import re
from dataclasses import dataclass

# 合肥高新区, 宁波大榭开发区: an area with its own administration inside a division.
ZONE = re.compile(
    r"(?:高新(?:技术(?:产业)?(?:开发)?)?区|(?:经济(?:技术)?|技术|综合|旅游|保税|产业)?开发区|经开区|工业园区?|产业园区?"
    r"|度假区|风景(?:名胜)?区|示范区|保税区|生态城|[一-龥]{2}(?<!高)新区|管理区|循环经济区)"
)
_ZONE_HERE = re.compile(rf"市?[一-龥]{{0,3}}?{ZONE.pattern}")
_CORPS = re.compile(r"生产建设兵团|兵团(?:卫|第|[一二三四五六七八九十]+师)|第[一二三四五六七八九十]+师")
_TAIWAN = re.compile(
    r"(?:台北|新北|桃园|台中|台南|高雄|基隆|新竹|嘉义)[市县]|(?:苗栗|彰化|南投|云林|屏东|宜兰|花莲|台东|澎湖|金门)县(?:政府)?卫生[局福]|连江县政府卫生"
    r"|卫生福利部|行政院卫生署|台湾(?:省政府)?(?:卫生|地区卫生)|疾病管制署"
)
_HONG_KONG = re.compile(r"香港(?:特别行政区|特区)?(?:政府)?(?:卫生|医务卫生局|医院管理局|食物及卫生局|年报)")
_MACAO = re.compile(r"澳门(?:特别行政区|特区)?(?:政府)?卫生")
_NATIONAL = re.compile(
    r"国家(?:卫生|卫健|卫计|疾控|疾病|中医药)|(?<![一-龥])卫生部|中华人民共和国(?:国家)?卫生|全国爱卫办"
)
_PROVINCES = (("710000", _TAIWAN), ("810000", _HONG_KONG), ("820000", _MACAO))


# What the special regions call themselves; and their bodies, which others speak of too.
_SPECIAL = (
    ("810000", "香港", re.compile("本港|特首|全港"), re.compile("医管局|医院管理局|立法会|行政长官|卫生署")),
    ("820000", "澳门", re.compile("本澳"), re.compile("特区政府|行政长官|特别行政区")),
)
_NAMED_OFTEN = 2


@dataclass(frozen=True)
class Beyond:
    """A place outside the table: its range in the folded text and the code that holds it."""

    code: str
    start: int
    end: int


def place_beyond(text: str) -> Beyond | None:
    """Return the province that stands for a place or body the table has no row for."""
    for code, pattern in _PROVINCES:
        found = pattern.search(text)
        if found:
            return Beyond(code, found.start(), found.end())
    return None


def special_region(body: str) -> Beyond | None:
    """Return Hong Kong or Macao when a folded body speaks of it as its own, or often with its bodies."""
    for code, name, own, bodies in _SPECIAL:
        named = list(re.finditer(name, body))
        if named and (own.search(body) or (len(named) >= _NAMED_OFTEN and bodies.search(body))):
            return Beyond(code, *named[0].span())
    return None


def zone_after(text: str, end: int) -> str:
    """Return the name of a development zone that begins at most three letters after `end`, else ''."""
    found = _ZONE_HERE.match(text, end)
    return found[0] if found else ""


def is_of_corps(text: str) -> bool:
    """Tell whether a folded title or issuer is of the Xinjiang Production and Construction Corps."""
    return _CORPS.search(text) is not None


def is_national(text: str) -> bool:
    """Tell whether a folded title or issuer is a body of the whole country."""
    return _NATIONAL.search(text) is not None
