"""CSV files that spreadsheets open without harm: a byte order mark first, and no cell a formula.

What is neutralised follows OWASP, "CSV Injection" (https://owasp.org/www-community/attacks/CSV_Injection): a
cell that begins with = + - @, their full-width forms, a tab, a carriage return or a line feed. It gets an
apostrophe before it, also where blanks or invisible characters come first. Numbers are let through, as no
program reads more than a number in them: -1,234.5 and +3% and -2.5e-3 stay, +86-10 and -1+1 do not.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

BOM = "\ufeff"
_FORMULA = tuple("=+-@＝＋－＠")
_BREAKS = tuple("\t\r\n")
_NUMBER = re.compile(
    r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]+)?(?<=[0-9])(?:[eE][+-]?[0-9]+)?%?"
)
# Quoted are also cells with #, so that readers told that # begins a comment (pandas) leave addresses whole,
# and with the signs that part cells where the comma is the decimal mark.
_QUOTED = re.compile(r'[",;#\r\n\t]|^\s|\s$')
_EMPTY = '""'  # alone on a line; nothing at all would be no row
_INVISIBLE = {"Cc", "Cf", "Zl", "Zp", "Zs"}
_IN_COMMENT = str.maketrans({",": "，", ";": "；", '"': "”"})


def safe_cell(value: object) -> str:
    """Return `value` as text; what a spreadsheet would run gets an apostrophe before it, numbers stay.

    None is empty, decimals lose trailing zeros, moments are in local time.
    """
    text = _text(value)
    if text.startswith(_BREAKS) or (_visible(text).startswith(_FORMULA) and not _NUMBER.fullmatch(text)):
        return f"'{text}"
    return text


def csv_line(cells: Iterable[object]) -> str:
    """Return one row of a file, its line end (CR LF, RFC 4180) included."""
    line = ",".join([_quoted(safe_cell(cell)) for cell in cells])
    return f"{line or _EMPTY}\r\n"


def comment_line(text: str) -> str:
    """Return a line that says something of the table, led by #; it stays one line and one cell."""
    return f"# {' '.join(text.translate(_IN_COMMENT).split())}\r\n"


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value.normalize():f}"
        case datetime():
            moment = timezone.localtime(value) if timezone.is_aware(value) else value
            return moment.isoformat(timespec="seconds")
        case _:
            return str(value)


def _visible(text: str) -> str:
    """Return `text` from its first visible character on."""
    if not text or text[0].isalnum():  # nearly every cell
        return text
    return text[next((n for n, char in enumerate(text) if unicodedata.category(char) not in _INVISIBLE), 0) :]


def _quoted(cell: str) -> str:
    if not _QUOTED.search(cell):
        return cell
    return '"' + cell.replace('"', '""') + '"'


def csv_rows(rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """Yield the encoded lines of a CSV file, to be streamed."""
    first = BOM
    for row in rows:
        yield f"{first}{csv_line(row)}".encode()
        first = ""
