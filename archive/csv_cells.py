"""CSV files that spreadsheets open without harm: a byte order mark first, and no cell a formula.

The cells follow OWASP, "CSV Injection".
"""

import csv
import re
from collections.abc import Iterable, Iterator

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?%?\Z")
_BOM = "\ufeff"


class _Line:
    """What csv.writer writes to: each row comes back from `writerow`."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def safe_cell(value: object) -> str:
    """Return `value` as text; what a spreadsheet would run gets an apostrophe before it, numbers stay."""
    text = "" if value is None else str(value)
    if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not _NUMBER.match(text):
        return f"'{text}"
    return text


def csv_rows(rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """Yield the encoded lines of a CSV file, to be streamed."""
    writer = csv.writer(_Line())
    first = _BOM
    for row in rows:
        yield (first + writer.writerow([safe_cell(cell) for cell in row])).encode()
        first = ""
