"""An archive of its own on disk, driven through its commands in processes of their own."""

import os
import sqlite3
import subprocess
import sys

from django.conf import settings


class Site:
    """The data of one archive below `var`."""

    def __init__(self, var):
        self.var = var
        self.database = var / "archive.sqlite3"
        self.environ = os.environ | {
            "ARCHIVE_VAR_DIR": str(var),
            "DJANGO_SETTINGS_MODULE": "archive.project.settings",
            "PYTHONWARNINGS": "ignore",
        }

    def set_up(self):
        for command in (["migrate", "-v0"], ["load_regions"], ["reindex", "--check"]):
            code, said = self.run(*command)
            assert code == 0, said

    def start(self, *command, program=("manage.py",)):
        return subprocess.Popen(
            [sys.executable, *program, *command],
            cwd=settings.BASE_DIR,
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *command):
        process = self.start(*command)
        output, _ = process.communicate(timeout=240)
        return process.returncode, output

    def ask(self, statement, *values):
        """Rows of a question to the database, read only."""
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=10) as connection:
            return connection.execute(statement, values).fetchall()

    def reports(self):
        return self.ask("select count(*) from archive_report")[0][0]
