"""The process that writes while others read: it changes reports and has the index follow."""

import json
import sys
import threading
import time

from archive.models import Report, Section
from search import indexing

REPORTS = 50  # changed over and over


def main(how: str) -> None:
    """`one`: for each line of input, a word, put it into a report; `steadily`: replace until input ends."""
    if how == "one":
        _one_by_one()
    else:
        _steadily()


def _one_by_one() -> None:
    keys = list(Report.objects.order_by("pk").values_list("pk", flat=True)[:REPORTS])
    for number, line in enumerate(sys.stdin):
        report = Report.objects.get(pk=keys[number % len(keys)])
        section = Section.objects.filter(revision=report.current_revision).order_by("-order")[0]
        _write(section, section.body + line.strip())
        started = time.monotonic()
        indexing.replace([report.public_id])
        print(json.dumps({"started": started, "committed": time.monotonic()}), flush=True)
        _write(section, section.body)


def _steadily() -> None:
    ended = threading.Event()
    threading.Thread(target=_until_end_of_input, args=[ended], daemon=True).start()
    ids = list(Report.objects.order_by("pk").values_list("public_id", flat=True)[:REPORTS])
    done, begun = 0, time.monotonic()
    while not ended.is_set():
        indexing.replace([ids[done % len(ids)]])
        done += 1
    print(json.dumps({"reports": done, "seconds": time.monotonic() - begun}), flush=True)


def _until_end_of_input(ended: threading.Event) -> None:
    sys.stdin.read()
    ended.set()


def _write(section: Section, body: str) -> None:
    Section.objects.filter(pk=section.pk).update(body=body)
