"""The server or a parser killed in the middle of a batch: what was received stays, and the batch goes on."""

import http.cookiejar
import os
import re
import signal
import socket
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from tests.services.shelf import small_report

FILES = 60
PASSWORD = "a long pass phrase 1"


class Browser:
    """A session of one person with a served archive."""

    def __init__(self, base):
        self.base = base
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)

    def get(self, path):
        with self.opener.open(f"{self.base}{path}", timeout=30) as answer:
            return answer.read().decode()

    def post(self, path, content, content_type):
        request = urllib.request.Request(f"{self.base}{path}", content, {"Content-Type": content_type})
        with self.opener.open(request, timeout=60) as answer:
            return answer.geturl()

    def token(self, path):
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(path))
        assert found
        return found[1]

    def sign_in(self):
        fields = {"csrfmiddlewaretoken": self.token("/login/"), "username": "staff", "password": PASSWORD}
        self.post("/login/", urllib.parse.urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def upload(self, files):
        """Post all files at once, as a browser without scripts does."""
        parts = [("csrfmiddlewaretoken", "", self.token("/ingest/upload/").encode())]
        parts += [("files", name, content) for name, content in files]
        body = b""
        for field, name, content in parts:
            disposition = f'form-data; name="{field}"' + (f'; filename="{name}"' if name else "")
            body += f"--edge\r\nContent-Disposition: {disposition}\r\n\r\n".encode() + content + b"\r\n"
        return self.post("/ingest/upload/", body + b"--edge--\r\n", "multipart/form-data; boundary=edge")


class Server:
    """The site behind gunicorn, as `make run` starts it."""

    def __init__(self, site):
        self.site = site
        self.process = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"

    def start(self):
        options = ["--bind", f"127.0.0.1:{self.port}", "--workers", "2", "--threads", "2"]
        self.process = self.site.start(
            "archive.project.wsgi:application", *options, "--no-control-socket", program=("-m", "gunicorn")
        )
        self.wait_until(self.answers, 60)

    def answers(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def family(self):
        """Every process below the server: its workers, the parsers, their children."""
        below = {self.process.pid}
        parents = {}
        for status in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = status.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(status.parent.name)] = int(fields[1])
        for _ in parents:
            found = below | {pid for pid, parent in parents.items() if parent in below}
            if found == below:
                return below
            below = found
        return below

    def parsers(self):
        return [pid for pid in self.family() if b"archive.ingest.parsing.worker" in _command(pid)]

    def kill(self):
        for pid in self.family():
            if b"gunicorn" in _command(pid):
                os.kill(pid, signal.SIGKILL)
        self.process.communicate()

    @staticmethod
    def wait_until(true, seconds):
        deadline = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < deadline
            time.sleep(0.02)


def _command(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


@pytest.fixture(scope="module")
def staffed_site(empty_site, copy_site, tmp_path_factory):
    """An archive with its static files and one member of staff; nobody writes to it."""
    site = copy_site(empty_site, tmp_path_factory.mktemp("staffed") / "var")
    site.environ |= {"DJANGO_SUPERUSER_PASSWORD": PASSWORD}
    for command in (
        ["collectstatic", "--noinput", "-v0"],
        ["createsuperuser", "--noinput", "--username", "staff", "--email", "staff@example.org"],
    ):
        assert site.run(*command)[0] == 0
    return site


@pytest.fixture
def server(staffed_site, copy_site, tmp_path):
    site = copy_site(staffed_site, tmp_path / "var")
    site.environ |= {"ARCHIVE_LOG_LEVEL": "ERROR"}
    server = Server(site)
    server.start()
    yield server
    server.kill()


def states(server):
    rows = server.site.ask("select state, count(*) from archive_intake group by state")
    return dict(rows)


def begin_batch(server):
    """Upload a batch and return the browser and its address once some of it has been read."""
    browser = Browser(server.base)
    browser.sign_in()
    address = browser.upload([(f"{n}.txt", small_report(n)) for n in range(FILES)])
    server.wait_until(lambda: states(server).get("waiting", 0) >= 3, 60)
    return browser, urllib.parse.urlsplit(address).path


def test_a_killed_server_loses_nothing_and_its_successor_goes_on(server):
    begin_batch(server)
    server.kill()
    left = states(server)
    assert left["waiting"] >= 3
    assert left.get("queued", 0) > 0, "the batch was read before the server could be killed"
    assert sum(left.values()) == FILES
    assert server.site.reports() == 0
    server.start()
    # The dead server's claims run out first.
    server.wait_until(lambda: states(server) == {"waiting": FILES}, 90)


def test_a_killed_parser_harms_no_file(server):
    begin_batch(server)
    victims = server.parsers()
    assert victims
    for pid in victims:
        os.kill(pid, signal.SIGKILL)
    server.wait_until(lambda: "queued" not in states(server), 90)
    assert states(server) == {"waiting": FILES}
