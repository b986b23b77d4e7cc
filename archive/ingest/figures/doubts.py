"""Numbers that can hardly be meant: flagged for a person, never mended."""

import re
from decimal import Decimal

FUSED, OVER_HUNDRED, SUM_DIFFERS = "fused", "over_hundred", "sum_differs"

_PEOPLE = frozenset("人名户例个种")
_MANY = 2_000_000  # more people than a county has; larger regions write 万
_SPELLED_OUT = re.compile(r"\d{7,}")
_POPULATION = re.compile("人口|人次|人群")
_KINDS = frozenset("种类项")
_PERSONS = re.compile("患者|病人|人员|群众|居民|儿童|孕产妇|孕妇|产妇|老年人|老人|职工|学生|对象|家庭")
_FEW_KINDS = 100
_MOST_PER_CENT = 150


def doubts(quoted: str, value: Decimal, unit: str, name: str, role: str) -> tuple[str, ...]:
    """Return the flags of one number; `quoted` and `name` are folded.

    Fused: two numbers run together, as in 10592270人 for 1059户2270人, or a unit lost its own number, as
    in 1644种患者. Over a hundred: a share too large to be one, unless it is a growth.
    """
    found = []
    if _is_fused(quoted, value, unit, name):
        found.append(FUSED)
    if unit == "%" and value > _MOST_PER_CENT and role != "delta":
        found.append(OVER_HUNDRED)
    return tuple(found)


def _is_fused(quoted: str, value: Decimal, unit: str, name: str) -> bool:
    if unit in _KINDS and value >= _FEW_KINDS and _PERSONS.search(name):
        return True
    spelled_out = _SPELLED_OUT.search(quoted) is not None
    return unit in _PEOPLE and value >= _MANY and spelled_out and not _POPULATION.search(name)
