"""Cells of CSV files that spreadsheets open: never a formula (OWASP, "CSV Injection")."""

import re

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?%?\Z")


def safe_cell(value: object) -> str:
    """Return `value` as text; what a spreadsheet would run gets an apostrophe before it, numbers stay."""
    text = "" if value is None else str(value)
    if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not _NUMBER.match(text):
        return f"'{text}"
    return text
