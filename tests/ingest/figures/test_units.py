"""Units brought together, lost and told from names."""

from decimal import Decimal

import pytest

from archive.ingest.figures.units import are_one_family, convert
from tests.ingest.figures.reading import figure


@pytest.mark.parametrize(
    ("value", "unit", "to_unit", "wanted"),
    [
        ("95.5", "%", "%", "95.5"),
        ("0.3333", "比例", "%", "33.33"),
        ("5", "‰", "%", "0.5"),
        ("10", "/10万", "‰", "0.1"),
        ("86.2", "/万", "/10万", "862"),
        ("2", "万元", "元", "20000"),
        ("30000000", "元", "亿元", "0.3"),
        ("12", "名", "人", "12"),
        ("12", "例", "人", "12"),
        ("2", "公顷", "㎡", "20000"),
        ("3", "吨", "斤", "6000"),
        ("6.5", "张/千人", "张/万人", "65"),
        ("3", "名/千人", "人/万人", "30"),
        ("9.09", "", "", "9.09"),
    ],
)
def test_what_measures_the_same_is_converted(value, unit, to_unit, wanted):
    assert convert(Decimal(value), unit, to_unit) == Decimal(wanted)


@pytest.mark.parametrize(
    ("unit", "to_unit"),
    [
        ("%", "人"),
        ("元", "平方米"),
        ("人次", "人"),
        ("", "%"),
        ("张/千人", "人/千人"),
        ("张/千人", "张"),
        ("个", "家"),
    ],
)
def test_what_measures_something_else_is_not(unit, to_unit):
    assert convert(Decimal(1), unit, to_unit) is None
    assert not are_one_family(unit, to_unit)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("千人口托位数2.36，", "个/千人"),
        ("每千人口床位达7.23张", "张/千人"),
        ("每万人口全科医生3.99人", "人/万人"),
        ("每千人口执业(助理)医师数3.2，", "人/千人"),
        ("千人口献血率达到9.09，", ""),
    ],
)
def test_a_name_against_a_population_makes_a_rate(text, unit):
    assert figure(text).unit == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("监测率为91.5，", "%"),
        ("千人口献血率达到9.09，", "‰"),
        ("婴儿死亡率3.1，", "‰"),
        ("孕产妇死亡率为0，", "/10万"),
        ("节省费用54977.36。", "元"),
        ("体检人数1000万以上", "人"),
        ("出生人口性别比108，", ""),
        ("监测率为91.5%", ""),
    ],
)
def test_a_lost_unit_is_told_from_the_name(text, unit):
    assert figure(text).unit_supplied == unit
