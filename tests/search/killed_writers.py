"""Kill writers of the index at every step they take in the file system: `python killed_writers.py STRIDE`.

Needs DJANGO_SETTINGS_MODULE and an empty ARCHIVE_VAR_DIR. Each trial is a fork that SIGKILLs itself at its
n-th file operation. After each the index must hold what it held before or what was being written, nothing
else.
Prints one JSON object a kind of writer: {"kind", "trials", "before", "after"}.
"""

import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import django

STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "mmap.__new__"}


def main(stride: int) -> None:
    django.setup()
    from haystack import connections  # noqa: PLC0415  # settings first

    from tests.search.corpus import Corpus, Part, Work  # noqa: PLC0415

    backend = connections["default"].get_backend()

    def documents(body: str) -> list[dict[str, object]]:
        works = [Work(f"t{n}", (Part("卫", body), Part("生", body * 2))) for n in range(3)]
        return list(Corpus(works).documents())

    old, new = documents("旧卫生"), documents("新卫生")
    report = new[0]["report"]
    replaced = [*(one for one in new if one["report"] == report), *old[2:]]
    backend.rebuild(old)
    kinds: dict[str, tuple[Callable[[], object], list[dict[str, object]]]] = {
        "replace": (lambda: backend.replace([report], replaced[:2]), replaced),
        "rebuild": (lambda: backend.rebuild(new), new),
    }
    for kind, (write, wanted) in kinds.items():
        seen: Counter[str] = Counter()
        number = 1
        while not run_killed(write, number):
            held = texts()
            seen["before" if held == expected(old) else "after" if held == expected(wanted) else "torn"] += 1
            if held != expected(old):
                backend.rebuild(old)
            number += stride
        assert texts() == expected(wanted), f"{kind} did not end"
        backend.rebuild(old)
        say(kind=kind, trials=sum(seen.values()), **seen)
    backend.replace([report], [])
    leftovers()


def run_killed(write: Callable[[], object], number: int) -> bool:
    """Write in a fork that dies at its step `number`; tell whether it lived to the end."""
    child = os.fork()
    if not child:
        left = number

        def die(event: str, _arguments: object) -> None:
            nonlocal left
            if event in STEPS:
                left -= 1
                if not left:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(die)
        write()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def texts() -> dict[tuple[str, str], int]:
    """Return (report, anchor) -> which of the two texts the section has, as the index says."""
    from search.backends.opening import generation  # noqa: PLC0415

    found = {}
    for segment in generation().segments:
        deleted = set(segment.deleted.tolist())
        fresh = set(segment.documents("chars", "新")[0].tolist())
        for document in set(range(segment.size)) - deleted:
            report = segment.reports[segment.report_of[document]].public_id
            found[report, segment.anchor(document)] = int(document in fresh)
    return found


def expected(documents: list[dict[str, object]]) -> dict[tuple[str, str], int]:
    return {(str(d["report"]), str(d["anchor"])): int("新" in str(d["chars"])) for d in documents}


def leftovers() -> None:
    """Print what is in the directory of the index beside the newest commit."""
    from django.conf import settings  # noqa: PLC0415

    from search.backends.opening import generation  # noqa: PLC0415

    base = Path(settings.INDEX_DIR)
    folder = base / (base / "CURRENT").read_text()
    known = tuple(segment.name for segment in generation().segments)
    rest = [path.name for path in folder.iterdir() if not path.name.startswith(known)]
    say(kind="leftovers", files=sorted(rest), folders=len(list(base.glob("v*"))))


def say(**found: object) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
