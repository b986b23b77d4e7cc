"""Find a Chromium that starts; print its path, or exit with 1."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def candidates() -> Iterator[str]:
    """The browsers to try, best first: the one asked for, the system's, Playwright's own."""
    if asked := os.environ.get("CHROMIUM"):
        yield asked
        return
    yield from filter(None, map(shutil.which, NAMES))
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache/ms-playwright"))
    yield from map(str, sorted(cache.glob("chromium-*/chrome-linux*/chrome"), reverse=True))


def starts(path: str) -> bool:
    """Whether it runs at all: Ubuntu's ``chromium-browser`` is a stub that does not."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and b"Chrom" in done.stdout


def find() -> str | None:
    """Path of the first browser that starts."""
    return next(filter(starts, candidates()), None)


if __name__ == "__main__":
    found = find()
    sys.stdout.write(f"{found}\n" if found else "")
    sys.exit(0 if found else 1)
