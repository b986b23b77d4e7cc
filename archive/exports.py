"""CSV files of what pages show: what they are, of which state, asked how; then the rows, streamed.

The same question on the same snapshot gives the same bytes: nothing in the file tells the time. Whatever
is committed while a file is on its way, all of its rows are of the snapshot it names.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header, parse_etags
from django.utils.translation import gettext as _

from archive.csv_cells import BOM, comment_line, csv_line
from archive.models import Snapshot
from archive.steady import SteadyState

Row = Iterable[object]

VERSION = "1"  # a new number tells browsers that the same snapshot may now be written otherwise
_CHUNK = 32 * 1024  # characters sent at once
_AS_TYPED = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '",;')  # in an address


@dataclass(frozen=True)
class Export:
    """A table to be downloaded.

    `name` is the stem of the file name, `title` says what it holds, `parameters` is the query string of the
    page in its canonical form, `columns` the heads. `rows` may be endless for all the memory it takes, and
    must ask the database only when it is gone through, or the view be `of_one_state`: what was read before
    may be of another snapshot.
    `notes` are sentences for the head of the file. `edition` is what the rows depend on beside the snapshot;
    None where nothing tells (staff's own lists): browsers then keep no copy.
    """

    name: str
    title: str
    parameters: str
    columns: tuple[str, ...]
    rows: Iterable[Row]
    notes: tuple[str, ...] = ()
    edition: str | None = ""


def csv_response(request: HttpRequest, export: Export) -> StreamingHttpResponse:
    """Answer with the table as a file; its first lines, each beginning with #, say what it is.

    Answers 304 to who holds these bytes already, and HEAD without going through the rows. When the rows
    break off, the last line says so and the transfer fails, so that nobody takes a part for the whole.
    """
    state = SteadyState.in_force()
    with state.read():
        snapshot = Snapshot.current()
    head = _head(request, export, snapshot)
    etag = _etag(export, snapshot, head)
    if request.method == "HEAD" or _is_known(request, etag):
        state.close()
        response = StreamingHttpResponse((), status=304 if _is_known(request, etag) else 200)
    else:
        response = StreamingHttpResponse(_Steadily(state, _chunks(export, head)))
    response["Content-Type"] = "text/csv; charset=utf-8"
    name = f"{export.name}-{snapshot}.csv"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Archive-Snapshot"] = snapshot
    response["Cache-Control"] = "no-cache" if etag else "no-store"
    if etag:
        response["ETag"] = etag
    return response


class _Steadily(Iterator[bytes]):
    """Goes through chunks with every step reading from one state, and lets go of it at the end."""

    def __init__(self, state: SteadyState, chunks: Iterator[bytes]) -> None:
        self._state = state
        self._chunks = chunks

    def __next__(self) -> bytes:
        try:
            with self._state.read():
                return next(self._chunks)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go; the server calls this when the answer is sent or the reader has gone."""
        self._state.close()


def _head(request: HttpRequest, export: Export, snapshot: str) -> str:
    """Return the lines before the heads of the columns."""
    query = quote(export.parameters, safe=_AS_TYPED)
    address = f"{request.build_absolute_uri(request.path)}{'?' if query else ''}{query}"
    lines = [
        _("卫健工作报告档案：%(title)s") % {"title": export.title},
        _("馆藏快照：%(snapshot)s") % {"snapshot": snapshot},
        _("检索条件：%(parameters)s") % {"parameters": query or _("（无）")},
        _("网址：%(address)s") % {"address": address},
        *(_("注意：%(note)s") % {"note": note} for note in export.notes),
        _("说明：%(address)s") % {"address": request.build_absolute_uri(f"{reverse('help')}#exports")},
    ]
    return "".join(map(comment_line, lines))


def _etag(export: Export, snapshot: str, head: str) -> str:
    """Return what changes whenever the bytes may; empty where nothing tells."""
    if export.edition is None:
        return ""
    asked = "\n".join([VERSION, export.edition, export.name, head, *export.columns])
    return f'"{snapshot}-{hashlib.sha256(asked.encode()).hexdigest()[:16]}"'


def _is_known(request: HttpRequest, etag: str) -> bool:
    held = parse_etags(request.headers.get("If-None-Match", ""))
    return bool(etag) and any(one in ("*", etag, f"W/{etag}") for one in held)


def _chunks(export: Export, head: str) -> Iterator[bytes]:
    """Yield the file in pieces; raises what going through the rows raises, after the line that says so."""
    yield _encoded(f"{BOM}{head}{csv_line(export.columns)}")
    piece: list[str] = []
    size = written = 0
    try:
        for row in export.rows:
            line = csv_line(row)
            piece.append(line)
            size, written = size + len(line), written + 1
            if size > _CHUNK:
                yield _encoded("".join(piece))
                piece, size = [], 0
    except Exception:
        said = _("未完：读取时出错，以上只有 %(rows)d 行，请重新下载。") % {"rows": written}
        yield _encoded("".join(piece) + comment_line(said))
        raise
    yield _encoded("".join(piece))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
