"""Chinese numerals."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.text.numerals import chinese_to_int, int_to_chinese, parse_number


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10),
        ("二十一", 21),
        ("一百零五", 105),
        ("一百一十五", 115),
        ("一百十五", 115),
        ("三百五", 350),
        ("两千三", 2300),
        ("一万五", 15_000),
        ("一万零五百", 10_500),
        ("十二亿三千万零五", 1_230_000_005),
        ("三万亿", 3 * 10**12),
        ("二〇二四", 2024),
        ("二○二四", 2024),
        ("一九九〇", 1990),
        ("零", 0),
        ("廿一", 21),
        ("卅", 30),
        ("贰拾", 20),
        ("壹佰貳拾參", 123),
        ("兩萬", 20_000),
    ],
)
def test_a_numeral_has_its_value(numeral, value):
    assert chinese_to_int(numeral) == value


@pytest.mark.parametrize("text", ["", "甲", "三四十", "十百", "万", "亿五", "十七冶", "12"])
def test_what_is_no_numeral_is_refused(text):
    with pytest.raises(ValueError, match="not a Chinese numeral"):
        chinese_to_int(text)


@pytest.mark.parametrize(
    ("value", "numeral"),
    [(0, "零"), (10, "十"), (21, "二十一"), (105, "一百零五"), (110_000, "十一万"), (10_005, "一万零五")],
)
def test_a_value_is_written_as_people_write_it(value, numeral):
    assert int_to_chinese(value) == numeral


@pytest.mark.parametrize("value", [-1, 10**12])
def test_values_out_of_range_are_refused(value):
    with pytest.raises(ValueError, match="out of range"):
        int_to_chinese(value)


def test_every_number_below_ten_thousand_survives_the_round_trip():
    assert all(chinese_to_int(int_to_chinese(value)) == value for value in range(10_000))


@settings(deadline=None)
@given(st.integers(0, 10**12 - 1))
def test_any_number_survives_the_round_trip(value):
    assert chinese_to_int(int_to_chinese(value)) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,234", 1234),
        ("３．５", 3.5),
        ("3.2万", 32_000),
        ("1.15亿", 115_000_000),
        ("二十一", 21),
        ("三万", 30_000),
        (" 98.6 ", 98.6),
        ("-2", -2),
    ],
)
def test_numbers_are_read_in_either_digits(written, value):
    assert parse_number(written) == value


@pytest.mark.parametrize("written", ["", "1,23", "1.2.3", "abc", "万"])
def test_what_is_no_number_is_refused(written):
    with pytest.raises(ValueError, match="not a"):
        parse_number(written)
