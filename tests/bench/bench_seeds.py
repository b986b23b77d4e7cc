"""Speed over the seed reports: recognition, search and the plain report page, medians of one run.

Run by `make bench`; absolute times hold for one machine and one moment only, so compare within a run.
"""

import statistics
import time

from django.conf import settings

from archive import services
from search.request import SearchRequest
from search.service import search

QUERIES = ["卫生", "中医馆", "癌", '"公共卫生服务"', "托育 医共体", "医疗 -中医药"]
ROUNDS = 20


def milliseconds(action, rounds=ROUNDS):
    """Median wall time of `action`, the first call left out."""
    action()
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        action()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def test_recognition(regions, capsys):
    files = {
        path.name: path.read_bytes() for path in sorted((settings.BASE_DIR / "seeds/reports").glob("*.txt"))
    }
    for name, content in files.items():
        taken = milliseconds(
            lambda name=name, content=content: services.recognise(content=content, name=name), 5
        )
        with capsys.disabled():
            print(f"recognise {name}: {taken:.1f} ms for {len(content):,} bytes")


def test_search_and_pages(archive_with_seeds, client, capsys):
    report = archive_with_seeds.first().get_absolute_url()
    page = milliseconds(lambda: client.get(report))
    with capsys.disabled():
        print(f"report page: {page:.1f} ms")
        for query in QUERIES:
            engine = milliseconds(lambda query=query: search(SearchRequest(query=query)))
            whole = milliseconds(lambda query=query: client.get("/search", {"q": query}))
            ratio = whole / page
            print(f"search {query}: engine {engine:.1f} ms, page {whole:.1f} ms, {ratio:.2f} x report page")
