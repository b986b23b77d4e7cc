"""An archive of its own, set up by the documented commands and served as in production."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STAFF = {"username": "staff", "password": "correct horse battery"}
SETUP = (
    ("migrate", "--noinput", "-v", "0"),
    ("load_regions",),
    ("ingest", "seeds/reports", "--publish"),
    ("reindex", "--check"),
    ("collectstatic", "--noinput", "-v", "0"),
    ("createsuperuser", "--noinput", "--username", STAFF["username"], "--email", "staff@example.org"),
)


@dataclass(frozen=True)
class Site:
    """A running archive: its address, and what its own `find` command says it holds."""

    url: str
    reports: tuple[str, ...]
    section: str

    def address(self, path: str) -> str:
        """Fill `{a}`, `{b}` (two reports), `{section}` and `{region}` into a path."""
        first, second = self.reports[:2]
        named = path.format(a=first, b=second, section=self.section, region=first[:6])
        return f"{self.url}{named}"


@contextmanager
def serving(var: Path) -> Iterator[Site]:
    """Set up an archive in `var` and serve it until the block ends."""
    environment = own_environment(var)
    for command in SETUP:
        manage(environment, *command)
    found = json.loads(manage(environment, "find", "中医", "--json"))
    port = free_port()
    server = [sys.executable, "-m", "gunicorn", "archive.project.wsgi:application"]
    options = ["--bind", f"127.0.0.1:{port}", "--threads", "4", "--log-level", "warning"]
    process = subprocess.Popen([*server, *options], cwd=ROOT, env=environment)
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(url, process)
        yield Site(url, reports_of(found), found["hits"][0]["section"])
    finally:
        process.terminate()
        process.wait(timeout=20)


def reports_of(found: dict) -> tuple[str, ...]:
    """Identifiers of the reports found, each once, those of a known region first."""
    reports = dict.fromkeys(hit["report"] for hit in found["hits"])
    return tuple(sorted(reports, key=lambda report: report.startswith("000000")))


def own_environment(var: Path) -> dict[str, str]:
    given = {k: v for k, v in os.environ.items() if not k.startswith(("ARCHIVE_", "DATABASE_URL", "COV_"))}
    return given | {
        "ARCHIVE_VAR_DIR": str(var),
        "DJANGO_SETTINGS_MODULE": "archive.project.settings",
        "DJANGO_SUPERUSER_PASSWORD": STAFF["password"],
    }


def manage(environment: dict[str, str], *command: str) -> str:
    """Run a management command; what it prints. A failure shows what it said."""
    line = [sys.executable, "manage.py", *command]
    done = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"
    return done.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server stopped"
        try:
            with urllib.request.urlopen(url, timeout=10):
                return
        except urllib.error.HTTPError as answer:
            raise AssertionError(f"the home page answers {answer.code}") from answer
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not answer within a minute")
