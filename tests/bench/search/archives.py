"""Private archives of made reports, one for each size, kept as long as their maker is the same."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
MAKERS = ("vocabulary", "sentences", "works", "rows")
WORDS = (
    "seeds/reports/*.txt",
    "seeds/lexicons/[kt]*.*",
    "seeds/regions/*.csv",
    "archive/text/lexicon/words.txt",
)
STAMP = "made.json"


@dataclass(frozen=True)
class Archive:
    """An archive on disk: how many sections it holds, the characters of their headings and bodies."""

    var: Path
    sections: int
    characters: int

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment its commands and servers run in."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("ARCHIVE_", "DATABASE_URL", "COV_"))}
        return kept | {
            "ARCHIVE_VAR_DIR": str(self.var),
            "DJANGO_SETTINGS_MODULE": "archive.project.settings",
            "PYTHONWARNINGS": "ignore",
        }

    def run(self, *command: str) -> str:
        """Run `python COMMAND…` for this archive; returns what it prints. Raises CalledProcessError."""
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout

    def inside(self, module: str, *arguments: str) -> str:
        """Run `main` of a module of this package in a process that serves this archive; what it prints."""
        return self.run("-m", "tests.bench.search.inside", module, *arguments)


def prepared(base: Path, sections: int) -> Archive:
    """Return the archive of this size below `base`, made anew when the generator has changed."""
    var = base / f"{sections}-{maker()}"
    stamp = var / STAMP
    if not stamp.exists():
        for older in base.glob(f"{sections}-*"):
            shutil.rmtree(older)
        var.mkdir(parents=True)
        _make(Archive(var, sections, 0), stamp)
    archive = Archive(var, **json.loads(stamp.read_text(encoding="utf-8")))
    archive.run("manage.py", "migrate", "--noinput", "-v", "0")
    return archive


def maker() -> str:
    """Return a short hash of everything the made reports depend on."""
    digest = hashlib.sha256()
    sources = [Path(__file__).with_name(f"{name}.py") for name in MAKERS]
    words = [path for name in WORDS for path in sorted(ROOT.glob(name))]
    for path in (*sources, *words):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _make(archive: Archive, stamp: Path) -> None:
    archive.run("manage.py", "migrate", "--noinput", "-v", "0")
    begun = time.perf_counter()
    characters = int(archive.inside("rows", str(archive.sections)))
    print(f"made {archive.sections} sections in {time.perf_counter() - begun:.0f} s", flush=True)
    stamp.write_text(json.dumps({"sections": archive.sections, "characters": characters}), encoding="utf-8")
