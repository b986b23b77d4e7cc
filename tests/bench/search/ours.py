"""The archive's own search: its engine with marked texts, and its service as the page uses it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db import connection

from archive.text.spans import Segment
from search import service
from search.backends.execution import executor
from search.backends.execution.corpus import corpus
from search.engine import Count
from search.language.reading import read
from search.marks import Marker, snippet
from search.request import Filters, SearchRequest, Unit, YearRange
from search.results import SearchPage
from tests.bench.search.mix import Ask
from tests.bench.search.page import SHOWN, Page

BODIES = "select id, body from archive_section where id in ({})"
SPACES = 64  # at most, behind a query


class Service:
    """A page of the service: totals, 20 reports with their best section marked, six facets.

    It also counts the reports of every facet value, groups hits by report and names facets and places, which
    other engines are spared; values below a division are made when a page asks for them.
    """

    name = "this archive, service"
    unit: Unit = "section"
    verbatim = True

    def __init__(self) -> None:
        self._asked = 0

    def answers(self, ask: Ask) -> bool:
        """Everything is in it."""
        return True

    def page(self, ask: Ask) -> Page:
        """Search; only the change of shape is ours."""
        found = service.search(self._fresh(ask), sections_shown=1)
        return Page(
            total=found.sections,
            reports=tuple(hit.report for hit in found.hits if hit.sections),
            facets=found.facets,
            marked=_marked(found),
        )

    def _fresh(self, ask: Ask) -> SearchRequest:
        """Return the request typed as never before, so that nothing is remembered by its text."""
        self._asked = (self._asked + 1) % SPACES
        return replace(self.request(ask), query=ask.typed + " " * self._asked)

    def request(self, ask: Ask) -> SearchRequest:
        """Return the request of an Ask."""
        return SearchRequest(
            query=ask.typed,
            filters=Filters(
                regions=(ask.region,) if ask.region else (),
                years=(YearRange(*ask.years),) if ask.years else (),
                kinds=(ask.report_kind,) if ask.report_kind else (),
                topics=(ask.topic,) if ask.topic else (),
            ),
            unit=self.unit,
            sort="new" if ask.newest else "rel",
            page_size=SHOWN,
            verbatim=self.verbatim,
        )


class Engine(Service):
    """The same work as other engines do: totals, counts, the 20 best sections with marked texts."""

    name = "this archive"

    def page(self, ask: Ask) -> Page:
        """Search as the service does, in one list of sections; texts come from the database."""
        asked = self._fresh(ask)
        query = read(asked.query, verbatim=self.verbatim)
        total, found, facets = executor.sections(asked, query, 0, SHOWN)
        columns, marker = corpus().columns, Marker.of(query)
        keys = [columns.section(document).section_id for document, _score in found]
        bodies = read_bodies(keys)
        reports = (columns.reports[int(columns.report_of[document])].public_id for document, _score in found)
        return Page(
            total=total.sections,
            reports=tuple(dict.fromkeys(reports)),
            facets=facets,
            marked=tuple(_joined(snippet(bodies[key], marker.hits(bodies[key]))) for key in keys),
        )


class Reports(Service):
    """The page as it opens: booleans over reports, synonyms and scattered words searched too."""

    name = "this archive, as it opens"
    unit: Unit = "report"
    verbatim = False


def read_bodies(keys: list[int]) -> dict[int, str]:
    """Return the texts of sections by their keys."""
    with connection.cursor() as cursor:
        cursor.execute(BODIES.format(",".join(map(str, keys)) or "null"))
        return dict(cursor.fetchall())


def _marked(found: SearchPage) -> tuple[str, ...]:
    return tuple(_joined(section.snippet) for hit in found.hits for section in hit.sections)


def _made(counts: Mapping[str, Count]) -> Mapping[str, Count]:
    """Return counts of which every value is an object now, as other engines hand them over."""
    list(counts)
    return counts


def _joined(parts: Iterable[Segment]) -> str:
    return "".join(f"<b>{part.text}</b>" if part.layers else part.text for part in parts)
