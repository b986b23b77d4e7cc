"""CSV files of what pages show: what they are, of which state, asked how; then the rows, streamed.

The same question on the same snapshot gives the same bytes: nothing in the file tells the time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from archive.csv_cells import csv_rows
from archive.models import Snapshot

Row = Iterable[object]


@dataclass(frozen=True)
class Export:
    """A table to be downloaded.

    `name` is the stem of the file name, `title` says what it holds, `parameters` is the query string of the
    page in its canonical form, `columns` the heads. `rows` may be endless for all the memory it takes.
    """

    name: str
    title: str
    parameters: str
    columns: tuple[str, ...]
    rows: Iterable[Row]


def csv_response(request: HttpRequest, export: Export) -> StreamingHttpResponse:
    """Answer with the table as a file; its first lines, each beginning with #, say what it is."""
    snapshot = Snapshot.current()
    response = StreamingHttpResponse(
        csv_rows(_lines(request, export, snapshot)), content_type="text/csv; charset=utf-8"
    )
    name = f"{export.name}-{snapshot}.csv"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Archive-Snapshot"] = snapshot
    return response


def _lines(request: HttpRequest, export: Export, snapshot: str) -> Iterator[Row]:
    yield (_("# 卫健工作报告档案：%(title)s") % {"title": export.title},)
    yield (_("# 馆藏快照：%(snapshot)s") % {"snapshot": snapshot},)
    yield (_("# 检索条件：%(parameters)s") % {"parameters": export.parameters or _("（无）")},)
    yield (_("# 页面：%(address)s") % {"address": request.build_absolute_uri(request.path)},)
    yield export.columns
    yield from export.rows
