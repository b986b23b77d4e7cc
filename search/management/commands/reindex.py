"""`manage.py reindex`: build the index from the database, or compare the two and mend."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from search import indexing
from search.engine import SearchError


class Command(BaseCommand):
    """Rebuilds aside and switches at the end, so searches go on meanwhile."""

    help = "Build the search index from the database; --check compares and mends differences only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare, and mend what differs")

    def handle(self, *args: Any, check: bool, verbosity: int, **options: Any) -> None:
        """Do it; one line says what was done. Fails with one line when the index is locked."""
        try:
            done = self._mended() if check else self._rebuilt()
        except (OSError, SearchError) as error:
            raise CommandError(str(error)) from error
        if verbosity:
            self.stdout.write(done)

    def _rebuilt(self) -> str:
        return _("索引已重建，共 %(count)d 个章节。") % {"count": indexing.rebuild()}

    def _mended(self) -> str:
        if indexing.outdated():
            return self._rebuilt()
        found = indexing.mend()
        if not found:
            return _("索引与数据库一致。")
        return _("索引已修正：重写 %(stale)d 份报告，移除 %(alien)d 份。") % {
            "stale": len(found.stale),
            "alien": len(found.alien),
        }
