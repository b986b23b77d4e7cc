"""What health bureaus are called, and in which years.

The departments of health and of family planning were merged in 2013 and 2014, and became the
commissions and bureaus of health in 2018 and 2019 (plans for the reform of the State Council's
bodies); county bureaus of disease control exist since 2021.
"""

import re

from archive.ingest.types import IngestWarning

MASK = re.compile(r"[*×某○]|〇〇|[xX]{2}|^[xX](?=[市县区旗州])")

_MERGED, _RENAMED = 2014, 2019
_HEALTH = r"卫生健康(?:和?(?:体育|计划生育|医疗保障|文化|老龄|教育|疾病预防控制|疾控))?"
BUREAU = re.compile(
    rf"{_HEALTH}[一-龥]{{0,4}}?(?:委员会|工作委员会|局|委|厅)"
    r"|卫生和?人口(?:和?计划生育)?(?:委员会|局|委)|卫生(?:和|与)?计划生育(?:委员会|局|委)|卫生计生(?:委员会|委|局)"
    r"|卫健体?[委局]|卫体局|卫计[委局]|卫人局|卫生和食品药品监督管理局|卫生(?:体育)?[局厅署]"
    r"|人口(?:和|与)?计划生育(?:委员会|局|委)|(?:人口)?计生[委局]|计划生育(?:委员会|局)"
    r"|疾病预防控制(?:中心|局)|疾控(?:中心|局)|卫生监督[所局]|爱国卫生运动委员会(?:办公室)?|爱卫[办会]|中医药?(?:管理)?局"
    r"|红十字会|妇幼保健(?:计划生育服务中心|院|站|所)|卫生防疫站|新农合(?:管理)?(?:办公室|办|中心)"
)
# Bodies of Hong Kong, Macao and Taiwan, which keep the name.
_OVERSEAS = re.compile(r"香港|澳门|台湾|[市县]政府卫生|卫生署|卫生福利")
# The first and the last year in which reports were written under a name.
_YEARS = (
    (re.compile("卫生健康|卫健|卫体局"), 2018, None),
    (re.compile("卫计|卫生(?:和|与)?计划生育|卫生计生"), 2013, 2020),
    (re.compile("疾病预防控制局|疾控局"), 2021, None),
    (re.compile("医疗保障局|医保局"), 2018, None),
    (
        re.compile(
            "人口(?:和|与)?计划生育|人口计生|(?<!卫生)计生[委局]|(?<!卫生和)(?<!卫生)计划生育(?:委员会|局)"
        ),
        1981,
        2017,
    ),
    (re.compile("卫生[局厅](?!长)"), 1949, 2018),
)


def is_anachronism(name: str, year: int) -> bool:
    """Tell whether a folded bureau name was not in use in the year its report claims."""
    first, last = _years_of(name)
    return year < first or (last is not None and year > last)


def anachronism(name: str, year: int | None) -> IngestWarning | None:
    """Return the warning that the bureau in a folded name does not fit the year: a re-dated copy."""
    bureau = BUREAU.search(name)
    if bureau is None or year is None or _OVERSEAS.search(name) or not is_anachronism(bureau[0], year):
        return None
    state = "尚无" if year < _years_of(bureau[0])[0] else "已无"
    message = f"{year} 年{state}「{bureau[0]}」这一机构名称，年份可能被改过，请核对。"
    return IngestWarning("bureau_anachronism", message, "reporting_year")


def _years_of(name: str) -> tuple[int, int | None]:
    for pattern, first, last in _YEARS:
        if pattern.search(name):
            return first, last
    return 0, None


def bureau_in(year: int | None, level: str) -> str:
    """Return what the health bureau of a division of this level was called in `year`."""
    if year is not None and year < _MERGED:
        return "卫生厅" if level == "province" else "卫生局"
    name = "卫生和计划生育" if year is not None and year < _RENAMED else "卫生健康"
    return f"{name}局" if level == "county" else f"{name}委员会"
