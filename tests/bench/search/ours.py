"""The archive's own search: through its service as the page uses it, and its engine alone."""

from collections.abc import Iterable
from dataclasses import replace

from search import service
from search.request import Filters, SearchRequest, Unit, YearRange
from search.results import FacetValue, SearchPage
from tests.bench.search.mix import Ask
from tests.bench.search.page import SHOWN, Page

SPACES = 64  # at most, behind a query


class Service:
    """A page of the service: totals, 20 reports with their best section marked, six facets.

    It also counts the reports of every facet value and groups hits by report, which others are spared.
    """

    name = "this archive"
    unit: Unit = "section"
    verbatim = True

    def __init__(self) -> None:
        self._asked = 0

    def answers(self, ask: Ask) -> bool:
        """Everything is in it."""
        return True

    def page(self, ask: Ask) -> Page:
        """Search for what is typed as never before, so that nothing is remembered by its text."""
        self._asked = (self._asked + 1) % SPACES
        asked = replace(self.request(ask), query=ask.typed + " " * self._asked)
        found = service.search(asked, sections_shown=1)
        return Page(
            total=found.sections,
            reports=tuple(hit.report for hit in found.hits if hit.sections),
            facets={name: _sections(values) for name, values in found.facets.items()},
            marked=_marked(found),
        )

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


class Reports(Service):
    """The page as it opens: booleans over reports, synonyms and scattered words searched too."""

    name = "this archive, as it opens"
    unit: Unit = "report"
    verbatim = False


def _sections(values: Iterable[FacetValue]) -> dict[str, int]:
    found: dict[str, int] = {}
    for value in values:
        if value.sections:
            found[value.value] = value.sections
        found |= _sections(value.children)
    return found


def _marked(found: SearchPage) -> tuple[str, ...]:
    return tuple(
        "".join(f"<b>{part.text}</b>" if part.layers else part.text for part in section.snippet)
        for hit in found.hits
        for section in hit.sections
    )
