"""What is streamed stays of one state while others commit; on a database on disk, as when serving."""

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from archive.exports import Export, csv_response
from archive.models import Report, Snapshot
from archive.steady import SteadyState, of_one_state
from tests.factories import ReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_disk(tmp_path):
    """The test database as a file, and a connection outside any transaction."""
    usual = connections["default"]
    connection.ensure_connection()
    path = tmp_path / "archive.sqlite3"
    path.write_bytes(usual.connection.serialize())
    own = usual.copy()
    own.settings_dict["NAME"] = str(path)
    connections["default"] = own
    yield own
    own.close()
    connections["default"] = usual


@pytest.fixture
def held(on_disk):
    """Six hundred reports of the first snapshot, more than are sent at once."""
    with transaction.atomic():
        Report.objects.bulk_create(
            ReportFactory.build(public_id=f"000000-nd-{n:x}", title="旧" * 40) for n in range(600)
        )
        Snapshot.advance()


def change_all():
    """One change of every report, committed."""
    with transaction.atomic():
        Report.objects.update(title="新")
        ReportFactory(title="新")
        Snapshot.advance()


def titles():
    yield from Report.objects.order_by("pk").values_list("title").iterator(chunk_size=100)


def download():
    export = Export(name="reports", title="报告", parameters="", columns=("标题",), rows=titles())
    return csv_response(RequestFactory().get("/browse.csv"), export)


def rows_of(text):
    return [line for line in text.splitlines() if not line.startswith(("\ufeff", "#"))]


def test_a_change_committed_while_streaming_is_in_no_row(held):
    named = Snapshot.current()
    response = download()
    pieces = iter(response.streaming_content)
    received = [next(pieces), next(pieces)]
    change_all()
    received.extend(pieces)
    response.close()
    rows = rows_of(b"".join(received).decode())
    assert f"# 馆藏快照：{named}\r\n".encode() in received[0]
    assert rows == ["标题", *["旧" * 40] * 600]


def test_a_change_committed_before_the_first_row_is_in_no_row(held):
    response = download()
    change_all()
    assert set(rows_of(response.getvalue().decode())) == {"标题", "旧" * 40}
    response.close()


def test_the_next_download_has_the_change(held):
    first = download()
    change_all()
    second = download()
    assert first["X-Archive-Snapshot"] != second["X-Archive-Snapshot"]
    assert rows_of(second.getvalue().decode()) == ["标题", *["新"] * 601]
    first.close()
    second.close()


def test_the_usual_connection_is_in_force_between_the_pieces(held, on_disk):
    pieces = iter(download().streaming_content)
    next(pieces)
    assert connections["default"] is on_disk
    assert not on_disk.in_atomic_block
    change_all()
    assert Report.objects.filter(title="新").count() == 601


def test_a_state_let_go_of_can_be_let_go_of_again(on_disk):
    state = SteadyState()
    state.close()
    state.close()
    with state.read():
        assert connections["default"] is on_disk


def test_the_usual_connection_is_back_after_an_error(on_disk):
    state = SteadyState()
    with pytest.raises(DatabaseError), state.read(), connection.cursor() as cursor:
        cursor.execute("select nothing from nowhere")
    assert connections["default"] is on_disk
    state.close()


def test_inside_a_transaction_its_own_state_is_read(on_disk):
    with transaction.atomic():
        ReportFactory(title="未提交")
        state = SteadyState()
        with state.read():
            assert Report.objects.filter(title="未提交").exists()
        state.close()
        transaction.set_rollback(True)


@of_one_state
def listed(request):
    """A view that reads its rows before it answers, and meets a change in between."""
    rows = [[title] for (title,) in Report.objects.values_list("title")]
    if "change" in request.GET:
        own = connections["default"]
        connections["default"] = request.META["usual"]
        change_all()
        connections["default"] = own
    export = Export(name="reports", title="报告", parameters="", columns=("标题",), rows=rows)
    return csv_response(request, export)


def test_a_view_of_one_state_names_the_snapshot_it_read(held, on_disk):
    before = Snapshot.current()
    response = listed(RequestFactory().get("/compare.csv?change=1", usual=on_disk))
    assert response["X-Archive-Snapshot"] == before != Snapshot.current()
    assert set(rows_of(response.getvalue().decode())) == {"标题", "旧" * 40}
    assert connections["default"] is on_disk


@pytest.mark.parametrize("answer", [HttpResponse("no"), RuntimeError("gone")])
def test_a_view_of_one_state_that_streams_nothing_lets_go(on_disk, monkeypatch, answer):
    let_go: list[SteadyState] = []

    def close(state):
        let_go.append(state)

    monkeypatch.setattr(SteadyState, "close", close)

    @of_one_state
    def view():
        if isinstance(answer, Exception):
            raise answer
        return answer

    if isinstance(answer, Exception):
        with pytest.raises(RuntimeError):
            view()
    else:
        assert view() is answer
    assert len(let_go) == 1
    monkeypatch.undo()
    let_go[0].close()
