"""The archive of made reports, kept as long as what it depends on is the same."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
MAKERS = ("blocks", "works", "rows")
STAMP = "made.json"


@dataclass(frozen=True)
class Archive:
    """An archive on disk, and how many reports, sections, figures, … it holds."""

    var: Path
    held: Mapping[str, int]

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment its commands run in."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("ARCHIVE_", "DATABASE_URL", "COV_"))}
        return kept | {
            "ARCHIVE_VAR_DIR": str(self.var),
            "DJANGO_SETTINGS_MODULE": "archive.project.settings",
            "PYTHONWARNINGS": "ignore",
        }

    def run(self, *command: str) -> None:
        """Run `python COMMAND…` for this archive. Raises CalledProcessError."""
        subprocess.run([sys.executable, *command], cwd=ROOT, env=self.environment, check=True)

    def inside(self, module: str, *arguments: str) -> None:
        """Run `main` of a module of this package in a process that serves this archive."""
        self.run("-m", "tests.bench.pages.inside", module, *arguments)


def prepared(base: Path, reports: int) -> Archive:
    """Return the archive of so many reports below `base`, made anew when its makers have changed.

    Figures are what the reader of numbers found when it was made; `manage.py figures` reads them again.
    """
    var = base / f"pages-{reports}-{maker()}"
    stamp = var / STAMP
    if not stamp.exists():
        for older in base.glob(f"pages-{reports}-*"):
            shutil.rmtree(older)
        var.mkdir(parents=True)
        _make(Archive(var, {}), reports, stamp)
    archive = Archive(var, json.loads(stamp.read_text(encoding="utf-8")))
    archive.run("manage.py", "migrate", "--noinput", "-v", "0")
    archive.run("manage.py", "collectstatic", "--noinput", "-v", "0")
    return archive


def maker() -> str:
    """Return a short hash of what the made reports depend on."""
    digest = hashlib.sha256()
    sources = [Path(__file__).with_name(f"{name}.py") for name in MAKERS]
    for path in (*sources, *sorted(ROOT.glob("seeds/reports/*.txt"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _make(archive: Archive, reports: int, stamp: Path) -> None:
    begun = time.perf_counter()
    archive.run("manage.py", "migrate", "--noinput", "-v", "0")
    unfinished = stamp.with_suffix(".unfinished")
    archive.inside("rows", str(reports), str(unfinished))
    unfinished.rename(stamp)
    print(f"made {reports} reports in {time.perf_counter() - begun:.0f} s", flush=True)
