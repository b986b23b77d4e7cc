"""Generations, locks, the schema check and what happens when the index cannot be written."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from haystack import connections
from whoosh.index import LockError

from archive.models import Report
from archive.signals import reports_changed
from archive.text.fold import table_checksum
from search import checks, indexing
from search.backends import store
from search.backends.opening import generation
from search.backends.packed import arrays
from search.engine import SearchError
from tests.search.corpus import Corpus, Part, Work

pytestmark = pytest.mark.usefixtures("fresh_index")
CORPUS = Corpus([Work("t", (Part("", "癌"),))])


@pytest.mark.usefixtures("db")
def test_an_empty_directory_opens_as_an_empty_index(settings):
    assert not generation().segments
    assert store.current_name(settings.INDEX_DIR) == f"{store.SCHEMA_VERSION}-1"


def test_a_generation_is_read_once_until_it_changes():
    CORPUS.write()
    first = generation()
    assert generation() is first
    CORPUS.write()
    assert generation() is not first


def test_an_index_is_named_by_the_folding_it_was_written_with(settings, monkeypatch):
    CORPUS.write()
    name = store.current_name(settings.INDEX_DIR)
    assert name is not None
    assert table_checksum() in name.partition("-")[0]
    monkeypatch.setattr(store, "SCHEMA_VERSION", store.SCHEMA_VERSION.replace(table_checksum(), "0badf01d"))
    with pytest.raises(SearchError, match="reindex"):
        store.current(settings.INDEX_DIR)


def test_an_unfinished_rebuild_leaves_the_old_generation_in_use(settings):
    CORPUS.write()
    before = store.current_name(settings.INDEX_DIR)

    def broken():
        yield from CORPUS.documents()
        raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        connections["default"].get_backend().rebuild(broken())
    assert store.current_name(settings.INDEX_DIR) == before
    assert len(generation().segments) == 1
    CORPUS.write()


def test_an_unfinished_replacement_changes_nothing():
    CORPUS.write()

    def broken():
        raise RuntimeError("killed")
        yield

    with pytest.raises(RuntimeError, match="killed"):
        connections["default"].get_backend().replace(["r0"], broken())
    assert len(generation().segments) == 1
    connections["default"].get_backend().replace(["r0"], [])
    assert not generation().segments


def test_a_full_disk_lets_the_next_writer_in(monkeypatch):
    CORPUS.write()
    backend = connections["default"].get_backend()

    def full(*_arguments):
        raise OSError("No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(arrays, "write", full)
        with pytest.raises(OSError, match="No space"):
            backend.replace(["r0"], CORPUS.documents())
    assert [segment.deleted.tolist() for segment in generation().segments] == [[]]
    backend.replace(["r0"], [])
    assert not generation().segments


def test_a_second_writer_gives_up_after_its_wait(settings, monkeypatch):
    monkeypatch.setattr(store, "WAIT_SECONDS", 0.1)
    with (
        store.exclusive(settings.INDEX_DIR),
        pytest.raises(SearchError, match="locked"),
        store.exclusive(settings.INDEX_DIR),
    ):
        pass


def test_a_lock_held_inside_whoosh_is_a_search_error(monkeypatch):
    CORPUS.write()
    backend = connections["default"].get_backend()

    def locked(*args, **kwargs):
        raise LockError

    monkeypatch.setattr(type(backend.index), "writer", locked)
    with pytest.raises(SearchError, match="locked"):
        backend.replace(["r0"], [])


def test_another_process_waits_for_the_lock(settings):
    holder = (
        "import sys, time\n"
        "from whoosh.util.filelock import FileLock\n"
        "lock = FileLock(sys.argv[1]); lock.acquire(); print('held', flush=True)\n"
        "time.sleep(0.5)\n"
    )
    Path(settings.INDEX_DIR).mkdir()
    path = str(Path(settings.INDEX_DIR) / "LOCK")
    command = [sys.executable, "-W", "ignore", "-c", holder, path]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        CORPUS.write()
        assert process.wait() == 0


def test_the_system_check_asks_for_a_rebuild_after_a_schema_change(monkeypatch):
    assert checks.index_version(None) == []
    CORPUS.write()
    assert checks.index_version(None) == []
    monkeypatch.setattr(store, "SCHEMA_VERSION", "v0")
    [warning] = checks.index_version(None)
    assert warning.id == "search.W001"
    assert "reindex" in str(warning.hint)


def test_a_failed_update_is_logged_and_publishing_goes_on(monkeypatch, caplog):
    def refuse(public_ids):
        raise SearchError("locked")

    monkeypatch.setattr(indexing, "replace", refuse)
    with caplog.at_level(logging.ERROR):
        reports_changed.send(sender=Report, reports=[Report(public_id="x-1")])
    assert "x-1" in caplog.text
