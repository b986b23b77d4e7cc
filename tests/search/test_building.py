"""Building on several cores gives what building on one gives."""

import multiprocessing
import threading
from pathlib import Path

import pytest
from haystack import connections
from whoosh.util.filelock import FileLock

from search.backends import store
from search.backends.opening import generation
from search.backends.writing import building
from search.backends.writing.building import build
from search.engine import SearchError
from tests.search.corpus import Corpus, Part, Work

pytestmark = pytest.mark.usefixtures("fresh_index")
CORPUS = Corpus([Work(f"t{n}", (Part("卫生", f"公共{n}服务"), Part("", "癌"))) for n in range(40)])


def held():
    return sorted(
        (segment.reports[segment.report_of[number]].public_id, segment.anchor(number))
        for segment in generation().segments
        for number in range(segment.size)
    )


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(building, "BATCH_CHARACTERS", 30)


@pytest.mark.usefixtures("small_batches")
def test_two_processes_build_the_same_index_as_one():
    backend = connections["default"].get_backend()
    told: list[int] = []
    assert backend.rebuild(CORPUS.documents(), 2, told.append) == 80
    assert sum(told) == 80
    assert len(generation().segments) in {1, 2}  # one may be done before the other has started
    together = held()
    assert backend.rebuild(CORPUS.documents(), 1) == 80
    assert held() == together


@pytest.mark.usefixtures("small_batches")
def test_a_report_is_never_parted_between_segments(monkeypatch):
    monkeypatch.setattr(building, "SEGMENT_CHARACTERS", 60)
    connections["default"].get_backend().rebuild(CORPUS.documents(), 1)
    owned = [set(segment.report_numbers) for segment in generation().segments]
    assert len(owned) > 3
    assert sum(map(len, owned)) == 40


@pytest.mark.usefixtures("small_batches")
def test_a_builder_that_dies_is_one_sentence_and_the_old_index_stays(settings):
    CORPUS.write()
    before = store.current_name(settings.INDEX_DIR)

    def kill(count):
        for child in multiprocessing.active_children():
            child.kill()

    with pytest.raises(SearchError, match="died"):
        connections["default"].get_backend().rebuild(CORPUS.documents(), 2, kill)
    assert store.current_name(settings.INDEX_DIR) == before
    assert len(held()) == 80
    CORPUS.write()
    assert len(list(Path(settings.INDEX_DIR).glob("v*"))) == store.KEPT_GENERATIONS


@pytest.mark.usefixtures("db")
def test_a_builder_ends_when_its_caller_is_gone(tmp_path):
    folder = store.begin(tmp_path)
    backend = connections["default"].get_backend()
    backend.opened()
    store.create(folder, backend.schema)
    ours, theirs = multiprocessing.Pipe()
    worker = threading.Thread(target=building._work, args=(theirs, folder))
    worker.start()
    assert ours.recv() == 0
    ours.send(list(CORPUS.documents()))
    assert ours.recv() == 80
    ours.close()
    worker.join(timeout=10)
    assert not worker.is_alive()


@pytest.mark.usefixtures("db")
def test_a_builder_hands_over_its_segments(tmp_path):
    folder = store.begin(tmp_path)
    backend = connections["default"].get_backend()
    backend.opened()
    store.create(folder, backend.schema)
    [segment] = build(folder, CORPUS.documents(), 1, list[int]().append)
    assert segment.doc_count() == 80


def test_writers_go_on_while_another_process_rebuilds(settings):
    CORPUS.write()
    rebuilding = FileLock(str(Path(settings.INDEX_DIR) / "REBUILD"))
    assert rebuilding.acquire()
    connections["default"].get_backend().replace(["r0"], [])
    rebuilding.release()
    assert len([one for segment in generation().segments for one in segment.deleted]) == 2
