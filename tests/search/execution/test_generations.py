"""What the executor keeps between commits, and what it must not."""

import threading

import pytest
from haystack import connections

from search.backends.execution import executor
from search.backends.execution.corpus import corpus
from search.backends.execution.postings import decoded
from search.language.ast import Exact, Query, Term
from search.request import SearchRequest
from tests.search.corpus import Corpus, Part, Work, document

pytestmark = pytest.mark.usefixtures("fresh_index")


def reports(text):
    query = Query("", Term(text, Exact(text), text))
    return [report.report for report in executor.execute(SearchRequest(), query).reports]


def replace(number, text):
    work = Work("t", (Part("", text),))
    backend = connections["default"].get_backend()
    backend.replace([f"r{number}"], [document(number, work, 0, work.parts[0])])


def test_a_commit_is_seen_by_the_next_search():
    Corpus([Work("t", (Part("", "中医馆"),)), Work("t", (Part("", "托育"),))]).write()
    assert reports("中医馆") == ["r0"]
    replace(0, "疫苗")
    assert reports("中医馆") == []
    assert reports("疫苗") == ["r0"]
    assert reports("托育") == ["r1"]


def test_lists_of_untouched_segments_are_kept():
    Corpus([Work("t", (Part("", "中医馆"),)), Work("t", (Part("", "托育"),))]).write()
    reports("托育")
    kept = len(decoded)
    replace(0, "疫苗")
    corpus()
    assert len(decoded) >= kept
    assert reports("托育") == ["r1"]


def test_a_report_written_anew_counts_once():
    Corpus([Work("t", (Part("", "中医馆"), Part("", "中医馆")))]).write()
    replace(0, "中医馆")
    found = executor.execute(SearchRequest(), Query("", Term("", Exact("中医"), "")))
    assert found.total == (1, 1)
    assert found.facets["year"]["2022"] == (1, 1)


def test_an_empty_index_finds_nothing():
    Corpus([]).write()
    assert reports("中医馆") == []


def test_threads_search_while_another_commits():
    Corpus([Work("t", (Part("", "中医馆"),)), Work("t", (Part("", "托育"),))]).write()
    wrong: list[object] = []

    def search():
        for _ in range(30):
            try:
                if reports("托育") != ["r1"]:
                    wrong.append("lost")
            except Exception as error:  # noqa: BLE001  (whatever a thread raises is what we look for)
                wrong.append(error)

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(5):
        replace(0, f"疫苗{number}")
    for thread in threads:
        thread.join()
    assert wrong == []
