"""`manage.py load_indicators`: bring the lexicon of indicators in line with the shipped one."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from archive.services import shipped_indicators


class Command(BaseCommand):
    """What staff changed, switched off or added stays; safe to run again."""

    help = "Load the shipped indicators with their names (idempotent), and group the figures by them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--file", type=Path, default=Path(settings.LEXICON_DIR) / shipped_indicators.FILE_NAME
        )

    def handle(self, *_args: Any, verbosity: int, **options: Any) -> None:
        """Do it; one line says what was done. Fails with one line when the file cannot be read."""
        try:
            done = shipped_indicators.load(shipped_indicators.read(options["file"]))
        except (OSError, KeyError) as error:
            raise CommandError(str(error)) from error
        if verbosity:
            self.stdout.write(_said(done))


def _said(done: shipped_indicators.Loaded) -> str:
    return _(
        "指标：新增 %(added)d，更新 %(changed)d，移除 %(removed)d，保留本馆改动 %(kept)d，"
        "重新归组的数值 %(regrouped)d。"
    ) % vars(done)
