"""Weigh the year a title claims against the signs the text gives of the year it was written for."""

from collections import Counter
from collections.abc import Sequence

from archive.ingest.cataloguing.reading import Reading
from archive.ingest.chronology.body_years import current_years, dense_year, opening_year
from archive.ingest.chronology.years import plan_year_of_headings
from archive.ingest.types import Evidence, TextSpan

_OVERWHELMING = 5  # so many statements of another year, and none of the claimed one, are a sign

Sign = tuple[int, tuple[TextSpan, ...]]


def contradicting_year(
    body: Reading,
    headings: Sequence[Reading],
    claim: int,
    kept: tuple[int | None, int | None],
    signed: str | None,
) -> Evidence | None:
    """Return the year the text was written for when it speaks against the title's.

    Each sign names a year of writing: a dated 明年, a heading that plans a year, the opening
    words, most statements. The title stands unless one other year has more signs than the year it
    claims. `kept` are the year the title plans and the one the days suggest, which may speak for the
    claim: a page may be put up years later, so a late date says nothing against the title; but a
    report cannot be signed before the year it sums up.
    """
    signs = [*_signs(body, headings, claim), *_signs_of_dates(claim, kept, signed)]
    counts = Counter(year for year, _ in signs)
    rivals = [year for year in counts if year != claim and counts[year] > counts[claim]]
    if len(rivals) != 1 or f"{rivals[0]}年" not in body.folded:
        return None
    if counts[rivals[0]] == 1 and f"{claim}年" in body.folded:
        return None  # 2021年以来 may open a report of 2022; one sign is not enough against its own words
    spans = tuple(span for year, found in signs if year == rivals[0] for span in found)
    note = f"标题称 {claim} 年，正文说法指向 {rivals[0]} 年"
    return Evidence("reporting_year", str(rivals[0]), "body_against_title", True, 0.6, spans, note)


def _signs(body: Reading, headings: Sequence[Reading], claim: int) -> list[Sign]:
    signs: list[Sign] = [
        (year, (body.span(mention.start, mention.end),)) for mention, year in current_years(body.folded)
    ]
    planned = plan_year_of_headings([heading.folded for heading in headings])
    if planned:
        span = headings[planned[0]].span(planned[1].start, planned[1].end)
        signs.append((planned[1].year - 1, (span,)))
    opened = opening_year(body.folded)
    if opened:
        signs.append((opened.year, (body.span(opened.start, opened.end),)))
    dense = dense_year(body.folded)
    if dense and dense.count >= _OVERWHELMING and f"{claim}年" not in body.folded:
        signs.append((dense.year.year, (body.span(dense.year.start, dense.year.end),)))
    return signs


def _signs_of_dates(claim: int, kept: tuple[int | None, int | None], signed: str | None) -> list[Sign]:
    planned, by_day = kept
    years = [year for year in (planned and planned - 1, by_day) if year == claim]
    signs: list[Sign] = [(claim, ()) for _ in years]
    if signed and int(signed[:4]) < claim:
        signs.append((int(signed[:4]), ()))
    return signs
