"""`manage.py load_synonyms`: bring the lexicon in line with the shipped sets of words."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from search.lexicon import shipped


class Command(BaseCommand):
    """What staff changed, switched off or added stays; safe to run again."""

    help = "Load the shipped synonyms and abbreviations (idempotent)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--file", type=Path, default=Path(settings.LEXICON_DIR) / shipped.FILE_NAME)

    def handle(self, *_args: Any, verbosity: int, **options: Any) -> None:
        """Do it; one line says what was done. Fails with one line when the file cannot be read."""
        try:
            done = shipped.load(shipped.read(options["file"]))
        except (OSError, KeyError) as error:
            raise CommandError(str(error)) from error
        if verbosity:
            self.stdout.write(_said(done))


def _said(done: shipped.Loaded) -> str:
    return _(
        "同义词组：新增 %(added)d，更新 %(changed)d，移除 %(removed)d，保留本馆改动 %(kept)d，"
        "因与本馆词组重复而未启用 %(clashing)d。"
    ) % vars(done)
