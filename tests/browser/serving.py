"""An archive of its own, set up by the documented commands and served as in production."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STAFF = {"username": "staff", "password": "correct horse battery"}
SETUP = (
    ("migrate", "--noinput", "-v", "0"),
    ("load_regions",),
    ("load_synonyms",),
    ("load_indicators",),
    ("ingest", "seeds/reports", "--publish", "--force"),
    ("figures",),
    ("reindex", "--check"),
    ("collectstatic", "--noinput", "-v", "0"),
    ("createsuperuser", "--noinput", "--username", STAFF["username"], "--email", "staff@example.org"),
)
PLAIN = """雨山区卫生健康局2029年工作总结

一、主要工作
（一）家庭医生签约。全区签约居民32029人，重点人群签约率达到80.9%。
（二）基层能力建设。改造向阳楼社区卫生服务站3个。
二、存在的问题
基层人才不足。
"""
HOSTILE = """青山县<script>document.title='taken'</script>卫生健康局2030年工作总结
一、<b onmouseover=alert(1)>主要工作</b>
{{ 7*7 }} {% load x %} <img src=x onerror=alert(2)> 完成体检1230人。
二、下一步
&lt;继续&gt; "><svg onload=alert(3)> 推进。
"""


@dataclass(frozen=True)
class Site:
    """A running archive: its address, and what its own `find` command says it holds."""

    url: str
    reports: tuple[str, ...]
    section: str
    batch: str  # files that wait: a clean one, a near duplicate of a report, a hostile one, a failed one

    def address(self, path: str) -> str:
        """Fill `{a}` to `{d}` (four reports), `{section}`, `{region}`, `{batch}` and `{like}` into a path."""
        like = next(report for report in self.reports if report.startswith("340504-2022"))
        known = dict(zip("abcd", self.reports, strict=False))
        place = {"section": self.section, "region": self.reports[0][:6]}
        named = path.format(**known, **place, batch=self.batch, like=like)
        return f"{self.url}{named}"


@contextmanager
def serving(var: Path) -> Iterator[Site]:
    """Set up an archive in `var` and serve it until the block ends."""
    environment = own_environment(var)
    for command in SETUP:
        manage(environment, *command)
    found = json.loads(manage(environment, "find", "中医", "--json"))
    batch = waiting_batch(environment, var)
    port = free_port()
    server = [sys.executable, "-m", "gunicorn", "archive.project.wsgi:application"]
    options = ["--bind", f"127.0.0.1:{port}", "--threads", "4", "--log-level", "warning"]
    process = subprocess.Popen([*server, *options], cwd=ROOT, env=environment)
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(url, process)
        yield Site(url, reports_of(found), found["hits"][0]["section"], batch)
    finally:
        process.terminate()
        process.wait(timeout=20)


def waiting_batch(environment: dict[str, str], var: Path) -> str:
    """Hand in files that stay waiting; the id of their batch."""
    place = var / "待确认"
    place.mkdir()
    near = (ROOT / "seeds/reports/001_dc7afcfdc16875c6.txt").read_text(encoding="utf-8-sig")
    (place / "1.txt").write_text(PLAIN, encoding="utf-8")
    (place / "2 近似.txt").write_text(f"{near[:-600]}\n另一处网站加上的说明。\n", encoding="utf-8")
    (place / "3 <img src=x onerror=alert(1)>.txt").write_text(HOSTILE, encoding="utf-8")
    manage(environment, "ingest", str(place), "--name", "待确认的一批")
    with sqlite3.connect(var / "archive.sqlite3") as database:
        [[found]] = database.execute("select id from archive_batch where name = '待确认的一批'")
    return str(uuid.UUID(found))


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
