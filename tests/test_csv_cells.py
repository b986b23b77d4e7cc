"""Cells that no spreadsheet runs, in rows that every reader of CSV gets back."""

import csv
import io
import unicodedata
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.csv_cells import comment_line, csv_line, csv_rows, safe_cell

FORMULA = "=+-@＝＋－＠\t\r\n"
HOSTILE = st.text(alphabet=st.sampled_from([*FORMULA, *" \u200b\ufeff\u00a0,;\"'#1e.%|a中"]), max_size=12)
TEXTS = st.one_of(HOSTILE, st.text(max_size=30))


def as_number(text):
    """What a program reads that knows thousands and percents; None for anything but a number."""
    try:
        return float(text.replace(",", "").removesuffix("%"))
    except ValueError:
        return None


def looks_from(text):
    """The first character of a cell that a person, or a program that trims, sees."""
    seen = [char for char in text if unicodedata.category(char) not in {"Cc", "Cf", "Zl", "Zp", "Zs"}]
    return seen[0] if seen else ""


@given(TEXTS)
@example("=1+1")
@example("\ufeff=1+1")
@example("-1+1|cmd")
def test_no_cell_begins_a_formula_but_numbers(text):
    cell = safe_cell(text)
    begins = cell.startswith(tuple(FORMULA)) or looks_from(cell).startswith(tuple("=+-@＝＋－＠"))
    assert not begins or cell.startswith("'") or as_number(cell) is not None


@given(TEXTS)
def test_a_cell_is_the_text_or_the_text_behind_an_apostrophe(text):
    assert safe_cell(text) in (text, f"'{text}")


@given(st.lists(TEXTS, min_size=1, max_size=5))
@example([""])
def test_rows_are_read_back_as_they_were_written(cells):
    assert list(csv.reader(io.StringIO(csv_line(cells), newline=""))) == [[safe_cell(c) for c in cells]]


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_readers_told_of_comments_see_none_in_a_row(cells):
    """A # outside quotes would end the row for them."""
    outside, quoted = "", False
    for char in csv_line(cells):
        quoted = quoted != (char == '"')
        outside += "" if quoted else char
    assert "#" not in outside


@given(TEXTS)
def test_a_comment_stays_one_line_of_one_cell(text):
    line = comment_line(text)
    assert line.endswith("\r\n")
    assert [len(row) for row in csv.reader([line])] == [1]
    assert not set(line.removesuffix("\r\n")) & set('\r\n\t",;')


@pytest.mark.parametrize(
    "number", ["-1", "+3%", "-1,234.5", "-0.5", "+.5", "-2.5e-3", "-1,234,567", "+1E6", "12", "1e5", "0.30%"]
)
def test_numbers_stay(number):
    assert safe_cell(number) == number


@pytest.mark.parametrize(
    "text",
    [
        *(
            "=1",
            "+86-10-1234",
            "-1+1",
            "--1",
            "@SUM(A1)",
            "-",
            "+",
            "-1,23",
            "-e5",
            "＝1",
            "－5",
            "\t1",
            "\r=",
        ),
        *(
            "\n",
            "-１２",
            " =1",
            "\u200b=1",
            "-1 ",
            "+1%%",
            '=HYPERLINK("http://x")',
            "-2+3+cmd|' /C calc'!A0",
        ),
    ],
)
def test_what_a_spreadsheet_might_run_is_put_behind_an_apostrophe(text):
    assert safe_cell(text) == f"'{text}"


def test_values_are_written_plainly():
    values = [None, 7, -7, Decimal("70.500000"), Decimal("1E+3"), Decimal(-2), True]
    assert [safe_cell(value) for value in values] == ["", "7", "-7", "70.5", "1000", "-2", "True"]


def test_moments_are_in_local_time():
    assert safe_cell(datetime(2026, 1, 1, 16, 0, tzinfo=UTC)) == "2026-01-02T00:00:00+08:00"
    assert safe_cell(datetime(2026, 1, 1, 16, 0)) == "2026-01-01T16:00:00"  # noqa: DTZ001  (naive on purpose)


def test_the_byte_order_mark_stands_once_at_the_head():
    lines = list(csv_rows([["甲"], ["乙"]]))
    assert lines == ["\ufeff甲\r\n".encode(), "乙\r\n".encode()]
