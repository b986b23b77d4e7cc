"""What years are decided on, and how a year becomes evidence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from archive.ingest.cataloguing.reading import Reading
from archive.ingest.chronology.year_forms import YearSpan, speaks_of_taiwan
from archive.ingest.chronology.years import TitleYears, plan_year_of_headings, title_years
from archive.ingest.types import Evidence

FORWARD_KINDS = ("plan", "key_points")
_OPEN_KIND = "other"
LAST_MONTHS = 11
_OPENING = re.compile(r"[^,。;:\n]{6,80}")
_LAST_MONTH_OF_LOOKING_BACK = 4


@dataclass(frozen=True)
class Dated:
    """The readings that years are taken from."""

    title: Reading
    headings: tuple[Reading, ...]
    body: Reading
    kind: str
    signed: str | None = None  # ISO date, the day may be missing
    published: str | None = None  # only where the page is no copy
    file_name: str = ""  # folded
    doc_no: tuple[int, int] | None = None  # year and number
    taiwan: bool = False  # the page counts years by the Republic's calendar
    notices: tuple[Reading, ...] = ()  # further lines of the header that name documents

    @cached_property
    def said(self) -> TitleYears:
        """What the title says."""
        return title_years(self.title.folded, taiwan=self.counts_by_republic)

    @cached_property
    def counts_by_republic(self) -> bool:
        """Whether a bare 112年 is a year of the Republic."""
        return self.taiwan or speaks_of_taiwan(self.title.folded)

    @cached_property
    def folded_headings(self) -> tuple[str, ...]:
        """The headings in matching form."""
        return tuple(heading.folded for heading in self.headings)

    @cached_property
    def planned_in_headings(self) -> tuple[Reading, YearSpan] | None:
        """The first heading that plans a year it names, and that year."""
        found = plan_year_of_headings(self.folded_headings, taiwan=self.counts_by_republic)
        return (self.headings[found[0]], found[1]) if found else None

    @cached_property
    def opening(self) -> Reading:
        """The body's first words, up to a comma; a title that lost its line end stands there."""
        words = _OPENING.match(self.body.folded)
        return self.body.part(0, words.end() if words else 0)

    @property
    def looks_forward(self) -> bool:
        """Whether the report only plans, by its kind or, where that is open, by its title."""
        only_planned = self.said.plan is not None and self.said.reporting is None
        return self.kind in FORWARD_KINDS or (self.kind == _OPEN_KIND and only_planned)

    @property
    def day(self) -> str | None:
        """The day of signing, else of publishing."""
        return self.signed or self.published


def from_title(field: str, year: YearSpan, dated: Dated) -> Evidence:
    """Return the evidence for a year the title tells, or tells by custom (年鉴, 会议)."""
    if dated.said.shifted and field == "reporting_year":
        note = "标题的年份是出版或开会的年份，报告的是上一年"
        spans = (dated.title.span(year.start, year.end),) if dated.title.origins else ()
        return Evidence(field, str(year.year), "title_custom", True, 0.7, spans, note)
    return read_year(field, year, dated.title, "title_year", "据标题")


def read_year(field: str, year: YearSpan, reading: Reading, rule: str, note: str) -> Evidence:
    """Return the evidence for a year as it was read in `reading`."""
    spans = (reading.span(year.start, year.end),) if reading.origins else ()
    inferred = not reading.origins
    return Evidence(field, str(year.year), rule, inferred, 0.95, spans, note)


def inferred_from_body(field: str, year: YearSpan, body: Reading, rule: str, confidence: float) -> Evidence:
    """Return the evidence for a year that the words of the body suggest."""
    note = {
        "opening_title": f"正文开头的标题称 {year.year} 年，据此推断",
        "opening_year": f"正文开头称 {year.year} 年，据此推断",
        "prepared_year": f"正文开头说为 {year.year} 年而定，据此推断",
        "dense_year": f"正文年份多为 {year.year} 年，据此推断",
        "plan_section": f"下步工作部分写到 {year.year} 年，据此推断",
    }[rule]
    span = body.span(year.start, year.end)
    return Evidence(field, str(year.year), rule, True, confidence, (span,), note)


def years_by_day(dated: Dated) -> Iterator[int]:
    """Yield the year a report signed (else published) in winter looks back on; midyear tells none."""
    if dated.day and not dated.looks_forward:
        year, month = int(dated.day[:4]), int(dated.day[5:7])
        if month <= _LAST_MONTH_OF_LOOKING_BACK:
            yield year - 1
        elif month >= LAST_MONTHS:
            yield year
