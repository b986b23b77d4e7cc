"""The few web hosts that name a division for certain: the sites of the provinces' own governments.

Hosts of lower divisions are spelt in pinyin, which many share, and change hands; they say nothing.
"""

import re

# host before .gov.cn -> code of the province; wjw.beijing.gov.cn is a department of it.
_PROVINCES = {
    "beijing": "110000",
    "tj": "120000",
    "hebei": "130000",
    "shanxi": "140000",
    "nmg": "150000",
    "ln": "210000",
    "jl": "220000",
    "hlj": "230000",
    "sh": "310000",
    "shanghai": "310000",
    "jiangsu": "320000",
    "zj": "330000",
    "ah": "340000",
    "fujian": "350000",
    "jiangxi": "360000",
    "shandong": "370000",
    "henan": "410000",
    "hubei": "420000",
    "hunan": "430000",
    "gd": "440000",
    "gxzf": "450000",
    "hainan": "460000",
    "cq": "500000",
    "sc": "510000",
    "guizhou": "520000",
    "yn": "530000",
    "xizang": "540000",
    "shaanxi": "610000",
    "gansu": "620000",
    "qinghai": "630000",
    "nx": "640000",
    "xinjiang": "650000",
}
_HOST = re.compile(
    r"(?:https?://)?(?:(?:www|wjw|wsj|wsjk|wsjkw|hc|wst|wsjsw|wjj)\.)?([a-z]+)\.gov\.cn(?:[:/]|$)"
)


def province_of_host(address: str) -> str | None:
    """Return the code of the province whose government or health department serves `address`."""
    found = _HOST.match(address)
    return _PROVINCES.get(found[1]) if found else None
